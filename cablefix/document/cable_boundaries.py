"""Tells the cables of a file apart, so that each has its own pages and its own numbering."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

import attrs

from cablefix.document.reading import Reading
from cablefix.fields.families import TITLE, find_heads
from cablefix.fields.head_labels import find_signs
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.pages import Frame, differing_figures, gather, value_of

_HEAD = frozenset({"dtg", "from"})
UNLIKE = 2
"""Figures in which the numbers of two cables differ at least; fewer are a slip of the reader."""

HEAD = 40
"""Lines within which a head has its page header."""

SCRAPS = 4
"""Lines of scribble, at most, between two lines of a head."""

_OVER_SENDER = frozenset({"page", "action", "info", "reception", "dashes", "dtg", "drafting"})
_FEWEST = 2
"""Frames of a second cable: a single one is a page spliced in, unless it says that it is whole."""


def split_cables(reading: Reading) -> list[Reading]:
    """The cables of a file, each as a reading of its own; mostly there is one.

    A cable begins where a message head bears a number that no page before it bore, and none after
    it bears a number of those before.
    """
    if not reading.is_cable:
        return [reading]
    return _split(reading, _page_starts(reading))


def split_heads(reading: Reading) -> list[Reading]:
    """The same where also a head alone begins a cable, on pages that are not told apart.

    For what each cable says: it is less sure than what pages say of themselves.
    """
    lines = [r for f in reading.frames for r in f.lines]
    if not reading.is_cable:
        return _split(reading, _further_titles(lines))
    paged = _page_starts(reading)
    heads = [i for i in _further_heads(lines) if all(abs(i - p) > HEAD for p in paged)]
    return _split(reading, sorted((*paged, *heads)))


def _further_titles(lines: Sequence[ReadLine]) -> list[int]:
    """The lines with the titles of further telegrams of a family, each with a number of its own."""
    plain = [r.line for r in lines]
    titles = sorted({s.line for s in find_signs(plain) if s.sign.weight >= TITLE})
    found: list[int] = []
    seen: set[str] = set()
    for start, end in pairwise([*titles, len(plain)]):
        heads = find_heads(plain[start:end])
        numbers = [
            v for n in ("mrn", "number") for v in (heads[0].values.get(n, ()) if heads else ())
        ]
        if numbers and numbers[0].value not in seen:
            if seen:
                found.append(start)
            seen.add(numbers[0].value)
    return found


def _page_starts(reading: Reading) -> list[int]:
    """The lines with which the pages of further cables begin."""
    before = [0, *accumulate(len(f.lines) for f in reading.frames)]
    return [before[i] for i in _beginnings(reading.frames)]


def _split(reading: Reading, starts: Sequence[int]) -> list[Reading]:
    if not starts:
        return [reading]
    lines = [r for f in reading.frames for r in f.lines]
    parts = []
    for a, b in pairwise([0, *starts, len(lines)]):
        own = lines[a:b]
        parts.append(attrs.evolve(reading, lines=tuple(own), frames=gather(own)))
    return parts


def _further_heads(lines: Sequence[ReadLine]) -> list[int]:
    """The lines with which further cables begin in a file whose pages are not told apart.

    A whole head, sender, addressee and number, with a number that none before it bore: that of a
    post and not the same as its other copies.
    """
    found = []
    seen: list[tuple[str, str]] = []
    sender = False
    top = 0
    for i, line in enumerate(lines):
        if line.form == "from" and not sender:
            sender, top = True, _top_of_head(lines, i)
        elif line.form == "section" and sender:
            name = value_of(line, "post") or "", value_of(line, "number") or ""
            unlike = all(
                post != name[0] and differing_figures(number, name[1]) >= UNLIKE
                for post, number in seen
            )
            if all(name) and seen and unlike:
                found.append(top)
            seen.append(name)
            sender = False
    return found


def _top_of_head(lines: Sequence[ReadLine], at: int) -> int:
    """The first line of the head in which a line stands, with the marks over it."""
    top = at
    passed = 0
    for i in range(at - 1, -1, -1):
        if lines[i].form in _OVER_SENDER:
            top, passed = i, 0
        elif lines[i].form != "blank":
            passed += 1
        if passed > SCRAPS or lines[i].form in ("section", "to", "paragraph"):
            break
        if lines[i].form == "mark" and top < at:
            return i
    return top


def _time_of(frame: Frame) -> str:
    """The date-time group of a page, if it has a head."""
    line = next((r for r in frame.lines if r.form == "dtg"), None)
    return (value_of(line, "dtg") or "") if line else ""


def _is_another(number: str, time: str, seen: str, then: str) -> bool:
    """Whether a number is another cable's: two of its figures differ, or one, and the time too."""
    unlike = differing_figures(number, seen)
    timed = bool(time and then) and differing_figures(time, then) >= UNLIKE
    return unlike >= UNLIKE or (unlike > 0 and timed)


def _beginnings(frames: Sequence[Frame]) -> list[int]:
    """The frames with which a further cable begins."""
    last = {f.number: i for i, f in enumerate(frames) if f.number}
    latest = -1  # the last frame that bears a number seen so far
    counts: dict[str, int] = {}
    for f in frames:
        if f.number:
            counts[f.number] = counts.get(f.number, 0) + 1
    seen: list[tuple[str, str]] = []
    found = []
    for i, frame in enumerate(frames):
        if not frame.number:
            continue
        forms = {r.form for r in frame.lines}
        time = _time_of(frame)
        is_new = 0 <= latest < i and forms >= _HEAD
        is_new = is_new and all(_is_another(frame.number, time, *other) for other in seen)
        seen.append((frame.number, time))
        whole = counts[frame.number] >= _FEWEST or (frame.page == 1 and frame.pages in (None, 1))
        if is_new and whole:
            found.append(i)
            latest = last[frame.number]
        elif latest < 0 or not is_new:
            latest = max(latest, last[frame.number])
    return found
