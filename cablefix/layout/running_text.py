"""Running text: the forms of its lines, how they end, whether a page bears some."""

from __future__ import annotations

from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.layout.pages import Frame

BODY = ("text", "paragraph", "point")
"""Forms of lines that are running text."""

_ENDED = late_regex(r"[.?!:;\")\]}»”]\W{0,3}$")
_WORD = late_regex(r"[A-Za-z']{3,}")
_HEADER = frozenset({"page", "eo", "tags", "subject", "dtg", "from", "to", "info-address"})
_FEWEST_WORDS = 2
"""Known words on a line that make it text, on a damaged page."""


def is_ended(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return bool(_ENDED.search(text.rstrip()))


def has_text(frame: Frame, noise: int) -> bool:
    """Whether a page bears running text, specks and letters of a stamp aside.

    Lines like those of a header may stand under the text: the attributes of an electronic telegram.
    """
    known = lexicon()
    if any(r.form == "paragraph" for r in frame.lines):
        return True
    header_ends = max((i for i, r in enumerate(frame.lines) if r.form in _HEADER), default=-1)
    for r in frame.lines[header_ends + 1 :]:
        if r.form == "point":
            return True
        if r.form != "text":
            continue
        if not noise and len(r.line.text.strip("NODIS \t.,:;'|_~-")) > _FEWEST_WORDS:
            return True
        words = _WORD.findall(r.line.text)
        if sum(fold(w) in known for w in words) >= _FEWEST_WORDS:
            return True
    return False
