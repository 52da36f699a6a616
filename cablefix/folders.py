"""The files of a folder and of those below, as the settings choose them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from cablefix.settings import Settings, settings_for

Takes = Callable[[str], bool]


def is_included(path: str, chosen: str | None = None) -> bool:
    """Whether the settings include a file of a folder. Raises TroubleError."""
    return settings_for(path, chosen).includes(path)


def is_excluded(path: str, chosen: str | None = None) -> bool:
    """Whether the settings take a file out, even where it is named. Raises TroubleError."""
    settings = settings_for(path, chosen)
    return settings.matches(path, settings.exclude)


def settings_of(path: str, chosen: str | None = None) -> Settings:
    """The settings for what is done with a file, or with all files of a folder."""
    return settings_for(os.path.join(path, "x") if os.path.isdir(path) else path, chosen)


def walk(
    folder: str, takes: Takes, tell: Callable[[OSError], None], enters: Takes = lambda _: True
) -> Iterator[str]:
    """The files of a folder that are taken, in an order that lasts; no list of all is held.

    Hidden files and folders are left out, and folders that are not to be entered; no link to a
    folder is followed. `tell` hears of folders that cannot be read.
    """
    for at, folders, names in os.walk(folder, onerror=tell):
        inside = (f for f in folders if not f.startswith("."))
        folders[:] = sorted(f for f in inside if enters(os.path.join(at, f)))
        for name in sorted(names):
            path = os.path.join(at, name)
            if not name.startswith(".") and takes(path):
                yield path
