"""Pages and sections that are missing, blank, twice, out of order, or of another cable."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cablefix.document.collation import disordered_sheets, head_behind, repeated_sheets
from cablefix.findings import Gap
from cablefix.gaps.context import Setting
from cablefix.late import late_regex
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.pages import Frame, majority
from cablefix.layout.running_text import has_text

_BANNERS = ("INCOMING", "OUTGOING")
_NUMBER = late_regex(r"(?<!\d)\d{3,6}(?!\d)")


def find_page_gaps(setting: Setting) -> Iterator[Gap]:
    """Gaps that the page headers tell."""
    if not setting.is_cable:
        return
    yield from _interpolated(setting)
    yield from _blank(setting)
    yield from _repeated(setting)
    yield from _disordered(setting)
    yield from _missing_pages(setting)
    yield from _missing_sections(setting)


def _interpolated(setting: Setting) -> Iterator[Gap]:
    foreign = [f for f in setting.reading.frames if f.foreign]
    if not foreign:
        return
    notes = CoverNotes(setting.reading.lines)
    for frame in foreign:
        yield setting.gap(
            "interpolated-page", (frame.start, frame.end), 0.97,
            f"the page header bears another cable's number, {frame.number}, with another time "
            f"and serial{notes.on(frame.number)}", frame=frame,
        )  # fmt: skip


class CoverNotes:
    """The notes in the text that name a cable by its number, for look-up."""

    def __init__(self, lines: Sequence[ReadLine]) -> None:
        self.lines = lines
        self.first: dict[str, int] = {}
        for i, r in enumerate(lines):
            if r.form == "text":
                for number in _NUMBER.findall(r.line.text):
                    self.first.setdefault(number, i)

    def on(self, number: str | None) -> str:
        """The first note that names a cable, quoted; empty if there is none."""
        at = self.first.get(number or "")
        if at is None:
            return ""
        words = [self.lines[at].line.text.strip()]
        for after in self.lines[at + 1 : at + 4]:
            if after.form != "text":
                break
            words.append(after.line.text.strip())
        return f'; a note says "{" ".join(words)[:160]}"'


def _blank(setting: Setting) -> Iterator[Gap]:
    own = {id(s.frame) for s in setting.collation.sheets}
    sure = 0.95 if setting.reading.noise < NOISY else 0.7
    for frame in setting.reading.frames:
        blank = (frame.header or id(frame) in own) and not has_text(frame, setting.reading.noise)
        if blank and not _heads_others(frame, setting):
            yield setting.gap(
                "blank-page", (frame.start, frame.end), sure if frame.header else 0.8 * sure,
                "a page header, and no text before the next page", frame=frame,
                exemptions=setting.exemptions,
            )  # fmt: skip
        yield from _headless_blank(setting, frame)


def _heads_others(frame: Frame, setting: Setting) -> bool:
    """Whether a page bears a message head whose end, or whose text, stands on another page."""
    forms = {r.form for r in frame.lines}
    runs_on = not forms.isdisjoint(("from", "to")) and "subject" not in forms
    return runs_on or frame is head_behind(setting.reading.frames)


def _headless_blank(setting: Setting, frame: Frame) -> Iterator[Gap]:
    """Two page tops with nothing between them but marks: a blank page whose header is lost."""
    written = [r for r in frame.lines if r.form != "blank"]
    tops = [
        i for i, r in enumerate(written)
        if r.form == "mark" and r.line.text.strip() in _BANNERS
    ]  # fmt: skip
    for a, b in pairwise(tops):
        first, between = written[a], written[a + 1 : b]
        if between and all(r.form == "mark" for r in between):
            start, end = setting.places.span(first.line.start, between[-1].line.end)
            yield Gap(
                "blank-page", start, end, 0.65,
                "a page top and a page foot with nothing between, not even a page header",
            )  # fmt: skip


def _repeated(setting: Setting) -> Iterator[Gap]:
    """Pages that are here twice, by their place and their text."""
    for sheet in repeated_sheets(setting.collation):
        yield setting.gap(
            "duplicate-page", (sheet.frame.start, sheet.frame.end), 0.95,
            f"page {sheet.page:02d} of section {sheet.section:02d} was here already, with the "
            "same text", frame=sheet.frame,
        )  # fmt: skip


def _disordered(setting: Setting) -> Iterator[Gap]:
    """The fewest pages that are in the way of the order; of two that changed places, the first."""
    for sheet in disordered_sheets(setting.collation):
        yield setting.gap(
            "page-order", (sheet.frame.start, sheet.frame.end), 0.9 if sheet.is_plain else DOUBTED,
            f"page {sheet.page:02d} of section {sheet.section:02d} stands out of its order",
            frame=sheet.frame,
        )  # fmt: skip


NOISY = 4
"""Tenths of damage from which text may pass for speckle."""

FAR_MORE = 2
"""Missing pages for each page whose header was read plainly, up to which they are believed."""


def _missing_pages(setting: Setting) -> Iterator[Gap]:
    collation = setting.collation
    seen = {(s.section, s.page) for s in collation.sheets}
    missing = [
        (section, page, of)
        for section, of in sorted(collation.pages.items())
        for page in range(1, of + 1)
        if (section, page) not in seen
    ]
    plain = sum(s.is_plain for s in collation.sheets)
    if len(missing) <= FAR_MORE * max(plain, 1):  # else the headers are too damaged to tell
        for section, page, of in missing:
            anchor = _end_before(setting, section, page)
            sure = _sureness(setting, section, page, of)
            yield _missing_page(setting, section, page, of, anchor, sure)
    yield from _missing_foreign(setting)


def _end_before(setting: Setting, section: int, page: int) -> int:
    """Where a page would have stood: after the last before it, or at the head of its section."""
    mine = setting.collation.of_section(section)
    before = next((s for s in reversed(mine) if (s.page or 0) < page), None)
    if before:
        return before.frame.end
    start = mine[0].frame.start
    at = bisect_left(setting.frame_starts, start)
    for frame in reversed(setting.reading.frames[:at]):
        if not frame.foreign or (frame.section or section) < section:
            break
        start = frame.start  # another cable's page stands between
    return start


SURE, SURE_IN_NOISE, SURE_OF_COVER, GUESSED, DOUBTED = 0.93, 0.8, 0.85, 0.55, 0.4
"""How likely a page is missing by headers that were read plainly; where they are damaged; where it
is a cover sheet, which files often lack; by one header of two; by none."""


def _sureness(setting: Setting, section: int, page: int, of: int) -> float:
    """How likely a page is missing, by how plainly the headers on either side of it were read."""
    mine = setting.collation.of_section(section)
    before = max((s for s in mine if (s.page or 0) < page), key=lambda s: s.page or 0, default=None)
    after = min((s for s in mine if (s.page or 0) > page), key=lambda s: s.page or 0, default=None)
    proofs = [s.is_plain for s in (before, after) if s is not None]
    if after is None:
        proofs.append(any(s.frame.pages == of for s in mine))
    if page == 1 and setting.collation.first == 2:
        return SURE_OF_COVER if any(s.is_plain for s in mine) else DOUBTED
    sure = SURE if setting.reading.noise <= 1 else SURE_IN_NOISE
    return sure if all(proofs) else GUESSED if any(proofs) else DOUBTED


def _missing_page(
    setting: Setting, section: int, page: int, of: int, anchor: int, sure: float, whose: str = ""
) -> Gap:
    at = setting.places.shifts.to_input(anchor)
    return Gap(
        "missing-page", at, at, sure,
        f"pages of section {section:02d}{whose} are numbered of {of:02d}; "
        f"page {page:02d} is not here", section=section, page=page,
    )  # fmt: skip


def _missing_foreign(setting: Setting) -> Iterator[Gap]:
    """Pages of another cable that its spliced-in pages show to be missing before them."""
    groups: dict[tuple[str, int], list[Frame]] = defaultdict(list)
    for f in setting.reading.frames:
        if f.foreign and f.section is not None:
            groups[f.number or "", f.section].append(f)
    for (number, section), frames in groups.items():
        of = majority(str(f.pages) for f in frames if f.pages)
        seen = {f.page for f in frames if f.page}
        for page in range(1, int(of or 0) + 1):
            if page not in seen:
                after = next((f for f in frames if f.page and f.page > page), None)
                anchor = after.start if after else frames[-1].end
                yield _missing_page(
                    setting,
                    section,
                    page,
                    int(of or 0),
                    anchor,
                    SURE_OF_COVER,
                    f" (cable {number})",
                )


def _missing_sections(setting: Setting) -> Iterator[Gap]:
    collation = setting.collation
    seen = {s.section for s in collation.sheets}
    foreign = [f for f in setting.reading.frames if f.foreign]
    plain = sum(s.frame.sections == collation.sections for s in collation.sheets)
    sure = 0.95 if plain > 1 else 0.85 if plain else DOUBTED
    for section in range(1, (collation.sections or 0) + 1):
        if section in seen:
            continue
        before = [s.frame for s in collation.sheets if s.section < section]
        after = [s.frame for s in collation.sheets if s.section > section]
        start = setting.places.shifts.to_input(before[-1].end if before else 0)
        end = max(start, setting.places.shifts.to_input(after[0].start)) if after else start
        why = (
            f"sections are numbered of {collation.sections:02d}; no page of section {section:02d} "
            "is here"
        )
        instead = next((f for f in foreign if f.section == section), None)
        if instead:
            why += f"; pages of cable {instead.number} stand in its place"
            why += CoverNotes(setting.reading.lines).on(instead.number)
        yield Gap("missing-section", start, end, sure, why, section=section)
