"""What stays whatever the evidence says: the user's words, a typist's habits, signs.

A scanner breaks words too, but anywhere; and in a damaged document that writes the word in one
piece elsewhere, the broken one is a slip all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from cablefix.document.reading import Reading
from cablefix.language import tables
from cablefix.language.tokens import fold, tokenise
from cablefix.language.truecase import CAPITAL, usual_case
from cablefix.late import late_regex
from cablefix.layout.validity import is_valid
from cablefix.proposals import Proposal, WordGrounds
from cablefix.withheld.banners import is_banner
from cablefix.withheld.statements import is_sign


def keeps_given(proposal: Proposal, reading: Reading) -> bool:
    """Whether a proposal leaves every word that the user vouches for as it is."""
    if not reading.words:
        return True
    text, start, end = reading.text, proposal.start, proposal.end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    before, after = text[start : proposal.start], text[proposal.end : end]
    kept = set(_words(f"{before}{proposal.replacement}{after}"))
    return all(word in kept for word in _words(text[start:end]) if word in reading.words)


def _words(text: str) -> Iterator[str]:
    """The chunks between blanks without the marks around them, and the words within."""
    for chunk in fold(text).split():
        at = [i for i, c in enumerate(chunk) if c.isalnum()]
        if at:
            yield chunk[at[0] : at[-1] + 1]
            yield chunk
            yield from tokenise(chunk)


def makes_name(proposal: Proposal) -> bool:
    """Whether a proposal makes a name of a word of the running text, by likeness."""
    new = proposal.replacement.strip(_EDGES)
    words = isinstance(proposal.grounds, WordGrounds) and new.isalpha()
    return words and proposal.original.strip(_EDGES) != new and usual_case(new) == CAPITAL


def keeps_abbreviation(p: Proposal) -> bool:
    """Whether a proposal leaves a word that was shortened by its vowels: divrtd, cmnctns.

    Who abbreviates leaves several out; a reader hardly loses two in one word, and nothing else.
    """
    if not isinstance(p.grounds, WordGrounds):
        return True
    old, new = fold(p.original.strip(_EDGES)), fold(p.replacement.strip(_EDGES))
    if len(new) - len(old) < LEFT_OUT or not old.isalpha():
        return True
    return [c for c in old if c not in VOWELS] != [c for c in new if c not in VOWELS]


LEFT_OUT, VOWELS = 2, frozenset("AEIOU")
"""Vowels that are lost in a word that was shortened."""

_EDGES = " .,;:()\"'"
_JOINTS = late_regex(r"[ -]+")
_UNITS = late_regex(r"[A-Z]+|[0-9]+")
_TIME = late_regex(r"\d{6}Z")


def keeps_habit(p: Proposal, reading: Reading) -> bool:
    """Whether a proposal for a field leaves in peace what is only written in another way."""
    if isinstance(p.grounds, WordGrounds):
        return True
    old, new = p.original.strip(), p.replacement.strip()
    if old == new or not new:
        return True
    if old == f"{new}-" and p.replacement.endswith(" "):
        return False  # a hyphen between two names
    if _TIME.fullmatch(old) and new == old[:-1] and is_valid("time", old):
        return False  # a time, in a line that has it before the number
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


def keeps_sign(p: Proposal, reading: Reading) -> bool:
    """Whether a proposal leaves the signs, banners and lists of codes of a text as they are.

    >>> from cablefix.document.reading import read
    >>> reading = read("RELEASE IN PART B6")
    >>> keeps_sign(Proposal(0, 7, "RELEASE", "RELEASED", "word", "x", 1.0, "", None), reading)
    False
    """
    if not reading.withheld.guards(p.start, p.end):
        return True
    if not p.replacement:
        return False
    return is_sign(p.replacement) or is_banner(p.replacement) or _mends_banner(p, reading.text)


def _mends_banner(p: Proposal, text: str) -> bool:
    """Whether a proposal makes a banner of a line that is the ruin of one."""
    start, end = text.rfind("\n", 0, p.start) + 1, text.find("\n", p.end)
    line = text[start:] if end < 0 else text[start:end]
    return not is_banner(line) and is_banner(
        line[: p.start - start] + p.replacement + line[p.end - start :]
    )
