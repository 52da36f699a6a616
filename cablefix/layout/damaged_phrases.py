"""Printed phrases that hardly a word is left of, known by the likeness of the whole line.

The banners and stamps of release are the same on thousands of documents, and their small print
suffers most. A line of eighty characters of which half are right cannot be anything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import attrs
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from cablefix.by_fields import ByFields
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.layout.context_labels import followers
from cablefix.layout.line_forms import Part, forms
from cablefix.layout.line_labels import SAME, ReadLine
from cablefix.layout.lines import Span
from cablefix.layout.prefilters import phrases

BANNER = 60
"""Characters of a phrase so long that half of it tells."""

STAMP = 25
"""Characters of the shortest phrase that is looked for in ruins without a neighbour."""

LIKE_BANNER, LIKE_STAMP, LIKE_BESIDE = 45.0, 56.0, 42.0
"""The least likeness in percent: of a banner, of a stamp's line, of one beside another line of it.

Of 5,249 other lines of rendered cables at 10 and 20 % CER none is more like a stamp's line than
43 %. Of 9,626 lines of running text of cables as printed, 999 in 1,000 are at most 25 % like a
banner, and none is more than 27 %. Prose in small letters is nearer to one: of 30,004 lines of FRUS
42 reach 45 %; none of them is taken for one, since its words are known.
"""

WHOLE = 0.75
"""Share of the length of a phrase that its ruin has at least."""

SHORTEST = 8
"""Characters of the shortest line that is looked at."""

LEAD = 2.0
"""By how much, in percent, the likest of two banners must be ahead."""

LONGER_WORD, LEFT, WORDS_LOST = 4, 0.3, 5
"""Letters of a word of a phrase that must not be lost, the share of them that must be left, and of
how many such words one may be lost all the same."""

SPECKS = 3
"""Tokens of dirt, at most, before a phrase."""

LIKE_LABEL = {"authority": 52.0, "date": 40.0, "case": 50.0}
"""How like its printed label, in percent, a line of a stamp must be at least in its place."""


@attrs.frozen
class Ruin(ByFields):
    """A phrase found in a line: its form, and the tokens (first, end) that are left of it."""

    form: str
    phrase: str
    first: int
    end: int
    likeness: float


def read_ruins(lines: Sequence[ReadLine]) -> list[ReadLine]:
    """The same lines, where ruins of printed phrases are read as such.

    The whole of a phrase is one part, `phrase`, and its value is what was printed.
    """
    out: list[ReadLine] = []
    before = ""
    banners = {p.value or "" for r in lines if r.form == "footer" for p in r.parts[:1]}
    for line in lines:
        if line.form == "text" and SHORTEST <= len(line.line.text) <= 3 * BANNER:
            line = _read(line, before, banners) or line
        if line.form != "blank":
            before = _place(line)
        out.append(line)
    return out


def _place(line: ReadLine) -> str:
    """Which line of a stamp this is, by its form, if it is any."""
    if line.form != "stamp":
        return ""
    printed = " ".join(p.value or "" for p in line.parts if p.slot in ("word", "phrase"))
    return next((form for form in _stamp_forms() if printed.startswith(_first_word(form))), "stamp")


def _read(line: ReadLine, before: str, banners: set[str]) -> ReadLine | None:
    """The line as the ruin of a phrase; `banners`: the first words of those read plainly."""
    tokens = line.line.tokens()
    ruin = _find_phrase(tokens, before, banners) or _find_label(tokens, before)
    if ruin is None:
        return None
    span = _span(tokens[ruin.first : ruin.end])
    parts = [Part("stray", t, "", 0.0) for t in tokens[: ruin.first]]
    parts.append(Part("phrase", span, ruin.phrase, 0.0))
    if ruin.end < len(tokens):
        parts.append(Part("rest", _span(tokens[ruin.end :]), None, 0.0))
    return ReadLine(line.line, SAME.get(ruin.form, ruin.form), tuple(parts), 0.0)


def _span(tokens: Sequence[Span]) -> Span:
    text = " ".join(t.text for t in tokens)
    return Span(tokens[0].start, tokens[-1].end, text)


def _find_phrase(tokens: Sequence[Span], before: str, banners: set[str]) -> Ruin | None:
    """The phrase that the line is like, if it is like one enough and like no other.

    Of banners that it is equally like, one that other pages bear is it.
    """
    text = " ".join(t.text for t in tokens)
    ranked = sorted(
        (
            (
                fuzz.ratio(text[: len(phrase) + 4], phrase)
                + LEAD * (len(phrase) >= BANNER and phrase.split()[0] in banners),
                form,
            )
            for form, phrase in _long_phrases()
        ),
        reverse=True,
    )
    best, form = ranked[0]
    phrase = phrases()[form]
    least = LIKE_BANNER if len(phrase) >= BANNER else LIKE_STAMP
    if form in followers().get(before, ()):
        least = LIKE_BESIDE
    if best < least or best - ranked[1][0] < LEAD:
        return None
    ruin = _fit(tokens, form, phrase)
    if not _is_whole(tokens[ruin.first : ruin.end], phrase):
        return None
    line = tokens[ruin.first : ruin.end] if len(phrase) >= BANNER else tokens
    return None if _is_prose(line, phrase) else ruin


def _is_whole(tokens: Sequence[Span], phrase: str) -> bool:
    """Whether about as much stands there as was printed, and some of it is damaged.

    `Department of State` heads telegrams by itself.
    """
    read = [t.text for t in tokens]
    damaged = any(word not in phrase.split() for word in read)
    text = " ".join(read)
    return damaged and len(text) >= WHOLE * len(phrase) and _has_each_word(text, phrase)


def _has_each_word(text: str, phrase: str) -> bool:
    """Whether something is left of each longer word of a phrase.

    `40200 Department of State` has no `United States` before it that was misread.
    """
    left = [False] * len(phrase)
    for block in Levenshtein.editops(phrase, text).as_matching_blocks():
        left[block.a : block.a + block.size] = [True] * block.size
    at = 0
    words = lost = 0
    for word in phrase.split():
        at = phrase.index(word, at)
        if len(word) >= LONGER_WORD:
            words += 1
            lost += sum(left[at : at + len(word)]) < LEFT * len(word)
        at += len(word)
    return lost <= words // WORDS_LOST


def _is_prose(tokens: Sequence[Span], phrase: str) -> bool:
    """Whether most words that are not those of the phrase are words all the same."""
    printed = set(phrase.split())
    others = [t.text.strip(".,;:") for t in tokens if t.text.strip(".,;:") not in printed]
    words = [w for w in others if len(w) >= 4 and w.isalpha()]
    return 2 * sum(fold(w) in lexicon() for w in words) > len(words)


def _find_label(tokens: Sequence[Span], before: str) -> Ruin | None:
    """The label that must stand here, behind the other lines of a stamp."""
    if LIKE_LABEL.keys().isdisjoint(followers().get(before, ())):
        return None
    ruins = [
        _fit(tokens[: len(_label(form).split()) + 1], form, _label(form)) for form in LIKE_LABEL
    ]
    best = max(ruins, key=lambda r: r.likeness)
    expected = best.form in followers()[before] and best.likeness >= LIKE_LABEL[best.form]
    return best if expected and best.end < len(tokens) else None


def _fit(tokens: Sequence[Span], form: str, phrase: str) -> Ruin:
    """Where in a line the phrase begins and ends, to the token."""
    texts = [t.text for t in tokens]
    _, first, end = min(
        (Levenshtein.distance(phrase, " ".join(texts[first:end])), first, end)
        for first in range(min(SPECKS, len(texts) - 1) + 1)
        for end in range(first + 1, len(texts) + 1)
    )
    found = fuzz.ratio(phrase, " ".join(texts[first:end]))
    return Ruin(form, phrase, first, end, found)


@cache
def _long_phrases() -> tuple[tuple[str, str], ...]:
    return tuple((form, phrase) for form, phrase in phrases().items() if len(phrase) >= STAMP)


@cache
def _stamp_forms() -> tuple[str, ...]:
    return tuple(form for form in forms() if SAME.get(form) == "stamp")


def _first_word(form: str) -> str:
    return forms()[form].elements[0].text


@cache
def _label(form: str) -> str:
    """The printed label of a line of the stamp."""
    return " ".join(e.text for e in forms()[form].elements if not e.slot and not e.rest)
