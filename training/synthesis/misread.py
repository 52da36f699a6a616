"""Misread clean articles as other engines than those at hand would: `python -m ... IN OUT`.

The engine of the rendered sets has its own habits. Older ones, by which most newspapers were read,
take one letter for another again and again on one page (tho, wero, bo), write signs for letters
(wa«, »tood), and lose blanks and stops. A document here draws some misreadings of its own, with
rates of their own, from the confusions of the general table, and is misread by them. It is no
measure of anything; it teaches the judge of corrections what a series is worth.
"""

from __future__ import annotations

import json
import random
import sys
from math import exp
from pathlib import Path

import attrs
from rapidfuzz.distance import Levenshtein

from cablefix.channel.marks import letter_signs
from cablefix.language import tables

from .chance import dice

WORST = 0.25
"""Share of misread characters from which an article is left out."""

LONGEST = 2
"""Letters of a confusion, on either side."""

COMMON, SPECKS = "saewtohnci", ".,;:|*"
"""Letters frequent enough for a series of them, and marks that specks of dirt are read as."""


@attrs.frozen
class Habits:
    """What one document's reader does, as rates for each place where it could."""

    own: dict[str, list[tuple[str, float]]]
    general: float
    ruined: float
    stop_lost: float
    mark_swapped: float
    speck: float
    blank_lost: float
    blank_added: float
    hyphen_lost: float


def confusions() -> dict[str, list[tuple[str, float]]]:
    """For small letters and pairs of them: what they are read as, with weights."""
    found: dict[str, list[tuple[str, float]]] = {}
    for meant, read, _, heavy in tables.load("confusions").rows:
        if meant.islower() and meant.isalpha() and max(len(meant), len(read)) <= LONGEST:
            found.setdefault(meant, []).append((read, exp(-float(heavy))))
    return found


def draw_habits(rng: random.Random, table: dict[str, list[tuple[str, float]]]) -> Habits:
    """Some confusions that recur, some signs for letters, and rates for the rest."""
    pairs = [(m, r, w) for m, rows in table.items() for r, w in rows if r and r[0].isalnum()]
    own: dict[str, list[tuple[str, float]]] = {}
    weights = [w**0.5 for *_, w in pairs]
    for meant, read, _ in rng.choices(pairs, weights, k=rng.randint(2, 14)):
        own.setdefault(meant, []).append((read, 10 ** rng.uniform(-2, -0.25)))
    if rng.random() < 0.5:
        signs = sorted(letter_signs("edge"))
        for letter in rng.choices(COMMON, k=rng.randint(1, 3)):
            own.setdefault(letter, []).append((rng.choice(signs), 10 ** rng.uniform(-2, -0.7)))
    return Habits(
        own,
        general=10 ** rng.uniform(-3, -1.1),
        ruined=rng.uniform(0, 0.08),
        stop_lost=rng.uniform(0, 0.25),
        mark_swapped=rng.uniform(0, 0.08),
        speck=rng.uniform(0, 0.01),
        blank_lost=rng.uniform(0, 0.01),
        blank_added=rng.uniform(0, 0.008),
        hyphen_lost=rng.uniform(0, 0.3),
    )


def misread(text: str, rng: random.Random, table: dict[str, list[tuple[str, float]]]) -> str:
    """The text as a reader with habits of its own would give it."""
    habits = draw_habits(rng, table)
    lines = []
    for line in text.split("\n"):
        words = [_misread_word(word, rng, habits, table) for word in line.split(" ")]
        row = words[0]
        for word in words[1:]:
            lost = rng.random() < habits.blank_lost
            speck = f" {rng.choice(SPECKS)}" if rng.random() < habits.speck else ""
            row += word if lost else f"{speck} {word}"
        if row.endswith("-") and rng.random() < habits.hyphen_lost:
            row = row[:-1]
        lines.append(row)
    return "\n".join(lines)


def _misread_word(
    word: str, rng: random.Random, habits: Habits, table: dict[str, list[tuple[str, float]]]
) -> str:
    general = 0.4 if rng.random() < habits.ruined else habits.general
    read, at = "", 0
    while at < len(word):
        for length in (2, 1):
            meant = word[at : at + length]
            instead = _draw(meant, rng, habits, table, general / length)
            if instead is not None:
                read += instead
                at += length
                break
        else:
            read += word[at]
            at += 1
        if 1 < at < len(word) and rng.random() < habits.blank_added:
            read += " "
    return _misread_marks(read, rng, habits)


def _draw(
    meant: str,
    rng: random.Random,
    habits: Habits,
    table: dict[str, list[tuple[str, float]]],
    general: float,
) -> str | None:
    """What is read instead of these letters, or None where they are read well."""
    for read, rate in habits.own.get(meant, ()):
        if rng.random() < rate:
            return read
    rows = table.get(meant)
    if rows and rng.random() < general:
        return rng.choices([r for r, _ in rows], [w for _, w in rows])[0]
    return None


def _misread_marks(word: str, rng: random.Random, habits: Habits) -> str:
    if word.endswith(".") and rng.random() < habits.stop_lost:
        return word[:-1]
    if word[-1:] in (".", ",") and rng.random() < habits.mark_swapped:
        return word[:-1] + ("," if word[-1] == "." else ".")
    return word


def main(argv: list[str]) -> int:
    """Write the articles of `argv[0]`, misread, to `argv[1]`."""
    if len(argv) != 2 or not Path(argv[0]).is_file():
        print("usage: python -m training.synthesis.misread IN.jsonl OUT.jsonl", file=sys.stderr)
        return 2
    table = confusions()
    rows = []
    for line in Path(argv[0]).read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        gold = record["gold"]
        ocr = misread(gold, dice(record["id"], "misread"), table)
        cer = Levenshtein.distance(gold, ocr) / max(len(gold), 1)
        if cer < WORST:
            rows.append({**record, "ocr": ocr, "cer": round(cer, 5), "engine": "misread"})
    out = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    Path(argv[1]).write_text(out, encoding="utf-8", newline="\n")
    print(f"{len(rows)} articles", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
