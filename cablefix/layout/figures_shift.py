"""Words that a teleprinter printed in figures, as the shift back to letters was lost.

Each key has a letter and a figure; where the signal to shift was hit, the text goes on in the
other row: 5#3 0-456 for THE PARTY. On U.S. machines the key of S rings a bell and prints nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import product

from cablefix.language import tables
from cablefix.language.lexicon import lexicon
from cablefix.late import late_regex
from cablefix.layout.lines import Span

KNOWN_RANK, SHORT_RANK = 20_000, 300
"""Rank up to which a word is taken for one, and one of two letters."""

LEAST_STRANGE, LEAST_LETTERS, SHARE = 2, 6, 0.8
"""Different tokens of a run that are no sensible figures, and words; letters of all its words;
share of its tokens that are words."""

MOST_READINGS, LONGEST, MOST_LOST = 16, 16, 2
"""Ways to read one token that are tried; signs of the longest; bells in it at most."""

_SENSIBLE = late_regex(r"[(\"'$£#&]*\d*(?:[-.,:/'\"]\d+)*[)\"'.,;:?!]*")
_TAIL = late_regex(r"[.,;:?)\"]\Z")


@cache
def _letters() -> dict[str, str]:
    """For each figure the letters of its key."""
    return tables.load("figures_shift").groups("figure", "letter")


def find_shifted(tokens: Sequence[Span]) -> list[tuple[int, int]]:
    """The runs of tokens that are words printed in figures: first and last, exclusive.

    >>> from cablefix.layout.lines import split_lines
    >>> line = split_lines("FOR 15 5#3 0-456 -,$ 5#3 POST, 38-54 AND $3.50 IN 3-4")[0]
    >>> find_shifted(line.tokens())
    [(2, 6)]
    """
    return [run for row in _rows(tokens) if (run := _trim(tokens, *row)) and _is_run(tokens, *run)]


def _rows(tokens: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Neighbouring tokens without a letter."""
    first = -1
    for i, token in enumerate(tokens):
        if token.text[0].isalpha() or not _is_in_figures(token.text):
            if first >= 0 and i - first > 1:
                yield first, i
            first = -1
        elif first < 0:
            first = i
    if first >= 0 and len(tokens) - first > 1:
        yield first, len(tokens)


def _is_in_figures(text: str) -> bool:
    return len(text) <= LONGEST and all(c in _letters() for c in text)


def _trim(tokens: Sequence[Span], first: int, last: int) -> tuple[int, int] | None:
    """The row without the figures at its ends that make no words."""
    while first < last and not _stands_for_words(tokens, first, last):
        first += 1
    while first < last and not read_shifted(tokens[last - 1].text):
        if last - 2 >= first and read_joined(tokens[last - 2], tokens[last - 1]):
            break
        last -= 1
    return (first, last) if last - first > 1 else None


def _stands_for_words(tokens: Sequence[Span], at: int, last: int) -> bool:
    return bool(
        read_shifted(tokens[at].text) or (at + 1 < last and read_joined(tokens[at], tokens[at + 1]))
    )


def _is_run(tokens: Sequence[Span], first: int, last: int) -> bool:
    """Whether nearly all of a row are words, and enough of it are no sensible figures."""
    strange: set[str] = set()
    words = letters = 0
    at = first
    while at < last:
        token = tokens[at]
        joined = at + 1 < last and bool(read_joined(token, tokens[at + 1]))
        if joined or read_shifted(token.text):
            words += 1 + joined
            letters += len(token.text)
            if len(token.text) > 2 and not _SENSIBLE.fullmatch(token.text):
                strange.add(token.text)
        at += 1 + (joined and not read_shifted(token.text))
    enough = len(strange) >= LEAST_STRANGE and letters >= LEAST_LETTERS
    return enough and words >= SHARE * (last - first)


@lru_cache(maxsize=1 << 12)
def read_shifted(text: str) -> tuple[str, ...]:
    """The known words that a token in figures stands for, with the marks that close it.

    >>> read_shifted("5#3"), read_shifted("0-456."), read_shifted("38-54")
    (('THE',), ('PARTY.',), ())
    """
    if not _is_in_figures(text):
        return ()
    words = dict.fromkeys(_words(text))
    if not words and _TAIL.search(text) and len(text) > 1:
        words = dict.fromkeys(w + text[-1] for w in _words(text[:-1]))
    return tuple(words)


def read_joined(first: Span, second: Span) -> tuple[str, ...]:
    """The known words that two tokens stand for, if the blank between them is a lost S."""
    if second.start - first.end != 1:
        return ()
    one, two = first.text, second.text
    if len(one) + len(two) < LONGEST and _is_in_figures(one) and _is_in_figures(two):
        return tuple(_lookup(_spell(one), "S", _spell(two)))
    return ()


def _words(text: str) -> list[str]:
    """The known words of one token, the commonest first; the bell of any S was not printed."""
    found = {w for s in _spell(text) for w in _with_bells(s) if _is_known(w)}
    return sorted(found, key=lambda w: lexicon().ids[w])[:MOST_READINGS]


def _lookup(*parts: Sequence[str]) -> list[str]:
    return [w for w in map("".join, product(*parts)) if _is_known(w) and len(w) > 3]


@lru_cache(maxsize=1 << 12)
def _spell(text: str) -> tuple[str, ...]:
    """The token with each figure as the letters of its key."""
    choices = [_letters()[c] for c in text]
    if sum(len(c) > 1 for c in choices) > MOST_LOST:
        return ()
    return tuple(map("".join, product(*choices)))


def _with_bells(word: str) -> Iterator[str]:
    """A word as it is, and with one S or two put in."""
    yield word
    ways = {word}
    for _ in range(MOST_LOST):
        ways = {w[:i] + "S" + w[i:] for w in ways for i in range(len(w) + 1)}
        yield from ways


def _is_known(word: str) -> bool:
    rank = lexicon().ids.get(word, KNOWN_RANK)
    if len(word) < 3:
        return word in ("A", "I") or (len(word) == 2 and rank < SHORT_RANK)
    return rank < KNOWN_RANK
