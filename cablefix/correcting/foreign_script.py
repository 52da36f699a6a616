"""Characters of a script foreign to the document: specks that were taken for letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from cablefix.correcting.proposals import Proposal, propose
from cablefix.reading.document import Reading

LEAST_LETTERS = 200
"""A shorter text has no script of its own to speak of."""

OWN_SHARE = 0.97
LONGEST = 4


def propose_foreign_script(reading: Reading) -> Iterator[Proposal]:
    """Proposals to leave out what stands alone on a line in another script, or as a lone sign."""
    text = reading.text
    if text.isascii():
        return
    letters = [c for c in text if c.isalpha()]
    latin = sum(_script(c) == "LATIN" for c in letters)
    if len(letters) < LEAST_LETTERS or latin < OWN_SHARE * len(letters):
        return
    for line in reading.lines:
        tokens = line.line.tokens()
        if len(tokens) == 1 and len(tokens[0].text) <= LONGEST and _is_foreign(tokens[0].text):
            yield propose(
                tokens[0], "", kind="noise-line", rule="foreign-script", score=0.992,
                why="a lone sign of a script that the document does not use", grounds=None,
            )  # fmt: skip


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0]


def _is_foreign(text: str) -> bool:
    """Letters or digits of another script, or a currency sign that no typewriter has."""
    marked = [c for c in text if not unicodedata.category(c).startswith(("P", "Z"))]
    return bool(marked) and all(
        not c.isascii()
        and (
            (c.isalnum() and _script(c) != "LATIN" and unicodedata.category(c) != "No")
            or (unicodedata.category(c) == "Sc" and c not in "£¢")
        )
        for c in marked
    )
