"""Passages that are there and that nobody can read: garble, and print misread throughout."""

from __future__ import annotations

from collections.abc import Iterator

from cablefix.findings import Gap
from cablefix.gaps.context import Setting

LEAST_LINES, LEAST_TOKENS = 2, 12
"""Lines and tokens of a run that is a loss and no mere blot: less than that, a reader sees without
being told, and stamps and handwriting are read as such lines all over."""

LEAST_CHANCE, LEAST_GAIN = 0.9, 30.0
"""Chance, on average over its tokens, that it is no English, and the evidence for that (logarithm).

On the seeds, the real cables, the clean telegrams and the small set no run reaches all four."""

SURE, LONG, SURE_OF_LONG = 0.7, 6, 0.9
"""How likely such a run is a loss; lines of a long one, and the same for it. Set, not fitted: there
is no set of damaged cables in which losses of this kind are marked."""


PROGRAM = 0.12
"""Share of brackets and signs of equality in a passage from which it is program code."""

_OF_PROGRAMS = frozenset("(){}[]<>=")


def _is_program(text: str) -> bool:
    written = [c for c in text if not c.isspace()]
    return sum(c in _OF_PROGRAMS for c in written) > PROGRAM * len(written)


def find_unreadable(setting: Setting) -> Iterator[Gap]:
    """Runs of lines in which no word can be made out. Ciphers and other languages are no gaps."""
    first, last = setting.span
    for p in setting.reading.passages:
        lines = len(p.pieces)
        if p.kind != "garble" or not first <= p.start < last:
            continue
        if lines < LEAST_LINES or p.tokens < LEAST_TOKENS:
            continue
        if _is_program(setting.reading.text[p.start : p.end]):
            continue
        if p.chance >= LEAST_CHANCE and p.gain >= LEAST_GAIN:
            number = setting.paragraph_at(p.start)
            yield setting.gap(
                "illegible", (p.start, p.end), SURE_OF_LONG if lines >= LONG else SURE,
                f"nothing is readable over {lines} lines",
                paragraphs=(number.number,) if number else (),
            )  # fmt: skip
