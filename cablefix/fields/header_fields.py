"""The fields of a cable: which lines have copies of each, and what the copies come to.

A field is given as the first copy that is written as they agree, or else as the first read so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import attrs

from cablefix.fields.fusion import (
    Vote,
    copies,
    elect,
    elect_likeliest,
    join,
    likely_figures,
    lines_of,
    named_parts,
    plain,
)
from cablefix.language.code_lists import short_names
from cablefix.late import late_regex
from cablefix.layout.line_labels import ReadLine, opens_with_classification
from cablefix.layout.lines import Span
from cablefix.layout.pages import Frame

SEEN = 3.0
"""How much it speaks for a number that at least one copy is read just so, in logarithms."""

FEWEST, USUAL_FIGURES, STATE_FIGURES, UNUSUAL = 3, 5, 6, 3.0
"""Figures of the number of a cable at least, from a post, and from the Department; what each
figure fewer or more costs, in minus log odds."""

REFERRED = 7
"""Lines on which references stand, at most."""

PAGE = "PAGE"
MOST_WORDS, UNLIKELY = 5, 4.5
"""Words of an addressee that no list has, at most, and what it costs to believe in it."""

_PASSED_ON = late_regex(r"\b(?:FOR|PASS|ALSO|PLEASE|FROM)\b")
_INDICATOR = late_regex(r"^(?:R[A-Z]{4,7}|ZEN)/")
_UNLISTED = late_regex(
    r"(?:INFO )?(?:R[A-Z]{4,7}/|ZEN/)?([A-Z][A-Z/]+(?: [A-Z/]{2,}){0,5}?)"
    r"(?: (?:FLASH|IMMEDIATE|PRIORITY|ROUTINE))?(?: \d{1,5})?"
)
_ITEM = late_regex(r"[A-Z]{1,6}-\d\d")


def find_post(frames: Sequence[Frame]) -> Vote | None:
    """The post by its full name: section lines and senders write it out, page headers cut it."""
    full = _full_names()
    whole: list[Vote] = []
    cut: list[Vote] = []
    for vote in (*copies(frames, "post"), *_at_home(frames)):
        (whole if vote.value in full.values() else cut).append(vote)
    found = elect(whole)
    if found:
        return found
    sender = [v for v in _sending_posts(frames) if v.value in full.values()]
    if sender:
        return elect(sender)
    short = elect(cut)
    if short is None:
        return None
    unlisted = elect([v for v in _sending_posts(frames) if v.value.startswith(short.value)])
    return unlisted or attrs.evolve(short, value=full.get(short.value, short.value))


@cache
def _full_names() -> dict[str, str]:
    """The post for each name that is cut, where only one is cut to it."""
    pairs = short_names()
    counts = Counter(pairs.values())
    return {short: post for post, short in pairs.items() if counts[short] == 1} | {
        post: post for post in pairs
    }


def _sending_posts(frames: Iterable[Frame]) -> Iterator[Vote]:
    """The name of the post in the line of the sender, the word for its kind left out."""
    for line in lines_of(frames, "from"):
        parts = named_parts(line.parts)
        names = [p.value or p.span.text for p in parts]
        if names[:1] == [DEPARTMENT[0]]:
            yield attrs.evolve(join(parts), value=DEPARTMENT[1])
        elif len(parts) > 1:
            yield join(parts[1:])


DEPARTMENT = ("SECSTATE", "STATE")
"""How the Department is called as a sender, and as a post."""


def _at_home(frames: Iterable[Frame]) -> Iterator[Vote]:
    """The post in the page headers of outgoing cables, where it is a printed word."""
    for line in lines_of(frames, "page", "page-rest"):
        for part in line.parts:
            if part.slot == "word" and part.value == DEPARTMENT[1]:
                yield Vote(part.span, DEPARTMENT[1], part.cost)


def find_number(frames: Sequence[Frame], noise: int) -> Vote | None:
    """The number of the cable; all copies have the same figures."""
    votes = copies(frames, "number")
    usual = STATE_FIGURES if any(True for _ in _at_home(frames)) else USUAL_FIGURES
    tokens = [plain(v.span.text) for v in votes]
    values = {
        v.value for v in votes if v.value.isdigit() and FEWEST <= len(v.value) <= STATE_FIGURES
    }
    for length in {usual, *map(len, values)}:
        values.update(likely_figures(tokens, length, noise))
    return elect_likeliest(
        votes, values, noise, lambda v: -UNUSUAL * abs(len(v) - usual), SEEN
    ) or elect(votes)


ADDRESSES = ("to", "info-address", "address")


def find_addressees(frames: Iterable[Frame]) -> Iterator[Vote]:
    """Those to whom the cable went, each once."""
    seen: set[str] = set()
    for frame in frames:
        goes_on = False
        for line in frame.lines:
            if line.form == "blank":
                continue
            vote = _listed_addressee(line) or (_unlisted_addressee(line) if goes_on else None)
            goes_on = vote is not None or line.form in ADDRESSES
            if vote and vote.value not in seen:
                seen.add(vote.value)
                yield vote


def _listed_addressee(line: ReadLine) -> Vote | None:
    """The addressee of an address line, without the indicator of its circuit."""
    parts = named_parts(line.parts) if line.form in ADDRESSES else []
    alone = line.form == "address" and len(parts) == 1
    if not parts or (alone and (parts[0].value or PAGE) in (PAGE, *short_names())):
        return None
    vote = join(parts)
    return attrs.evolve(vote, value=_INDICATOR.sub("", vote.value))


def _unlisted_addressee(line: ReadLine) -> Vote | None:
    """The addressee of a line that goes on with addresses, and that no list has."""
    m = _UNLISTED.fullmatch(line.line.text.strip()) if line.form == "text" else None
    if m is None or _PASSED_ON.search(m[1]) or opens_with_classification(m[1]):
        return None
    if not 1 < len(m[1].split()) <= MOST_WORDS and "/" not in line.line.text:
        return None
    at = line.line.start + line.line.text.index(m[1])
    return Vote(Span(at, at + len(m[1]), m[1]), m[1], UNLIKELY)


def find_distribution(frames: Iterable[Frame]) -> Iterator[Vote]:
    """The offices that got copies, each once, with the count of the first copy."""
    seen: set[str] = set()
    for line in lines_of(frames, "action", "info"):
        for part in line.parts:
            if part.slot == "item":
                read = part.span.text
                value = read if _ITEM.fullmatch(read) else part.value or read
                office = value.split("-")[0]
                if office not in seen:
                    seen.add(office)
                    yield Vote(part.span, value, part.cost)


_BETWEEN = late_regex(r"\(?[A-Z][.)]|\(NOTAL\)|\d{1,2}\.")
_FIGURES = late_regex(r"\d.*\d")
_LETTERED = late_regex(r"\(?[A-Z][.)]\s")
_REFERENCE = late_regex(r"(?:\d\d )?[A-Z][A-Z' ]{1,30}[A-Z] \d{2,6}(?![\d/])")


def find_references(lines: Sequence[ReadLine]) -> Iterator[Vote]:
    """The cables that the line of references names, those on the lines that go on among them."""
    seen: set[str] = set()
    for i, line in enumerate(lines):
        if line.form != "reference":
            continue
        block = [line, *_continued(lines[i + 1 : i + REFERRED])]
        start = block[0].line.start
        pieces = [(r.line.start, r.line.text) for r in block]
        text = "".join(t.ljust(n) for t, n in _padded(pieces))
        label = line.parts[0].span.end - start if line.parts else 0
        for m in _REFERENCE.finditer(text, label):
            value = " ".join(m.group().split())
            post = value.lstrip("0123456789 ").rstrip("0123456789 ")
            if post in _full_names() and value not in seen:
                seen.add(value)
                yield Vote(Span(start + m.start(), start + m.end(), m.group()), value)


def _padded(pieces: Sequence[tuple[int, str]]) -> Iterator[tuple[str, int]]:
    """Each line with the width up to the next, so that places in the block are those in the text.

    Line ends become blanks.
    """
    for i, (start, text) in enumerate(pieces):
        following = pieces[i + 1][0] if i + 1 < len(pieces) else start + len(text)
        yield text, following - start


def _continued(lines: Sequence[ReadLine]) -> Iterator[ReadLine]:
    """The lines on which the references go on; a letter or a number alone may come between."""
    waiting: list[ReadLine] = []
    for line in lines:
        bare = line.line.text.strip()
        if _BETWEEN.fullmatch(bare):
            waiting.append(line)
            continue
        if line.form not in ("text", "single", "section", "address") or line.line.blank:
            return
        if not _REFERENCE.search(bare) and not bare.isdigit():
            if waiting and _FIGURES.search(bare):
                waiting.append(line)  # one that cannot be read, among others
                continue
            return
        if any(w.form == "paragraph" for w in waiting) and not _LETTERED.match(bare):
            return
        yield from (*waiting, line)
        waiting = []
