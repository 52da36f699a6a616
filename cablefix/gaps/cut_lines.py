"""Lines of the apparatus that lost their start or end."""

from __future__ import annotations

from collections.abc import Iterator

from cablefix.findings import Gap
from cablefix.gaps.context import Setting
from cablefix.late import late_regex

_ENDED = late_regex(r"[.?!:;\")\]]\s*$")
SHORT = 0.7
"""Share of the usual length that a page header falls short of when it breaks off."""

_LONG = 40
"""Characters from which a line of a printed notice is known again."""


def find_cut_lines(setting: Setting) -> Iterator[Gap]:
    """Section lines, page headers and printed notices of a cable that are cut."""
    if not setting.reading.is_cable:
        return
    yield from _cut_section_lines(setting)
    yield from _cut_headers(setting)
    yield from _cut_notices(setting)


def _cut_section_lines(setting: Setting) -> Iterator[Gap]:
    """SECTION lines of which the input has only the tail: the classification was blacked out."""
    for r in setting.reading.lines:
        number = r.field("section") if r.form == "section" else None
        if number is None:
            continue
        read = setting.places.text(r.line.start, number.start).split()
        if read and len(read[-1]) < len("SECTION"):
            yield setting.gap(
                "cut-line", (r.line.start, r.line.end), 0.9 if len(read) == 1 else 0.6,
                f"the start of the section line is lost: {read[-1]} is left of SECTION",
            )  # fmt: skip


def _cut_headers(setting: Setting) -> Iterator[Gap]:
    """Page headers that lack what the others have, and pages that lack the header."""
    frames = setting.reading.frames
    headers = [f.header for f in frames if f.header]
    if len(headers) < 3:
        return
    with_time = sum(h.field("time") is not None for h in headers)
    usual = sorted(len(h.line.text.strip()) for h in headers)[len(headers) // 2]
    for frame in frames:
        if frame.header is None:
            headed = any(r.form in ("info", "reception", "dtg") for r in frame.lines)
            if headed and not any("PAGE" in r.line.text for r in frame.lines):
                yield setting.gap(
                    "cut-line", (frame.start, frame.start), 0.9 if with_time else 0.6,
                    "the page begins without its header line", frame=frame,
                )  # fmt: skip
        elif frame.header.field("time") is None and with_time > len(headers) // 2:
            line = frame.header.line
            if len(line.text.strip()) > SHORT * usual:
                continue  # the time is there, if unread
            yield setting.gap(
                "cut-line", (line.start, line.end), 0.85,
                "the page header breaks off; the others go on with time and serial", frame=frame,
            )  # fmt: skip


def _cut_notices(setting: Setting) -> Iterator[Gap]:
    """The last text of the file stops in mid-sentence, and the file has it whole elsewhere."""
    texts = [r for r in setting.reading.lines if r.form == "text"]
    if len(texts) < 2:
        return
    last = texts[-1]
    text = last.line.text.strip()
    whole = setting.reading.text.find(text) < last.line.start
    if len(text) >= _LONG and not _ENDED.search(text) and whole:
        yield setting.gap(
            "cut-line", (last.line.end, last.line.end), 0.9,
            "the printed notice stops in mid-sentence; it is whole on another page",
        )  # fmt: skip
