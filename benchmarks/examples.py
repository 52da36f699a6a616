"""What was gained and lost by example: one line for each applied correction, worst losses first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.rows import Row

COLUMNS = (
    "gain", "kind", "confidence", "rule", "ocr", "ours", "gold", "document", "offset", "why",
)  # fmt: skip


def examples(rows: Iterable[Row]) -> list[tuple[str, ...]]:
    """The applied corrections; `gain` is in characters of edit distance to the truth.

    Harm to what was right comes before changes of what was wrong; of equals the surer one first.
    """
    found = [(row, f) for row in rows for f in row["findings"] if f["applied"]]
    found.sort(key=lambda pair: (*_rank(pair[1]), pair[0]["id"], pair[1]["start"]))
    return [_line(row, f) for row, f in found]


def _rank(finding: dict[str, Any]) -> tuple[int, bool, float]:
    """What spoilt something right comes before what left something wrong."""
    return _gain(finding), finding["verdict"]["before"] > 0, -finding["confidence"]


def _gain(finding: dict[str, Any]) -> int:
    gain: int = finding["verdict"]["before"] - finding["verdict"]["after"]
    return gain


def _line(row: Row, finding: dict[str, Any]) -> tuple[str, ...]:
    return (
        f"{_gain(finding):+d}", finding["kind"], f"{finding['confidence']:.3f}", finding["rule"],
        finding["original"], finding["replacement"], finding["verdict"]["meant"], row["id"],
        str(finding["start"]), finding["why"],
    )  # fmt: skip


def write_examples(path: Path, lines: Sequence[tuple[str, ...]]) -> None:
    """A TSV file; newlines and tabs in a cell are written as in the gold files."""
    cells = [COLUMNS, *lines]
    text = "".join("\t".join(map(_cell, line)) + "\n" for line in cells)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
