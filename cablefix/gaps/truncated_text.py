"""Text that stops or starts in the middle where what follows, or came before, is lost.

A page that ends in mid-sentence is no gap: the next one goes on. Only where a page, a number or a
section is missing beside it is the text known to be broken off; where two halves might join by
accident nothing is said.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise, zip_longest

from cablefix.document.collation import Sheet
from cablefix.findings import Gap
from cablefix.gaps.body import Body, count_ruins
from cablefix.gaps.context import Setting
from cablefix.gaps.numbering import belief
from cablefix.late import late_regex
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.pages import Frame
from cablefix.layout.paragraphs import Numbered
from cablefix.layout.running_text import BODY, has_text, is_ended

_HEADING = late_regex(r"[A-Z][A-Z0-9 ,:'&/-]{3,60}")
_SUMMARY = late_regex(r"\W*(?:\d{1,3}\W{1,3})?(?:\(\w{1,3}\) )?(?:BEGIN )?SUMMARY\b")
_END_SUMMARY = late_regex(r"\bEND (?:OF )?SUMMARY\b")
_SIGN = late_regex(r"[\[\]{}]|\b[AB]\d\W*$|\(\w\)\(\d\)\W*$")
_TOKEN = late_regex(r"[A-Za-z]+")
STOPPED, STOPPED_AT_FOOT, OPENED, UNSURE = 0.8, 0.85, 0.7, 0.5
"""How likely text that has no end was cut: before missing numbers; before a page that is not here;
text that opens a page after one that is not here; where the headers beside it are not plain."""

_WORDS = 4
"""Words that a line needs to be told from speckle and from the end of a stamp."""


def find_breaks(setting: Setting) -> Iterator[Gap]:
    """Text of a cable that is broken off, headings without text, summaries that do not end."""
    if not setting.reading.is_cable:
        return
    seen: set[int] = set()
    for gap in (
        *_before_lost_numbers(setting), *_before_lost_pages(setting), *_bare_headings(setting),
        *_abrupt_starts(setting), *_endless_summary(setting),
    ):  # fmt: skip
        if gap.start not in seen:
            seen.add(gap.start)
            yield gap


def _stop(setting: Setting, line: ReadLine, confidence: float, why: str) -> Gap:
    """A gap at the last words of a line."""
    end = line.line.start + len(line.line.text.rstrip())
    number = setting.paragraph_at(line.line.start)
    return setting.gap(
        "truncated-text", (end - min(len(line.line.text.strip()), 20), end), confidence, why,
        paragraphs=(number.number,) if number else (), exemptions=setting.exemptions,
    )  # fmt: skip


def _breaks_off(line: ReadLine | None) -> bool:
    """Whether a line of text has no end, and no sign that says why."""
    if line is None or line.form not in BODY:
        return False
    text = line.line.text.strip()
    return len(text.split()) >= _WORDS and not is_ended(text) and not _SIGN.search(text)


def _last_text(frame: Frame, before: int | None = None) -> ReadLine | None:
    """The last line of a page that is running text, or the last one before an offset."""
    # lines under stamps and cover labels at the foot of a sheet are no running text
    form = next((r for r in frame.lines if r.form in ("stamp", "cover")), None)
    foot = form.line.start if form else frame.lines[-1].line.end + 1
    end = foot if before is None else min(foot, before)
    return next((r for r in reversed(frame.body) if r.line.start < end and _says(r)), None)


def _says(line: ReadLine) -> bool:
    """Whether a line bears a word, not only speckle."""
    return any(len(w) >= 3 and w.isalpha() for w in _TOKEN.findall(line.line.text))


def _before_lost_numbers(setting: Setting) -> Iterator[Gap]:
    """The last text before a run of missing numbers has no end."""
    body = Body(setting)
    for here, after in pairwise(setting.numbers):
        if after.number == here.number + 1 or not (here.sure and after.sure):
            continue
        ruins = count_ruins(body, here, after)
        sure = min(belief(setting, body, here, after, ruins), STOPPED)
        if sure < UNSURE or ruins >= after.number - here.number - 1:
            continue  # the numbers are there, if unread
        last = _last_before(setting, here, after)
        if last is not None and _breaks_off(last):
            yield _stop(
                setting, last, sure,
                f"the text stops in mid-sentence, and {after.number} is the next number",
            )  # fmt: skip


def _last_before(setting: Setting, here: Numbered, after: Numbered) -> ReadLine | None:
    """The last line of text between two numbers, pages of other cables left out."""
    for frame in reversed(_frames_between(setting, here, after)):
        last = _last_text(frame, after.line.line.start)
        if last is not None:
            return last if last.line.start >= here.line.line.start else None
    return None


def _frames_between(setting: Setting, here: Numbered, after: Numbered) -> list[Frame]:
    a = bisect_left(setting.frame_starts, here.frame.start)
    b = bisect_right(setting.frame_starts, after.frame.start)
    return [f for f in setting.reading.frames[a:b] if not f.foreign]


def _before_lost_pages(setting: Setting) -> Iterator[Gap]:
    """A page ends in mid-sentence, and the next one is missing or blank."""
    noise = setting.reading.noise
    sheets = [s for s in setting.collation.sheets if s.page is not None]
    for sheet, after in zip_longest(sheets, sheets[1:]):
        last = _last_text(sheet.frame)
        if not _breaks_off(last) or last is None or not has_text(sheet.frame, noise):
            continue
        of = setting.collation.pages.get(sheet.section, 0)
        if after is None:
            lost = (sheet.page or 0) < of
        elif not has_text(after.frame, noise):
            lost = True
        else:
            lost = _skips(setting, sheet, after, of)
        if lost:
            yield _stop(
                setting, last, STOPPED_AT_FOOT if _are_plain(sheet, after) else UNSURE,
                "the text stops in mid-sentence at the foot of the page, and the next page is "
                "not here or bears no text",
            )  # fmt: skip


def _are_plain(sheet: Sheet, beside: Sheet | None) -> bool:
    """Whether the headers of a sheet and of that beside it were read as what they must be."""
    return sheet.is_plain and (beside is None or beside.is_plain)


def _skips(setting: Setting, sheet: Sheet, after: Sheet, of: int) -> bool:
    """Whether a page with text is missing between two sheets; cover sheets are no loss."""
    if (after.section, after.page) <= (sheet.section, sheet.page):
        return False
    if after.section == sheet.section:
        return (after.page or 0) > (sheet.page or 0) + 1
    first = setting.collation.first
    return (sheet.page or 0) < of or (after.page or 0) > first or after.section > sheet.section + 1


def _bare_headings(setting: Setting) -> Iterator[Gap]:
    """A heading with nothing under it before the numbering jumps on, or before the next heading."""
    for here, after in pairwise(setting.numbers):
        if after.number == here.number + 1:
            continue
        heading = _heading_at_end(setting, here, after)
        if heading is not None:
            yield setting.gap(
                "truncated-text", (heading.line.start, heading.line.end), 0.8,
                f"nothing stands under the heading {heading.line.text.strip()}; the next number is "
                f"{after.number}", exemptions=setting.exemptions,
            )  # fmt: skip


def _heading_at_end(setting: Setting, here: Numbered, after: Numbered) -> ReadLine | None:
    """The first heading of several in a row, or one that a page's end leaves without text."""
    frames = _frames_between(setting, here, after)
    found: list[ReadLine] = []
    ended = False
    for frame in frames:
        late = [f for f in (frame.header,) if f and f.line.start > frame.lines[0].line.start]
        foot = late[0].line.start if late and _is_stub(frame) else frame.lines[-1].line.end + 1
        head = _head_end(frame)
        for i, r in enumerate(frame.lines):
            inside = here.line.line.start < r.line.start < min(after.line.line.start, foot)
            if not inside or r.form not in BODY or i < head:
                continue
            if is_heading(frame, i) and (ended or found):
                found.append(r)
            else:
                found = []
            ended = is_ended(r.line.text)
    crosses = here.frame is not after.frame
    return (
        found[0] if len(found) > 1 or (found and crosses and _at_foot(found[0], frames)) else None
    )


def _is_stub(frame: Frame) -> bool:
    return any(r.form == "stub" for r in frame.lines)


def _head_end(frame: Frame) -> int:
    """The index of the last line of the message's head on a page; what is above it is no text."""
    head = [i for i, r in enumerate(frame.lines) if r.form in ("tags", "subject", "eo", "dtg")]
    return head[-1] if head else -1


def _at_foot(line: ReadLine, frames: list[Frame]) -> bool:
    """Whether a line is the last of the text on its page."""
    for frame in frames:
        if frame.lines[0].line.start <= line.line.start <= frame.lines[-1].line.end:
            after = [r for r in frame.body if r.line.start > line.line.start]
            return not any(len(r.line.text.split()) >= _WORDS for r in after)
    return False


def is_heading(frame: Frame, i: int) -> bool:
    """A short line of capitals between blank lines, without an end mark."""
    text = frame.lines[i].line.text.strip()
    if frame.lines[i].form != "text" or not _HEADING.fullmatch(text) or len(text.split()) > 8:
        return False
    before = i == 0 or frame.lines[i - 1].form == "blank"
    after = i + 1 >= len(frame.lines) or frame.lines[i + 1].form == "blank"
    return before and after and not text.endswith(".")


def _abrupt_starts(setting: Setting) -> Iterator[Gap]:
    """A page that opens in mid-text while the page before it is missing."""
    frames = setting.reading.frames
    for i, frame in enumerate(frames):
        if not frame.foreign or not frame.page or not frame.body:
            continue
        before = frames[i - 1] if i else None
        if before and before.number == frame.number and before.page == frame.page - 1:
            continue
        first = frame.body[0]
        if first.form == "text" and frame.page > 1:
            yield setting.gap(
                "truncated-text", (first.line.start, first.line.end), 0.9,
                "the page opens in mid-text; the page before it is not here", frame=frame,
            )  # fmt: skip
    yield from _restarts(setting)


def _restarts(setting: Setting) -> Iterator[Gap]:
    """A page of the cable that opens in mid-sentence though the page before it is not here."""
    noise = setting.reading.noise
    sheets = [s for s in setting.collation.sheets if s.page is not None]
    for before, sheet in zip([None, *sheets], sheets, strict=False):
        gone = (
            sheet.page is not None and sheet.page > setting.collation.first
            if before is None
            else _skips(setting, before, sheet, setting.collation.pages.get(before.section, 0))
        )
        first = next((r for r in sheet.frame.body if len(r.line.text.split()) >= _WORDS), None)
        if not gone or first is None or first.form != "text" or _headed(sheet.frame):
            continue
        if not _are_plain(sheet, before):
            continue
        if before is not None and _breaks_off(_last_text(before.frame)):
            continue  # the other side of the same loss is told already
        if has_text(sheet.frame, noise):
            yield setting.gap(
                "truncated-text", (first.line.start, first.line.start + 20), OPENED,
                "the page opens in mid-text; the page before it is not here", frame=sheet.frame,
            )  # fmt: skip


def _headed(frame: Frame) -> bool:
    return any(r.form in ("dtg", "from", "subject", "section") for r in frame.lines)


def _endless_summary(setting: Setting) -> Iterator[Gap]:
    """A summary that opens and never ends, with numbers or a page missing right after it."""
    opened = next((n for n in setting.numbers if _SUMMARY.match(n.line.line.text)), None)
    if opened is None or _END_SUMMARY.search(setting.reading.text):
        return
    after = next((n for n in setting.numbers if n.number > opened.number), None)
    if after is not None and after.number > opened.number + 1 and opened.sure and after.sure:
        yield setting.gap(
            "truncated-text", (opened.line.line.start, opened.line.line.end), 0.65,
            f"a summary opens here and does not end; the next number is {after.number}",
            paragraphs=(opened.number,),
        )  # fmt: skip
