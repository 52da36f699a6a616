"""The TAGS of a cable: the rows of all sections side by side, code by code, against the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from cablefix.channel.confusions import HEAVY
from cablefix.fields.damaged_heads import is_bracketed
from cablefix.fields.fusion import READ_SO, Vote, likelihood, lines_of, plain
from cablefix.language.code_lists import known_tags
from cablefix.late import late_regex
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.lines import Span
from cablefix.layout.pages import Frame

UNLISTED_LIGHT, UNLISTED_HEAVY = 7.0, 12.0
"""What it costs to believe in a code that is in no list, in minus log odds: lists are not whole,
but at heavy damage a misread code is by far the likelier."""

LEAST = -4.5
"""The least likelihood of a code, for each of its letters and each copy, that is believed."""

PAIR, NOISY = 2, 3
"""Letters of a code of a country; the damage, in tenths, from which on one is looked for behind
letters that are none."""

_CODE = late_regex(r"[A-Z]{2,4}")
_LIKE_CODE = late_regex(r"\W{0,2}[\w@©$€£°%&]{2,5}\W{0,2}")


def find_tags(frames: Sequence[Frame], noise: int) -> Iterator[Vote]:
    """The codes of the row of TAGS that is read best, each as all sections have it.

    Marks round the codes are left out. A code that no list has stays, unless it is the likelier a
    misread one.
    """
    rows = [row for line in lines_of(frames, "tags") if (row := _row(line))]
    if not rows:
        return
    if len(rows) == 1:
        rows = [_without_scraps(rows[0])]
    best = max(rows, key=lambda row: sum(s.text in known_tags() for s in row))
    for i, span in enumerate(best):
        copies = [
            span.text,
            *(c for row in rows if row is not best and (c := _fellow(row, i, best))),
        ]
        yield Vote(span, _elect(copies, noise))


def _row(line: ReadLine) -> list[Span]:
    """The codes of a line, and what stands where codes do."""
    found = []
    for part in line.parts:
        unlisted = part.slot == "stray" and _LIKE_CODE.fullmatch(part.span.text)
        if part.slot == "tag," or unlisted:
            text = plain(part.span.text) or part.span.text
            start = part.span.start + max(part.span.text.find(text), 0)
            if len(text) > 1 and not is_bracketed(line, start):
                found.append(Span(start, start + len(text), text))
    return found


def _without_scraps(row: Sequence[Span]) -> list[Span]:
    """A row of codes without what was scribbled behind it, in small letters."""
    sound = [i for i, s in enumerate(row) if s.text in known_tags()]
    last = sound[-1] if sound else len(row)
    if 2 * len(sound) <= last + 1:
        return list(row)
    return [s for i, s in enumerate(row) if i <= last or not any(c.islower() for c in s.text)]


def _fellow(row: Sequence[Span], i: int, best: Sequence[Span]) -> str | None:
    """The same code in another row: in the same place, or else the one that is most like it."""
    if len(row) == len(best):
        return row[i].text
    near = min(row, key=lambda s: OSA.distance(s.text, best[i].text))
    return near.text if OSA.distance(near.text, best[i].text) <= len(best[i].text) // 2 else None


def _elect(copies: Sequence[str], noise: int) -> str:
    """The likeliest code behind its copies; as the first has it where none is likely."""
    own = copies[0]
    if len(own) == PAIR and own.isupper() and own.isalpha() and noise < NOISY:
        return own  # of two letters there are too many to tell which was meant
    rivals = [n for code, n in Counter(copies).items() if code != own and code in known_tags()]
    if own in known_tags() and copies.count(own) >= max(rivals, default=1):
        return own
    scores = {code: _support(code, copies, noise) for code in known_tags()}
    if _CODE.fullmatch(own) and own not in scores:
        rare = UNLISTED_LIGHT + (UNLISTED_HEAVY - UNLISTED_LIGHT) * noise / HEAVY
        scores[own] = _support(own, copies, noise) - rare
    # of equals at heavy damage, the one that a light one explains
    code = max(sorted(scores), key=lambda c: (scores[c], _support(c, copies, 0)))
    return code if scores[code] >= LEAST * len(code) * len(copies) else own


def _support(code: str, copies: Sequence[str], noise: int) -> float:
    return sum(likelihood(code, c.upper(), noise) + READ_SO * (c == code) for c in copies)
