"""Misread words that the document itself has elsewhere: MATIEL, where it has MARIEL.

The words around decide such a word only where the document has it often; here the letters do: one
of them, or two run together, was taken for what it looks like, and the document has one such word
alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from cablefix.channel.confusions import undo_one
from cablefix.document.reading import Reading
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.layout.lines import Span
from cablefix.layout.running_text import BODY
from cablefix.proposals import Proposal, propose
from cablefix.words.candidates import known_words

SURE = 0.96
"""How sure such a word is. Set: in 10.1 million words of FRUS of five letters and more 84 are read
so, and all but five or six are slips of the edition (Bakat, Kiyari, COMPCON may be none)."""

CLEAR_ENOUGH, IN_USE_RANK = 3, 3_000
"""Tenths of damage up to which the document's own words are well read; rank of a word in use."""

SHORTEST_CAPITALS = 6
"""Letters of such a word in capitals: shorter ones may be other acronyms, UNGIP and UNCIP."""

ENDINGS = frozenset("aeionsy")
"""Letters in which words of one stem end: Republica, Republics; Lisboa, Lisbon."""

READ = (*BODY, "subject")
"""Lines that are read for such words."""

_WORD = late_regex(
    r"(?<![^\s(\"“'‘])(?<![\w]['’])[A-Za-z]{5,24}(?=(?:['’]s)?[.,;:!?)\"”'’]*(?:\s|\Z))"
)


def propose_own_words(reading: Reading) -> Iterator[Proposal]:
    """Proposals for unknown words that look like one word of the document."""
    tenths = max(reading.noise, reading.litter)
    if tenths > CLEAR_ENOUGH:
        return  # what the document has is misread, too
    times: Counter[str] | None = None
    for line in reading.lines:
        text, start = line.line.text, line.line.start
        for m in _WORD.finditer(text) if line.form in READ else ():
            if fold(m.group()) in lexicon():
                continue
            times = Counter(_WORD.findall(reading.text)) if times is None else times
            word = read_own_word(m.group(), times)
            if word:
                yield propose(
                    Span(start + m.start(), start + m.end(), m.group()), word, kind="word",
                    rule="own-word-alike", score=SURE, grounds=None,
                    why=f"no word; the document has {word}, and no other word looks like it",
                )  # fmt: skip


def read_own_word(read: str, times: Mapping[str, int]) -> str:
    """The one word of the document that an unknown one is by one confusion; nothing if none is.

    >>> own = {"Mariel": 2, "Matiel": 1, "Lisbon": 1, "Lisboa": 1}
    >>> read_own_word("Matiel", own), read_own_word("Lisboa", own)
    ('Mariel', '')
    """
    if times[read] > 1 or (read.isupper() and len(read) < SHORTEST_CAPITALS):
        return ""
    spelt = undo_one(read)
    there = {w: n for w in spelt if fold(w) != fold(read) and (n := _count(w, times))}
    if len(there) != 1:
        return ""
    word, count = there.popitem()
    if count == 1 and fold(word) not in lexicon():
        return ""  # which of the two is the misread one?
    if word[:-1] == read[:-1] and {word[-1].lower(), read[-1].lower()} <= ENDINGS:
        return ""
    return "" if _has_rival(read, word, spelt) else word


def _count(word: str, times: Mapping[str, int]) -> int:
    """How often the document has a word; in capitals or as a name it is the same."""
    other = word.capitalize() if word.isupper() else word.upper() if word.istitle() else ""
    return times.get(word, 0) + times.get(other, 0)


def _has_rival(read: str, word: str, spelt: set[str]) -> bool:
    """Whether a word in use is as near: one that looks so, or lacks a letter that a typist left."""
    folded = {fold(w) for w in spelt}
    return any(
        c.word != fold(word)
        and lexicon().ids[c.word] < IN_USE_RANK
        and (c.word in folded or len(c.word) > len(read))
        for c in known_words(fold(read), 1)
    )
