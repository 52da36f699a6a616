"""Phrases that offices print and stamp: the one word of such a phrase that was misread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from cablefix.correcting.proposals import Proposal, propose
from cablefix.reading.document import Reading
from cablefix.reading.lines import Span
from cablefix.vocabulary import tables
from cablefix.vocabulary.lexicon import lexicon
from cablefix.vocabulary.tokens import fold

LONG_MARK = 10
"""Letters: shorter marks resemble too many words."""


def propose_printed_phrases(reading: Reading) -> Iterator[Proposal]:
    """Proposals for letterheads and stamps of documents that are no cables.

    In a cable these lines are read by their forms.
    """
    if reading.is_cable:
        return
    phrases = [p.split() for p in tables.load("printed_phrases").column("phrase")]
    for line in reading.lines:
        tokens = line.line.tokens()
        for phrase in phrases:
            yield from _propose_word(tokens, phrase)
        yield from _propose_mark(tokens)
        yield from _propose_spaced(tokens)


def _propose_word(tokens: Sequence[Span], phrase: Sequence[str]) -> Iterator[Proposal]:
    """The first or last word of a phrase, where all the others stand."""
    n = len(phrase)
    for i in range(len(tokens) - n + 1):
        window = tokens[i : i + n]
        wrong = [k for k in range(n) if window[k].text != phrase[k]]
        if len(wrong) == 1:
            k = wrong[0]
            if _bare(window[k].text) == _bare(phrase[k]):
                continue  # brackets, stops and small letters are no misreadings
            if _is_number(window[k].text) or _is_number(phrase[k]):
                continue  # a number is none that it resembles: another ZIP code
            if fold(window[k].text) in lexicon() and not _is_like(window[k].text, phrase[k]):
                continue  # another word: DEPARTMENT OF LABOR
            yield propose(
                window[k], phrase[k], kind="word", rule="printed-phrase", score=0.95,
                why=f"the rest of the line is the printed phrase {' '.join(phrase)}", grounds=None,
            )  # fmt: skip


def _propose_spaced(tokens: Sequence[Span]) -> Iterator[Proposal]:
    """A classification alone on its line with hyphens between its letters, some misread."""
    if len(tokens) != 1:
        return
    letters = tokens[0].text.split("-")
    if len(letters) < SHORTEST_SPACED or any(len(x) != 1 for x in letters):
        return
    marks = tables.load("classifications").column("classification")
    near = [
        m for m in marks
        if len(m) == len(letters)
        and 2 * sum(a == b for a, b in zip(m, letters, strict=True)) > len(m)
    ]  # fmt: skip
    if len(near) == 1 and "".join(letters) != near[0]:
        yield propose(
            tokens[0], "-".join(near[0]), kind="classification", rule="classification-list",
            score=0.95, grounds=None,
            why=f"letters parted by hyphens, alone on a line, and most of them those of {near[0]}",
        )  # fmt: skip


SHORTEST_SPACED = 6
"""Letters of the shortest classification."""


def _bare(text: str) -> str:
    return fold(text.strip("[]().,:;\"'“”‘’"))


def _is_number(text: str) -> bool:
    return 2 * sum(c.isdigit() for c in text) >= len(text)


def _is_like(read: str, printed: str) -> bool:
    return 2 * OSA.distance(read, printed) <= len(printed)


def _is_near(mark: str, read: str) -> bool:
    return 0 < OSA.distance(mark, read) <= len(mark) // 4 and mark[:4] == read[:4]


def _propose_mark(tokens: Sequence[Span]) -> Iterator[Proposal]:
    """A long classification that opens a line, broken or misread."""
    marks = tables.load("classifications").column("classification")
    words = [t.text for t in tokens[: 1 + max(m.count(" ") for m in marks)]]
    if any(words[: 1 + m.count(" ")] == m.split() for m in marks):
        return
    for count in range(len(words), 0, -1):
        if not all(w.isupper() for w in words[:count]):
            continue
        read = "".join(words[:count])
        near = [m for m in marks if len(m) >= LONG_MARK and _is_near(m.replace(" ", ""), read)]
        if len(near) == 1:
            raw = " ".join(t.text for t in tokens[:count])
            yield propose(
                Span(tokens[0].start, tokens[count - 1].end, raw), near[0], kind="classification",
                rule="classification-list", score=0.93, grounds=None,
                why=f"{raw} opens the line where a classification is stamped; {near[0]} is near",
            )  # fmt: skip
            return
