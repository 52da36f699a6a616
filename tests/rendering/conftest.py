"""What the tests of reports in a real browser share: the browser, and the page of the sample."""

import shutil

import pytest
from browser import Reader

import cablefix
from cablefix.findings import Correction
from cablefix.result import CleanResult


@pytest.fixture(scope="session")
def chromium(tmp_path_factory):
    """One headless browser for all tests; those that need it say so without it."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="needs selenium")
    chromium, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (chromium and chromedriver):
        pytest.skip("needs chromium and chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(chromedriver))
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
