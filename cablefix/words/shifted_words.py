"""Words that a teleprinter printed in figures: 5#3 0-456 for THE PARTY."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cablefix.document.reading import Reading
from cablefix.language.lexicon import model
from cablefix.late import late_regex
from cablefix.layout.figures_shift import find_shifted, read_joined, read_shifted
from cablefix.layout.lines import Span
from cablefix.layout.running_text import BODY
from cablefix.proposals import Proposal, propose
from cablefix.words.decoder import Alternative, Window, decode
from cablefix.words.tokens import around, parse

RUNNING = (*BODY, "figures")
_LABEL = late_regex(r"\s*\d{1,3}[.)](?!\S)")

SURE = 0.97
"""How sure the words are. Set: in 37.6 million words of FRUS and of lines of CIA and FBI records no
figures make any (counted with `find_shifted`)."""

UNSHIFTED, BELL = 50.0, 1.0
"""What it costs to leave figures that are words as they are, and each S that rang the bell."""


def propose_shifted_words(reading: Reading) -> Iterator[Proposal]:
    """Proposals for words of the running text that were printed in the figures shift."""
    for tokens in _paragraphs(reading):
        yield from _propose(tokens)


def _paragraphs(reading: Reading) -> Iterator[list[Span]]:
    """The tokens of the running text between the numbers of paragraphs."""
    tokens: list[Span] = []
    for r in reading.lines:
        labelled = _LABEL.match(r.line.text) is not None
        if labelled or r.form not in RUNNING:
            yield tokens
            tokens = []
        if r.form in RUNNING:
            tokens += r.line.tokens()[labelled:]
    yield tokens


def _propose(tokens: Sequence[Span]) -> Iterator[Proposal]:
    for first, last in find_shifted(tokens):
        at = first
        for chosen in decode([_window(tokens, first, last)], model())[0]:
            read = tokens[at : at + chosen.consume]
            at += chosen.consume
            if chosen.kind == "keep":
                continue
            span = Span(read[0].start, read[-1].end, " ".join(t.text for t in read))
            yield propose(
                span, chosen.text, kind=chosen.kind, rule="figures-shift", score=SURE, grounds=None,
                why=f"the same keys of a teleprinter, in letters, are {chosen.text}",
            )  # fmt: skip


def _window(tokens: Sequence[Span], first: int, last: int) -> Window:
    """The ways to read a run, for the language model to choose from."""
    places = []
    for i in range(first, last):
        text = tokens[i].text
        options = [Alternative(text, parse(text).ids, UNSHIFTED, "keep")]
        options += [
            Alternative(w, parse(w).ids, BELL * _bells(w, text), "word") for w in read_shifted(text)
        ]
        if i + 1 < last:
            words = read_joined(tokens[i], tokens[i + 1])
            options += [Alternative(w, parse(w).ids, BELL, "word-boundary", 2) for w in words]
        places.append(tuple(options))
    before, after = around(tokens, first, last)
    return Window(first, tuple(places), before, after)


def _bells(word: str, read: str) -> int:
    """How many letters of a word were not printed."""
    return len(word) - len(read)
