"""All signs of a text: where something was withheld, and what nobody may change on that account."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import attrs

from cablefix.by_fields import ByFields
from cablefix.findings import Extent
from cablefix.language.logistic import believe
from cablefix.late import late_regex
from cablefix.layout.line_labels import ReadLine
from cablefix.withheld.banners import Banner, find_banners
from cablefix.withheld.blanks import find_blanks
from cablefix.withheld.cited_codes import discusses, legend_rows
from cablefix.withheld.code_groups import Stack, stack
from cablefix.withheld.code_marks import Mark, find_marks
from cablefix.withheld.codes import code_of, nearest_code, unstated_code
from cablefix.withheld.confidence import WEIGHTS, Document, measure
from cablefix.withheld.extents import of_lines
from cablefix.withheld.segments import Rows
from cablefix.withheld.statements import Sign, find_signs
from cablefix.withheld.unbracketed import find_bare, find_tokens

LEAST = 0.5
"""Signs that are less likely than this are not told."""

LONGEST_RUIN = 9
"""Characters of what is left of a damaged code, at most."""

_HEAD = late_regex(r"\bCase No\b.{1,60}\bDoc No\b|\bApproved [Ff]or Release\b")
"""The running head that the Department, or the CIA, prints on released pages."""

LONGEST_HEAD = 400
"""Code points of the longest running head."""

_TOKEN = late_regex(r"\S+")
_NUMBER = late_regex(r"\s*\W?[\dlIOSB]{1,3}[.,:;]{0,2}\s+")
_BODY = frozenset({"text", "paragraph", "point", "codes"})
_FOIA = late_regex(r"\(?B\)?\(?(\d)")


@attrs.frozen
class Withheld(ByFields):
    """What a text says of what was withheld from it: banners, signs, and the spans of both."""

    banners: tuple[Banner, ...] = ()
    signs: tuple[Sign, ...] = ()
    guarded: tuple[tuple[int, int], ...] = ()
    """Spans of signs, banners and lists of codes, in order: they are print, and no slips."""

    def guards(self, start: int, end: int) -> bool:
        """Whether any of a span belongs to a sign, a banner or a list of codes."""
        return _meets(self.guarded, start, end)

    @property
    def stated(self) -> tuple[str, ...]:
        """The codes that head the document, each once."""
        return tuple(dict.fromkeys(c for b in self.banners for c in b.codes))


def read_signs(
    lines: Sequence[ReadLine], text: str, *, is_cable: bool, begins: int = 0
) -> Withheld:
    """The signs of a text; `begins` is where the text of a cable begins under its header.

    >>> from cablefix.document.reading import read
    >>> (sign,) = read("He met (b) (6) there.").withheld.signs
    >>> sign.kind, [e.code for e in sign.exemptions]
    ('explicit-marker', ['(B)(6)'])
    """
    seen = survey(lines, text, is_cable=is_cable)
    places = [_as_sign(found, seen) for found in places_of(lines, seen, begins)]
    if not discusses(lines) and (is_cable or seen.document.stated):
        places += _damaged(seen, begins)
    signs = _disjoint([*seen.said, *places], seen.rows, text)
    # weak shapes in lines of codes are misread counts and offices: those may be mended
    printed = [m for m in seen.marks if m.strong or (m.cited and seen.form_of(m) in _BODY)]
    codes = [p for m in printed for p in m.parts]
    parts = [p for s in signs for p in (s.parts or ((s.start, s.end),))]
    return Withheld(seen.banners, tuple(signs), tuple(merged([*seen.taken, *codes, *parts])))


@attrs.frozen
class Survey(ByFields):
    """What a text has that may tell of something withheld, before it is weighed."""

    rows: Rows
    banners: tuple[Banner, ...]
    marks: tuple[Mark, ...]
    said: tuple[Sign, ...]
    document: Document

    @property
    def taken(self) -> list[tuple[int, int]]:
        """The spans of the banners."""
        return [span for b in self.banners for span in b.spans]

    def form_of(self, mark: Mark) -> str:
        """The form of the line on which a mark stands."""
        return self.rows.lines[mark.row].form


def survey(lines: Sequence[ReadLine], text: str, *, is_cable: bool) -> Survey:
    """The banners, codes, words and blanks of a text, and what they say of the document."""
    rows = Rows.of(lines)
    banners = tuple(find_banners(rows))
    taken = [span for b in banners for span in b.spans]
    of_banners = tuple(merged(taken))
    marks = tuple(m for m in find_marks(rows) if not _meets(of_banners, m.start, m.end))
    said = [*_statements(lines, text), *find_bare(rows), *find_blanks(lines, in_cable=is_cable)]
    released = any(b.status != "in full" for b in banners) or _is_released(lines, marks, said)
    said += find_tokens(rows, is_released=released)
    stated = tuple(dict.fromkeys(c for b in banners for c in b.codes))
    return Survey(rows, banners, marks, tuple(said), Document(stated, released, is_cable))


def _meets(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether any of a span lies in one of several, which are disjoint and in order."""
    at = bisect_left(spans, (end, -1)) - 1
    return at >= 0 and spans[at][1] > start


def _is_head(line: ReadLine) -> bool:
    """Whether a line is the running head of released pages."""
    return len(line.line.text) <= LONGEST_HEAD and _HEAD.search(line.line.text) is not None


def _statements(lines: Sequence[ReadLine], text: str) -> Iterator[Sign]:
    if not lines:
        return
    first, last = lines[0].line.start, lines[-1].line.end
    for s in find_signs(text[first:last]):
        yield attrs.evolve(s, start=s.start + first, end=s.end + first)


def _is_released(lines: Sequence[ReadLine], marks: Sequence[Mark], said: Sequence[Sign]) -> bool:
    """Whether a text shows, besides by banners, that parts of it were withheld."""
    if any(m.strong and not m.cited and m.place != "inline" for m in marks):
        return True
    if any(s.exemptions for s in said):
        return True
    return any(map(_is_head, lines))


def places_of(lines: Sequence[ReadLine], seen: Survey, begins: int) -> list[Stack]:
    """The places that codes tell of, sure or not."""
    if discusses(lines):
        return []
    cited = [(m.row, n[1]) for m in seen.marks for c in m.codes if (n := _FOIA.match(c))]
    legends = legend_rows(cited)
    sound = [m for m in seen.marks if m.row not in legends and _may_stand(m, seen, begins)]
    return stack(sound, seen.rows, seen.document.stated)


def _may_stand(mark: Mark, seen: Survey, begins: int) -> bool:
    """Whether a mark stands where text may have been withheld, and its code may be cited there."""
    document = seen.document
    if any(c[0] == "A" and c not in document.stated for c in mark.codes):
        return False
    if not document.is_cable or (mark.strong and mark.is_set_off):
        return True
    return seen.form_of(mark) in _BODY and seen.rows.lines[mark.row].line.start >= begins


def weigh(found: Stack, document: Document) -> tuple[float, dict[str, float]]:
    """How sure a place is, and its measurements: the mark that tells most speaks for all."""
    measured = [measure(m, document) for m in found.marks]
    if len(found.marks) > 1:
        for m in measured:
            m["several"] = m["weak"] * m.get("alone", 0.0)
    return max(((believe(WEIGHTS, m), m) for m in measured), key=lambda pair: pair[0])


def _as_sign(found: Stack, seen: Survey) -> Sign:
    first, last = found.marks[0], found.marks[-1]
    return Sign(
        "explicit-marker", first.start, last.end, weigh(found, seen.document)[0],
        _blank_left(found, seen.rows), tuple(code_of(c) for c in found.codes), found.parts,
    )  # fmt: skip


def _blank_left(found: Stack, rows: Rows) -> Extent | None:
    """The size of the blank that codes stand in, an estimate; None where text stands beside them.

    Under a running head with nothing below it but the next one, a page is withheld.
    """
    first, last = found.marks[0], found.marks[-1]
    below = last.row + 1
    if _is_head(rows.lines[first.row]):
        ends = below >= len(rows.lines) or _is_head(rows.lines[below])
        return Extent(1.0, "page", estimated=True) if ends else None
    if rows.spacing or any(m.place != "alone" for m in found.marks):
        return None
    blank = rows.blanks[first.row] + (rows.blanks[below] if below < len(rows.blanks) else 0)
    written = last.row - first.row + 1
    return of_lines(max(written, written + blank - 2))


COMMONEST = ("B1",)
"""The code of most places, for cables released in part whose list of codes was not read."""


def _damaged(seen: Survey, begins: int) -> Iterator[Sign]:
    """What is left of a document's own codes, on lines without an undamaged one."""
    document = seen.document
    plain = {m.row for m in seen.marks} | {row for b in seen.banners for row in b.rows}
    parted = document.is_cable and any(b.status == "in part" for b in seen.banners)
    known = tuple(document.stated) or (COMMONEST if parted else ())
    for row, r in enumerate(seen.rows.lines):
        if row in plain or r.form not in _BODY or r.line.start < begins:
            continue
        text = r.line.text
        number = _NUMBER.match(text) if r.form in ("paragraph", "text") else None
        tokens = [
            m for m in _TOKEN.finditer(text, number.end() if number else 0)
            if any(c.isalnum() for c in m.group())
        ]  # fmt: skip
        for m in tokens:
            bracketed = m.group()[0] in "([{/"
            lonely = len(tokens) == 1 and (bool(number) or bracketed)
            apart = lonely or bracketed or (m is tokens[-1] and document.is_cable)
            if len(m.group()) > LONGEST_RUIN or not apart:
                continue
            near = nearest_code(m.group(), known)
            near = near or (unstated_code(m.group(), lonely=lonely) if document.is_cable else None)
            if near:
                sure = 0.8 if lonely or bracketed else 0.7
                yield Sign(
                    "explicit-marker", r.line.start + m.start(), r.line.start + m.end(), sure, None,
                    (code_of(near),),
                )  # fmt: skip


def _disjoint(signs: Sequence[Sign], rows: Rows, text: str) -> list[Sign]:
    """Signs in order, of those that overlap the first; a code beside a sign is the sign's."""
    out: list[Sign] = []
    for sign in sorted(signs, key=lambda s: (s.start, -s.confidence, -s.end)):
        if sign.confidence < LEAST:
            continue
        last = out[-1] if out else None
        if last is not None and _are_one(last, sign, rows, text):
            out[-1] = _joined(last, sign)
        elif last is None or not _overlap(last, sign):
            out.append(sign)
    return out


def _overlap(last: Sign, sign: Sign) -> bool:
    """Whether two signs share text; a stack has lines of text between its codes."""
    ours, theirs = (s.parts or ((s.start, s.end),) for s in (last, sign))
    return any(a < d and c < b for a, b in ours for c, d in theirs)


def _are_one(last: Sign, sign: Sign, rows: Rows, text: str) -> bool:
    """Whether two signs are of one place: one in the other, or codes beside a word."""
    if _overlap(last, sign):
        return bool(sign.exemptions) or not last.exemptions
    if bool(last.exemptions) == bool(sign.exemptions) or last.kind != sign.kind:
        return False
    between = text[last.end : sign.start]
    if not between.strip(" ,;([])") and "\n" not in between:
        return bool(sign.exemptions)
    # a word under or over its codes, each alone on its line
    return (
        not between.strip() and between.count("\n") <= 1 + rows.spacing and len(last.exemptions) < 9
    )


def _joined(last: Sign, sign: Sign) -> Sign:
    codes = tuple(dict.fromkeys((*last.exemptions, *sign.exemptions)))
    parts = (*(last.parts or ((last.start, last.end),)), *(sign.parts or ((sign.start, sign.end),)))
    surest = max(last, sign, key=lambda s: s.confidence)
    return attrs.evolve(
        surest, start=min(last.start, sign.start), end=max(last.end, sign.end), exemptions=codes,
        extent=last.extent or sign.extent, parts=tuple(merged(parts)),
    )  # fmt: skip


def merged(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans in order, those that overlap as one."""
    last: tuple[int, int] | None = None
    for span in sorted(spans):
        if last is not None and span[0] < last[1]:
            last = (last[0], max(last[1], span[1]))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last
