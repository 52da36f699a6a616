"""The properties of hOCR, which stand in the `title` of an element: `bbox 1 2 3 4; x_wconf 96`."""

from __future__ import annotations

import re
from functools import lru_cache
from math import isfinite

from cablefix.late import late_regex
from cablefix.page_text import Box

_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_BBOX = late_regex(rf"(?:^|;)\s*bbox\s+({_NUMBER})\s+({_NUMBER})\s+({_NUMBER})\s+({_NUMBER})")
_SURE = late_regex(rf"(?:^|;)\s*(?:x_wconf|x_confs?)((?:\s+{_NUMBER})+)")
_WORD_SURE = late_regex(rf"(?:^|;)\s*x_wconf\s+({_NUMBER})")
_ALL_CONFS = late_regex(rf"\bx_confs((?:\s+{_NUMBER})+)")
_IMAGE = late_regex(r"(?:^|;)\s*(?:image|file)\s+(?:\"([^\"]*)\"|'([^']*)'|([^;\s]+))")
_PER_LETTER = late_regex(r"(?:^|;)\s*(?:x_confs|cuts|nlp|x_bboxes)\b[^;]*")
_NLP = late_regex(rf"(?:^|;)\s*nlp\s+({_NUMBER})")


def box_of(title: str) -> Box | None:
    """The bounding box, if there is one that is no nonsense.

    >>> box_of("bbox 36 92 96 116; x_wconf 96")
    Box(left=36, top=92, right=96, bottom=116)
    """
    m = _BBOX.search(title)
    return as_box(*m.groups()) if m else None


def as_box(*edges: str) -> Box | None:
    """A box of four numbers as written; None where they enclose nothing."""
    return made_box(*map(number, edges))


def made_box(left: float, top: float, right: float, bottom: float) -> Box | None:
    """A box of four numbers; None where they enclose nothing."""
    sound = left <= right and top <= bottom and all(map(isfinite, (left, top, right, bottom)))
    return Box(*map(one, (left, top, right, bottom))) if sound else None


@lru_cache(maxsize=1 << 14, typed=True)
def one(value: float) -> float:
    """A number, kept once: the words of a page have few that differ, and very many that do not."""
    return value


def number(written: str) -> float:
    """A number, an int where it is a whole one."""
    value = float(written)
    return int(value) if value.is_integer() else value


def write_number(value: float) -> str:
    """A number as files have it: whole, or with at most two decimals."""
    return str(int(value)) if float(value).is_integer() else f"{value:.2f}".rstrip("0").rstrip(".")


PERCENT = 100.0


def scale_of(source: str) -> float:
    """What the confidences of letters in a file are shares of: 1 as Kraken writes them, or 100.

    >>> scale_of("x_confs 0.5 1"), scale_of("x_confs 0.5; x_confs 97")
    (1.0, 100.0)
    """
    found = [float(v) for m in _ALL_CONFS.finditer(source) for v in m[1].split()]
    return 1.0 if found and max(found) <= 1 else PERCENT


def confidence_of(title: str, scale: float = PERCENT) -> float | None:
    """How sure the engine was (0..1): of the word, else the mean over its letters.

    >>> confidence_of("bbox 1 2 3 4; x_wconf 96"), confidence_of("x_confs 0.5 1", 1)
    (0.96, 0.75)
    """
    whole = _WORD_SURE.search(title)
    m = whole or _SURE.search(title)
    if not m:
        return None
    values = [float(v) for v in m[1].split()]
    scale = PERCENT if whole else scale
    return one(min(1.0, max(0.0, sum(values) / len(values) / scale)))


def weight_of(title: str) -> float | None:
    """The weight (0..1) of an alternative: a confidence, or `nlp`, a negative logarithm."""
    m = _NLP.search(title)
    if m:
        return float(min(1.0, 2.718281828459045 ** -min(700.0, max(0.0, float(m[1])))))
    return confidence_of(title)


def image_of(title: str) -> str | None:
    """The name of the page's image.

    >>> image_of('image "p1.png"; bbox 0 0 10 10')
    'p1.png'
    """
    m = _IMAGE.search(title)
    return next((g for g in m.groups() if g), None) if m else None


def retitled(raw: str, *, box: Box | None, confidence: float) -> str:
    """A title for an edited word: its box, our confidence, nothing of the letters that were.

    >>> retitled("bbox 1 2 3 4; x_wconf 40; x_fsize 9", box=Box(1, 2, 9, 4), confidence=0.957)
    'bbox 1 2 9 4; x_wconf 95; x_fsize 9'
    """
    title = _PER_LETTER.sub("", raw).lstrip("; ")
    if box is not None:
        title = _put(title, _BBOX, "bbox " + " ".join(
            map(write_number, (box.left, box.top, box.right, box.bottom))))  # fmt: skip
    return _put(title, _WORD_SURE, f"x_wconf {int(confidence * 100)}")


def _put(title: str, pattern: re.Pattern[str], written: str) -> str:
    def made(m: re.Match[str]) -> str:
        return m[0][: len(m[0]) - len(m[0].lstrip("; "))] + written

    if pattern.search(title):
        return pattern.sub(made, title, count=1)
    return f"{title}; {written}" if title else written
