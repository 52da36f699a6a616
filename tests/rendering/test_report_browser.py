"""The report in a real browser: what a reader sees, hears, presses, decides and takes away."""

import shutil
import time
from pathlib import Path

import attrs
import pytest

import cablefix
from cablefix.cli import main
from cablefix.model import CleanResult, Correction, Exemption, Gap
from cablefix.rendering.jsonl import parse_jsonl

webdriver = pytest.importorskip("selenium.webdriver", reason="needs selenium")

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
if not (CHROMIUM and DRIVER):
    pytest.skip("needs chromium and chromium-driver", allow_module_level=True)

BY_CSS = "css selector"


class Reader:
    """Somebody at the browser."""

    def __init__(self, driver, folder: Path) -> None:
        self.driver = driver
        self.folder = folder

    def open(self, file: Path) -> None:
        self.driver.get(file.as_uri())
        assert self.complaints() == []

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def all(self, selector):
        return self.driver.find_elements(BY_CSS, selector)

    def one(self, selector):
        return self.driver.find_element(BY_CSS, selector)

    def press(self, *keys):
        for key in keys:
            webdriver.ActionChains(self.driver).send_keys(key).perform()

    def hover(self, element):
        self.run("arguments[0].scrollIntoView({block: 'center'})", element)
        webdriver.ActionChains(self.driver).move_to_element(element).perform()

    def click(self, element):
        """A click on an element, brought clear of the tools first."""
        self.run("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def text(self, selector) -> str:
        return self.run("return document.querySelector(arguments[0]).textContent", selector)

    def until(self, condition, seconds=10.0):
        """What `condition` gives as soon as it is true; fails when it never is."""
        end = time.monotonic() + seconds
        while not (value := condition()):
            assert time.monotonic() < end, "this never came to be"
            time.sleep(0.02)
        return value

    def download(self) -> str:
        """The decisions as they arrive in the folder for downloads."""
        for old in self.folder.iterdir():
            old.unlink()
        self.one("#download").click()
        done = self.until(lambda: list(self.folder.glob("*.decisions.jsonl")))
        return done[0].read_text()

    def window(self, width=1300, height=900, scheme="light"):
        device = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", device)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


@pytest.fixture(scope="session")
def chromium(tmp_path_factory):
    """One headless browser for all tests."""
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    folder = tmp_path_factory.mktemp("downloads")
    driver.execute_cdp_cmd(
        "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)}
    )
    yield Reader(driver, folder)
    driver.quit()


@pytest.fixture
def reader(chromium):
    chromium.window()
    return chromium


@pytest.fixture(scope="session")
def result(sample) -> CleanResult:
    return cablefix.clean(sample.read_text())


@pytest.fixture
def opened(reader, result, tmp_path):
    """The page of the sample, just opened; nothing has been decided."""
    file = tmp_path / "sample.html"
    file.write_text(result.render("html", path="sample.txt"))
    reader.open(file)
    reader.run("localStorage.clear()")
    reader.open(file)
    return reader


@pytest.fixture(scope="session")
def modis(result) -> Correction:
    """The change of the caption."""
    return next(c for c in result.corrections if c.original == "MODIS")


def finding(reader, c: Correction):
    """The mark of a change or suggestion in the clean text."""
    number = reader.run("return data.records.findIndex((r) => r.start === arguments[0])", c.start)
    return reader.one(f"#f{number}")


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
    assert parse_jsonl(reader.download(), text).text.startswith(EVIL)
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


def faults(report) -> list[str]:
    """What axe finds serious or critical."""
    return [
        f"{fault['id']}: {fault['nodes'][0]['html'][:200]}"
        for fault in report["violations"]
        if fault["impact"] in ("serious", "critical")
    ]


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
