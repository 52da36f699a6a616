"""Tell which settings hold for a file, and where they come from.

The first folder upwards from the file that has cablefix.toml, pyproject.toml with [tool.cablefix],
or setup.cfg with [cablefix] (in this order) decides; nothing is merged.

examples:
  cablefix config                             the settings for files in this folder
  cablefix config cables/1974/04418.txt       for this file, overrides for its path included
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from cablefix.cleaner import Cleaner
from cablefix.cli.console import say
from cablefix.cli.decision_file import find_decisions
from cablefix.settings import KEYS, Settings, settings_for

UNSET = {
    "level": "certain for check and fix, probable for other commands",
    "time_limit": "none",
}
"""What holds where a setting is left open."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("file", nargs="?", default="-", metavar="FILE", help="a transcription")
    parser.add_argument("--config", metavar="FILE", help="go by the settings in this file")


def run(args: argparse.Namespace) -> int:
    """Print the settings."""
    path = str(Path(args.file) / "-") if Path(args.file).is_dir() else args.file
    settings = settings_for(path, args.config)
    Cleaner.from_settings(settings)  # tells of lists that are missing or contradict
    say("".join(f"{line}\n" for line in describe(settings, path)))
    return 0


def describe(settings: Settings, path: str) -> Iterator[str]:
    """The settings as TOML, comments for what is not set."""
    yield f"# settings: {settings.source or 'none found, the defaults hold'}"
    decisions = find_decisions(path, settings)
    yield f"# decisions: {decisions or 'none found'}"
    for key in KEYS:
        value = getattr(settings, key)
        if value is None:
            yield f"# {key}: {UNSET[key]}"
        elif isinstance(value, str | float):
            yield f"{key} = {json.dumps(value)}"
        else:
            yield f"{key} = {json.dumps(list(value))}"
