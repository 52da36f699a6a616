"""Written signs that text was withheld, is illegible, or was left out by an editor."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from cablefix.gaps.setting import Setting
from cablefix.model import Gap

_CAPTION_REMOVED = "caption-removed"
_DECAPTIONED = "DECAPTIONED"


def find_markers(setting: Setting) -> Iterator[Gap]:
    """Gaps that a written sign states, each with the paragraph in which it stands."""
    reading = setting.reading
    start, end = setting.span
    for sign in reading.withheld.signs:
        if not start <= sign.start <= end or (
            sign.parts and reading.is_apart(sign.start, sign.end)
        ):
            continue  # in cipher and garble any letters stand side by side
        number = setting.paragraph_at(sign.start)
        words = " ".join(reading.text[sign.start : sign.end].split())
        exemptions = sign.exemptions
        if sign.kind == "explicit-marker":
            exemptions = exemptions or setting.exemptions
        yield setting.gap(
            sign.kind, (sign.start, sign.end), sign.confidence, f"the text says {words[:120]}",
            paragraphs=(number.number,) if number else (), extent=sign.extent,
            exemptions=exemptions,
        )  # fmt: skip
    yield from _decaptioned(setting)


def _decaptioned(setting: Setting) -> Iterator[Gap]:
    """Stamps and notes that a caption was removed."""
    for r in setting.reading.lines:
        text = r.line.text.strip()
        if r.form == _CAPTION_REMOVED or _says_decaptioned(text):
            yield setting.gap(
                "decaptioned", (r.line.start, r.line.end), 0.99 if r.cost < 3 else 0.9,
                f"the document says {text}",
            )  # fmt: skip


def _says_decaptioned(text: str) -> bool:
    if not 9 <= len(text) <= 14:
        return False
    letters = "".join(c for c in text.upper() if c.isalnum())
    return OSA.distance(letters, _DECAPTIONED, score_cutoff=3) <= 3
