"""What the written forms say of a comparison, in the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from cablefix.comparing.model import Compared, Withheld, WitnessReport
from cablefix.rendering.frus import extent_in_words

KINDS: Mapping[str, str] = {
    "misreading": "one text is misread",
    "misread-by-all": "all texts are misread",
    "punctuation": "other marks",
    "case": "capitals and small letters",
    "spacing": "blanks",
    "lost-text": "a text lacks what was printed",
    "stray-text": "a text has what was not printed",
    "withheld": "a text withholds it",
    "other-mark": "another sign for one excision",
    "order": "another order",
}
"""What each kind of difference means."""


LEAST_SHARE = 0.005


def counts(comparison: Compared) -> Counter[str]:
    """How many differences there are of each kind."""
    return Counter(d.kind for d in comparison.differences)


def size_of(passage: Withheld) -> str:
    """How large a passage is: `12 words, 1.5 lines`."""
    return f"{_many(passage.words, 'word')}, {_number(passage.lines)} " + (
        "line" if passage.lines == 1 else "lines"
    )


def sum_of(passages: Sequence[Withheld]) -> str:
    """How much some passages of one text are: `3 passages: 39 words, 41% of its words`."""
    words, share = sum(p.words for p in passages), sum(p.share for p in passages)
    part = f"{share:.0%}" if share >= LEAST_SHARE else "less than 1%"
    return f"{_many(len(passages), 'passage')}: {_many(words, 'word')}, {part} of its words"


def contents_of(passage: Withheld) -> str:
    """What kinds of things are in it: `2 names, 1 number, paragraph 4`; nothing if none."""
    found = passage.contents
    parts = [_many(n, noun) for n, noun in ((found.names, "name"), (found.numbers, "number")) if n]
    if found.paragraphs:
        noun = "paragraph" if len(found.paragraphs) == 1 else "paragraphs"
        parts.append(f"{noun} {', '.join(map(str, found.paragraphs))}")
    return ", ".join(parts)


def sign_of(passage: Withheld) -> str:
    """The sign that stands in its place, with its codes, and whether its extent fits."""
    said = [passage.marks or "a blank"]
    codes = [e.code for e in passage.exemptions if e.code not in passage.marks.upper()]
    if codes:
        said.append(", ".join(codes))
    if passage.extent is not None and passage.fits is not None:
        said.append(
            f"{extent_in_words(passage.extent)} stated: "
            + ("fits" if passage.fits else "does not fit")
        )
    return "; ".join(said)


def describe(witness: WitnessReport) -> str:
    """What there is to say of a witness, in a line."""
    said = [_many(witness.words, "word"), f"{witness.aligned:.0%} aligned"]
    said.append(f"{_many(witness.errors, 'word')} misread")
    if witness.withholds:
        said.append(f"withholds {_many(witness.withholds, 'word')}")
    if witness.exemptions:
        said.append(f"under {', '.join(witness.exemptions)}")
    return ", ".join(said)


def _many(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def _number(value: float) -> str:
    return f"{value:g}"
