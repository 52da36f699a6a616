"""One misreading that explains many words: J iJ for M, \\V for W, |-| for H.

What stands for a letter is found by counting: a run of signs in many words that nobody knows, all
of which are known with one and the same letter in its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

import attrs

from cablefix.by_fields import ByFields
from cablefix.channel.confusions import LETTERS
from cablefix.document.reading import Reading
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.layout.lines import Span
from cablefix.layout.running_text import BODY
from cablefix.proposals import Proposal, propose
from cablefix.remembered import TOKENS
from cablefix.words.tokens import parse

CERTAIN, LIKELY = 0.99, 0.95
"""How sure such a word is, where all words with the sign are explained, and where nearly all."""

LEAST_WORDS, SHARE = 4, 0.8
"""Different words that a sign must explain, and the share of those that have it."""

LEAST_LEAD = 2
"""How many times as many words the letter must explain as the next one."""

LONGEST, WIDEST = 4, 24
"""Signs that are read for one letter, and characters of a word, at most."""

KNOWN_RANK, SHORT_RANK, SHORT = 40_000, 3000, 3
"""Rank up to which a word is one in use, and one of up to three letters, which explains nothing."""

_STRANGE = late_regex(r"[^\w\s'’./&,:;-]|\d[A-Za-z]|[A-Za-z]\d")
_EDGES = "\"'“”‘’.,;:!?()"


@attrs.frozen
class Place(ByFields):
    """A token, or two with a blank between them, that is no word."""

    start: int
    text: str


@attrs.frozen
class Sign(ByFields):
    """What is read for a letter, how many different words have it so, and how sure that is."""

    read: str
    letter: str
    words: int
    sure: float


def propose_series(reading: Reading) -> Iterator[Proposal]:
    """Proposals for words with a sign that stands for one letter throughout."""
    places = [
        p
        for r in reading.lines
        if r.form in BODY and not reading.is_apart(r.line.start, r.line.end)
        for p in _places(r.line.tokens())
    ]
    if len(places) < LEAST_WORDS:
        return
    for sign in find_signs({p.text for p in places}):
        for p in places:
            word = _with_letter(p.text, sign.read, sign.letter)
            if word:
                yield propose(
                    Span(p.start, p.start + len(p.text), p.text), word,
                    kind="word-boundary" if " " in p.text else "word", rule="sign-series",
                    score=sign.sure, grounds=None,
                    why=f"{sign.read} stands for {sign.letter} in {sign.words} different words",
                )  # fmt: skip


def _places(tokens: Sequence[Span]) -> Iterator[Place]:
    """The tokens of a line that are no words, and neighbours of which one is none."""
    seen = [_look(t.text) for t in tokens]
    for i, (offset, core, odd) in enumerate(seen):
        if not odd:
            continue
        here = Place(tokens[i].start + offset, core)
        if len(core) > 2:
            yield here
        if i and seen[i - 1][1] and tokens[i].start - tokens[i - 1].end == 1:
            before = Place(tokens[i - 1].start + seen[i - 1][0], seen[i - 1][1])
            yield from _together(before, here)
        if i + 1 < len(seen) and seen[i + 1][1] and not seen[i + 1][2]:
            yield from _together(here, Place(tokens[i + 1].start + seen[i + 1][0], seen[i + 1][1]))


def _together(one: Place, two: Place) -> Iterator[Place]:
    """Two neighbours as one place, if a blank alone parts them."""
    apart = two.start - one.start - len(one.text)
    if apart == 1 and len(one.text) + len(two.text) < WIDEST:
        yield Place(one.start, f"{one.text} {two.text}")


@lru_cache(maxsize=TOKENS)
def _look(text: str) -> tuple[int, str, bool]:
    """A token without the marks at its edges, where that begins, and whether it is no word."""
    core = text.strip(_EDGES)
    return text.find(core), core, bool(core) and _is_odd(core)


def _is_odd(core: str) -> bool:
    """Whether a token has letters, and is no word, nor one with marks that print has in words."""
    if len(core) > WIDEST or not any(c.isalpha() for c in core):
        return False
    return bool(parse(core).unknown) or _STRANGE.search(core) is not None


def find_signs(texts: set[str]) -> list[Sign]:
    """The signs that stand for a letter in many of some texts that are no words.

    >>> words = {"\\\\VORK", "\\\\VATER", "FLO\\\\V", "TO\\\\VN"}
    >>> [(sign.read, sign.letter, sign.words) for sign in find_signs(words)]
    [('\\\\V', 'W', 4)]
    """
    having: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        for read in _signs(text):
            having[read].add(text)
    some = [(read, which) for read, which in having.items() if len(which) >= LEAST_WORDS]
    signs = [s for read, which in some if (s := _explain(read, which))]
    return sorted(signs, key=lambda s: (-s.words, -len(s.read), s.read))


def _signs(text: str) -> set[str]:
    """What in a text may stand for a letter: signs of several kinds, or about the blank."""
    one, blank, two = text.partition(" ")
    if blank:
        return {f"{one[-i:]} {two[:j]}" for i in (1, 2) for j in (1, 2)}
    return {
        text[i:j]
        for i in range(len(text))
        for j in range(i + 2, min(i + LONGEST, len(text)) + 1)
        if _is_mixed(text[i:j]) or (text[i:j].isupper() and (text[:i] + text[j:]).islower())
    }


def _is_mixed(read: str) -> bool:
    """Whether signs are no plain letters of one case."""
    return not read.isalpha() or not (read.isupper() or read.islower())


def _explain(read: str, texts: set[str]) -> Sign | None:
    """The letter that a sign stands for, if one explains nearly all of the texts that have it."""
    counts = sorted(
        (len({w for t in texts if len(w := _with_letter(t, read, x)) > SHORT}), x) for x in LETTERS
    )
    (second, _), (words, letter) = counts[-2:]
    if words < LEAST_WORDS or words < LEAST_LEAD * second:
        return None
    explained = sum(bool(_with_letter(t, read, letter)) for t in texts)
    if explained < SHARE * len(texts):
        return None
    return Sign(read, letter, words, CERTAIN if explained == len(texts) else LIKELY)


def _with_letter(text: str, read: str, letter: str) -> str:
    """The known word that a text is with a letter for a sign; nothing if it is none."""
    if read not in text:
        return ""
    rest = text.replace(read, "")
    if not rest.isascii() or not rest.isalpha() or not (rest.isupper() or rest.islower()):
        return ""
    if rest.islower():
        letter = letter if read.isupper() and text.startswith(read) else letter.lower()
    word = text.replace(read, letter)
    rank = lexicon().ids.get(fold(word), KNOWN_RANK)
    return word if rank < (KNOWN_RANK if len(word) > SHORT else SHORT_RANK) else ""
