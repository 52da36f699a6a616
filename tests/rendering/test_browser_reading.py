"""The report in a real browser: what a reader sees, hears and presses, and that it does no harm."""

import attrs
import pytest
from browser import faults, finding

import cablefix
from cablefix import parse_jsonl
from cablefix.cli import main
from cablefix.findings import Correction, Exemption, Gap


def test_every_finding_is_shown_once_on_the_right(opened, modis, result):
    marks = opened.all("#text .b .m, #text .gapbar")
    assert len(marks) == len(result.corrections) + len(result.suggestions) + len(result.gaps)
    assert finding(opened, modis).text == "NODIS"
    assert opened.text(".totals .changes") == f"{len(result.corrections)} changes"


def test_hover_shows_the_evidence(opened, modis, result):
    assert not opened.one("#card").is_displayed()
    opened.hover(finding(opened, modis))
    opened.until(lambda: opened.one("#card").is_displayed())
    assert opened.one("#card-why").text == modis.why
    assert [e.text for e in opened.all("#card-change > *")] == ["MODIS", "NODIS"]
    opened.hover(opened.one("h1"))
    opened.until(lambda: not opened.one("#card").is_displayed())


def test_the_keyboard_goes_from_finding_to_finding(opened):
    opened.press("n", "n")
    assert opened.text("#where").startswith("2 / ")
    second = opened.run("return document.activeElement.dataset.i")
    assert opened.one("#card").is_displayed()
    opened.press("p")
    assert opened.run("return document.activeElement.dataset.i") != second
    opened.press("\ue00c")  # escape
    assert not opened.one("#card").is_displayed()


def test_filters_take_findings_out_of_sight_and_out_of_the_way(opened, result):
    for name in ("certain", "probable", "possible"):
        opened.one(f"#certainties input[value={name}]").click()
    assert opened.text("#where").endswith(f"/ {len(result.gaps)}")
    opened.press("n")
    assert "gap" in opened.run("return document.activeElement.className")
    opened.one("#kind option[value=missing-paragraphs]").click()
    assert opened.text("#where").endswith("/ 2")


def test_the_strip_leads_to_what_is_missing(opened):
    cells = opened.all(".paragraphs .cell.missing")
    assert [c.text for c in cells] == ["7", "9", "10", "11"]
    cells[1].click()
    bar = opened.one(f"#text {opened.run('return location.hash')}")
    assert "missing paragraphs 9–11" in bar.text
    opened.until(lambda: 0 <= bar.rect["y"] - opened.run("return scrollY") <= 900)


def test_on_a_telephone_a_line_shows_once_and_the_evidence_at_the_foot(opened, modis):
    opened.window(390, 800)
    assert opened.run("return document.documentElement.scrollWidth") == 390
    assert not opened.one(".row:not(.has) .a").is_displayed()
    opened.click(finding(opened, modis))
    assert opened.one("#card").is_displayed()
    assert (
        opened.run("return getComputedStyle(document.getElementById('card')).position") == "fixed"
    )


EVIL = "</script><script>window.harm=1</script><img src=x onerror='window.harm=1'> ]]> \u202e"


def test_a_hostile_document_does_no_harm(reader, tmp_path):
    text = f"EVIL {EVIL}\n\u202e\u2066 \x00\x1b[31m \"'`${{x}} --> <!--\n{'A' * 10_000}\nEND\n"
    c = Correction(0, 4, "EVIL", EVIL, kind=EVIL, rule=EVIL, confidence=0.95, why=EVIL)
    s = Correction(5, 14, text[5:14], EVIL, kind=EVIL, rule=EVIL, confidence=0.5, why=EVIL)
    gap = Gap(EVIL, len(text), len(text), 0.9, EVIL, exemptions=(Exemption(EVIL, EVIL),))
    result = attrs.evolve(cablefix.clean(text), corrections=(c,), suggestions=(s,), gaps=(gap,))
    file = tmp_path / "hostile.html"
    file.write_text(result.render("html", path=EVIL))
    reader.open(file)
    for _ in range(3):
        reader.press("n", "a")
    for details in reader.all("details"):
        reader.run("arguments[0].open = true", details)
    reader.until(lambda: len(reader.all(".list table")) == 3)
    assert reader.run("return window.harm") is None
    assert len(reader.all("script")) == 2
    assert reader.all("img") == []
    shown = reader.run("return document.body.innerText")
    assert set(shown).isdisjoint("\u202e\u2066\x00\x1b")
    assert reader.text("#reviewed") == "3 of 3 reviewed"
    assert EVIL.replace("\u202e", "U+202E") in reader.text("#f1")
    assert reader.run("return document.documentElement.scrollWidth <= innerWidth")
    decided = parse_jsonl(reader.download(), text).text
    assert decided.startswith(EVIL)
    assert reader.download("#download-text", "clean.txt") == decided
    reader.run("localStorage.clear()")


@pytest.mark.parametrize(("width", "scheme"), [(1300, "light"), (1300, "dark"), (390, "light")])
def test_accessible(opened, width, scheme):
    axe = pytest.importorskip("axe_core_python.selenium", reason="needs axe-core-python")
    opened.window(width, 900, scheme)
    opened.press("n", "a")
    for details in opened.all("details"):
        opened.run("arguments[0].open = true", details)
    opened.until(lambda: len(opened.all(".list table")) == 3)
    assert faults(axe.Axe().run(opened.driver)) == []


def test_the_index_sorts_by_its_columns(reader, sample, tmp_path):
    axe = pytest.importorskip("axe_core_python.selenium", reason="needs axe-core-python")
    plain = tmp_path / "b note.txt"
    plain.write_text("Nothing to mend here.")
    out = tmp_path / "out"
    assert main(["report", "-o", str(out), str(plain), str(sample)]) == 0
    reader.open(out / "index.html")
    names = [e.text for e in reader.all("tbody th a")]
    assert names[0] == "b note.txt"
    reader.all("thead button")[4].click()
    assert [e.text for e in reader.all("tbody th a")] == names[::-1]
    assert reader.all("thead th")[4].get_attribute("aria-sort") == "descending"
    assert faults(axe.Axe().run(reader.driver)) == []
    reader.one("tbody a").click()
    assert reader.all("#text .row.has")


def test_the_page_of_the_long_cable(reader, shared, tmp_path):
    text = next((shared / "seeds").glob("002_*")).read_text()
    page = cablefix.clean(text).render("html", path="002.txt")
    assert len(page.encode()) < 1_000_000
    (tmp_path / "002.html").write_text(page)
    reader.open(tmp_path / "002.html")
    assert len(reader.all("#text .b .m, #text .gapbar")) >= 60
    missing = [e.text for e in reader.all(".paragraphs .cell.missing")]
    assert missing[:4] == ["9", "10", "11", "12"]
