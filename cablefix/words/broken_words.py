"""Words in pieces: broken by blanks, some letters read as figures or bars, or letter-spaced.

A narrow I stands apart from its neighbours, and is read as 1, | or l: SUGGEST 1 ONS. The pieces
are no words, and together make one that everybody knows; where the language model finds it far
likelier than the pieces, it was printed. A line that is letter-spaced throughout has figures and
initials in pieces, too: JAN UAR Y 6, 3: 3 0 P. M.

In 22.6 million words of FRUS 28 runs are joined here (counted with `find_joins`): 26 are slips of
the edition, two are compounds typed apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

import attrs

from cablefix.by_fields import ByFields
from cablefix.channel.marks import BARS
from cablefix.document.reading import Reading
from cablefix.language import tables
from cablefix.language.lexicon import lexicon, model
from cablefix.language.ngram import Run
from cablefix.language.tokens import fold
from cablefix.language.truecase import CAPITAL, usual_case
from cablefix.late import late_regex
from cablefix.layout.lines import Line, Span
from cablefix.layout.running_text import BODY
from cablefix.proposals import Proposal, propose
from cablefix.remembered import TOKENS
from cablefix.words.figures import read_as_word, spell
from cablefix.words.suggested_only import LONGEST_LINE
from cablefix.words.tokens import around, cut_marks, parse

SURE = 0.97
"""How sure a joined word is, and what a letter-spaced line has in pieces. Set: 26 of 28 in FRUS."""

MOST_PIECES, MOST_LETTERS, SHORTEST = 6, 14, 5
"""Pieces of such a word at most, those of one in a letter-spaced line, and its letters at least."""

WELL_KNOWN, A_WORD = 40_000, 20_000
"""Rank up to which a word is one in use; from which on a listed form is no word by itself: TORS."""

LEAST_GAIN, OF_TWO, IN_SPACED = 6.0, 12.0, 3.0
"""How much likelier a line must be with the word than with its pieces; with two plain ones; in a
letter-spaced line."""

BLANK, MISREAD = 4.0, 2.0
"""What a blank put in costs, and a letter read as another sign."""

_SIGNS = dict.fromkeys(BARS, "1") | {"'I": "T", "'1": "T"}
"""Pieces that stand for a letter: the bars, and what a T with a loose bar is read as."""

LOOSE = ("(", '"', "'", "*", "_", "~", "^")
"""Specks within a word that a blank stands before, if they open nothing: A (CTION."""

CLOSING = (")", ".", ",", ").")
"""Marks that close up to the word before them."""

SHORTEST_SHORT, MOST_FIGURES = 2, 4
"""Letters of a word in pieces of a letter-spaced line, or behind a bar: | T; figures in a word."""

_END = r"(?: ?[.,;)])?(?!\S)"
_NUMBER = late_regex(r"(?<!\S)(?:\d(?: \d{1,2}){1,6}|\d\d(?: \d){1,6})" + _END)
_TIME = late_regex(r"(?<!\S)(?:[01]? ?\d|2 ?[0-3]): ?[0-5] ?\d" + _END)
_INITIALS = late_regex(r"(?<!\S)[A-Z]\.(?: [A-Z]\.)+(?: ?[,;)])?(?!\S)")
_SET_APART = late_regex(r"[A-Z]{2} (?:[A-Z] ){4,}[A-Z]{2}")
"""A word in mid-sentence with a blank behind each letter."""


@attrs.frozen
class Join(ByFields):
    """Tokens `first` to `last` (exclusive) of a line as one word, and how much likelier that is.

    `misread`: some of its letters are read as figures or bars.
    """

    first: int
    last: int
    text: str
    gain: float
    misread: bool


def propose_broken_words(reading: Reading) -> Iterator[Proposal]:
    """Proposals for words in pieces, and for what else is so in letter-spaced lines."""
    lines = [r.line for r in reading.lines if r.form in BODY or r.form == "subject"]
    found = [(line, find_joins(line.tokens())) for line in lines]
    torn = [any(_is_spaced(line.tokens()[j.first : j.last]) for j in js) for line, js in found]
    spaced_out = any(torn)
    for (line, joins), spaced in zip(found, torn, strict=True):
        if spaced or (spaced_out and _SET_APART.search(line.text)):
            joins = find_joins(line.tokens(), spaced=True)
            yield from _close_up(line)
        halved = len(line.text) > LONGEST_LINE and not reading.is_cable
        for join in joins:
            tokens = line.tokens()[join.first : join.last]
            if halved and len(tokens) == 2 and not join.misread:
                continue  # a line ended there, and words are left as they were broken at its end
            if any(read_as_word(cut_marks(t.text)[1]) for t in tokens):
                continue  # c0me is a word by itself
            yield propose(
                _span(line, tokens[0].start, tokens[-1].end), join.text,
                kind="word-boundary", rule="word-in-pieces", score=SURE, grounds=None,
                why=f"no words by themselves, the pieces make {cut_marks(join.text)[1]} together",
            )  # fmt: skip


def _span(line: Line, start: int, end: int) -> Span:
    return Span(start, end, line.text[start - line.start : end - line.start])


def _is_spaced(pieces: Sequence[Span]) -> bool:
    """Whether a word is in so many and short pieces that its line is letter-spaced."""
    return len(pieces) > 2 and sum(len(p.text) for p in pieces) <= 3 * len(pieces)


def _close_up(line: Line) -> Iterator[Proposal]:
    """Figures, times and initials of a letter-spaced line."""
    for pattern in (_TIME, _NUMBER, _INITIALS):
        for m in pattern.finditer(line.text):
            if " " in m.group():
                yield propose(
                    Span(line.start + m.start(), line.start + m.end(), m.group()),
                    m.group().replace(" ", ""), kind="letterspacing", rule="letter-spaced-line",
                    score=SURE, grounds=None, why="the words of the line are letter-spaced, too",
                )  # fmt: skip


def find_joins(tokens: Sequence[Span], spaced: bool = False) -> list[Join]:
    """The words of a line that are in pieces; of those that overlap, the likeliest.

    `spaced`: the line is letter-spaced, so that short words are in pieces, too.
    """
    odd = [i for i, t in enumerate(tokens) if _is_piece(t.text)]
    if spaced:
        kept = _classification(tokens)
        odd = [i for i in odd if i not in kept]
    boxed = bool(odd) and tokens[0].text == tokens[-1].text == "|"
    found = [
        (first, last, text)
        for first, last in _runs(tokens, odd, MOST_LETTERS if spaced else MOST_PIECES)
        if (text := _join([t.text for t in tokens[first:last]], spaced))
        and not (boxed and "|" in (t.text for t in tokens[first:last]))
        and not _has_fellow(tokens, last - 1)
    ]
    taken: list[Join] = []
    for join in sorted(_weigh(tokens, found, spaced), key=lambda j: (-j.gain, j.first)):
        if all(join.last <= t.first or t.last <= join.first for t in taken):
            taken.append(join)
    taken = [_with_mark(j, tokens) if spaced else j for j in taken]
    return sorted(taken, key=lambda j: j.first)


def _with_mark(join: Join, tokens: Sequence[Span]) -> Join:
    """The join with the mark behind it that closes up to a word."""
    mark = tokens[join.last].text if join.last < len(tokens) else ""
    if mark not in CLOSING or not join.text[-1].isalnum():
        return join
    return attrs.evolve(join, last=join.last + 1, text=join.text + mark)


def _has_fellow(tokens: Sequence[Span], at: int) -> bool:
    """Whether the mark before a token opens something that is closed behind it on the line."""
    mark, behind = tokens[at].text[0], [tokens[at].text[1:], *(t.text for t in tokens[at + 1 :])]
    return mark in LOOSE and any((")" if mark == "(" else mark) in text for text in behind)


def _classification(tokens: Sequence[Span]) -> set[int]:
    """The single letters that make a classification, which is typed with blanks between them."""
    marks = {m.replace(" ", "") for m in tables.load("classifications").column("classification")}
    kept: set[int] = set()
    for single, run in groupby(range(len(tokens)), key=lambda i: len(tokens[i].text) == 1):
        row = list(run)
        if single and "".join(tokens[i].text for i in row) in marks:
            kept.update(row)
    return kept


def _runs(tokens: Sequence[Span], odd: Sequence[int], most: int) -> Iterator[tuple[int, int]]:
    """Runs of up to `most` neighbours, one blank between each, and a piece among them."""
    before = -1
    for i in odd:
        first = i
        while first > max(before + 1, i - most + 1) and _is_next(tokens, first):
            first -= 1
        before = i
        for start in range(first, i + 1):
            last = i + 1
            while True:
                if last - start > 1:
                    yield start, last
                if last - start == most or last == len(tokens) or not _is_next(tokens, last):
                    break
                last += 1


def _is_next(tokens: Sequence[Span], at: int) -> bool:
    """Whether one blank alone stands before a token."""
    return tokens[at].start - tokens[at - 1].end == 1


@lru_cache(maxsize=TOKENS)
def _is_piece(text: str) -> bool:
    """Whether a token is no word by itself, and no number."""
    if text in _SIGNS:
        return True
    core = cut_marks(text)[1]
    if not core.isascii() or not core.isalnum() or core.isdigit():
        return False
    return not _is_word(core)


def _is_word(core: str) -> bool:
    return core in "AIa" if len(core) < 2 else _rank(core) < A_WORD


def _rank(word: str) -> int:
    return lexicon().ids.get(fold(word), WELL_KNOWN) if word else WELL_KNOWN


def _join(pieces: Sequence[str], spaced: bool) -> str:
    """The one word that the pieces make, with the marks about it; nothing if they make none."""
    lead, first, between = _cut(pieces[0])
    more, last, tail = _cut(pieces[-1])
    parts = (first, *pieces[1:-1], last)
    letters = sum(map(len, parts))
    short = spaced or (pieces[0] == "|" and len(last) == 1)
    if between or (more and more not in LOOSE) or letters < (SHORTEST_SHORT if short else SHORTEST):
        return ""
    if not all(_is_part(p, spaced or len(parts) > 2) for p in parts):
        return ""
    bar = pieces[0] == "|" and len(parts) == 2
    if all(len(p) == 1 for p in parts) and not (spaced or bar):
        return ""  # initials, or a word that was set so
    word = _spell("".join(_SIGNS.get(p, p) for p in parts))
    if bar and letters < SHORTEST and word[:1] not in "Ii":
        return ""
    if _rank(word) >= WELL_KNOWN or not (word.isupper() or word.islower() or word.istitle()):
        return ""
    if len(parts) == 2 and "".join(parts) == word and _are_two_words(*parts, word):
        return ""
    return f"{lead}{word}{tail}"


def _cut(piece: str) -> tuple[str, str, str]:
    return ("", piece, "") if piece in _SIGNS else cut_marks(piece)


def _is_part(part: str, parted: bool) -> bool:
    """Whether letters stand there, or a sign that is read for one; a number is none.

    `parted`: the print is so torn that any single figure may be a letter.
    """
    if part in _SIGNS:
        return parted or part in BARS
    if part.isdigit():
        return parted and len(part) == 1
    return part.isascii() and part.isalnum()


def _spell(read: str) -> str:
    """The commonest word that is read so, where figures may stand for letters."""
    if read.isalpha():
        return read
    figures = sum(c.isdigit() for c in read)
    return min(spell(read), key=_rank, default="") if figures <= MOST_FIGURES else ""


def _are_two_words(first: str, second: str, word: str) -> bool:
    """Whether two pieces may have been typed apart: a name, a compound: MC NAMARA, TAX PAYERS."""
    if usual_case(word) == CAPITAL:
        return _is_word(first) or _is_word(second)
    ending = fold(second)
    return _is_word(first) and any(
        _is_word(ending.removesuffix(s)) for s in ("", "S", "ED", "ING") if ending.endswith(s)
    )


def _weigh(
    tokens: Sequence[Span], found: Sequence[tuple[int, int, str]], spaced: bool
) -> Iterator[Join]:
    """The joins that make a line likelier by enough."""
    runs: list[Run] = []
    costs: list[float] = []
    for first, last, text in found:
        before, after = around(tokens, first, last)
        for pieces in ([t.text for t in tokens[first:last]], [text]):
            parsed = [parse(p) for p in pieces]
            runs.append((before, (*(i for p in parsed for i in p.ids), *after)))
            costs.append(sum(p.cost for p in parsed))
    scores = [log - c for log, c in zip(model().score_runs(runs), costs, strict=True)]
    for (first, last, text), old, new in zip(found, scores[::2], scores[1::2], strict=True):
        pieces = [_cut(t.text)[1] for t in tokens[first:last]]
        signs = sum(not p.isalpha() for p in pieces) + (tokens[last - 1].text[0] in LOOSE)
        blanks = len(pieces) - 1
        gain = new - old - BLANK * blanks - MISREAD * signs
        least = IN_SPACED if spaced else LEAST_GAIN if signs or len(pieces) > 2 else OF_TWO
        if gain > least:
            yield Join(first, last, text, gain, signs > 0)
