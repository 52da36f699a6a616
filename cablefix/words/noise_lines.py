"""Lines of nothing but specks: flagged for a reader, never taken out by themselves.

Handwriting, stamps and marginal notes are read as such lines too, so that what looks like dirt may
be all that is left of a mark. That is why the score stays below what is applied.
"""

from __future__ import annotations

from collections.abc import Iterator

from cablefix.document.reading import Reading
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.layout.lines import Line, Span
from cablefix.proposals import Proposal, propose

FLAGGED = 0.6
LONGEST = 3
"""Code points of a token that can still be a speck."""

LEAST_TOKENS = 2


def propose_noise_lines(reading: Reading) -> Iterator[Proposal]:
    """Proposals to leave out whole lines in which no token is a word, a number or a code."""
    if not reading.is_cable:
        return
    for line in reading.lines:
        if line.form == "text" and _is_noise(line.line):
            tokens = line.line.tokens()
            start, end = tokens[0].start, tokens[-1].end
            text = line.line.text[start - line.line.start : end - line.line.start]
            yield propose(
                Span(start, end, text), "", kind="noise-line", rule="noise-line", score=FLAGGED,
                why="no token of this line is a word, a number or a code", grounds=None,
            )  # fmt: skip


def _is_noise(line: Line) -> bool:
    tokens = [t.text for t in line.tokens()]
    if len(tokens) < LEAST_TOKENS or any(t.strip("-") == "" for t in tokens):
        return False
    if any(len(t) > LONGEST or t.isdigit() for t in tokens):
        return False
    return any(not _could_be_meant(t) for t in tokens) and not any(
        len(t) > 1 and _could_be_meant(t) for t in tokens
    )


def _could_be_meant(token: str) -> bool:
    """A capital, perhaps with its stop, or a word of capitals that some list knows."""
    token = token.removesuffix(".")
    return token.isupper() and (len(token) == 1 or fold(token) in lexicon())
