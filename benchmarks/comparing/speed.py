"""How long a comparison takes, beside the cleaning of one of the texts; linear in length."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence

import cablefix
from benchmarks.speed.texts import text_of
from cablefix.channel.profile import find_ops

SIZES = (50, 200, 1000)
"""Kilobytes."""

OTHER = 6
"""One word in so many is another one: documents that came again and again would be no long text."""

READ_SO = str.maketrans("eoEO", "coFQ")


def measure(largest: int | None) -> Iterator[str]:
    """Seconds for texts of each size: to clean one, to compare two, and two unrelated ones."""
    cablefix.clean("THE TALKS OPEN.")
    for size in SIZES:
        if largest and size > largest:
            break
        printed = _without_copies(text_of(size))
        text, other = _read(printed, 1), _read(printed, 4)
        started = time.process_time()
        cablefix.clean(text)
        cleaned = time.process_time()
        find_ops.cache_clear()
        found = cablefix.compare(text, other)
        compared = time.process_time()
        seconds, more = cleaned - started, compared - cleaned
        yield (
            f"{size} kB: clean {seconds:.1f} s, compare {more:.1f} s ({more / seconds:.1f} times), "
            f"{len(found.differences)} differences"
        )


def _without_copies(text: str) -> str:
    """The text with other figures, and other words of the same text, here and there."""
    draw = random.Random(1)
    words = text.split(" ")
    plain = sorted({w for w in words if w.isalpha()})
    return " ".join(_another(w, plain, draw) for w in words)


def _another(word: str, plain: Sequence[str], draw: random.Random) -> str:
    if word.isalpha() and not draw.randrange(OTHER):
        return draw.choice(plain)
    return "".join(draw.choice("0123456789") if c.isdigit() else c for c in word)


def _read(text: str, which: int) -> str:
    """The text with every seventh word read otherwise."""
    words = text.split(" ")
    return " ".join(w.translate(READ_SO) if n % 7 == which else w for n, w in enumerate(words))
