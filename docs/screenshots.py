"""Take the pictures of docs/report.md from the invented sample: python docs/screenshots.py."""

import shutil
import tempfile
from pathlib import Path

from selenium import webdriver

import cablefix

DOCS = Path(__file__).parent
SAMPLE = DOCS.parent / "samples" / "valdoro_04418.txt"


def main() -> None:
    """Write report.png and report-review.png."""
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--hide-scrollbars"):
        options.add_argument(argument)
    options.binary_location = shutil.which("chromium") or ""
    driver = webdriver.Chrome(options, webdriver.ChromeService(shutil.which("chromedriver")))
    size = {"width": 1280, "height": 780, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        result = cablefix.clean(SAMPLE.read_text())
        page.write_text(result.render("html", path=SAMPLE.name))
        driver.get(page.as_uri())
        driver.execute_script("select(1)")
        driver.save_screenshot(DOCS / "report.png")
        night = [{"name": "prefers-color-scheme", "value": "dark"}]
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": night})
        driver.execute_script(
            "decide([2, 3, 4], 'accepted');"
            "go(findings.findLast((i) => records[i].original === 'ADS-88'));"
        )
        driver.execute_async_script("setTimeout(arguments[0], 500)")
        driver.execute_script("byId('scope').selectedIndex = 1")
        driver.save_screenshot(DOCS / "report-review.png")
    driver.quit()


if __name__ == "__main__":
    main()
