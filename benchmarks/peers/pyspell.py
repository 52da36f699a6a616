"""pyspellchecker: `correction` of the unknown words.

Its manual advises one edit instead of two for long words; so it is done from seven letters on.
https://pyspellchecker.readthedocs.io/en/latest/quickstart.html
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import Any

from .harness import by_word
from .peer import Peer, package_missing, package_version

LONG = 7


@functools.cache
def _speller(distance: int) -> Any:
    from spellchecker import SpellChecker

    return SpellChecker(distance=distance)


def spell(words: Iterable[str]) -> Mapping[str, str]:
    """The most probable known word near each unknown one."""
    found = {}
    unknown: dict[str, str | None] = {}
    for word in words:
        lower = word.lower()
        speller = _speller(1 if len(word) >= LONG else 2)
        if lower not in unknown:
            unknown[lower] = speller.correction(lower) if speller.unknown([lower]) else None
        answer = unknown[lower]
        if answer and answer != lower:
            found[word] = answer
    return found


PEER = Peer(
    "pyspellchecker",
    "correction of each unknown word; two edits, one from seven letters on",
    lambda texts: by_word(texts, spell),
    lambda: package_version("pyspellchecker"),
    lambda: package_missing("pyspellchecker"),
)
