"""The texts that the speed is measured on: those of the small set."""

from __future__ import annotations

from itertools import cycle

from benchmarks.sets import SETS, SMALL, read_set


def documents(part: str | None = None) -> list[str]:
    """The OCR texts of the small set."""
    (data,) = (one for one in SETS if one.name == "small")
    return [d.ocr for d in read_set(data, SMALL, None) if part in (None, d.part)]


def text_of(kilobytes: int) -> str:
    """Documents of good and fair copies, cut to a length: the same damage at any length."""
    wanted, parts = kilobytes * 1000, []
    size = 0
    for text in cycle(documents("L1") + documents("L2")):
        parts.append(text)
        size += len(text)
        if size >= wanted:
            return "".join(parts)[:wanted]
    raise ValueError("the small set is empty: render it with python -m benchmarks.small.render")
