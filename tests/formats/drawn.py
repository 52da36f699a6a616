"""Files of pages drawn by hypothesis, and results with any corrections of their text."""

import re

from hypothesis import strategies as st

import cablefix
from cablefix import CleanResult, Correction, Provenance
from cablefix.cable import Cable
from cablefix.findings import digest

LETTERS = "ABMNOXabeio0189.,-'\"&<>()\u00e9\u0416\U0001f600|;"

words = st.text(LETTERS, min_size=1, max_size=8)
lines = st.lists(words, min_size=1, max_size=6)
blocks = st.lists(lines, min_size=1, max_size=4)
leaves = st.lists(blocks, min_size=1, max_size=3)
documents = st.lists(leaves, min_size=1, max_size=3)
"""Pages of blocks of lines of words."""

WIDTH, HEIGHT = 900, 700


def placed(document):
    """Each page, block, line and word of a document with its box, top to bottom."""
    for page in document:
        rows, top = [], 10
        for block in page:
            block_rows = []
            for line in block:
                left, row = 10, []
                for word in line:
                    row.append((word, (left, top, left + 10 * len(word), top + 12)))
                    left += 10 * len(word) + 10
                block_rows.append((row, (10, top, left - 10, top + 12)))
                top += 20
            rows.append(block_rows)
        yield rows


blanks = st.sampled_from(["", " "])
replacements = st.text(LETTERS + "  ", max_size=9)


@st.composite
def results_of(draw, text):
    """A result with corrections anywhere in a text; line ends stay, as the corrector does it."""
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)))
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=False):
        there = text[start:end]
        ends = re.findall(r"[\n\f]", there)
        parts = [draw(replacements if p.strip() else blanks) for p in re.split(r"[\n\f]", there)]
        replacement = parts[0] + "".join(e + p for e, p in zip(ends, parts[1:], strict=True))
        if replacement != there:
            found.append(
                Correction(start, end, there, replacement, kind="word", rule="words-word",
                           confidence=draw(st.floats(0.9, 1)), why="drawn")
            )  # fmt: skip
    return result_with(text, found)


def result_with(text, corrections):
    """A result with these corrections and nothing else."""
    return CleanResult(
        text, tuple(corrections), (), (), (Cable("prose", 0, len(text)),),
        Provenance("0", "0", digest(text)),
    )  # fmt: skip


def correct(text, *changes):
    """A result that puts the second of each pair in the place of the first."""
    found = []
    for there, new in changes:
        start = text.index(there)
        found.append(
            Correction(start, start + len(there), there, new, kind="word", rule="words-word",
                       confidence=0.957, why="told")
        )  # fmt: skip
    return result_with(text, sorted(found, key=lambda c: c.start))


def squeezed(text):
    """A text line by line, with single blanks: what of white space a file of words can hold."""
    return [line.split() for line in re.split(r"[\n\f]", text)]


def full_lines(text):
    """The lines of a text that have words."""
    return [line for line in squeezed(text) if line]


def reopened(pages, result, **how):
    """What the file with a result in it reads as."""
    return cablefix.open_pages(pages.render(result, **how))
