"""The running text of a document as chunks between blanks, each parsed for the language model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import attrs
import numpy as np
import numpy.typing as npt

from cablefix.by_fields import ByFields, Shown
from cablefix.document.reading import Reading
from cablefix.language import letter_ngram as spelling
from cablefix.language.lexicon import BREAK, UNKNOWN, lexicon, model
from cablefix.language.tokens import fold, shape, show_roles, tokenise
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.lines import Span
from cablefix.remembered import READINGS
from cablefix.words.protected_tokens import Habits, protect

BODY = ("subject", "reference")
"""Lines behind which, as behind a numbered paragraph, the text of the cable stands."""

SHEET = ("cover", "stub")
"""Lines of a sheet that was put before a cable: between its sentences stand labels."""

PROSE = 5
"""Words of a line that is not taken for a label or a stamp."""

SMALL_WORDS, NOISE_OF_ONE = 2, 4
"""Words in small letters that set a line apart; tenths of noise that allow one more of them.

A teleprinter has capitals only: such words are a stamp's or a hand's, but for capitals misread. Of
5,625 lines of running text in capitals (dev part, all levels) 5 reach the limit, and 33 would reach
a flat two.
"""

SMALL_WORD = 3
"""Letters of the shortest of them."""

LONGEST = 60
"""Code points of the longest chunk that is taken for words; what is longer is left alone."""

RARE_WORD = 10.0
"""Cost of a known word that the language model does not count, given an unknown word."""


MARK = 6.0
"""Cost of a mark that the language model does not have."""

_PLAIN_TAILS = frozenset(".,;:")
"""Marks that stand by themselves behind a word, whatever the word is."""

_CLOSING = frozenset(".,;:!?)")
MISPLACED = 4.0
"""Cost of a mark that closes, glued to the word behind it: .END."""

POSSESSIVE, RARE_POSSESSIVE = "'S", 1.5
"""A possessive that the model has not counted is its word, and a little dearer."""


@attrs.frozen
class Parse(ByFields):
    """A chunk as the language model sees it; `cost` is that of spelling its unknown words."""

    ids: tuple[int, ...]
    unknown: tuple[str, ...]
    cost: float
    lead: str
    core: str
    tail: str


@attrs.frozen
class Chunk(ByFields):
    """A blank-delimited piece of running text.

    `place`: `start`, `mid` or `end` of its line; `page`: of the reading; `breaks`: a paragraph
    begins here; `fixed`: not to be changed; `apart`: it is of no English passage, and teaches
    nothing; `line`: where its line begins in the text.
    """

    span: Span
    parse: Parse
    place: str
    page: int = 0
    breaks: bool = False
    fixed: bool = False
    apart: bool = False
    line: int = 0

    @property
    def plain(self) -> bool:
        """Whether all its words are known."""
        return not self.parse.unknown


@lru_cache(maxsize=READINGS)
def parse(text: str) -> Parse:
    """Cut a chunk into tokens and look them up."""
    if text[-1:] in _PLAIN_TAILS and len(text) > 2 and text[:-1].isalpha() and text.isascii():
        # a word and a mark, as most are: the mark is a token of its own
        word = parse(text[:-1])
        ids = (*word.ids, lexicon().model_id(text[-1]))
        return Parse(ids, word.unknown, word.cost + _mark_cost(ids[-1]), "", text[:-1], text[-1])
    return _parse(text)


def _mark_cost(mark: int) -> float:
    """What a mark costs that the language model does not have."""
    return MARK if mark == UNKNOWN else 0.0


def _parse(text: str) -> Parse:
    words = lexicon()
    ids: list[int] = []
    unknown: list[str] = []
    cost = 0.0
    for token in tokenise(show_roles(fold(text))):
        i = words.model_id(shape(token))
        if i == UNKNOWN and token.endswith(POSSESSIVE):
            token = token.removesuffix(POSSESSIVE)
            i = words.model_id(token)
            cost += 0.0 if i == UNKNOWN else RARE_POSSESSIVE
        ids.append(i)
        if i == UNKNOWN:
            if token in words:
                cost += RARE_WORD
            elif token[0].isalpha():
                unknown.append(token)
                cost += min(-spelling.log_probability(token), 60.0)
            elif not token[0].isdigit():
                cost += MARK
    lead, core, tail = cut_marks(text)
    if core and not core[0].isdigit() and _CLOSING.intersection(lead):
        cost += MISPLACED  # the model does not see blanks
    return Parse(tuple(ids), tuple(unknown), cost, lead, core, tail)


def cut_marks(text: str) -> tuple[str, str, str]:
    """The marks before a word, the word, and those behind it.

    >>> cut_marks('"NON-AID",')
    ('"', 'NON-AID', '",')
    """
    start, end = 0, len(text)
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return text[:start], text[start:end], text[end:]


def read_flow(reading: Reading) -> list[Chunk]:
    """The chunks of all running text, in reading order; the subject lines follow at the end."""
    chunks: list[Chunk] = []
    subjects: list[Chunk] = []
    habits = Habits.of((r.line for r in reading.lines), reading.litter)
    for page, frame in enumerate(reading.frames):
        blank = page == 0  # a page turn is no end of a paragraph
        body = frame.header is not None and frame.page != 1
        sheet = any(r.form in SHEET for r in frame.lines)
        for line in frame.lines:
            body = body or line.form == "paragraph" or (line.form in BODY and not sheet)
            if line.form == "blank":
                blank = blank or (bool(chunks) and chunks[-1].page == page)
            elif line.form == "subject":
                if not (reading.is_cable and _is_small(line, reading.noise)):
                    subjects += _chunks(reading, line, page, True, habits)
            elif line.form in ("text", "paragraph", "point") and not (
                reading.is_cable and _is_apart(line, body, reading.noise)
            ):
                body = body or (not sheet and len(line.line.text.split()) >= PROSE)
                opens = blank or line.form in ("paragraph", "point")
                chunks += _chunks(reading, line, page, opens, habits)
                blank = False
    return chunks + subjects


def _is_apart(line: ReadLine, body: bool, noise: int) -> bool:
    """Lines that are no text of the cable: stamps, handwriting, labels of the cover sheet.

    `body`: the text of the cable has begun on this page; before it, short lines are labels.
    """
    return (not body and len(line.line.text.split()) < PROSE) or _is_small(line, noise)


def _is_small(line: ReadLine, noise: int) -> bool:
    """Whether a line is in small letters, which no teleprinter has."""
    words = line.line.text.split()
    small = sum(w.islower() and len(w) >= SMALL_WORD for w in words)
    return small >= SMALL_WORDS + noise // NOISE_OF_ONE or 2 * sum(
        c.islower() for c in line.line.text
    ) > sum(c.isalpha() for c in line.line.text)


def _chunks(
    reading: Reading, line: ReadLine, page: int, breaks: bool, habits: Habits
) -> Iterator[Chunk]:
    tokens = line.line.tokens()
    first, last = _edges(tokens)
    protected = protect(line.line, tokens, habits)
    label = line.fields[0][1] if line.form == "paragraph" else None
    for i, token in enumerate(tokens):
        fixed = line.form == "subject" and i == 0
        if label and token.start <= label.start < token.end:
            fixed = True
        fixed = fixed or "[" in token.text or "]" in token.text or len(token.text) > LONGEST
        fixed = fixed or i in protected
        place = "end" if i >= last else "start" if i <= first else "mid"
        opens = breaks and i == 0
        apart = reading.is_apart(token.start, token.end)
        parsed = _unread(token.text) if apart else parse(token.text)
        yield Chunk(token, parsed, place, page, opens, fixed or apart, apart, line.line.start)


def _unread(text: str) -> Parse:
    """A chunk that the language model is told nothing of."""
    return Parse((UNKNOWN,), (), 0.0, *cut_marks(text))


def _edges(tokens: Sequence[Span]) -> tuple[int, int]:
    """The last token that opens the line and the first that closes it: speckle comes in rows."""
    first, last = 0, len(tokens) - 1
    while first + 1 < len(tokens) and all(len(t.text) <= 2 for t in tokens[first : first + 2]):
        first += 1
    while last > first + 1 and all(len(t.text) <= 2 for t in tokens[last - 1 : last + 1]):
        last -= 1
    return first, last


def context(chunks: Sequence[Chunk], at: int, size: int = 2) -> tuple[int, ...]:
    """The ids of the `size` tokens before a chunk."""
    ids: list[int] = []
    i = at
    while len(ids) < size:
        if (i < len(chunks) and chunks[i].breaks) or i == 0:
            ids.extend([BREAK] * (size - len(ids)))
            break
        i -= 1
        ids.extend(reversed(chunks[i].parse.ids))
    return tuple(reversed(ids[:size]))


def around(
    tokens: Sequence[Span], first: int, last: int
) -> tuple[tuple[int, int], tuple[int, ...]]:
    """The ids of the two tokens before a place among some, and of up to two behind it."""
    before = [i for t in tokens[max(0, first - 2) : first] for i in parse(t.text).ids]
    after = [i for t in tokens[last : last + 2] for i in parse(t.text).ids]
    two = [BREAK, BREAK, *before][-2:]
    return (two[0], two[1]), tuple(after[:2] or [BREAK])


def context_behind(chunks: Sequence[Chunk], at: int) -> tuple[int]:
    """The id of the token behind a chunk."""
    if at + 1 >= len(chunks) or chunks[at + 1].breaks:
        return (BREAK,)
    return (next(iter(chunks[at + 1].parse.ids), BREAK),)


Ids = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@attrs.frozen(eq=False)
class Stream(Shown):
    """The tokens of all chunks in one row, and where each chunk's tokens are."""

    ids: Ids
    first: Ids
    last: Ids
    logs: Floats

    @classmethod
    def of(cls, chunks: Sequence[Chunk]) -> Stream:
        """Lay out the chunks, two breaks before each paragraph and at the end, and score them."""
        ids: list[int] = [BREAK, BREAK]
        first, last = [], []
        for chunk in chunks:
            if chunk.breaks:
                ids += (BREAK, BREAK)
            first.append(len(ids))
            ids += chunk.parse.ids
            last.append(len(ids))
        ids += (BREAK, BREAK)
        flat = np.array(ids, np.int64)
        logs = np.zeros(len(flat))
        logs[2:] = model().score(flat[:-2], flat[1:-1], flat[2:])
        return cls(flat, np.array(first, np.int64), np.array(last, np.int64), logs)

    def surprises(self) -> Floats:
        """The least log probability among the tokens of each chunk."""
        if not len(self.first):
            return np.zeros(0)
        ends = np.maximum(self.last, self.first + 1)
        edges = np.stack([self.first, ends], axis=1).ravel()
        least = np.minimum.reduceat(np.append(self.logs, 0.0), edges)[::2]
        return np.where(self.last > self.first, least, 0.0)


def find_gains(
    before: tuple[Ids, Ids], tokens: Sequence[Ids], here: Floats, costs: Floats, least: float
) -> tuple[Ids, Floats]:
    """Where other tokens, their cost deducted, would make a text likelier by more than `least`.

    `before`: the two tokens before each place; `tokens`: the first, second and so on after them;
    `here`: log probability of what stands there. Gives the places and how much likelier the text
    is there. Each further token can only cost more, so that most places are soon given up.
    """
    at = np.flatnonzero(-here - costs > least)
    first, second = (ids[at] for ids in before)
    gains = np.zeros(len(at))
    total = gains
    for ids in tokens:
        third = ids[at]
        total = total + model().score(first, second, third)
        gains = total - here[at]
        kept = np.flatnonzero(gains - costs[at] > least)
        at, total, gains = at[kept], total[kept], gains[kept]
        first, second = second[kept], third[kept]
    return at, gains
