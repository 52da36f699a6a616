"""Marks on the lines of typed documents: what classification and what caption they bear."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from cablefix.fields.fusion import Vote
from cablefix.fields.head_labels import key_of
from cablefix.language import tables
from cablefix.layout.lines import COLUMN, Line, Span

MARK_TOKENS = 6
"""Tokens of a line that may have a classification on it."""

LIKE = 4
"""One letter in so many of a classification may be misread."""


def find_classification(lines: Sequence[Line]) -> Vote | None:
    """The classification that most marks have, alone on a line or at its start."""
    found = [vote for line in lines for vote in _marks_of(line)]
    marked = [v for v in found if not v.value.startswith("UNCLAS")] or found
    if not marked:
        return None
    counts = Counter(v.value for v in marked)
    value = max(counts, key=lambda c: (counts[c], len(c)))
    own = [v for v in marked if v.value == value]
    return next((v for v in own if v.span.text == value), own[0])


def _marks_of(line: Line) -> Iterator[Vote]:
    """The classifications on a line that has little else."""
    tokens = line.tokens()
    if not tokens or len(tokens) > 3 * MARK_TOKENS:
        return
    letters = sum(c.isalpha() for c in line.text)
    windows = [
        (i, j) for i in range(len(tokens)) for j in range(i + 1, min(i + 3, len(tokens)) + 1)
    ]
    spaced = next((i for i, t in enumerate(tokens) if len(t.text) > 1), len(tokens))
    spaced_out = [(0, spaced)] if spaced else []
    for i, j in [*windows, (0, len(tokens)), *spaced_out]:
        words = tokens[i:j]
        key = key_of("".join(t.text for t in words))
        opens = i == 0 and (len(tokens) <= MARK_TOKENS or j == spaced)
        apart = _is_apart(line, words)
        if not (opens or apart or 2 * len(key) >= letters) or not any(
            t.text.isupper() for t in words
        ):
            continue
        near = near_classification(key)
        if near:
            start, end = words[0].start, words[-1].end
            yield Vote(Span(start, end, line.text[start - line.start : end - line.start]), near)


def _is_apart(line: Line, words: Sequence[Span]) -> bool:
    """Whether some words in capitals stand in a column of their own."""
    before = line.text[: words[0].start - line.start]
    behind = line.text[words[-1].end - line.start :]
    apart = (
        len(before) - len(before.rstrip()) >= COLUMN,
        not behind or len(behind) - len(behind.lstrip()) >= COLUMN,
    )
    return all(apart) and all(w.text.isupper() for w in words)


def near_classification(key: str) -> str | None:
    """The classification that a word, its blanks left out, is or nearly is."""
    for classification in tables.load("classifications").column("classification"):
        word = classification.replace(" ", "")
        most = len(word) // LIKE
        if word == "UNCLAS" or (key.startswith("UN") and word[:2] != "UN"):
            continue
        if OSA.distance(word, key, score_cutoff=most) <= most:
            return classification
    return None


def find_caption(lines: Sequence[Line]) -> Vote | None:
    """The caption that stands alone on a line of a head: NODIS."""
    kinds = tables.load("marks").pairs("mark", "kind")
    for line in lines:
        text = line.text.strip()
        if kinds.get(text) == "caption":
            start = line.start + line.text.index(text)
            return Vote(Span(start, start + len(text), text), text)
    return None
