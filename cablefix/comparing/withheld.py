"""Finds what one witness has and another withholds.

Only a sign of it counts: a written mark, a code, a paragraph of which the number alone is left.
Where a witness merely lacks words, a page may be lost or a line unread, and nothing is claimed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import attrs

from cablefix.comparing.collation import Collation, Place
from cablefix.comparing.mending import Mended
from cablefix.comparing.model import Contents, Withheld, share
from cablefix.findings import Extent, Gap
from cablefix.language.code_lists import month_names
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.language.truecase import CAPITAL, usual_case

SIGNS = ("explicit-marker", "empty-paragraph")
"""Kinds of gaps that say that text was withheld, not lost."""

LEAST = 0.6
"""Confidence of a sign from which something is called withheld."""

KNOWN = 0.34
"""Share of the words of a passage that must be known, or be names or numbers: the rest is dirt."""

FOREIGN = 0.5
"""Words of the other witness, for each word of the passage, that may stand in its place beside the
sign: with more of them it is other text."""

ROOMY = 2
"""How many times a stated extent the passage may be."""

_PARAGRAPH = re.compile(r"\s*(\d{1,3})\.\s")
_CITED = 60


@attrs.frozen
class _Hole:
    """A sign of a witness: its words, and the places before and after it that others share."""

    gap: Gap
    words: tuple[int, int]
    before: int
    after: int


def find_withheld(
    collation: Collation, mended: Sequence[Mended]
) -> tuple[list[Withheld], set[int]]:
    """The passages in the order of the document; the places of the signs that stand for them.

    Of several witnesses that have a passage, the one with the most of it counts.
    """
    signs: set[int] = set()
    found: list[tuple[int, Withheld]] = []
    size = len(collation.witnesses)
    for by in range(size):
        at = _places_of(collation, by)
        for gap in mended[by].gaps:
            if gap.kind not in SIGNS or gap.confidence < LEAST:
                continue
            options: list[tuple[int, Withheld]] = []
            for w in collation.order:
                if w == by:
                    continue
                hole = _hole(collation, at, gap, by, w)
                passage = hole and _passage(collation, mended, hole, by, w)
                if passage:
                    assert hole is not None
                    options.append((hole.before, passage))
                    signs.update(at[i] for i in range(*hole.words))
            if options:
                found.append(max(options, key=lambda o: o[1].words))
    found.sort(key=lambda f: (f[0], f[1].start, f[1].text, collation.order.index(f[1].withheld_by)))
    return [w for _, w in _disjoint(found)], signs & _lone(collation)


def _lone(collation: Collation) -> set[int]:
    """The places at which nothing but signs stands."""
    signs = [w.signs for w in collation.witnesses]
    return {
        n
        for n, place in enumerate(collation.places)
        if all(i in signs[w] for w, span in place.words.items() for i in range(*span))
    }


def _disjoint(found: Sequence[tuple[int, Withheld]]) -> Iterator[tuple[int, Withheld]]:
    """Two signs of one witness in one passage tell of it once."""
    last: dict[int, Withheld] = {}
    for at, w in found:
        before = last.get(w.withheld_by)
        if before and before.witness == w.witness and w.start < before.end:
            continue
        last[w.withheld_by] = w
        yield at, w


def _places_of(collation: Collation, w: int) -> dict[int, int]:
    """For each word of a witness, the number of its place."""
    return {
        i: n for n, p in enumerate(collation.places) if w in p.words for i in range(*p.words[w])
    }


def _hole(collation: Collation, at: dict[int, int], gap: Gap, by: int, w: int) -> _Hole | None:
    """Where a sign stands between words that another witness has, too."""
    own = collation.witnesses[by]
    first = bisect_right(own.ends, gap.start)
    last = max(first, bisect_left(own.starts, gap.end))
    if gap.kind == "empty-paragraph":
        first = last  # the number is no sign, the other has it as well
    places = collation.places
    before = first - 1
    while before >= 0 and not _shared(collation, at.get(before), by, w):
        before -= 1
    after = last
    while after < len(own) and not _shared(collation, at.get(after), by, w):
        after += 1
    start = at[before] if before >= 0 else -1
    end = at[after] if after < len(own) else len(places)
    if start >= end:
        return None
    return _Hole(gap, (first, last), start, end)


def _shared(collation: Collation, n: int | None, by: int, w: int) -> bool:
    """Whether two witnesses have a place alike."""
    if n is None:
        return False
    place = collation.places[n]
    if w not in place.words or w in place.moved or by in place.moved:
        return False
    return bool(collation.keys(place, by)) and collation.are_alike(place, by, w)


def _passage(
    collation: Collation, mended: Sequence[Mended], hole: _Hole, by: int, w: int
) -> Withheld | None:
    """What a witness has between two places, if it is text that the other withholds."""
    other = collation.witnesses[w]
    own: list[int] = []
    foreign = 0
    for place in collation.places[hole.before + 1 : hole.after]:
        if w in place.words and not (not own and _is_number(collation, place, by, w)):
            own += range(*place.words[w])
        if by in place.words and collation.keys(place, by):
            first, last = place.words[by]
            foreign += sum(not hole.words[0] <= i < hole.words[1] for i in range(first, last))
    own = _outside_signs([i for i in own if other.keys[i]], other.starts, mended[w].gaps)
    run = _longest_run(own)
    if not run or foreign > FOREIGN * len(run) + 1 or not _is_text([other.words[i] for i in run]):
        return None
    start, end = other.starts[run[0]], other.ends[run[-1]]
    text = other.text[start:end]
    gap = hole.gap
    lines = _lines(other.text, start, end)
    sign = collation.witnesses[by].text[gap.start : gap.end]
    return Withheld(
        text, start, end, w, by, (gap.start, gap.end), len(run), lines,
        share(len(run), len(other)), " ".join(sign.split())[:_CITED], gap.exemptions, gap.extent,
        _fits(gap.extent, len(run), lines, text), contents_of(other.text, start, end),
        round(gap.confidence, 4), _why(gap, sign, len(run)),
    )  # fmt: skip


def _is_number(collation: Collation, place: Place, by: int, w: int) -> bool:
    """Whether both have the number of the paragraph here, which is taken for part of the sign."""
    key = collation.keys(place, by)
    return key.isdigit() and key == collation.keys(place, w)


def _outside_signs(words: Sequence[int], starts: Sequence[int], gaps: Sequence[Gap]) -> list[int]:
    """The words that are no part of a sign: both may withhold."""
    spans = [(g.start, g.end) for g in gaps if g.kind == SIGNS[0] and g.end > g.start]
    return [i for i in words if not any(a <= starts[i] < b for a, b in spans)]


def _longest_run(words: Sequence[int]) -> list[int]:
    """The words of a passage in their order, without those that stand far from the rest."""
    runs: list[list[int]] = []
    for i in sorted(words):
        if runs and i - runs[-1][-1] <= NEIGHBOURS:
            runs[-1].append(i)
        else:
            runs.append([i])
    return max(runs, key=len, default=[])


NEIGHBOURS = 12
"""Words that may stand between two words of one passage: a page header, a stamp."""


def _is_text(words: Sequence[str]) -> bool:
    """Whether words are print, and not dirt in the place of a sign."""
    cores = ["".join(c for c in fold(x) if c.isalnum()) for x in words]
    good = sum(
        (len(c) > 1 and c in lexicon())
        or (c.isdigit() and len(c) > 1)
        or (x[:1].isupper() and len(c) > 2)
        for c, x in zip(cores, words, strict=True)
    )
    return bool(cores) and good >= KNOWN * len(cores) and any(len(c) > 1 for c in cores)


def _lines(text: str, start: int, end: int) -> float:
    """The size of a passage in lines as long as those it stands in."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    around = [x for x in text[first : last if last >= 0 else len(text)].splitlines() if x.strip()]
    width = max((len(x.strip()) for x in around), default=1)
    size = sum(len(x.strip()) + 1 for x in text[start:end].splitlines() if x.strip())
    return round(max(size, 1) / (width + 1), 1)


def _fits(extent: Extent | None, words: int, lines: float, text: str) -> bool | None:
    """Whether a stated extent is that of the passage, give or take the lines cut in part."""
    if extent is None or extent.estimated:
        return None
    sizes = {"line": lines, "word": float(words), "paragraph": float(_paragraphs(text))}
    size = next((s for unit, s in sizes.items() if extent.unit.startswith(unit)), None)
    if size is None:
        return None
    if extent.at_most:
        return size <= extent.quantity + 0.5
    return extent.quantity / ROOMY - 1 <= size <= extent.quantity * ROOMY + 1


def _paragraphs(text: str) -> int:
    return 1 + len(re.findall(r"\n[ \t]*\n", text.strip()))


def contents_of(text: str, start: int, end: int) -> Contents:
    """Names, numbers and whole numbered paragraphs in a span of a text.

    >>> contents_of("1. HE MET MR. KARIMOV ON JUNE 4.", 0, 32)
    Contents(names=1, numbers=1, paragraphs=(1,))
    """
    passage = text[start:end]
    numbers = names = 0
    last = ""
    begins = True
    for word in passage.split():
        core = word.strip("\"'“”‘’().,;:!?[]-")
        if any(map(str.isdigit, core)) and not (begins and re.fullmatch(r"\d{1,3}\.", word)):
            numbers += 1
        elif _is_name(core, passage) and not last:
            names += 1
        last = core if _is_name(core, passage) and word.endswith(core) else ""
        begins = word.endswith(".")
    whole = []
    for m in re.finditer(r"(?m)^[ \t]*(\d{1,3})\.[ \t]", text[max(0, start - 8) : end]):
        whole.append(int(m[1]))
    return Contents(names, numbers, tuple(whole))


def _is_name(core: str, passage: str) -> bool:
    if (
        len(core) < 3
        or not core.replace("-", "").replace("'", "").isalpha()
        or not core[0].isupper()
    ):
        return False
    if fold(core) in month_names():
        return False
    known = fold(core) in lexicon()
    if passage.isupper():
        return not known or (usual_case(core) == CAPITAL)
    return usual_case(core) == CAPITAL or not known


def _why(gap: Gap, sign: str, words: int) -> str:
    if gap.kind == "empty-paragraph":
        return (
            f"of paragraph {gap.paragraphs[0] if gap.paragraphs else '?'} the number alone is left"
        )
    shown = " ".join(sign.split())[:_CITED]
    return f"in its place stands {shown}" if shown else "in its place a blank is left"
