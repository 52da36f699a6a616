"""Numbers and letters of points that were misread, or ran into the text: their order tells.

In any text that has a list: between 4. and 6. nothing but 5. can stand, between C. and E. only D.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs

from cablefix.by_fields import ByFields
from cablefix.channel.shapes import log_likelihood
from cablefix.document.reading import Reading
from cablefix.language import letter_ngram
from cablefix.language.lexicon import BREAK, UNKNOWN, lexicon, model
from cablefix.language.tokens import fold, shape, show_roles, tokenise
from cablefix.late import late_regex
from cablefix.layout.lines import Line, Span
from cablefix.layout.running_text import is_ended
from cablefix.proposals import Proposal, propose

SURE = 0.985
"""How sure a label is that its neighbours in the series show."""

HEAVY = 10
"""The heaviest damage, in tenths."""

DEAREST, DEAREST_FIRST = 4.1, 6.1
"""What a letter or figure may cost to be taken for the one that must stand there: S for 5; and to
be taken for the 1 that opens a list: L."""

DEAREST_BETWEEN = 6.1
"""What a figure may cost that is read for another between two numbers of a series that goes on
before and behind them: 8 for 3."""

COMMON, IN_USE = 2000, 20_000
"""Rank up to which a word may have had a label run into it; and where nothing else can be meant."""

LEAST_GAIN = 4.0
"""How much likelier a point must begin with the word without the label than go on with it."""

RUN_IN = "LlI|1"
"""What a 1 is read as that ran into the word behind it."""

FURTHEST = 40
"""Lines before the number 2 among which the first point is sought."""

_LABEL = late_regex(r"[ \t]{0,12}\(?([0-9A-Za-z@|!]{1,3})([.)])(?:[ \t]|\Z)")
_FIRST = late_regex(r"[ \t]{0,12}([LlIi|!\]])([.,:;)]?) (?=[^\W_])")


@attrs.frozen
class Label(ByFields):
    """What opens a line before a mark: a number, a letter, or what was read for one."""

    line: int
    span: Span
    mark: str

    @property
    def order(self) -> int:
        """Its place in the series of its kind."""
        text = self.span.text
        return int(text) if text.isdecimal() else ord(text)

    def is_of(self, other: Label) -> bool:
        """Whether two labels are of one kind, with the same mark."""
        return self.kind == other.kind and self.mark == other.mark

    @property
    def kind(self) -> str:
        """Numbers, capitals, small letters; nothing for what is none."""
        text = self.span.text
        if text.isdecimal():
            return "number"
        return "" if len(text) > 1 or not text.isalpha() else "A" if text.isupper() else "a"


def propose_list_labels(reading: Reading) -> Iterator[Proposal]:
    """Proposals for labels of points that their neighbours show."""
    lines = [r.line for r in reading.lines]
    labels = [
        Label(i, Span(line.start + m.start(1), line.start + m.end(1), m[1]), m[2])
        for i, line in enumerate(lines)
        if (m := _LABEL.match(line.text)) and not reading.is_apart(line.start, line.end)
    ]
    yield from _propose_misread(labels)
    for kind in ("number", "A", "a"):
        series = [label for label in labels if label.kind == kind]
        yield from _propose_lost(series, lines)
    yield from _propose_first([label for label in labels if label.kind == "number"], lines)


def _propose_misread(labels: Sequence[Label]) -> Iterator[Proposal]:
    """A misread label between the one before it and the one behind it."""
    for n, (one, here, two) in enumerate(zip(labels, labels[1:], labels[2:], strict=False)):
        if not one.kind or not one.is_of(two) or here.mark != one.mark:
            continue
        if two.order != one.order + 2:
            continue
        before, behind = _runs_on(labels, n)
        numbered = one.kind == "number"
        if here.kind == one.kind and not (before and behind if numbered else before or behind):
            continue  # a label may have been typed so
        wanted = _next(one)
        if here.span.text in (wanted, one.span.text, two.span.text):
            continue  # it is right, or typed twice
        dearest = DEAREST_BETWEEN if numbered and here.kind == one.kind else DEAREST
        if len(here.span.text) == len(wanted) and _looks_like(here.span.text, wanted, dearest):
            yield _between(here.span, wanted, one, two)


def _runs_on(labels: Sequence[Label], n: int) -> tuple[bool, bool]:
    """Whether the series of a label and the next but one goes on before and behind them."""
    one, two = labels[n], labels[n + 2]
    before, behind = labels[max(0, n - 1) : n], labels[n + 3 : n + 4]
    return (
        any(b.is_of(one) and b.order == one.order - 1 for b in before),
        any(b.is_of(two) and b.order == two.order + 1 for b in behind),
    )


def _propose_lost(series: Sequence[Label], lines: Sequence[Line]) -> Iterator[Proposal]:
    """A label that ran into the text, or lost its mark, where only one line can have had it."""
    for n, (one, two) in enumerate(pairwise(series)):
        beside = (*series[max(0, n - 1) : n], *series[n + 2 : n + 3])
        if not one.is_of(two) or two.order != one.order + 2:
            continue
        if not any(b.order in (one.order - 1, two.order + 1) for b in beside):
            continue
        found = [
            p
            for i in range(one.line + 1, two.line)
            if (p := _as_lost(lines, i, _next(one), one, two))
        ]
        if len(found) == 1:
            yield found[0]


def _as_lost(
    lines: Sequence[Line], at: int, wanted: str, one: Label, two: Label
) -> Proposal | None:
    """The wanted label at the head of a line, if it can be the one that lost it."""
    tokens = lines[at].tokens()
    above = lines[at - 1]
    if len(tokens) < 2 or not (above.blank or is_ended(above.text)):
        return None
    read = tokens[0].text
    rest = read.removeprefix(wanted)
    if rest != read:
        if not rest:
            # a number may have been typed so, and I is a word
            return (
                None
                if one.kind == "number" or _is_word(read)
                else _between(tokens[0], f"{wanted}{one.mark}", one, two)
            )
        if rest in (",", ":", ";"):
            return _between(tokens[0], f"{wanted}{one.mark}", one, two)
        if _rank(rest) < COMMON and rest.isalpha() and _begins(tokens, rest, above):
            return _between(tokens[0], f"{wanted}{one.mark} {rest}", one, two)
        return None
    typed = one.kind != "number" or read.isdecimal() or _is_word(read)
    if typed or len(read) != len(wanted) or not _looks_like(read, wanted):
        return None
    return _between(tokens[0], f"{wanted}{one.mark}", one, two)


def _begins(tokens: Sequence[Span], rest: str, above: Line) -> bool:
    """Whether a sentence rather begins with the rest of a word than goes on with the word."""
    word = fold(tokens[0].text)
    before = [BREAK, BREAK, *_ids(" ".join(t.text for t in above.tokens()[-2:]))][-2:]
    after = _ids(" ".join(t.text for t in tokens[1:3]))
    read, printed = model().score_runs(
        [((before[0], before[1]), (*_ids(word), *after)), ((BREAK, BREAK), (*_ids(rest), *after))]
    )
    if lexicon().model_id(word) == UNKNOWN:
        read += letter_ngram.log_probability(word)
    return printed - read > LEAST_GAIN


def _ids(text: str) -> tuple[int, ...]:
    return tuple(lexicon().model_id(shape(t)) for t in tokenise(show_roles(fold(text))))


def _propose_first(numbers: Sequence[Label], lines: Sequence[Line]) -> Iterator[Proposal]:
    """The number 1, read as a letter or bar, where 2 and 3 follow and no 1 stands before them."""
    for n, (two, three) in enumerate(pairwise(numbers)):
        if (two.order, three.order) != (2, 3) or not two.is_of(three):
            continue
        before = numbers[n - 1] if n else None
        if before is not None and before.order == 1:
            continue
        first = max(two.line - FURTHEST, before.line + 1 if before else 0)
        found = [i for i in range(first, two.line) if _opens(lines, i)]
        if len(found) != 1:
            continue
        line = lines[found[0]]
        span, rest = _cut_first(line)
        yield propose(
            span, f"1{two.mark}{rest}", kind="ocr-digit", rule="number-between", score=SURE,
            grounds=None, why="the numbers 2 and 3 follow, and no 1 stands before them",
        )  # fmt: skip


def _opens(lines: Sequence[Line], at: int) -> bool:
    """Whether a line may open with a 1 that was read as a letter or bar."""
    line = lines[at]
    if at and not lines[at - 1].blank and not is_ended(lines[at - 1].text):
        return False
    m = _FIRST.match(line.text)
    if m is None:
        return bool(_cut_first(line)[1])
    if m[1] == "I" and not m[2]:  # a pronoun, unless a sentence begins behind it
        behind = line.text[m.end() :].split()
        return len(behind) > 1 and behind[0].istitle() and len(behind[0]) > 1
    return -log_likelihood("1", m[1], HEAVY) <= DEAREST_FIRST


def _cut_first(line: Line) -> tuple[Span, str]:
    """What opens a line instead of a 1, and the word that it ran into, with a blank."""
    if m := _FIRST.match(line.text):
        return Span(line.start + m.start(1), line.start + m.end(2), m[1] + m[2]), ""
    token = next(iter(line.tokens()), Span(line.start, line.start, ""))
    word = token.text[1:]
    core = word.rstrip(",.;:")
    ran = token.text[:1] in RUN_IN and core[:1].isupper() and len(core) > 2
    known = lexicon().ids.get(fold(core), IN_USE) < IN_USE
    if ran and known and fold(token.text.rstrip(",.;:")) not in lexicon():
        return token, f" {word}"
    return token, ""


def _next(label: Label) -> str:
    """The label behind another in its series."""
    after = label.order + 1
    return str(after) if label.kind == "number" else chr(after)


def _looks_like(read: str, wanted: str, dearest: float = DEAREST) -> bool:
    if not wanted.isdecimal():
        return -log_likelihood(wanted.upper(), read.upper(), HEAVY) <= dearest
    changed = sum(a != b for a, b in zip(read, wanted, strict=True))
    return -log_likelihood(wanted, read, HEAVY) <= dearest * changed


def _is_word(text: str) -> bool:
    return text in "AaI" if len(text) == 1 else _rank(text) < COMMON


def _rank(word: str) -> int:
    return lexicon().ids.get(fold(word), COMMON)


def _between(span: Span, label: str, one: Label, two: Label) -> Proposal:
    what = "numbers" if one.kind == "number" else "letters"
    return propose(
        span, label, kind="word-boundary" if " " in label else "ocr-digit",
        rule="number-between" if one.kind == "number" else "letter-between", score=SURE,
        grounds=None, why=f"it stands between the {what} {one.span.text} and {two.span.text}",
    )  # fmt: skip
