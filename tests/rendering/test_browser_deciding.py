"""The report in a real browser: what a reader decides there and takes away."""

import attrs
from browser import finding

import cablefix
from cablefix import parse_jsonl
from cablefix.cli import main
from cablefix.findings import Correction


def test_a_refused_change_is_gone_from_the_decisions_and_apply_honours_it(
    opened, modis, result, sample, tmp_path, capsys
):
    opened.click(finding(opened, modis))
    opened.one("#refuse").click()
    assert finding(opened, modis).text.startswith("MODIS")
    assert opened.text("#reviewed").startswith("1 of ")
    records = opened.download()
    assert not any(
        '"record":"correction"' in line and '"MODIS"' in line for line in records.splitlines()
    )
    file = tmp_path / "decisions.jsonl"
    file.write_text(records)
    assert main(["apply", str(file), str(sample)]) == 0
    assert capsys.readouterr().out == result.text.replace("NODIS", "MODIS", 1)
    decided = parse_jsonl(records, result.original)
    assert [(d.verdict, d.quote) for d in decided.decisions] == [("refused", "MODIS")]
    assert cablefix.clean(result.original).with_decisions(decided.decisions).text == decided.text


def test_a_suggestion_accepted_a_change_edited_and_one_taken_back(opened, modis, result):
    suggested = result.suggestions[-1]
    opened.click(finding(opened, suggested))
    opened.press("a")
    opened.click(finding(opened, modis))
    opened.press("e")
    opened.one("#edit-text").clear()
    opened.one("#edit-text").send_keys("EXDIS <&> \u05d0", "\ue007")
    opened.click(finding(opened, result.corrections[-1]))
    opened.press("r")
    opened.one("#undo").click()
    decided = parse_jsonl(opened.download(), result.original)
    assert {(d.verdict, d.quote, d.replacement) for d in decided.decisions} == {
        ("accepted", suggested.original, suggested.replacement),
        ("edited", "MODIS", "EXDIS <&> \u05d0"),
    }
    assert decided.text == expected(result, suggested)
    assert decided.revert() == result.original


def expected(result, suggested) -> str:
    changes = [
        attrs.evolve(c, replacement="EXDIS <&> \u05d0") if c.original == "MODIS" else c
        for c in result.corrections
    ]
    both = sorted([*changes, suggested], key=lambda c: c.start)
    return attrs.evolve(result, corrections=tuple(both), suggestions=()).text


def test_a_series_is_decided_at_once_and_kept_in_the_browser(reader, tmp_path):
    text = "MODIS A\nMODIS B\nMODIS C\n"
    made = tuple(
        Correction(i, i + 5, "MODIS", "NODIS", kind="caption", rule="r", confidence=0.95, why="w")
        for i in (0, 8, 16)
    )
    result = attrs.evolve(cablefix.clean(text), corrections=made, suggestions=(), gaps=())
    file = tmp_path / "series.html"
    file.write_text(result.render("html"))
    reader.open(file)
    reader.one("#f2").click()
    choice = reader.all("#scope option")[1]
    assert choice.text == "all 3 MODIS → NODIS"
    choice.click()
    reader.one("#refuse").click()
    assert reader.text("#reviewed") == "3 of 3 reviewed"
    reader.driver.refresh()
    assert reader.text("#reviewed") == "3 of 3 reviewed"
    assert parse_jsonl(reader.download(), text).text == text
    reader.run("localStorage.clear()")
