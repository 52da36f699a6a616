"""Lines that lost their start or end, and text that stops or starts in the middle."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cablefix.gaps.setting import Setting
from cablefix.model import Gap
from cablefix.reading.document import Reading
from cablefix.reading.frames import Frame
from cablefix.reading.places import Places
from cablefix.reading.recognise import ReadLine

_HEADING = re.compile(r"[A-Z][A-Z0-9 ,:'&/-]{3,60}")
_ENDED = re.compile(r"[.?!:;\")\]]\s*$")


def find_breaks(setting: Setting) -> Iterator[Gap]:
    """Cut lines and broken-off text of a cable."""
    reading, places = setting.reading, setting.places
    if not reading.is_cable:
        return
    yield from _cut_section_lines(reading, places)
    yield from _cut_headers(reading, places)
    yield from _cut_notices(reading, places)
    yield from _bare_headings(reading, places)
    yield from _abrupt_starts(reading, places)


def _gap(kind: str, places: Places, frame: Frame, span: tuple[int, int], confidence: float,
         why: str) -> Gap:  # fmt: skip
    start, end = places.span(*span)
    return Gap(kind, start, end, confidence, why, section=frame.section, page=frame.page)


def _cut_section_lines(reading: Reading, places: Places) -> Iterator[Gap]:
    """SECTION lines of which the input has only the tail: the classification was blacked out."""
    for frame in reading.frames:
        for r in frame.lines:
            number = r.field("section") if r.form == "section" else None
            if number is None:
                continue
            read = places.text(r.line.start, number.start).split()
            if read and read[-1] != "SECTION":
                yield _gap(
                    "cut-line", places, frame, (r.line.start, r.line.end), 0.9,
                    f"the start of the section line is lost: {read[-1]} is left of SECTION",
                )  # fmt: skip


def _cut_headers(reading: Reading, places: Places) -> Iterator[Gap]:
    """Page headers that lack what the others have, and pages that lack the header."""
    headers = [f.header for f in reading.frames if f.header]
    if len(headers) < 3:
        return
    with_time = sum(h.field("time") is not None for h in headers)
    for frame in reading.frames:
        if frame.header is None:
            if any(r.form in ("info", "reception", "dtg") for r in frame.lines):
                yield _gap(
                    "cut-line", places, frame, (frame.start, frame.start), 0.9,
                    "the page begins without its header line",
                )  # fmt: skip
        elif frame.header.field("time") is None and with_time > len(headers) // 2:
            line = frame.header.line
            yield _gap(
                "cut-line", places, frame, (line.start, line.end), 0.85,
                "the page header breaks off; the others go on with time and serial",
            )  # fmt: skip


def _cut_notices(reading: Reading, places: Places) -> Iterator[Gap]:
    """The last text of the file stops in mid-sentence, and the file has it whole elsewhere."""
    texts = [r for r in reading.lines if r.form == "text"]
    if len(texts) < 2:
        return
    last = texts[-1]
    text = last.line.text.strip()
    if len(text) >= 40 and not _ENDED.search(text) and reading.text.index(text) < last.line.start:
        frame = reading.frame_at(last.line.start)
        yield _gap(
            "cut-line", places, frame, (last.line.end, last.line.end), 0.9,
            "the printed notice stops in mid-sentence; it is whole on another page",
        )  # fmt: skip


def _bare_headings(reading: Reading, places: Places) -> Iterator[Gap]:
    """A heading at the end of a page's text, and no text under it on this page or the next."""
    for i, frame in enumerate(reading.frames):
        body = [r for r in frame.lines if r.form in ("text", "paragraph", "point")]
        heading = next((r for r in reversed(body)), None)
        if heading is None or frame.foreign or not _is_heading(heading, frame):
            continue
        following = reading.frames[i + 1].body if i + 1 < len(reading.frames) else []
        if following and following[0].form == "paragraph":
            text_follows = following[0].line.text.strip()[-1:] != "."
            if text_follows and not _is_heading(following[0], frame):
                continue
        yield _gap(
            "truncated-text", places, frame, (heading.line.start, heading.line.end), 0.8,
            f"nothing stands under the heading {heading.line.text.strip()}",
        )  # fmt: skip


def _is_heading(line: ReadLine, frame: Frame) -> bool:
    """A short line of capitals between blank lines, without an end mark, after a sentence's end."""
    text = line.line.text.strip()
    if line.form != "text" or not _HEADING.fullmatch(text) or len(text.split()) > 8:
        return False
    at = frame.lines.index(line)
    before = [r for r in frame.lines[:at] if r.form in ("text", "paragraph", "point")]
    blank_before = at > 0 and frame.lines[at - 1].form == "blank"
    blank_after = at + 1 < len(frame.lines) and frame.lines[at + 1].form == "blank"
    return (
        blank_before and blank_after and bool(before) and bool(_ENDED.search(before[-1].line.text))
    )


def _abrupt_starts(reading: Reading, places: Places) -> Iterator[Gap]:
    """A page that opens in mid-sentence while the page before it is missing."""
    frames = reading.frames
    for i, frame in enumerate(frames):
        if not frame.foreign or not frame.page or not frame.body:
            continue
        before = frames[i - 1] if i else None
        if before and before.number == frame.number and before.page == frame.page - 1:
            continue
        first = frame.body[0]
        if first.form == "text":
            yield _gap(
                "truncated-text", places, frame, (first.line.start, first.line.end), 0.9,
                "the page opens in mid-text; the page before it is not here",
            )  # fmt: skip
