"""Short pieces of clean texts with a slip or none: `python -m training.synthesis.pieces OUT IN...`.

The rendered sets hold whole documents, whose damage can be measured. A user also gives a few lines,
in which one word is misread or none, and where nothing tells how poor the print is. Half of the
pieces here stay as printed; the others are misread in one to four places, by the confusions that
are known. It is no measure of anything; it teaches the judge what a text of a few lines is worth.
"""

from __future__ import annotations

import json
import random
import sys
from math import exp
from pathlib import Path

from cablefix.language import tables

from .chance import dice, weighted

LINES = (1, 14)
"""The least and most lines of a piece."""

SLIPS = ((0, 0.5), (1, 0.25), (2, 0.12), (3, 0.08), (4, 0.05))
"""How many slips a piece gets, with weights: most texts of a few lines are right or nearly so."""

BLANK, MARK = 0.04, 0.05
"""Shares of the slips that lose the blank behind a word, and that take a comma for a stop."""

SEEN = 0.002
"""The weight of a confusion known by its shape alone, beside the probabilities of the others."""

PIECES = 5_000

Table = dict[str, list[tuple[str, float]]]


def confusions() -> Table:
    """What one or two characters are read as, the rare confusions more often than in truth."""
    found: Table = {}
    for name in ("confusions", "confusions_typed"):
        for meant, read, light, _ in tables.load(name).rows:
            if meant.strip() and read.strip() and max(len(meant), len(read)) <= 2:
                found.setdefault(meant, []).append((read, exp(-float(light)) ** 0.5))
    for meant, read in tables.load("confusions_seen").rows:
        if meant.strip() and read.strip():
            found.setdefault(meant, []).append((read, SEEN**0.5))
    return found


def cut(text: str, rng: random.Random) -> str:
    """A few lines of a text, from any of them on."""
    lines = text.splitlines(keepends=True)
    count = min(rng.randint(*LINES), rng.randint(*LINES))
    start = rng.randrange(max(len(lines) - count, 1))
    return "".join(lines[start : start + count]).strip("\n") + "\n"


def misread_once(text: str, rng: random.Random, table: Table) -> str:
    """The text with one slip in one of its words, or as it is where none is known for the word."""
    words = _words(text)
    if not words:
        return text
    start, word = rng.choice(words)
    drawn, end = rng.random(), start + len(word)
    if drawn < BLANK and text[end : end + 1] == " ":
        return text[:end] + text[end + 1 :]
    if drawn < BLANK + MARK and word[-1] in ".,":
        return text[: end - 1] + ("." if word[-1] == "," else ",") + text[end:]
    places = [
        (at, length)
        for at in range(len(word))
        for length in (1, 2)
        if word[at : at + length] in table and at + length <= len(word)
    ]
    if not places:
        return text
    at, length = rng.choice(places)
    read = weighted(rng, table[word[at : at + length]])
    return text[: start + at] + read + text[start + at + length :]


def _words(text: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        found.append((at, word))
        at += len(word)
    return found


def main(argv: list[str]) -> int:
    """Write pieces of the texts of `argv[1:]`, which have `gold`, to `argv[0]`."""
    if len(argv) < 2 or not all(Path(name).is_file() for name in argv[1:]):
        print("usage: python -m training.synthesis.pieces OUT.jsonl IN.jsonl...", file=sys.stderr)
        return 2
    texts = [
        json.loads(line)["gold"]
        for name in argv[1:]
        for line in Path(name).read_text(encoding="utf-8").splitlines()
    ]
    table = confusions()
    rows = []
    for n in range(PIECES):
        name = f"piece-{n:04}"
        rng = dice(name)
        gold = ocr = cut(rng.choice(texts), rng)
        for _ in range(weighted(rng, SLIPS)):
            ocr = misread_once(ocr, rng, table)
        rows.append({"id": name, "doc": name, "gold": gold, "ocr": ocr, "engine": "misread"})
    out = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    Path(argv[0]).write_text(out, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
