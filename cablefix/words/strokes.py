"""Letters run together whose strokes are the same: rmmster, mterior, govenunent.

Letters i and r have one upright stroke, n and u two, m three; where they stand side by side the
strokes are told, and not which letters they make. A word that nobody knows is the one known word
of the same strokes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from cablefix.document.reading import Reading
from cablefix.language.code_lists import affixes
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.language.truecase import CAPITAL, SMALL, usual_case
from cablefix.layout.lines import Span
from cablefix.layout.running_text import BODY
from cablefix.proposals import Proposal, propose
from cablefix.remembered import TOKENS
from cablefix.words.candidates import known_words
from cablefix.words.sentence_case import SENTENCE_ENDS

SURE = 0.97
"""How sure such a word is. Set: in 22.6 million words of FRUS 9 are read so, 7 of them slips; of
the first 120 in lines of CIA and FBI records 115 are, and the others are halves of words at the
head of a line, which stay (counted with `read_strokes`)."""

KNOWN_RANK, CLEAR = 20_000, 20
"""Rank up to which a word is one in use; how many times commoner it must be than another of the
same strokes."""

SHORTEST, SHORTEST_NAME, NAME_RANK = 5, 7, 5_000
"""Letters of such a word, and of one with a capital, which may be a name; its rank."""

TITLE_RANK = 1000
"""Rank up to which a word is no name, though it usually has a capital: Minister."""

OWN = 3
"""Occurrences from which a word is the document's own."""

_STROKES = str.maketrans({"I": "|", "R": "|", "N": "||", "U": "||", "M": "|||"})
_WORD = re.compile(r"(?<![^\s(\"“'‘])[A-Za-z]?[a-z]{3,24}(?=[.,;:!?)\"”'’]*(?:\s|\Z))")


def propose_by_strokes(reading: Reading) -> Iterator[Proposal]:
    """Proposals for words of the same strokes as a known one."""
    times: Counter[str] | None = None
    for line in reading.lines:
        if line.form not in BODY:
            continue
        for m in _WORD.finditer(line.line.text):
            word = read_strokes(m.group())
            if not word:
                continue
            if times is None:
                times = Counter(_WORD.findall(reading.text))
            if times[m.group()] >= OWN:
                continue
            before = line.line.text[: m.start()].rstrip(" \"'(“‘")
            if not before and m.group().islower():
                continue  # the end of a word, perhaps, that began on the line before
            if before[-1:] not in SENTENCE_ENDS and m.group()[0].isupper() and not is_title(word):
                continue  # a name, perhaps, that is like no word: the Ausweis
            start = line.line.start + m.start()
            yield propose(
                Span(start, start + len(m.group()), m.group()), word, kind="word",
                rule="same-strokes", score=SURE, grounds=None,
                why=f"no word; {word} has the same upright strokes, and no other known word has",
            )  # fmt: skip


def is_title(word: str) -> bool:
    """Whether a word is so common that it is no name, though it usually has a capital."""
    return lexicon().ids[fold(word)] < TITLE_RANK


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
    found = _by_strokes().get(folded.translate(_STROKES), ())
    if word[0].isupper():
        found = tuple(w for w in found if w[0] == word[0])
    ranks = [lexicon().ids[w] for w in found[:2]]
    if not found or (len(found) > 1 and ranks[1] < CLEAR * (ranks[0] + 1)):
        return ""
    made = [folded.removeprefix(x) for x in affixes("word")]
    made += [folded.removesuffix(x) for x in affixes("manner")]
    if any(word in lexicon() for word in made):
        return ""  # a word that any word is made with: reframed
    if any(lexicon().ids[c.word] < KNOWN_RANK for c in known_words(folded, 1)):
        return ""  # one letter would do
    if word.islower():
        name = usual_case(found[0]) == CAPITAL and ranks[0] >= TITLE_RANK
        return "" if name else found[0].lower()
    raised = usual_case(found[0]) != SMALL and ranks[0] < NAME_RANK and len(word) >= SHORTEST_NAME
    return found[0].capitalize() if raised else ""


@cache
def _by_strokes() -> dict[str, tuple[str, ...]]:
    """The words in use by their strokes, the commonest first."""
    found: dict[str, tuple[str, ...]] = {}
    for word in lexicon().ids.first(KNOWN_RANK):
        strokes = word.translate(_STROKES)
        if len(strokes) > len(word):
            found[strokes] = (*found.get(strokes, ()), word)
    return found
