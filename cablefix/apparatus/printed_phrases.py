"""Phrases that offices print and stamp: banners in ruins, and the one word that was misread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from cablefix.channel.confusions import cost
from cablefix.document.reading import Reading
from cablefix.language import tables
from cablefix.language.candidate_index import index
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.layout.line_forms import Part
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.lines import COLUMN, Line, Span
from cablefix.proposals import Proposal, propose

LONG_WORD, OTHERS = 8, 2
"""Letters of a word of a phrase that is known in pieces; words that must stand beside it."""

LONG_MARK = 10
"""Letters: shorter marks resemble too many words."""


def propose_printed_phrases(reading: Reading) -> Iterator[Proposal]:
    """Proposals for letterheads and stamps.

    In a cable most of these lines are read by their forms, but for a word that fell apart.
    """
    phrases = [p.split() for p in tables.load("printed_phrases").column("phrase")]
    for line in reading.lines:
        tokens = line.line.tokens()
        if line.form == "text":
            yield from _propose_whole(line.line)
        if line.form in ("text", "mark"):
            yield from _propose_lone_mark(tokens)
        if reading.is_cable:
            continue
        for phrase in phrases:
            yield from _propose_word(tokens, phrase)
        yield from _propose_mark(tokens)
        yield from _propose_spaced(tokens)


BLOCK, OF_A_LINE = 65.0, 45.0
"""How like a stamp all its lines together are, in percent, and each of them at least.

No lines of 400 documents of FRUS and of 726 pages of the JFK records are more like one than 43.
"""


def propose_stamp_blocks(reading: Reading) -> Iterator[Proposal]:
    """Proposals for the words of stamps that are known by all their lines together."""
    written = [r for r in reading.lines if not r.line.blank]
    for stamp in tables.load("stamp_blocks").column("stamp"):
        printed = stamp.split("|")
        for i in range(len(written) - len(printed) + 1):
            block = written[i : i + len(printed)]
            if _is_block(block, printed):
                for line, text in zip(block, printed, strict=True):
                    yield from _restore_line(line, text)


def _is_block(block: Sequence[ReadLine], printed: Sequence[str]) -> bool:
    """Whether some lines are a stamp; another number in it, and it is another stamp."""
    first = fold(block[0].line.text.strip())
    if not fuzz.ratio(first, fold(printed[0])) >= OF_A_LINE:
        return False
    figure = first[-1:]
    if figure.isdigit() and figure != printed[0][-1]:
        return False
    alike = [
        fuzz.ratio(fold(r.line.text.strip()), fold(p)) for r, p in zip(block, printed, strict=True)
    ]
    whole = sum(a * len(p) for a, p in zip(alike, printed, strict=True)) / sum(map(len, printed))
    return whole >= BLOCK and min(alike) >= OF_A_LINE


def _restore_line(line: ReadLine, printed: str) -> Iterator[Proposal]:
    """The words of a line that were misread, in capitals if the line is."""
    read = line.line.tokens()
    words = printed.split()
    if len(read) != len(words):
        return
    for token, word in zip(read, words, strict=True):
        if _bare(token.text) == _bare(word) or not any(map(str.isalnum, token.text)):
            continue
        if token.text.isdigit() or not _is_like(_bare(token.text), _bare(word)):
            continue  # a number is none that it resembles, nor is a speck a word
        shown = word.upper() if token.text.isupper() else word
        yield propose(
            token, shown, kind="classification", rule="printed-phrase", score=0.95, grounds=None,
            why=f"the lines together are the stamp {printed!r} is a line of",
        )  # fmt: skip


FEW = 3
"""Words of a phrase of which the others do not tell a word that resembles nothing; nor do they ever
tell the last one: THE SECRETARY OF."""


def _propose_word(tokens: Sequence[Span], phrase: Sequence[str]) -> Iterator[Proposal]:
    """The first or last word of a phrase, where all the others stand.

    A short one opens its line, or a column of it, or stands behind a label: within a sentence
    other words stand beside it.
    """
    n = len(phrase)
    for i in range(len(tokens) - n + 1):
        before = tokens[i - 1] if i else None
        apart = before is None or tokens[i].start - before.end >= COLUMN
        if n <= FEW and not apart and before and before.text[-1] != ":":
            continue
        window = tokens[i : i + n]
        wrong = [k for k in range(n) if window[k].text != phrase[k]]
        if len(wrong) == 1:
            k = wrong[0]
            if not any(map(str.isalnum, window[k].text)) or (
                _bare(window[k].text) == _bare(phrase[k])
            ):
                continue  # brackets, stops and small letters are no misreadings, nor is a mark
            if _is_number(window[k].text) or _is_number(phrase[k]):
                continue  # a number is none that it resembles: another ZIP code
            read = _bare(window[k].text)
            if _is_inflected(read, _bare(phrase[k])):
                continue  # the Departments of State and Defense
            told = n > FEW and k < n - 1 and read not in lexicon()
            if not told and not _is_like(read, _bare(phrase[k])):
                continue  # another word, or what is left of one: DEPARTMENT OF LABOR, |STICE
            yield propose(
                window[k], phrase[k], kind="word", rule="printed-phrase", score=0.95,
                why=f"the rest of the line is the printed phrase {' '.join(phrase)}", grounds=None,
            )  # fmt: skip


@cache
def _long_words() -> tuple[tuple[str, str, str], ...]:
    """The long words of the phrases, with what stands before and behind each."""
    phrases = [p.split() for p in tables.load("printed_phrases").column("phrase")]
    return tuple(
        (word, " ".join(phrase[:k]), " ".join(phrase[k + 1 :]))
        for phrase in phrases
        for k, word in enumerate(phrase)
        if len(word) >= LONG_WORD and len(phrase) > OTHERS
    )


def _propose_whole(line: Line) -> Iterator[Proposal]:
    """A long word of a phrase in two pieces, misread besides, where all the others stand."""
    for word, before, behind in _long_words():
        if before not in line.text or behind not in line.text:
            continue
        for one, two in pairwise(line.tokens()):
            left = line.text[: one.start - line.start].rstrip()
            right = line.text[two.end - line.start :].lstrip()
            apart = two.start - one.end == 1 and _is_ruin(one.text + two.text, word)
            if apart and left.endswith(before) and right.startswith(behind):
                yield propose(
                    Span(one.start, two.end, f"{one.text} {two.text}"), word,
                    kind="word-boundary", rule="printed-phrase", score=0.95, grounds=None,
                    why=f"the rest of the line is a printed phrase: {before} {word} {behind}",
                )  # fmt: skip


def _is_ruin(read: str, word: str) -> bool:
    return OSA.distance(read, word) <= len(word) // 4 and read[:1] == word[:1]


def _propose_spaced(tokens: Sequence[Span]) -> Iterator[Proposal]:
    """A classification alone on its line with hyphens between its letters, some misread."""
    if len(tokens) != 1:
        return
    letters = tokens[0].text.split("-")
    if len(letters) < SHORTEST_SPACED or any(len(x) != 1 for x in letters):
        return
    marks = tables.load("classifications").column("classification")
    near = [
        m for m in marks
        if len(m) == len(letters)
        and 2 * sum(a == b for a, b in zip(m, letters, strict=True)) > len(m)
    ]  # fmt: skip
    if len(near) == 1 and "".join(letters) != near[0]:
        yield propose(
            tokens[0], "-".join(near[0]), kind="classification", rule="classification-list",
            score=0.95, grounds=None,
            why=f"letters parted by hyphens, alone on a line, and most of them those of {near[0]}",
        )  # fmt: skip


SHORTEST_SPACED = 6
"""Letters of the shortest classification."""


def _bare(text: str) -> str:
    return fold(text.strip("[]().,:;\"'“”‘’"))


def _is_number(text: str) -> bool:
    return 2 * sum(c.isdigit() for c in text) >= len(text)


def _is_like(read: str, printed: str) -> bool:
    """Whether a word may be a misreading of another; a known one may be if one letter is wrong."""
    wrong = OSA.distance(read, printed)
    return wrong <= 1 if read in lexicon() else 2 * wrong <= len(printed)


def _is_inflected(read: str, printed: str) -> bool:
    """Whether a word goes on behind the printed one: Departments, State-Joint."""
    return read != printed and read.startswith(printed) and read[len(printed) :].strip("-") != ""


def _is_near(mark: str, read: str) -> bool:
    return 0 < OSA.distance(mark, read) <= len(mark) // 4 and mark[:4] == read[:4]


def _propose_mark(tokens: Sequence[Span]) -> Iterator[Proposal]:
    """A long classification that opens a line, broken or misread."""
    marks = tables.load("classifications").column("classification")
    words = [t.text.rstrip(":.,;") for t in tokens[: 1 + max(m.count(" ") for m in marks)]]
    if any(words[: 1 + m.count(" ")] == m.split() for m in marks):
        return
    joined = next((m for m in marks if " " in m and words[:1] == [m.replace(" ", "")]), None)
    if joined and len(tokens) > 1:
        yield propose(
            Span(tokens[0].start, tokens[0].start + len(words[0]), words[0]), joined,
            kind="classification", rule="classification-list", score=0.93, grounds=None,
            why=f"{joined} opens the line; its blank was lost",
        )  # fmt: skip
        return
    for count in range(len(words), 0, -1):
        if not all(w.isupper() for w in words[:count]):
            continue
        read = "".join(words[:count])
        if count == 1 and fold(read) in lexicon():
            continue  # another word: CONFIDENTIALITY
        near = [m for m in marks if len(m) >= LONG_MARK and _is_near(m.replace(" ", ""), read)]
        if len(near) == 1:
            raw = " ".join(t.text for t in tokens[:count])
            yield propose(
                Span(tokens[0].start, tokens[count - 1].end, raw), near[0], kind="classification",
                rule="classification-list", score=0.93, grounds=None,
                why=f"{raw} opens the line where a classification is stamped; {near[0]} is near",
            )  # fmt: skip
            return


def _propose_lone_mark(tokens: Sequence[Span]) -> Iterator[Proposal]:
    """A classification alone on its line, with a letter misread in six: SECREI."""
    if len(tokens) != 1:
        return
    read = tokens[0].text.strip(".,:;")
    if len(read) < SHORTEST_MARK or not read.isalnum() or fold(read) in lexicon():
        return
    marks = tables.load("classifications").column("classification")
    near = [m for m in marks if len(m) == len(read) and _is_misread(m, read)]
    if len(near) == 1 and not _is_nearer_to_another(read, near[0]):
        start = tokens[0].start + tokens[0].text.index(read)
        yield propose(
            Span(start, start + len(read), read), near[0], kind="classification",
            rule="classification-list", score=LONE_MARK, grounds=None,
            why=f"{near[0]} stands alone on a line; a scanner may read it as {read}",
        )  # fmt: skip


def _is_nearer_to_another(read: str, mark: str) -> bool:
    """Whether one letter makes another word of it: OECLASSIFIED is DECLASSIFIED."""
    return OSA.distance(read, mark) > 1 and bool(index().near(fold(read), 1))


def _is_misread(mark: str, read: str) -> bool:
    """Whether a letter in six at most is another one, which the scanner takes for it."""
    wrong = [(a, b) for a, b in zip(mark, read, strict=True) if a != b]
    return 0 < len(wrong) <= len(mark) // SHORTEST_MARK and all(
        cost(a, b) <= BELIEVABLE for a, b in wrong
    )


SHORTEST_MARK, BELIEVABLE = 6, 4.0
"""Letters of SECRET, the shortest that a misread letter does not make another word; the cost, in
natural logarithms, up to which a letter is taken for another."""

LONE_MARK = 0.95
"""How sure a misread classification alone on its line is. It is set: the cases fitted on have
few."""

PHRASE = 0.97
"""Share of the phrases put in for their ruins that was right on the rendered cables (fit part)."""

BANNER_DATE = 0.97
"""The same for dates behind a banner that other pages agree on.

It rests on little: in the fitting documents there were two such dates, and both were right.
"""

LEAST_DATES, LONGEST_DATE = 3, 18
"""Pages that must agree on the date behind the banner; characters of the longest damaged one."""

AGREEMENT = 3
"""How many of them must stand against each page that has another date."""

_DATE = late_regex(r"\d\d [A-Z][A-Za-z]{2} (?:19|20)\d\d")


def propose_banners(reading: Reading) -> Iterator[Proposal]:
    """Proposals for phrases known by the whole line, and for dates by their copies."""
    banners = [r for r in reading.lines if r.form == "footer"]
    dates: Counter[tuple[str, str]] = Counter()
    for line in banners:
        rest = _behind(line)
        if rest and _DATE.fullmatch(rest.text):
            dates[_name(line), rest.text] += 1
    for line in banners:
        yield from _date(line, dates)
    for line in reading.lines:
        for part in line.parts:
            if part.slot == "phrase":
                yield from _phrase(line, part)


def _phrase(line: ReadLine, part: Part) -> Iterator[Proposal]:
    """The whole phrase: so little is left of it that its words cannot be told apart."""
    if part.value and part.value != part.span.text:
        yield propose(
            part.span, part.value, kind="word", rule=f"{line.form}-phrase", score=PHRASE,
            why=f"the line is like no other phrase that is printed on such pages: {part.value}",
            grounds=None,
        )  # fmt: skip


def _date(line: ReadLine, dates: Counter[tuple[str, str]]) -> Iterator[Proposal]:
    """The date of a banner, which is the same on every page of a document."""
    span = _behind(line)
    likely = [(n, date) for (name, date), n in dates.items() if name == _name(line)]
    if span is None or not likely:
        return
    n, date = max(likely)
    others = sum(count for count, _ in likely) - n
    agreed = n >= max(AGREEMENT * others, LEAST_DATES)
    if agreed and span.text != date and len(span.text) < LONGEST_DATE:
        yield propose(
            span, date, kind="word", rule="footer-date", score=BANNER_DATE,
            why=f"the banner bears the date {date} on {n} other pages", grounds=None,
        )  # fmt: skip


def _name(line: ReadLine) -> str:
    """The name that a banner begins with."""
    return next((p.value.split()[0] for p in line.parts if p.value), "")


def _behind(line: ReadLine) -> Span | None:
    """The free rest of a line."""
    rest = [p.span for p in line.parts if p.slot == "rest"]
    if not rest:
        return None
    start, end = rest[0].start - line.line.start, rest[-1].end - line.line.start
    return Span(rest[0].start, rest[-1].end, line.line.text[start:end])
