"""What a page says of its place where its header was not read as one: ruins of `PAGE 02 OF 03`."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from cablefix.reading.frames import Frame
from cablefix.reading.shapes import Shape

_TOP = 10
"""Written lines at the top of a page among which its header is sought."""

_PAGE = "PAGE"
_OF = frozenset({"OF", "0F", "GF", "CF", "UF", "SF", "OP", "O?", "OE", "QF", "©F"})
_WORDS = re.compile(r"\S+")
_NUMBER = Shape.parse("n{1,2}")
_EDGES = " .,:;'|_~-‘’\"“”"


def page_in_ruins(frame: Frame, noise: int) -> tuple[dict[int, float], dict[int, float]]:
    """The pages and sections that a ruined header may state, with their costs.

    >>> from cablefix.reading.document import read
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
