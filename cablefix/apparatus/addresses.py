"""Addresses and references by their closed lists: the Department, posts, and a number behind each.

`TO SECSTATE WASHDC`, `REF: (A) KIGALI 3092`: behind SECSTATE stands one word and no other; a
reference is a post and a number. A figure is never made another one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from cablefix.apparatus.slashed_zeros import may_have_slashed_zeros
from cablefix.channel.confusions import DIGITS, cost
from cablefix.channel.profile import Channel, find_ops
from cablefix.document.reading import Reading
from cablefix.language.code_lists import known_posts
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.lines import Span
from cablefix.proposals import Proposal, propose
from cablefix.remembered import TOKENS

PRINT, DEAREST = 5, 8.4
"""The noise at which a misreading is weighed, and the most that it may cost: one letter, in a way
that was seen (one that never was costs 8.5)."""

FIGURE, CLEAR = 2.5, 0.5
"""What a letter may cost that is read for a figure, and by how much no other may be as cheap."""

SLASHED_AS = "B"
"""Letters that a zero is read as only where it has a stroke."""

SHORTEST = 5
"""Letters of a post that is told by its looks."""

SURE_DEPARTMENT, SURE_POST, SURE_NUMBER = 0.93, 0.95, 0.96
"""How sure the word behind SECSTATE is, a post before a number, and figures behind a post."""

DEPARTMENT, SEAT = "SECSTATE", "WASHDC"
"""The address of the Department, and its other half."""

_SEAT = late_regex(r"\W{0,2}(?:TO|FM|INFO) SECSTATE (?P<seat>[A-Za-z]{5,6})(?= ?(?:$|\d|[A-Z]{5}))")
_NUMBER = late_regex(r"(?P<post>[A-Z][A-Z0-9]{3,11}) (?P<number>[\dOoIl@|SBZ]{3,6})(?![\w@|])")


def propose_addresses(reading: Reading) -> Iterator[Proposal]:
    """Proposals for the word behind SECSTATE, and for posts and numbers of references."""
    if not reading.is_cable:
        return
    slashed = may_have_slashed_zeros(reading)
    for line in reading.lines:
        if line.form in ("to", "from", "info-address", "text"):
            yield from _propose_seat(line)
        if line.form in ("reference", "text", "paragraph"):
            yield from _propose_reference(line, slashed)


def _propose_seat(line: ReadLine) -> Iterator[Proposal]:
    m = _SEAT.match(line.line.text)
    if m is None or m["seat"] == SEAT or fold(m["seat"]).startswith("WASH"):
        return
    if fold(m["seat"]) in _posts() or (m["seat"].isupper() and fold(m["seat"]) in lexicon()):
        return
    at = line.line.start + m.start("seat")
    yield propose(
        Span(at, at + len(m["seat"]), m["seat"]), SEAT, kind="post", rule="to-address",
        score=SURE_DEPARTMENT, why=f"{SEAT} stands behind {DEPARTMENT}, nothing else",
        grounds=None,
    )  # fmt: skip


def _propose_reference(line: ReadLine, slashed: bool) -> Iterator[Proposal]:
    for m in _NUMBER.finditer(line.line.text):
        post, number = m["post"], m["number"]
        start = line.line.start
        meant = post if post in _posts() else None
        if meant is None and line.form == "reference" and number.isdigit():
            meant = nearest_post(post)
            if meant:
                at = start + m.start("post")
                yield propose(
                    Span(at, at + len(post), post), meant, kind="post", rule="reference-post",
                    score=SURE_POST, grounds=None,
                    why=f"a post stands before the number of a reference: {meant}, not {post}",
                )  # fmt: skip
        if meant is None or number.isdigit() or sum(c.isdigit() for c in number) < 3:
            continue
        figures = decided_figures(number, slashed)
        if figures:
            at = start + m.start("number")
            yield propose(
                Span(at, at + len(number), number), figures,
                kind="cable-number", rule="reference-number", score=SURE_NUMBER, grounds=None,
                why=f"a number stands behind the post of a reference: {number} is none",
            )  # fmt: skip


def decided_figures(read: str, slashed: bool = True) -> str:
    """A number, each letter in it as the figure that it is like; nothing where one is like none.

    `slashed`: zeros may have been printed with a stroke, and be read as B, as an 8 may be.

    >>> decided_figures("4l2"), decided_figures("13526"), decided_figures("4X2")
    ('412', '13526', '')
    >>> decided_figures("8B10"), decided_figures("8B10", slashed=False)
    ('', '8810')
    """
    figures = [_figure(c, slashed) for c in read]
    return "".join(f or "" for f in figures) if all(figures) else ""


def _figure(char: str, slashed: bool) -> str | None:
    """The figure that a character is, or is like and like no other."""
    if char.isdigit():
        return char
    digits = DIGITS if slashed or char not in SLASHED_AS else DIGITS.replace("0", "")
    (first, figure), (second, _) = sorted((cost(d, char), d) for d in digits)[:2]
    return figure if first <= FIGURE and second - first >= CLEAR else None


@cache
def _posts() -> frozenset[str]:
    return frozenset({*known_posts(), "STATE"})


@lru_cache(maxsize=TOKENS)
def nearest_post(read: str) -> str | None:
    """The one post that a scanner may have read so, if what stands there is no post and no word."""
    if len(read) < SHORTEST or read in _posts() or fold(read) in lexicon():
        return None
    near = process.extract(read, _posts(), scorer=OSA.distance, score_cutoff=2, limit=None)
    likely = [post for post, _, _ in near if _cost(post, read) <= DEAREST]
    return likely[0] if len(likely) == 1 else None


def _cost(post: str, read: str) -> float:
    ops = list(dict.fromkeys(find_ops(post, read)))  # what a reader errs in once, it errs in twice
    if any(not a or not b for a, b in ops) or sum(max(len(a), len(b)) for a, b in ops) > 2:
        return float("inf")
    return _channel().cost(ops)


@cache
def _channel() -> Channel:
    return Channel(PRINT)
