"""Tables of a finished set: error rates by level, family, face and wear, and the confusions.

python -m training.synthesis.report FOLDER
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from attrs import define, field
from rapidfuzz.distance import Levenshtein

from .read import squeezed

Row = dict[str, Any]


@define
class Sums:
    """Edits and lengths, summed before they are divided."""

    documents: int = 0
    pages: int = 0
    chars: int = 0
    char_edits: int = 0
    words: int = 0
    word_edits: int = 0
    gaps: int = 0
    rates: list[float] = field(factory=list)

    def add(self, row: Row) -> None:
        """Count one document."""
        ocr, gold = squeezed(row["ocr"]), squeezed(row["gold"])
        edits = Levenshtein.distance(ocr, gold)
        self.documents += 1
        self.pages += row["gold"].count("\f")
        self.chars += len(gold)
        self.char_edits += edits
        self.words += len(gold.split())
        self.word_edits += Levenshtein.distance(ocr.split(), gold.split())
        self.gaps += len(row["gaps"])
        self.rates.append(edits / max(1, len(gold)))

    def line(self, name: str) -> str:
        """One row of the table."""
        rates = sorted(self.rates)
        tenth, last = rates[len(rates) // 10], rates[-1 - len(rates) // 10]
        size = self.chars / self.documents / 1000
        return (
            f"{name:34} {self.documents:5} {self.pages:6} {size:7.1f} "
            f"{self.char_edits / self.chars:8.4f} {self.word_edits / self.words:8.4f} "
            f"{tenth:8.4f} {last:8.4f} {self.gaps / self.documents:6.1f}"
        )


COLUMNS = ("docs", 6), ("pages", 7), ("kB/doc", 8), ("CER", 9), ("WER", 9), ("10%", 9), ("90%", 9)
HEAD = " " * 34 + "".join(name.rjust(width) for name, width in COLUMNS) + "   gaps"


def rows_of(path: Path) -> Iterator[Row]:
    """The documents of one file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def confusions(rows: list[Row]) -> Counter[tuple[str, str]]:
    """What was read for what, blanks counted as blanks."""
    found: Counter[tuple[str, str]] = Counter()
    for row in rows:
        gold, ocr = squeezed(row["gold"]), squeezed(row["ocr"])
        for op in Levenshtein.opcodes(gold, ocr):
            if op.tag != "equal":
                pair = (gold[op.src_start : op.src_end], ocr[op.dest_start : op.dest_end])
                found[pair] += 1
    return found


def share_of_marks(pairs: Counter[tuple[str, str]]) -> float:
    """The share of differing characters that are blanks or marks on both sides."""
    marks = total = 0
    for (gold, ocr), count in pairs.items():
        length = max(len(gold), len(ocr)) * count
        total += length
        marks += length if not re.search(r"\w", gold + ocr) else 0
    return marks / max(1, total)


GROUPS: tuple[tuple[str, Callable[[Row], str]], ...] = (
    ("all", lambda row: ""),
    ("family", lambda row: str(row["family"])),
    ("face", lambda row: str(row["face"])),
    ("wear", lambda row: str(row["wear"])),
    ("psm", lambda row: str(row["psm"])),
)


def report(path: Path) -> str:
    """The tables of one file."""
    rows = list(rows_of(path))
    lines = [f"== {path.parent.name}/{path.stem}", HEAD]
    for name, key in GROUPS:
        groups: dict[str, Sums] = {}
        for row in rows:
            groups.setdefault(key(row), Sums()).add(row)
        lines += [groups[group].line(f"{name} {group}") for group in sorted(groups)]
    pairs = confusions(rows)
    lines.append(f"marks and blanks: {share_of_marks(pairs):.2f} of the differing characters")
    shown = (f"{gold!r}>{ocr!r} {count}" for (gold, ocr), count in pairs.most_common(40))
    return "\n".join([*lines, "  ".join(shown), ""])


def main(argv: list[str]) -> int:
    """Print the tables of every set in a folder."""
    for path in sorted(Path(argv[0]).rglob("*.jsonl")):
        if path.stat().st_size:
            print(report(path), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
