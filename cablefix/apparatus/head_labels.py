"""Labels of typed heads: right ones stay, those with a slip are written as their form has them."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from cablefix.channel.confusions import MISMATCH, cost_of_one
from cablefix.document.reading import Reading
from cablefix.fields.head_labels import Seen, is_one_off, key_of, signs
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.layout.lines import Span
from cablefix.proposals import Proposal, propose

SHORTEST = 4
"""Letters of a label that is mended; a shorter one, without a colon, is like too many words."""

IN_USE = 30_000
"""Rank up to which a word is in use, and may stand for itself: not IAGS, which is like TAGS."""

LONG_LABEL, PAIR = 3, 2
"""Words of a label that is known though one of them is misread, and of one that either word tells,
as a colon does, so that even a word in use is a slip in it: REPORT MO., MO: 245."""

COLON_READ, BEHIND = ";", 12
"""What a colon is read as, and how many characters behind a label it may stand."""

NO_LABELS = ("word", "urtel", "itself")
"""Shapes of signs that are words of the text, or values."""


def keeps_label(proposal: Proposal, reading: Reading) -> bool:
    """Whether a proposal leaves the labels of the head alone, or makes a misread one what it is."""
    return not any(
        s.span.start < proposal.end
        and proposal.start < s.span.end
        and (_is_printed(s) or _makes_another(proposal, s))
        for head in reading.heads
        for s in head.seen
    )


def _makes_another(proposal: Proposal, seen: Seen) -> bool:
    """Whether a proposal makes one misread word of a label another word: STATE MESSAGE BRANCH."""
    if len(seen.sign.label.split()) < LONG_LABEL or proposal.rule == "printed-phrase":
        return False
    start, end = proposal.start - seen.span.start, proposal.end - seen.span.start
    if start < 0 or end > len(seen.span.text):
        return False
    made = key_of(seen.span.text[:start] + proposal.replacement + seen.span.text[end:])
    return OSA.distance(made, seen.sign.key) >= OSA.distance(key_of(seen.span.text), seen.sign.key)


def _is_printed(seen: Seen) -> bool:
    """Whether a label stands as its form prints it, but for the case of its letters."""
    read = " ".join(seen.span.text.split())
    return seen.sign.shape not in NO_LABELS and read.upper() == seen.sign.label.upper()


def propose_labels(reading: Reading) -> Iterator[Proposal]:
    """Proposals for labels of a known form in which a letter was misread."""
    for head in reading.heads:
        for seen in head.seen:
            yield from _propose(seen, reading.text)
            yield from _propose_blanks(seen)
            yield from _propose_colon(seen, reading.text)


def _propose_colon(seen: Seen, text: str) -> Iterator[Proposal]:
    """The colon of a label that was read as a semicolon, close to it or behind a blank."""
    at = seen.span.start + len(seen.span.text.rstrip(COLON_READ + " "))
    behind = text[at : at + BEHIND].lstrip(" ")
    if seen.sign.shape in NO_LABELS or seen.sign.label[-1] != ":" or behind[:1] not in COLON_READ:
        return
    if not behind or not behind[1:2].isspace() or seen.span.text[:1].islower():
        return  # a word of a sentence: lines of control; and
    at = text.index(behind[0], at)
    yield propose(
        Span(at, at + 1, behind[0]), ":", kind="punctuation", rule="printed-phrase", score=0.95,
        grounds=None, why=f"the form prints {seen.sign.label} here, with a colon",
    )  # fmt: skip


def _propose_blanks(seen: Seen) -> Iterator[Proposal]:
    """The blanks between the words of a label that run together: CurrentHandling:, REPORTNO:"""
    read, words = seen.span.text.rstrip(), seen.sign.label.split()
    if seen.sign.shape in NO_LABELS or len(read.split()) >= len(words):
        return
    if len(read.split()) > 1 or key_of(read) != seen.sign.key:
        return
    ends = [len(key_of("".join(words[:n]))) for n in range(1, len(words))]
    parted, count = "", 0
    for char in read:
        parted += " " if char.isalnum() and count in ends and parted[-1:].isalnum() else ""
        parted, count = parted + char, count + char.isalnum()
    if parted != read:
        yield propose(
            Span(seen.span.start, seen.span.start + len(read), read), parted, kind="word-boundary",
            rule="printed-phrase", score=0.95, grounds=None,
            why=f"the form prints {seen.sign.label} here, in {len(words)} words",
        )  # fmt: skip


def _in_case_of(read: str, word: str) -> str:
    """A printed word in capitals, or with one, where it was read so; a mark read behind it stays.

    One letter does not tell: there the word is as the form prints it.

    >>> _in_case_of("SOORCE:", "Source"), _in_case_of("Dratted", "Drafted"), _in_case_of("T0", "To")
    ('SOURCE:', 'Drafted', 'To')
    """
    if word[-1].isalnum():
        word += read[len(read.rstrip(":;.,")) :]
    if sum(c.isalpha() for c in read) == 1:
        return word
    if read.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if read[:1].isupper() else word


def _propose(seen: Seen, text: str) -> Iterator[Proposal]:
    """The words of a label that differ from the printed ones, where that is one letter in all."""
    read, printed = seen.span.text.split(), seen.sign.label.split()
    if len(read) > 1 and not key_of(read[-1]):
        read, printed = read[:-1], seen.sign.label.rstrip(":").split()  # its colon stands apart
    if seen.sign.shape in NO_LABELS or len(read) > len(printed):
        return
    colon = seen.sign.label.endswith(":") and seen.span.text.rstrip()[-1:] in (":", COLON_READ)
    key = key_of(seen.span.text)
    once = OSA.distance(key, seen.sign.key) == 1 or (
        key != seen.sign.key and is_one_off(seen.sign.key, seen.span.text)
    )
    if (len(seen.sign.key) < SHORTEST and not colon) or not once:
        return
    if len(read) < len(printed):
        lettered = [word for word in printed if key_of(word)]
        printed = lettered if len(read) == len(lettered) else printed
    if len(read) < len(printed):
        read, printed = [seen.span.text.rstrip()], [seen.sign.label]
    if any(s.key == key for s in signs().get(len(key), ())):
        return  # another label: Date, Dated
    at = 0
    for one, word in zip(read, printed, strict=True):
        at = seen.span.text.index(one, at)
        rank = lexicon().ids.get(fold(one.rstrip(":;.,")), IN_USE)
        told = (colon and not text[seen.span.end :][:1].isalnum()) or len(printed) == PAIR
        alike = told and cost_of_one(fold(word), fold(one)) < MISMATCH
        another = rank < IN_USE and not alike  # another phrase: Date, Dated
        if key_of(one) != key_of(word) and not another:
            start = seen.span.start + at
            yield propose(
                Span(start, start + len(one), one), _in_case_of(one, word),
                kind="word", rule="printed-phrase", score=0.95, grounds=None,
                why=f"the form prints {seen.sign.label} here: its other labels stand around it",
            )  # fmt: skip
        at += len(one)
