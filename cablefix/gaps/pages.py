"""Pages and sections that are missing, blank, or of another cable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from cablefix.gaps.setting import Setting
from cablefix.model import Gap
from cablefix.reading.document import Reading
from cablefix.reading.frames import Frame, majority
from cablefix.reading.places import Places


def find_page_gaps(setting: Setting) -> Iterator[Gap]:
    """Gaps that the page headers tell."""
    reading, places = setting.reading, setting.places
    if not reading.is_cable:
        return
    yield from _interpolated(reading, places)
    yield from _blank(reading, places)
    yield from _missing_pages(reading, places)
    yield from _missing_sections(reading, places)


def _interpolated(reading: Reading, places: Places) -> Iterator[Gap]:
    for frame in reading.frames:
        if frame.foreign:
            start, end = places.span(frame.start, frame.end)
            yield Gap(
                "interpolated-page", start, end, 0.97,
                f"the page header bears another cable's number, {frame.number}, with another time "
                "and serial", section=frame.section, page=frame.page,
            )  # fmt: skip


def _blank(reading: Reading, places: Places) -> Iterator[Gap]:
    for frame in reading.frames:
        if frame.header and not any(r.line.text.strip("NODIS \t") for r in frame.body):
            start, end = places.span(frame.start, frame.end)
            yield Gap(
                "blank-page", start, end, 0.95, "a page header, and no text before the next page",
                section=frame.section, page=frame.page,
            )  # fmt: skip
        yield from _headless_blank(frame, places)


def _headless_blank(frame: Frame, places: Places) -> Iterator[Gap]:
    """Two page tops with nothing between them but marks: a blank page whose header is lost."""
    tops = [
        r
        for r in frame.lines
        if r.form == "mark" and r.line.text.strip() in ("INCOMING", "OUTGOING")
    ]
    for first, second in pairwise(tops):
        between = [
            r for r in frame.lines
            if first.line.end < r.line.start < second.line.start and r.form != "blank"
        ]  # fmt: skip
        if between and all(r.form == "mark" for r in between):
            start, end = places.span(first.line.start, between[-1].line.end)
            yield Gap(
                "blank-page", start, end, 0.65,
                "a page top and a page foot with nothing between, not even a page header",
            )  # fmt: skip


def _groups(reading: Reading) -> dict[tuple[str | None, int], list[Frame]]:
    """The frames of each section, those of other cables apart."""
    groups: dict[tuple[str | None, int], list[Frame]] = defaultdict(list)
    for frame in reading.frames:
        if frame.section is not None:
            groups[frame.number if frame.foreign else None, frame.section].append(frame)
    return groups


def _missing_pages(reading: Reading, places: Places) -> Iterator[Gap]:
    for (foreign, section), frames in _groups(reading).items():
        of = majority(str(f.pages) for f in frames if f.pages)
        if of is None:
            continue
        seen = {f.page for f in frames if f.page}
        headless = [f for f in frames if f.page is None]
        if headless and seen and min(seen) > 1:
            seen.add(min(seen) - 1)  # the page whose header is lost stands before the first known
        for page in sorted(set(range(1, int(of) + 1)) - seen):
            after = next((f for f in frames if f.page and f.page > page), None)
            anchor = (frames[0] if headless else after).start if after else frames[-1].end
            at = places.shifts.to_input(anchor)
            whose = f" (cable {foreign})" if foreign else ""
            yield Gap(
                "missing-page", at, at, 0.85,
                f"pages of section {section:02d}{whose} are numbered of {int(of):02d}; "
                f"page {page:02d} is not here", section=section, page=page,
            )  # fmt: skip


def _missing_sections(reading: Reading, places: Places) -> Iterator[Gap]:
    own = [f for f in reading.frames if f.section is not None and not f.foreign]
    of = majority(str(f.sections) for f in own if f.sections)
    if of is None:
        return
    seen = {f.section for f in own}
    for section in sorted(set(range(1, int(of) + 1)) - seen):
        before = [f for f in own if f.section and f.section < section]
        after = [f for f in own if f.section and f.section > section]
        start = places.shifts.to_input(before[-1].end if before else 0)
        end = max(start, places.shifts.to_input(after[0].start)) if after else start
        yield Gap(
            "missing-section", start, end, 0.95,
            f"sections are numbered of {int(of):02d}; no page of section {section:02d} is here",
            section=section,
        )  # fmt: skip
