"""Words that the user vouches for stay as they are, whatever the evidence says."""

from __future__ import annotations

from collections.abc import Iterator

from cablefix.correcting.proposals import Proposal
from cablefix.reading.document import Reading
from cablefix.vocabulary.tokens import fold, tokenise


def keeps_given(proposal: Proposal, reading: Reading) -> bool:
    """Whether a proposal leaves every word that the user vouches for as it is."""
    if not reading.words:
        return True
    text, start, end = reading.text, proposal.start, proposal.end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    before, after = text[start : proposal.start], text[proposal.end : end]
    kept = set(_words(f"{before}{proposal.replacement}{after}"))
    return all(word in kept for word in _words(text[start:end]) if word in reading.words)


def _words(text: str) -> Iterator[str]:
    """The chunks between blanks without the marks around them, and the words within."""
    for chunk in fold(text).split():
        at = [i for i, c in enumerate(chunk) if c.isalnum()]
        if at:
            yield chunk[at[0] : at[-1] + 1]
            yield chunk
            yield from tokenise(chunk)
