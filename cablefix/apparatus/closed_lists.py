"""Closed lists: captions, TAGS, and the words of the section line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from rapidfuzz.distance import OSA

from cablefix.channel.confusions import cost, cost_of_one
from cablefix.document.reading import Reading
from cablefix.fields.damaged_heads import is_bracketed
from cablefix.language import tables
from cablefix.language.code_lists import known_tags
from cablefix.late import late_regex
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.lines import Span
from cablefix.layout.pages import Frame
from cablefix.proposals import FieldGrounds, Proposal, propose

_CAPTION_COST = 6.5

DEAREST_LABEL = 3.5
"""What the one misread letter of the label before the date of declassification may cost."""

_ORDER_LABEL = late_regex(r"(?<!\w)(?P<read>[A-Z0-9]{4}:) ?(?=OADR|\d{1,2}/\d{1,2}/\d)")

_MARKED = frozenset({"caption", "classification", "precedence"})
"""Kinds of corrections that marks alone on their line have by their own kinds."""

CUT_BESIDE_WHOLE, FOR_A_READER = 0.95, 0.5
"""How sure it is that SECTION is meant where only its end is left, and others of its lines are
whole or none is.

The classification before it was blacked out, and the head of the word with it: of 20 such ends of
up to five letters one was brought nearer to the truth (fit part, L1 to L4), which keeps what can
be seen.
"""


SHORTEST_MARK, DEAREST_MARK, SURE_MARK = 6, 2.6, 0.96
"""Letters of a mark alone on its line in a paper that is no cable, what its one misread letter may
cost, and how sure the mark is. Of the lines of 22.6 million words of FRUS, of telegrams, of typed
records and of the names of persons none is near a mark so (counted); STANIS, the nearest, costs 3.
"""


def propose_from_lists(reading: Reading) -> Iterator[Proposal]:
    """Proposals for captions, TAGS, and words of section and E.O. lines, that no list knows."""
    yield from _propose_order_labels(reading)
    if not reading.is_cable:
        yield from _propose_lone_marks(reading)
        return
    yield from _propose_captions(reading)
    yield from _propose_tags(reading)
    yield from _propose_section_words(reading)


@cache
def captions() -> frozenset[str]:
    """The captions that stand alone on a line."""
    marks = tables.load("marks").pairs("mark", "kind")
    return frozenset(mark for mark, kind in marks.items() if kind == "caption" and " " not in mark)


def _propose_captions(reading: Reading) -> Iterator[Proposal]:
    seen = Counter(
        word
        for r in reading.lines
        if r.form == "mark"
        for name, span in r.fields
        if name == "mark-caption"
        for word in span.text.split()
    )
    for frame in reading.frames:
        for line in _after_section_line(frame):
            text = line.line.text.strip()
            joined = text.replace(" ", "")
            if line.form != "text" or not 4 <= len(joined) <= 8 or not joined.isalnum():
                continue
            caption = spell_caption(joined)
            if caption is None:
                continue
            n = seen[caption]
            at = line.line.start + line.line.text.index(text)
            yield propose(
                Span(at, at + len(text), text), caption, kind="caption", rule="caption-list",
                score=0.97,
                why=f"{caption} is a caption, {text} is none"
                + (f"; the cable bears {caption} {n} times" if n else ""),
                grounds=FieldGrounds(cost=_spell(caption, joined) or 0.0, agreeing=n)
                if n < 2
                else None,
            )  # fmt: skip


def _propose_order_labels(reading: Reading) -> Iterator[Proposal]:
    """The label before the date of declassification: DFCL: OADR."""
    labels = [w for w in tables.load("eo_words").column("word") if w.endswith(":")]
    for line in reading.lines:
        m = _ORDER_LABEL.search(line.line.text)
        near = [w for w in labels if m and cost_of_one(w, m["read"]) <= DEAREST_LABEL]
        if m and len(near) == 1:
            start = line.line.start + m.start("read")
            yield propose(
                Span(start, start + len(m["read"]), m["read"]), near[0], kind="word",
                rule="eo-word", score=SURE_MARK, grounds=None,
                why=f"what stands behind it is the date of declassification: {near[0]}",
            )  # fmt: skip


def _propose_lone_marks(reading: Reading) -> Iterator[Proposal]:
    """Marks with one letter misread, alone on their line: LINITED OFFICIAL USE, KOUTINE.

    In cables they are restored with the rest of the known lines.
    """
    for line in reading.lines:
        if line.form != "mark" or len(line.parts) != 1:
            continue
        part = line.parts[0]
        mark, read = part.value or "", part.span.text
        changed = [b for a, b in zip(mark, read, strict=False) if a != b]
        if len(mark) != len(read) or len(changed) != 1 or not read.isupper():
            continue
        if not changed[0].isalnum():
            continue  # OFFICIAL-INFORMAL
        if len(mark) >= SHORTEST_MARK and part.cost <= DEAREST_MARK:
            kind = part.slot.removeprefix("mark-")
            yield propose(
                part.span, mark, kind=kind if kind in _MARKED else "word",
                rule=f"mark-{kind}", score=SURE_MARK, grounds=None,
                why=f"{mark} is a mark that stands alone on its line, {read} is none",
            )  # fmt: skip


def spell_caption(read: str) -> str | None:
    """The one caption that a word is, or that a scanner may have read so.

    >>> spell_caption("MODIS"), spell_caption("SIPD1S"), spell_caption("GROUP")
    ('NODIS', 'SIPDIS', None)
    """
    near = [caption for caption in captions() if _spell(caption, read) is not None]
    return near[0] if len(near) == 1 else None


def _after_section_line(frame: Frame) -> list[ReadLine]:
    """The lines where a caption is expected: the three after the section line."""
    written = [r for r in frame.lines if r.form != "blank"]
    at = next((i for i, r in enumerate(written) if r.form == "section"), None)
    return written[at + 1 : at + 4] if at is not None else []


def _spell(caption: str, read: str) -> float | None:
    """What it costs to take `read` for the caption, if that is believable at all."""
    if len(caption) != len(read):
        return 3.0 if OSA.distance(caption, read) == 1 else None
    costs = [min(cost(a, b), 3.5) for a, b in zip(caption, read, strict=True)]
    changed = sum(c > 0 for c in costs)
    return sum(costs) if changed <= 2 and sum(costs) <= _CAPTION_COST else None


def _propose_tags(reading: Reading) -> Iterator[Proposal]:
    lines = [
        [
            _bare(span)
            for name, span in r.fields
            if name == "tag," and not is_bracketed(r, span.start)
        ]
        for f in reading.frames
        if not f.foreign
        for r in f.lines
        if r.form == "tags"
    ]
    seen = Counter(s.text for spans in lines for s in spans)
    for spans in lines:
        here = {s.text for s in spans}
        for span in spans:
            if span.text in known_tags() or len(span.text) != 4:
                continue
            near = [
                t for t in seen if t in known_tags() and t not in here and _one_off(t, span.text)
            ]
            far = [t for t in known_tags() if len(t) == 4 and _one_off(t, span.text)]
            if len(near) == 1:
                n = seen[near[0]]
                why = f"{span.text} is no TAG; {n} other TAGS lines of the cable have {near[0]}"
                yield propose(
                    span, near[0], kind="tags", rule="tags-agreement",
                    score=0.998 if n >= 2 else 0.992, why=why,
                )  # fmt: skip
            elif not near and len(far) == 1 and not span.text.isalpha():
                yield propose(
                    span, far[0], kind="tags", rule="tags-list", score=0.93,
                    why=f"{span.text} is no TAG; {far[0]} is the only one with a letter for it",
                )  # fmt: skip


def _bare(tag: Span) -> Span:
    """The code without the marks round it."""
    left = len(tag.text) - len(tag.text.lstrip(",.;: "))
    text = tag.text.strip(",.;: ")
    return Span(tag.start + left, tag.start + left + len(text), text)


def _one_off(tag: str, read: str) -> bool:
    return len(tag) == len(read) and sum(a != b for a, b in zip(tag, read, strict=True)) == 1


def _sure_of_section(cut: bool, whole: int) -> float:
    if cut:
        return CUT_BESIDE_WHOLE if whole else FOR_A_READER
    return 0.996 if whole else 0.99


def _propose_section_words(reading: Reading) -> Iterator[Proposal]:
    """What stands before `nn OF nn POST nnnnn` is SECTION, whatever an excision left of it."""
    whole = sum(
        r.line.text.split()[:1] == ["SECTION"] for r in reading.lines if r.form == "section"
    )
    for line in reading.lines:
        number = line.field("section") if line.form == "section" else None
        if number is None:
            continue
        before = line.line.text[: number.start - line.line.start].split()
        if not before or before[-1] == "SECTION":
            continue
        word = before[-1]
        end = line.line.start + line.line.text.rindex(word, 0, number.start - line.line.start)
        cut = "SECTION".endswith(word.lstrip("A")) or "SECTION".endswith(word)
        if not cut and OSA.distance(word, "SECTION") > 2:
            continue
        yield propose(
            Span(end, end + len(word), word), "SECTION", kind="section-number", grounds=None,
            rule="section-line", score=_sure_of_section(cut, whole),
            why=f"the line is a section line, {word} what is left of SECTION"
            + (f"; {whole} other section lines open so" if whole else ""),
        )  # fmt: skip
