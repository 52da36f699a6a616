r"""The text with every change and gap in its place, for people, and read back by programs.

The form, in EBNF; `char` is any character but `\`, `{` and `}`:

    document = { char | escape | mark } , [ notes ] ;
    mark     = "{" , ( change | gap ) , "}" ;
    change   = [ "?" ] , original , " -> " , replacement ;     (* "?": suggested, not made *)
    gap      = "gap: " , kind , [ " " , paragraphs ] ;         (* 9-12, 14 *)
    escape   = "\" , any character ;                           (* that character itself *)
    notes    = LF , "{notes}" , LF , { note , LF } ;           (* one for each mark, in order *)
    note     = place , " " , ( kind , " " , rule , " " , confidence , " " , why
             | "gap " , confidence , " +" , length , [ " section " , number ] ,
               [ " page " , number ] , " " , why ) ;
    place    = line , ":" , column ;                           (* from 1, in the original *)

The original is the document without notes, with each change replaced by its `original` and each
gap by nothing; in the clean text the changes without `?` are replaced by their `replacement`.
`->` inside a change is written `-\>`, `?` and `gap:` at its start `\?` and `gap\:`. In `why`, `\n`
and `\r` are line ends. A document without notes may be written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from cablefix.by_fields import ByFields
from cablefix.cable import Cable
from cablefix.decisions import BY_HAND
from cablefix.findings import LEVELS, Correction, Findings, Gap, Provenance, digest
from cablefix.late import late_regex
from cablefix.rendering.positions import Lines
from cablefix.version import VERSION

_ARROW = " -> "
_NOTES = "{notes}"
_SPECIAL = late_regex(r"[\\{}]")


def write_inline(result: Findings, path: str) -> str:
    """The original text with its marks, and a note for each mark on the evidence."""
    marks: list[tuple[int, int, int, str, str]] = []
    lines = Lines.of(result.original)
    for sign, found in (("", result.corrections), ("?", result.suggestions)):
        for c in found:
            mark = f"{{{sign}{_change(c)}}}"
            note = f"{c.kind} {c.rule} {c.confidence!r} {_note(c.why)}"
            marks.append((c.start, 1, c.end, mark, note))
    marks += [(g.start, 0, g.start, _gap_mark(g), _gap_note(g)) for g in result.gaps]
    marks.sort(key=lambda m: m[:2])
    parts: list[str] = []
    at = 0
    for start, _, end, mark, _ in marks:
        if start > at:
            parts.append(_escape(result.original[at:start]))
        parts.append(mark)
        at = max(at, end)
    parts.append(_escape(result.original[at:]))
    if marks:
        parts.append(f"\n{_NOTES}\n")
    for start, _, _, _, note in marks:
        line, column = lines.place(start)
        parts.append(f"{line}:{column} {note}\n")
    return "".join(parts)


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _change(c: Correction) -> str:
    original, replacement = (_escape(t).replace("->", r"-\>") for t in (c.original, c.replacement))
    if original.startswith("?"):
        original = "\\" + original
    return re.sub(r"^gap:", r"gap\\:", original) + _ARROW + replacement


def _note(why: str) -> str:
    return _escape(why).replace("\n", r"\n").replace("\r", r"\r")


def _gap_mark(gap: Gap) -> str:
    numbers = " " + ranges(gap.paragraphs) if gap.paragraphs else ""
    return f"{{gap: {gap.kind}{numbers}}}"


def _gap_note(gap: Gap) -> str:
    section = f" section {gap.section}" if gap.section is not None else ""
    page = f" page {gap.page}" if gap.page is not None else ""
    length = gap.end - gap.start
    return f"gap {gap.confidence!r} +{length}{section}{page} {_note(gap.why)}"


def ranges(numbers: tuple[int, ...]) -> str:
    """Paragraph numbers as people write them.

    >>> ranges((9, 10, 11, 12)), ranges((3,)), ranges((9, 10, 14))
    ('9-12', '3', '9-10, 14')
    """
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}-{r[-1]}" for r in runs)


class InlineError(ValueError):
    """A marked text that cannot be read; the message names the line of the marked text."""


def read_inline(marked: str) -> Findings:
    r"""The findings that a marked text tells of: text, corrections, suggestions, gaps.

    The cable's fields, extents and exemptions are not in this form. Changes without notes count
    as made by hand. Raises InlineError for what is not of the form.

    >>> result = read_inline("{MODIS -> NODIS}\nTHE {?CASEOF -> CASE OF} \\{1\\}")
    >>> result.original, result.text
    ('MODIS\nTHE CASEOF {1}', 'NODIS\nTHE CASEOF {1}')
    """
    reader = _Reader(marked)
    reader.read()
    original = "".join(reader.text)
    lines = Lines.of(original)
    marks = reader.marks
    notes: Sequence[str | None] = reader.notes or [None] * len(marks)
    if len(notes) != len(marks):
        raise InlineError(f"{len(marks)} marks and {len(notes)} notes: each mark has one note")
    found: dict[str, list[Correction]] = {"": [], "?": []}
    gaps: list[Gap] = []
    for mark, note in zip(marks, notes, strict=True):
        if isinstance(mark, _GapMark):
            gaps.append(_read_gap(mark, note, lines, len(original)))
        else:
            found[mark.sign].append(_read_change(mark, note, lines))
    return Findings(
        original, tuple(found[""]), tuple(found["?"]), tuple(gaps),
        (Cable("prose", 0, len(original)),), Provenance(VERSION, VERSION, digest(original)),
    )  # fmt: skip


@attrs.frozen
class _ChangeMark(ByFields):
    start: int
    sign: str
    original: str
    replacement: str


@attrs.frozen
class _GapMark(ByFields):
    start: int
    kind: str
    paragraphs: tuple[int, ...]


_PIECE = late_regex(r"[^\\{}]+|\\(?:.|\Z)|[{}]", re.S)
_ESCAPE = late_regex(r"\\(.)", re.S)
_NOTE_ESCAPE = {"n": "\n", "r": "\r"}
_GAP = late_regex(r"gap: (\S*)(?: (\d[\d, -]*))?")


@attrs.define
class _Reader:
    """Reads a marked text from its start to its end."""

    marked: str
    text: list[str] = attrs.field(factory=list)
    marks: list[_ChangeMark | _GapMark] = attrs.field(factory=list)
    notes: list[str] | None = None
    _length: int = 0

    def read(self) -> None:
        """Take in text, marks and notes."""
        opened: int | None = None
        body: list[str] = []
        for m in _PIECE.finditer(self.marked):
            piece = m.group()
            if piece == "\\":
                raise self._error(m.start(), "the text ends within an escape")
            if piece == "{":
                if opened is not None:
                    raise self._error(m.start(), r"a brace within a mark: write \{")
                opened, body = m.start(), []
            elif piece == "}":
                if opened is None:
                    raise self._error(m.start(), r"a brace that closes nothing: write \}")
                if body == ["notes"]:
                    self._take_notes(opened, m.end())
                    return
                self._take_mark(opened, "".join(body))
                opened = None
            elif opened is not None:
                body.append(piece)
            else:
                self._take_text(piece[1:] if piece[0] == "\\" else piece)
        if opened is not None:
            raise self._error(opened, r"a mark that is not closed: write \{ for a brace")

    def _take_text(self, text: str) -> None:
        self.text.append(text)
        self._length += len(text)

    def _take_mark(self, at: int, body: str) -> None:
        if body.startswith("gap: "):
            m = _GAP.fullmatch(body)
            if m is None:
                raise self._error(at, f"{body!r:.60} is no gap: write gap: KIND PARAGRAPHS")
            self.marks.append(_GapMark(self._length, m[1], tuple(_numbers(m[2] or ""))))
            return
        before, arrow, after = body.partition(_ARROW)
        sign = "?" if before.startswith("?") else ""
        original, replacement = (_ESCAPE.sub(r"\1", t) for t in (before[len(sign) :], after))
        if not (arrow and original):
            raise self._error(at, f"{body!r:.60} is no mark: write ORIGINAL -> REPLACEMENT")
        self.marks.append(_ChangeMark(self._length, sign, original, replacement))
        self._take_text(original)

    def _take_notes(self, at: int, end: int) -> None:
        if not (self.text and self.text[-1].endswith("\n") and self.marked[end : end + 1] == "\n"):
            raise self._error(at, "the notes must stand on a line of their own")
        self.text[-1] = self.text[-1][:-1]
        self.notes = self.marked[end + 1 :].removesuffix("\n").split("\n")

    def _error(self, at: int, message: str) -> InlineError:
        line, column = Lines.of(self.marked).place(at)
        return InlineError(f"line {line}, column {column}: {message}")


def _numbers(text: str) -> Iterator[int]:
    for part in re.findall(r"(\d{1,9})(?:-(\d{1,9}))?", text):
        first = int(part[0])
        last = int(part[1] or first)
        if last - first > 999:
            raise InlineError(f"{first}-{last} are too many paragraphs for one gap")
        yield from range(first, last + 1)


_CHANGE_NOTE = late_regex(r"(\d+):(\d+) (\S+) (\S+) ([\d.e-]+) (.*)", re.S)
_GAP_NOTE = late_regex(
    r"(\d+):(\d+) gap ([\d.e-]+) \+(\d+)(?: section (\d+))?(?: page (\d+))? (.*)", re.S
)


def _read_change(mark: _ChangeMark, note: str | None, lines: Lines) -> Correction:
    end = mark.start + len(mark.original)
    if note is None:
        confidence = 1.0 if mark.sign == "" else LEVELS["possible"]
        return Correction(
            mark.start, end, mark.original, mark.replacement, kind="word", rule=BY_HAND,
            confidence=confidence, why="marked by hand",
        )  # fmt: skip
    m = _CHANGE_NOTE.fullmatch(note)
    if m is None or lines.place(mark.start) != (int(m[1]), int(m[2])):
        raise InlineError(f"the note {note!r:.60} is not that of {mark.original!r:.60}")
    return Correction(
        mark.start, end, mark.original, mark.replacement, kind=m[3], rule=m[4],
        confidence=_confidence(m[5]), why=_read_why(m[6]),
    )  # fmt: skip


def _read_gap(mark: _GapMark, note: str | None, lines: Lines, length: int) -> Gap:
    if note is None:
        return Gap(mark.kind, mark.start, mark.start, 1.0, "marked by hand", mark.paragraphs)
    m = _GAP_NOTE.fullmatch(note)
    start = lines.offset(int(m[1]), int(m[2])) if m else None
    if m is None or start is None or start + int(m[4]) > length:
        raise InlineError(f"the note {note!r:.60} is not that of the gap {mark.kind}")
    section, page = (int(n) if n else None for n in (m[5], m[6]))
    return Gap(
        mark.kind, start, start + int(m[4]), _confidence(m[3]), _read_why(m[7]),
        mark.paragraphs, section, page,
    )  # fmt: skip


def _confidence(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise InlineError(f"the confidence {text} of a note is not within 0 and 1")
    return value


def _read_why(text: str) -> str:
    return _ESCAPE.sub(lambda m: _NOTE_ESCAPE.get(m[1], m[1]), text)
