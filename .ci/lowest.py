"""The lowest versions that setup.cfg declares, as pins, one on a line: `numpy==1.23.2`."""

from configparser import ConfigParser
from pathlib import Path

declared = ConfigParser()
declared.read_string((Path(__file__).parents[1] / "setup.cfg").read_text(encoding="utf-8"))
for requirement in declared["options"]["install_requires"].split():
    name, least, version = requirement.partition(">=")
    if not least:
        raise SystemExit(f"{requirement} in setup.cfg declares no lowest version")
    print(f"{name}=={version}")
