"""What all tests share: the sample cable, a browser, the gold documents where they are there."""

import hashlib
import lzma
import pickletools
import shutil
import sys
import zipfile
from pathlib import Path

import pytest
from browser import Reader

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
PACKAGE = Path(sys.prefix) / "schemas" / "trafilatura-1.9.0-py3-none-any.whl"
SHA256 = "156fcf0e5a18917859f2d015a5ee1f2d05df9e880b3958246497262c30f13dbe"


@pytest.fixture(scope="session")
def sample() -> Path:
    """The invented cable that is in the repository."""
    return ROOT / "samples" / "valdoro_04418.txt"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold documents beside the checkout; tests that need it say so without it."""
    if not SHARED.is_dir():
        pytest.skip(f"needs the gold documents in {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def tei_all():
    """`tei_all` of TEI P5 3.6.0 in RELAX NG, which the package trafilatura 1.9.0 carries.

    It carries it as a pickled string; the string is read out of the opcodes, nothing is unpickled.
    """
    etree = pytest.importorskip("lxml.etree")
    if not PACKAGE.is_file():
        pytest.skip(f"needs the schema in {PACKAGE}: make test puts it there")
    with zipfile.ZipFile(PACKAGE) as wheel:
        data = lzma.decompress(wheel.read("trafilatura/data/tei-schema-pickle.lzma"))
    (schema,) = [arg for _, arg, _ in pickletools.genops(data) if isinstance(arg, str)]
    assert hashlib.sha256(schema.encode()).hexdigest() == SHA256
    return etree.RelaxNG(etree.fromstring(schema.encode()))


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
