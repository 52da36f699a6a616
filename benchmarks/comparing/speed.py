"""How long a comparison takes, beside the cleaning of one of the texts; linear in length."""

from __future__ import annotations

import time
from collections.abc import Iterator

import cablefix
from benchmarks.speed.texts import text_of
from cablefix.channel.profile import find_ops

SIZES = (50, 200, 1000)
"""Kilobytes."""

READ_SO = str.maketrans("eoa", "coa")


def measure(largest: int | None) -> Iterator[str]:
    """Seconds for texts of each size: to clean one, to compare two, and two unrelated ones."""
    cablefix.clean("THE TALKS OPEN.")
    for size in SIZES:
        if largest and size > largest:
            break
        text = text_of(size)
        other = _read_again(text)
        started = time.perf_counter()
        cablefix.clean(text)
        cleaned = time.perf_counter()
        find_ops.cache_clear()
        found = cablefix.compare(text, other)
        compared = time.perf_counter()
        seconds, more = cleaned - started, compared - cleaned
        yield (
            f"{size} kB: clean {seconds:.1f} s, compare {more:.1f} s ({more / seconds:.1f} times), "
            f"{len(found.differences)} differences"
        )


def _read_again(text: str) -> str:
    """The text with every seventh word read otherwise, and other line breaks."""
    words = text.split(" ")
    return " ".join(w.translate(READ_SO) if n % 7 == 0 else w for n, w in enumerate(words))
