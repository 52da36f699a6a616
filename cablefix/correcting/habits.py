"""What a typist writes in his own way is no slip: AM EMBASSY, ZFF-4, a blank before a time's Z.

A scanner breaks words too, but anywhere; and in a damaged document that writes the word in one
piece elsewhere, the broken one is a slip all the same.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from cablefix.correcting.grounds import WordGrounds
from cablefix.correcting.proposals import Proposal
from cablefix.reading.document import Reading
from cablefix.vocabulary import tables

_JOINTS = re.compile(r"[ -]+")
_UNITS = re.compile(r"[A-Z]+|[0-9]+")
_TIME = re.compile(r"\d{6}Z")


def keeps_habit(p: Proposal, reading: Reading) -> bool:
    """Whether a proposal for a field leaves in peace what is only written in another way."""
    if isinstance(p.grounds, WordGrounds):
        return True
    old, new = p.original.strip(), p.replacement.strip()
    if old == new or not new:
        return True
    if old == f"{new}-" and p.replacement.endswith(" "):
        return False  # a hyphen between two names
    if not _is_written_otherwise(old, new):
        return True
    if not reading.noise:
        return False
    there = _tokens(reading.text)
    return new in there or (_TIME.fullmatch(new) is not None and any(map(_TIME.fullmatch, there)))


@lru_cache(maxsize=1)
def _tokens(text: str) -> frozenset[str]:
    """The different tokens of a text, looked up for one proposal after the other."""
    return frozenset(text.split())


@cache
def _otherwise() -> dict[str, str]:
    return tables.load("written_otherwise").pairs("otherwise", "printed")


def _is_written_otherwise(old: str, new: str) -> bool:
    """Whether a typist may have written the one for the other."""
    if _otherwise().get(old) == new:
        return True
    pieces = _JOINTS.split(old)
    return len(pieces) > 1 and "".join(pieces) == new and pieces == _UNITS.findall(new)
