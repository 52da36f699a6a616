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
    clean_text = opened.download("#download-text", "clean.txt")
    assert clean_text == result.text.replace("NODIS", "MODIS", 1)
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
    assert opened.download("#download-text", "clean.txt") == decided.text
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


def report_of(tmp_path, count=3):
    names = [tmp_path / f"{letter}.txt" for letter in "abc"[:count]]
    for i, name in enumerate(names):
        name.write_text(f"Memo {i}. He met (b)(6) there.\n\nAnd [REDACTED] too, and B3 again.\n")
    assert main(["report", "-o", str(tmp_path / "out"), *map(str, names)]) == 0
    return tmp_path / "out"


def test_ways_from_page_to_page(reader, tmp_path):
    out = report_of(tmp_path)
    reader.open(out / "b.html")
    assert [a.get_attribute("href").rpartition("/")[2] for a in reader.all(".ways a")] == [
        "index.html", "a.html", "c.html",
    ]  # fmt: skip
    reader.one("a[rel=next]").click()
    assert reader.all("a[rel=next]") == []
    reader.one(".ways a").click()
    assert len(reader.all("tbody tr")) == 3


def test_a_page_that_fails_is_not_led_to(tmp_path, capsys):
    names = [tmp_path / "a.txt", tmp_path / "none.txt", tmp_path / "c.txt"]
    for name in (names[0], names[2]):
        name.write_text("Nothing to mend here.")
    assert main(["report", "-o", str(tmp_path / "out"), *map(str, names)]) == 2
    page = (tmp_path / "out" / "a.html").read_text(encoding="utf-8")
    assert 'href="c.html" rel=next' in page
    assert "none.html" not in page


def test_on_after_a_decision_and_progress_in_the_index(reader, tmp_path):
    out = report_of(tmp_path)
    reader.open(out / "a.html")
    reader.run("localStorage.clear()")
    reader.open(out / "a.html")
    reader.click(reader.one("#advance"))
    reader.press("n")
    first = reader.run("return current")
    reader.press("a")
    assert reader.run("return current") != first
    assert reader.text("#reviewed").startswith("1 of ")
    reader.open(out / "b.html")
    assert reader.one("#advance").is_selected()
    reader.open(out / "index.html")
    shares = [e.text for e in reader.all("td.reviewed")]
    assert shares[0] not in ("0 %", "100 %")
    assert shares[1:] == ["0 %", "0 %"]
    reader.one("#find").send_keys("b.txt")
    assert [e.is_displayed() for e in reader.all("tbody tr")] == [False, True, False]
    assert reader.text("#found") == "1 of 3"
    reader.window(1280)
    wide = "const t = document.querySelector('.index .list'); return t.scrollWidth - t.clientWidth"
    assert reader.run(wide) <= 0
    reader.run("localStorage.clear()")


def test_keys_are_shown_and_confidence_filters(opened, result):
    opened.press("?")
    assert opened.one("#help").is_displayed()
    opened.press("n")
    assert opened.run("return current") is None
    opened.press("\ue00c")
    assert not opened.one("#help").is_displayed()
    opened.run(
        "const s = document.getElementById('least'); s.value = 95;"
        "s.dispatchEvent(new Event('input'))"
    )
    found = (*result.corrections, *result.suggestions, *result.gaps)
    sure = sum(f.confidence >= 0.95 for f in found)
    assert opened.text("#where").endswith(f"/ {sure}")


def test_decisions_are_loaded_again(opened, modis, tmp_path):
    opened.click(finding(opened, modis))
    opened.press("r")
    kept = tmp_path / "kept.jsonl"
    kept.write_text(opened.download())
    opened.press("u")
    assert opened.text("#reviewed").startswith("0 of")
    opened.one("#load").send_keys(str(kept))
    opened.until(lambda: opened.text("#reviewed").startswith("1 of"))
    assert finding(opened, modis).text == "MODIS"
    (tmp_path / "wrong.jsonl").write_text("not json")
    opened.one("#load").send_keys(str(tmp_path / "wrong.jsonl"))
    opened.until(lambda: "no file of decisions" in opened.text("#say"))
    assert opened.text("#reviewed").startswith("1 of")
