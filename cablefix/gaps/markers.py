"""Written signs that text was withheld, is illegible, or was left out by an editor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from cablefix.cable import Exemption
from cablefix.findings import Gap
from cablefix.gaps.context import Setting
from cablefix.language import tables

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
        parts = sign.parts or ((sign.start, sign.end),)
        words = " ".join(" ".join(reading.text[a:b].split()) for a, b in parts)
        exemptions = sign.exemptions
        if sign.kind == "explicit-marker":
            exemptions = exemptions or setting.exemptions
        yield setting.gap(
            sign.kind, (sign.start, sign.end), sign.confidence, _why(words, sign.exemptions),
            paragraphs=(number.number,) if number else (), extent=sign.extent,
            exemptions=exemptions,
        )  # fmt: skip
    yield from _decaptioned(setting)


LONGEST = 120
"""Characters of a sign that are quoted."""


def _why(words: str, exemptions: Sequence[Exemption]) -> str:
    """The sign, and what its codes stand for."""
    meanings = tables.load("exemptions").pairs("code", "meaning")
    told = dict.fromkeys(meanings[e.code] for e in exemptions if e.code in meanings)
    quoted = words[:LONGEST] or "nothing: a wide blank is left"
    return f"the text says {quoted}" + (f" ({'; '.join(told)})" if told else "")


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
