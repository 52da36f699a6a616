"""Written signs that text was withheld, is illegible, or was left out by an editor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
from rapidfuzz.distance import OSA

from cablefix.gaps.blackouts import find_blackouts
from cablefix.gaps.margins import find_codes
from cablefix.gaps.setting import Setting
from cablefix.gaps.signs import Sign, find_signs
from cablefix.model import Gap
from cablefix.reading.frames import HEADER_FORMS

_CAPTION_REMOVED = "caption-removed"
_DECAPTIONED = "DECAPTIONED"


def find_markers(setting: Setting) -> Iterator[Gap]:
    """Gaps that a written sign states, each with the paragraph in which it stands."""
    reading = setting.reading
    stated = [e.code for e in setting.exemptions]
    start, end = setting.span
    signs = [
        attrs.evolve(s, start=s.start + start, end=s.end + start)
        for s in find_signs(reading.text[start:end])
    ]
    signs += find_blackouts(reading.lines, in_cable=reading.is_cable)
    if reading.is_cable:
        codes = find_codes(reading.lines, stated, _text_begins(setting))
        # in cipher and garble any letters stand side by side
        signs += [s for s in codes if not reading.is_apart(s.start, s.end)]
    for sign in _disjoint(signs, reading.text):
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


def _text_begins(setting: Setting) -> int:
    """Where the text begins under the header of the message."""
    if not setting.numbers:
        first = next((r for r in setting.reading.lines if r.form == "paragraph"), None)
        return first.line.start if first else len(setting.reading.text)
    start = setting.numbers[0].line.line.start
    if setting.numbers[0].number == 1:
        return start
    return next(
        (
            r.line.end for r in reversed(setting.reading.lines)
            if r.line.start < start and r.form in HEADER_FORMS | {"subject", "reference"}
        ), start,
    )  # fmt: skip


def _disjoint(signs: Sequence[Sign], text: str) -> list[Sign]:
    """Signs in order, of those that overlap the first; a code beside a sign is the sign's."""
    out: list[Sign] = []
    reach = 0
    for sign in sorted(signs, key=lambda s: (s.start, -s.confidence, -s.end)):
        between = text[reach : sign.start]
        beside = sign.exemptions and not between.strip(" ,;([") and "\n" not in between
        if out and sign.exemptions and (beside or sign.start < reach):
            if sign.start >= reach or not out[-1].exemptions:
                joined = dict.fromkeys((*out[-1].exemptions, *sign.exemptions))
                out[-1] = attrs.evolve(out[-1], exemptions=tuple(joined))
        elif sign.start >= reach:
            out.append(sign)
        else:
            continue
        reach = max(reach, sign.end)
    return out


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
