"""The cable that a search for gaps goes through, with what every kind of evidence asks of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import attrs

from cablefix.by_fields import ByFields
from cablefix.cable import Exemption
from cablefix.document.collation import Collation, collate, in_running_order
from cablefix.document.page_readings import page_in_ruins
from cablefix.document.reading import Reading
from cablefix.document.release import stated_exemptions
from cablefix.findings import Extent, Gap
from cablefix.layout.pages import Frame
from cablefix.layout.paragraphs import Numbered, follow
from cablefix.layout.places import Places


def _is_paged_as_cable(reading: Reading) -> bool:
    """Whether pages bear what is left of a cable's header, where nothing else of it was read."""
    if not reading.has_form_feeds:
        return False
    return sum(bool(page_in_ruins(f, reading.noise)[0]) for f in reading.frames) > 1


@attrs.frozen
class Setting(ByFields):
    """A reading with its places in the input, its numbered paragraphs and its exemptions.

    `frames` and `numbers` are in the order of the cable, which need not be that of the file.
    """

    reading: Reading
    places: Places
    numbers: Sequence[Numbered]
    exemptions: tuple[Exemption, ...]
    collation: Collation
    is_cable: bool
    frames: Sequence[Frame]
    frame_starts: tuple[int, ...]
    _by_place: tuple[Numbered, ...]
    _number_starts: tuple[int, ...]

    @classmethod
    def of(cls, reading: Reading, places: Places) -> Setting:
        """What a reading tells before any gap is looked for."""
        is_cable = reading.is_cable or _is_paged_as_cable(reading)
        collation = collate(reading)
        frames = in_running_order(reading.frames, collation)
        numbered = is_cable or any(head.family.numbered for head in reading.heads)
        numbers = follow(frames, reading.noise) if numbered else []
        by_place = tuple(sorted(numbers, key=lambda n: n.line.line.start))
        return cls(
            reading, places, numbers, stated_exemptions(reading), collation, is_cable, frames,
            tuple(f.start for f in reading.frames), by_place,
            tuple(n.line.line.start for n in by_place),
        )  # fmt: skip

    @property
    def span(self) -> tuple[int, int]:
        """The part of the corrected text that this cable takes."""
        lines = self.reading.lines
        return (lines[0].line.start, lines[-1].line.end) if lines else (0, 0)

    def frame_at(self, offset: int) -> Frame:
        """The page on which an offset of the corrected text lies."""
        return self.reading.frames[max(0, bisect_right(self.frame_starts, offset) - 1)]

    def paragraph_at(self, offset: int) -> Numbered | None:
        """The numbered paragraph in which an offset of the corrected text lies."""
        at = bisect_right(self._number_starts, offset) - 1
        return self._by_place[at] if at >= 0 else None

    def gap(
        self, kind: str, span: tuple[int, int], confidence: float, why: str, *,
        frame: Frame | None = None, paragraphs: tuple[int, ...] = (), extent: Extent | None = None,
        exemptions: tuple[Exemption, ...] = (),
    ) -> Gap:  # fmt: skip
        """A gap at a span of the corrected text, on the page where the span begins."""
        frame = frame or self.frame_at(span[0])
        start, end = self.places.span(*span)
        section, page = self.place_of(frame)
        return Gap(
            kind, start, end, confidence, why, paragraphs=paragraphs, section=section, page=page,
            extent=extent, exemptions=exemptions,
        )  # fmt: skip

    def place_of(self, frame: Frame) -> tuple[int | None, int | None]:
        """The section and page of a frame, as collated; as read where it is not of the cable."""
        if self.is_cable:
            return self.collation.places.get(frame.start, (frame.section, frame.page))
        paged = self.reading.has_form_feeds
        return None, bisect_right(self.frame_starts, frame.start) if paged else frame.page
