"""Words with small letters in the lines of a text in capitals: FaRM, aT, To.

A teleprinter has no small letters; a reader takes for small what is worn, or what looks like its
capital. In 22.6 million words of FRUS and 2.7 of telegrams no word is raised here; in the typed
records (dev part) 5 of 6 are raised rightly, and 9 of 9 in documents of 1963-68.
"""

from __future__ import annotations

from collections.abc import Iterator

from cablefix.document.reading import Reading
from cablefix.language import tables
from cablefix.language.code_lists import affixes
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.layout.lines import Span
from cablefix.layout.running_text import BODY
from cablefix.proposals import Proposal, propose

SURE = 0.96
"""How sure such a word is. Set."""

LEAST_CAPITALS, SHARE = 12, 0.9
"""Letters of a line of capitals without the word, and the share of them that are capitals."""

SMALL_SHARE = 0.6
"""The share of capitals under which a line beside it shows that the text is in small letters."""

MIXED_RANK, TITLE_RANK, SMALL_RANK = 20_000, 3000, 500
"""The rank of the rarest word that is raised: with capitals behind small letters, with one capital
at its head, and all in small letters. Of two letters the last goes for all."""

_WORD = late_regex(r"(?<![\w'’.-])(?=[A-Z]*[a-z])[A-Za-z]{2,24}(?![\w'’:-])")
_MIXED = late_regex(r"[A-Za-z]*[a-z][A-Z]")
_NAME = late_regex(r"(?P<head>[A-Z]?[a-z]*)(?P<tail>[A-Z]+)")
_SEVERAL = late_regex(r"[A-Z]+s")
"""Several of what is abbreviated, as typists have it in a text of capitals: MPs, POWs."""


def propose_line_case(reading: Reading) -> Iterator[Proposal]:
    """Proposals for words that were read with small letters among capitals."""
    written = [r for r in reading.lines if not r.line.blank]
    texts = [r.line.text for r in written]
    for i, line in enumerate(written):
        if line.form not in BODY or not _may_be_capitals(texts[i]):
            continue
        beside = texts[max(0, i - 1) : i] + texts[i + 1 : i + 2]
        if any(_is_small(x) for x in beside) or not any(_is_in_capitals(x) for x in beside):
            continue
        for m in _WORD.finditer(texts[i]):
            if not _may_be_raised(m.group()) or _stands_beside_small(texts[i], *m.span()):
                continue
            if not _MIXED.match(m.group()) and not texts[i][: m.start()].strip():
                continue  # a label, perhaps: To
            if _is_in_capitals(texts[i], *m.span()):
                start = line.line.start + m.start()
                yield propose(
                    Span(start, start + len(m.group()), m.group()), m.group().upper(), kind="word",
                    rule="small-among-capitals", score=SURE, grounds=None,
                    why="the line and those beside it are in capitals, and have no small letters",
                )  # fmt: skip


def _may_be_raised(word: str) -> bool:
    """Whether a reader may have taken letters of a word in capitals for small ones."""
    rank = lexicon().ids.get(fold(word), MIXED_RANK)
    name = _NAME.fullmatch(word)
    if _SEVERAL.fullmatch(word) or (name and name["head"] in affixes("surname")):
        return False  # typed so: McNAMARA, deGAULLE
    if _MIXED.match(word):
        return rank < (MIXED_RANK if len(word) > 2 else SMALL_RANK)
    alike = tables.load("like_capitals").column("letter")
    if not {c for c in word if c.islower()} <= set(alike):
        return False
    return rank < (SMALL_RANK if word.islower() or len(word) == 2 else TITLE_RANK)


def _stands_beside_small(text: str, start: int, end: int) -> bool:
    """Whether a word beside it has small letters too: Copy No."""
    beside = (*text[:start].split()[-1:], *text[end:].split()[:1])
    return any(c.islower() for word in beside for c in word)


def _may_be_capitals(text: str) -> bool:
    """Whether a line has small letters, and more than twice as many capitals."""
    small = sum(c.islower() for c in text)
    return 0 < small and 2 * small < sum(c.isupper() for c in text)


def _is_in_capitals(text: str, start: int = 0, end: int = 0) -> bool:
    """Whether a line is in capitals, but for what stands between two places of it."""
    letters = [c for c in f"{text[:start]} {text[end:]}" if c.isalpha()]
    return len(letters) >= LEAST_CAPITALS and _share(letters) >= SHARE


def _is_small(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return 2 * len(letters) >= LEAST_CAPITALS and _share(letters) < SMALL_SHARE


def _share(letters: list[str]) -> float:
    return sum(c.isupper() for c in letters) / len(letters)
