"""Reads the table of settings in a file of each kind; None where the file has none.

Apart from `cablefix.settings`, as most runs find no such file and need no parser.
"""

from __future__ import annotations

import configparser
import tomllib
from pathlib import Path
from typing import Any

from cablefix.misuse import TroubleError


def read_toml(file: Path) -> dict[str, Any]:
    """The whole file is the table. Raises TroubleError."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as e:
        raise TroubleError(f"{file} cannot be read ({e.strerror}): check its permissions") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as e:
        raise TroubleError(f"{file} cannot be read as TOML: {e}") from None


def read_pyproject(file: Path) -> dict[str, Any] | None:
    """`[tool.cablefix]`. Raises TroubleError."""
    table = read_toml(file)
    tools = table.get("tool")
    found = tools.get("cablefix") if isinstance(tools, dict) else None
    if found is not None and not isinstance(found, dict):
        raise TroubleError(f"{file}: tool.cablefix must be a table")
    return found


def read_cfg(file: Path) -> dict[str, Any] | None:
    """`[cablefix]`, and an override for each `[cablefix:NAME]`. Raises TroubleError."""
    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_string(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, configparser.Error) as e:
        said = " ".join(str(e).split())
        raise TroubleError(f"{file} cannot be read as settings: {said}") from None
    if not parser.has_section("cablefix"):
        return None
    table: dict[str, Any] = dict(parser["cablefix"])
    sections = [s for s in parser.sections() if s.startswith("cablefix:")]
    if sections:
        table["overrides"] = [dict(parser[s]) for s in sections]
    return table
