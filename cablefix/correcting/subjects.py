"""The subject line is repeated in every section; a copy unlike its fellows is misread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cablefix.correcting.grounds import FieldGrounds
from cablefix.correcting.proposals import Proposal, propose
from cablefix.reading.document import Reading
from cablefix.reading.recognise import ReadLine

LEAST = 3
"""Copies that must agree before one of another wording is doubted."""

MOST_TOKENS = 2
"""How many tokens of a copy may differ; what differs more is another subject."""


def propose_from_subjects(reading: Reading) -> Iterator[Proposal]:
    """Tokens of a subject line that the subject lines of most other sections have otherwise."""
    lines = [r for f in reading.frames if not f.foreign for r in f.lines if r.form == "subject"]
    texts = Counter(_words(line) for line in lines)
    if not texts:
        return
    wording, agreeing = texts.most_common(1)[0]
    if agreeing < LEAST or 2 * agreeing <= len(lines):
        return
    for line in lines:
        tokens = line.line.tokens()
        if len(tokens) != len(wording):
            continue
        other = [(t, w) for t, w in zip(tokens, wording, strict=True) if t.text != w]
        if 0 < len(other) <= MOST_TOKENS:
            for token, word in other:
                yield propose(
                    token, word, kind=_kind(token.text, word), rule="subject-agreement",
                    score=0.97, why=f"{agreeing} of {len(lines)} subject lines have {word}",
                    grounds=FieldGrounds(agreeing=agreeing, copies=len(lines)),
                )  # fmt: skip


def _words(line: ReadLine) -> tuple[str, ...]:
    return tuple(t.text for t in line.line.tokens())


def _kind(read: str, meant: str) -> str:
    same = [c for c in read if c.isalnum()] == [c for c in meant if c.isalnum()]
    return "punctuation" if same else "word"
