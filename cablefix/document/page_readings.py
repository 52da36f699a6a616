"""What a page says of its section and page, misread figures allowed, with costs."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from cablefix.channel.shapes import Shape
from cablefix.late import late_regex
from cablefix.layout.field_types import slots
from cablefix.layout.line_forms import Part
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.pages import Frame
from cablefix.remembered import TOKENS

MISREAD_LIGHT, MISREAD_HEAVY = 7.0, 4.0
"""Cost of a figure that was read as quite another, at light and at heavy damage."""


def page_read(frame: Frame, noise: int) -> dict[int, float]:
    """What the page header says of the page, with costs; what is left of it, where it is ruined."""
    if frame.header is None:
        return page_in_ruins(frame, noise)[0]
    return readings_of(frame.header.part("page"), noise)


def sections_read(frame: Frame, noise: int) -> dict[int, float]:
    """What the page header and the section line say of the section, with costs."""
    lines = [frame.header, section_line(frame)]
    found: dict[int, float] = {}
    for line in lines:
        for value, cost in readings_of(line.part("section") if line else None, noise).items():
            found[value] = min(cost, found.get(value, cost))
    return found or (page_in_ruins(frame, noise)[1] if frame.header is None else {})


def readings_of(part: Part | None, noise: int) -> dict[int, float]:
    """The numbers that may stand behind a field, with their costs; the likeliest costs nothing."""
    if part is None:
        return {}
    options = slots()[part.slot].options(part.span.text, noise)
    if not options and part.value:
        options = {part.value: 0.0}
    found = {int(v): cost for v, cost in options.items() if v.isdigit() and int(v) > 0}
    least = min(found.values(), default=0.0)
    return {v: cost - least for v, cost in found.items()}


def cost_of(readings: dict[int, float], value: int, misread: float) -> float:
    """The cost of a number where others were read: that of each figure that differs."""
    if not readings or value in readings:
        return readings.get(value, 0.0)
    return min(cost + misread * _figures_unlike(v, value) for v, cost in readings.items())


@lru_cache(maxsize=TOKENS)
def _figures_unlike(read: int, meant: int) -> int:
    """In how many figures two numbers differ; two where one is the other with figures added."""
    return sum(a != b for a, b in zip(f"{read:02d}", f"{meant:02d}", strict=False)) or 2


def misread_cost(noise: int) -> float:
    """The cost of a figure that was read as quite another, at this damage."""
    return MISREAD_LIGHT + (MISREAD_HEAVY - MISREAD_LIGHT) * noise / 10


def section_line(frame: Frame) -> ReadLine | None:
    """The line that names the section, on the first page of it."""
    return next((r for r in frame.lines if r.form == "section"), None)


_TOP = 10
"""Written lines at the top of a page among which its header is sought."""

_PAGE = "PAGE"
_OF = frozenset({"OF", "0F", "GF", "CF", "UF", "SF", "OP", "O?", "OE", "QF", "©F"})
_WORDS = late_regex(r"\S+")
_NUMBER = Shape.parse("n{1,2}")
_EDGES = " .,:;'|_~-‘’\"“”"


def page_in_ruins(frame: Frame, noise: int) -> tuple[dict[int, float], dict[int, float]]:
    """The pages and sections that a ruined header may state, with their costs.

    >>> from cablefix.document.reading import read
    >>> page = read("UNCLASSIFIED\\nPASE 02 0F 03 OSLO 04418\\nTHE END\\n").frames[0]
    >>> min(page_in_ruins(page, 5)[0].items(), key=lambda n: n[1])
    (2, 0.0)
    """
    written = [r for r in frame.lines if r.form != "blank"][:_TOP]
    for r in written:
        words = [w.strip(_EDGES) or w for w in _WORDS.findall(r.line.text)]
        at = next((i for i, w in enumerate(words[:3]) if _is_page(w)), None)
        if r.form != "text" or at is None:
            continue
        ofs = [i for i in range(at + 1, len(words)) if words[i].upper() in _OF]
        if not ofs:
            continue
        page = words[ofs[0] - 1] if ofs[0] == at + 2 else ""
        section = words[ofs[1] - 1] if len(ofs) > 1 and ofs[1] > at + 4 else ""
        return _numbers(page, noise), _numbers(section, noise)
    return {}, {}


def _is_page(word: str) -> bool:
    return 3 <= len(word) <= 5 and OSA.distance(word.upper(), _PAGE, score_cutoff=2) <= 2


def _numbers(word: str, noise: int) -> dict[int, float]:
    options = _NUMBER.options(word, noise)
    least = min(options.values(), default=0.0)
    return {int(v): cost - least for v, cost in options.items() if int(v) > 0}
