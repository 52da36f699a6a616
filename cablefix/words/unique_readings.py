"""Words that nobody knows and that look like one known word alone: foliowing, rmmster.

Either one letter, or two run together, was taken for another (`single_confusions`). Or the strokes
are the same: letters i and r have one upright stroke, n and u two, m three, and where they stand
side by side the strokes are told, and not which letters they make: rmmster, govenunent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Postfix, Prefix

from cablefix.document.reading import Reading
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.language.truecase import CAPITAL, SMALL, usual_case
from cablefix.late import late_regex
from cablefix.layout.lines import Span
from cablefix.layout.running_text import BODY
from cablefix.proposals import Proposal, propose
from cablefix.remembered import TOKENS
from cablefix.words.candidates import is_made, known_words
from cablefix.words.sentence_case import OPENING, is_at_start
from cablefix.words.single_confusions import read_confusion

SURE = {"one-confusion": 0.98, "same-strokes": 0.97}
"""How sure such a word is, by its rule. Set. By one confusion 116 words of 22.6 million of FRUS are
read, 114 of them slips of the edition, and 10 of the 251,821 in the truths of the dev sets, of
which 8 are slips as well, and two are of the 17th century. By strokes 9 of FRUS, 7 of them slips;
of the first 120 in lines of CIA and FBI records 115, and the others are halves of words at the head
of a line, which stay (counted with `read_confusion` and `read_strokes`)."""

READ = (*BODY, "subject")
"""Lines that are read for such words."""

KNOWN_RANK, CLEAR = 20_000, 20
"""Rank up to which a word is one in use; how many times commoner it must be than another of the
same strokes."""

SHORTEST, SHORTEST_NAME, NAME_RANK = 5, 7, 5_000
"""Letters of such a word, and of one with a capital, which may be a name; its rank."""

TITLE_RANK = 1000
"""Rank up to which a word is no name, though it usually has a capital: Minister."""

OWN = 3
"""Occurrences from which a word is the document's own."""

_STROKES = {"I": "|", "R": "|", "N": "||", "U": "||", "M": "|||"}
_AS_STROKES = str.maketrans(_STROKES)
_WORD = late_regex(
    r"(?<![^\s(\"“'‘])(?<!\w['‘])(?:[A-Za-z]?[a-z]{2,24}|[A-Z]{3,24})(?=[.,;:!?)\"”'’]*(?:\s|\Z))"
)

_BROKEN = late_regex(r"[^\w\s.,;:?!)\"'”’]\s*\Z")
"""The end of a line that may have broken a word, however its hyphen was read."""


def propose_unique_readings(reading: Reading) -> Iterator[Proposal]:
    """Proposals for words that look like one known word, and like no other."""
    times: Counter[str] | None = None
    above = ""
    texts = [line.line.text for line in reading.lines]
    for line, below in zip(reading.lines, [*texts[1:], ""], strict=False):
        text, start = line.line.text, line.line.start
        for m in _WORD.finditer(text) if line.form in READ else ():
            word, rule = _read(m, text, above, below)
            if not word or reading.is_apart(start + m.start(), start + m.end()):
                continue
            if times is None:
                times = Counter(_WORD.findall(reading.text))
            if times[m.group()] < OWN:
                yield propose(
                    Span(start + m.start(), start + m.end(), m.group()), word, kind="word",
                    rule=rule, score=SURE[rule], grounds=None, why=_explain(m.group(), word, rule),
                )  # fmt: skip
        above = text


def _explain(read: str, word: str, rule: str) -> str:
    if rule == "same-strokes":
        return f"no word; {word} has the same upright strokes, and no other known word has"
    n = Prefix.similarity(read, word)
    k = Postfix.similarity(read[n + 1 :], word[n + 1 :])
    seen, meant = (w[n : len(w) - k] for w in (read, word))
    return f"{read} is no known word; {meant} is read as {seen}; the words beside it agree"


def _read(m: re.Match[str], line: str, above: str, below: str) -> tuple[str, str]:
    """What a word is, and by which rule; `above`: the line before, where it may have begun."""
    read, before = m.group(), line[: m.start()]
    continues = not before.strip(OPENING) and read.islower()
    if continues and _BROKEN.search(above):
        return "", ""
    word = read_confusion(read, f"{above} {before}", f"{line[m.end() :]} {below}")
    if word:
        return word, "one-confusion"
    word = read_strokes(read)
    if not word or continues:
        return "", ""
    if not is_at_start(before) and read[0].isupper() and not is_title(word):
        return "", ""  # a name, perhaps, that is like no word: the Ausweis
    return word, "same-strokes"


def is_title(word: str) -> bool:
    """Whether a word is so common that it is no name, though it usually has a capital."""
    return lexicon().ids.get(fold(word), TITLE_RANK) < TITLE_RANK


@lru_cache(maxsize=TOKENS)
def read_strokes(word: str) -> str:
    """The known word that has the strokes of an unknown one; nothing if there is none, or two.

    >>> read_strokes("rmmster"), read_strokes("wntmg"), read_strokes("govenunent")
    ('minister', 'writing', 'government')
    >>> read_strokes("minister"), read_strokes("Smith"), read_strokes("rm")
    ('', '', '')
    """
    folded = fold(word)
    if len(word) < SHORTEST or folded in lexicon():
        return ""
    found = _of_strokes(folded.translate(_AS_STROKES))
    if word[0].isupper():
        found = tuple(w for w in found if w[0] == word[0])
    ranks = [lexicon().ids[w] for w in found[:2]]
    if not found or (len(found) > 1 and ranks[1] < CLEAR * (ranks[0] + 1)):
        return ""
    if is_made(folded) or any(lexicon().ids[c.word] < KNOWN_RANK for c in known_words(folded, 1)):
        return ""  # one letter would do
    if word.islower():
        name = usual_case(found[0]) == CAPITAL and ranks[0] >= TITLE_RANK
        return "" if name else found[0].lower()
    raised = usual_case(found[0]) != SMALL and ranks[0] < NAME_RANK and len(word) >= SHORTEST_NAME
    return found[0].capitalize() if raised else ""


def _of_strokes(strokes: str) -> tuple[str, ...]:
    """The words in use that have some strokes, the commonest first, if a letter has several."""
    numbers = np.flatnonzero(_sums() == sum(c**3 for c in strokes.encode()))
    words = map(lexicon().ids.spell, numbers.tolist())
    return tuple(w for w in words if len(w) < len(strokes) and w.translate(_AS_STROKES) == strokes)


@cache
def _sums() -> npt.NDArray[np.int32]:
    """For each word in use the sum of its letters, or their strokes: words of the same strokes
    have the same, and few others have.

    All at once by arrays: one by one it would take longer than all else in many a file.
    """
    forms = lexicon().ids
    starts = forms.starts[: min(KNOWN_RANK, len(forms)) + 1].astype(np.int64)
    values = np.arange(256, dtype=np.int32) ** 3
    values[ord("\n")] = 0
    for letter, drawn in _STROKES.items():
        values[ord(letter)] = sum(c**3 for c in drawn.encode())
    sums: npt.NDArray[np.int32] = np.add.reduceat(
        values[forms.letters[: starts[-1] - 1]], starts[:-1], dtype=np.int32
    )
    return sums
