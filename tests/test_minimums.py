"""The lowest versions declared: one for each package that is needed, as pins for CI."""

import subprocess
import sys
from importlib.metadata import requires
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_each_package_that_is_needed_has_a_lowest_version():
    pins = subprocess.run(
        [sys.executable, ROOT / ".ci" / "lowest.py"], capture_output=True, text=True, check=True
    ).stdout.split()
    needed = {r.replace(">=", "==") for r in requires("cablefix") if "extra ==" not in r}
    assert set(pins) == needed
    assert {pin.partition("==")[0] for pin in pins} == {
        "attrs", "numpy", "rapidfuzz", "symspellpy",
    }  # fmt: skip
