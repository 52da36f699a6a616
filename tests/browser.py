"""Somebody who reads a page in a real browser."""

import time
from pathlib import Path

from cablefix.findings import Correction

BY_CSS = "css selector"


class Reader:
    """Somebody at the browser."""

    def __init__(self, driver, folder: Path) -> None:
        self.driver = driver
        self.folder = folder

    def open(self, file: Path) -> None:
        self.complaints()  # those of the page before do not count
        self.driver.get(file.as_uri())
        assert self.complaints() == []

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def all(self, selector):
        return self.driver.find_elements(BY_CSS, selector)

    def one(self, selector):
        return self.driver.find_element(BY_CSS, selector)

    def actions(self):
        from selenium.webdriver import ActionChains  # not everybody who tests has it

        return ActionChains(self.driver)

    def press(self, *keys):
        for key in keys:
            self.actions().send_keys(key).perform()

    def hover(self, element):
        self.run("arguments[0].scrollIntoView({block: 'center'})", element)
        self.actions().move_to_element(element).perform()

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

    def download(self, button="#download", ending="decisions.jsonl") -> str:
        """The decisions, or what else a button gives, as they arrive in the folder for it."""
        for old in self.folder.iterdir():
            old.unlink()
        self.one(button).click()
        done = self.until(lambda: list(self.folder.glob(f"*.{ending}")))
        return done[0].read_bytes().decode()

    def window(self, width=1300, height=900, scheme="light"):
        device = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", device)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def finding(reader: Reader, c: Correction):
    """The mark of a change or suggestion in the clean text."""
    number = reader.run("return data.records.findIndex((r) => r.start === arguments[0])", c.start)
    return reader.one(f"#f{number}")


def faults(report) -> list[str]:
    """What axe finds serious or critical."""
    return [
        f"{fault['id']}: {fault['nodes'][0]['html'][:200]}"
        for fault in report["violations"]
        if fault["impact"] in ("serious", "critical")
    ]
