"""What decoding a text brings: its changes, with what speaks for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise

import attrs

from cablefix.by_fields import ByFields, Shown
from cablefix.channel.profile import Channel, Op
from cablefix.language.truecase import SMALL, usual_case
from cablefix.late import late_regex
from cablefix.words.cache_model import OwnWords
from cablefix.words.decoder import Alternative
from cablefix.words.error_profile import Litter
from cablefix.words.tokens import Chunk

_DASH = late_regex(r"^-[A-Za-z]{2}|[.,;:!?'\"]-[A-Za-z]")


LEAST_VERSE, VERSE = 3, 100
"""Loose capitals from which a text has verse, and among how many words at most there is one.
Both are set: lines of verse have some eight words."""

KNOWN_FROM = 3
"""Letters of a word that tells that its line is readable."""


@attrs.frozen
class Change(ByFields):
    """A change that the decoder prefers, or nearly, with what speaks for it.

    `margin`: how much likelier the text is with it, in natural logarithms; `rival`: how much
    likelier than with the next best other change; `crowd`: log odds of the other changes weighed
    here together against this one, at least -30.
    """

    first: Chunk
    last: Chunk
    place: int
    option: Alternative
    margin: float
    rival: float
    crowd: float


@attrs.frozen
class Row(ByFields):
    """A line of running text: its tokens, the shares that are marks alone and known words, and the
    mean log probability of its least likely tokens, chunk by chunk."""

    tokens: int
    junk: float
    known: float
    surprise: float

    @classmethod
    def of(cls, chunks: Sequence[Chunk], surprises: Sequence[float]) -> Row:
        """Count the tokens of a line."""
        n = len(chunks)
        junk = sum(not c.parse.core for c in chunks)
        known = sum(c.plain and len(c.parse.core) >= KNOWN_FROM for c in chunks)
        return cls(n, junk / n, known / n, sum(surprises) / n)


@attrs.frozen(eq=False)
class Findings(Shown):
    """All changes of a text, and what was learnt on the way."""

    text: str
    capitals: bool
    chunks: Sequence[Chunk]
    changes: Sequence[Change]
    own: OwnWords
    channel: Channel
    stop_odds: Mapping[int, float]
    stops: Mapping[int, float]
    litter: Litter
    surprises: Sequence[float]
    seen: Counter[Op]

    @cached_property
    def rows(self) -> dict[int, Row]:
        """The lines of the running text, by where they begin."""
        rows: dict[int, tuple[list[Chunk], list[float]]] = {}
        for c, surprise in zip(self.chunks, self.surprises, strict=True):
            chunks, surprises = rows.setdefault(c.line, ([], []))
            chunks.append(c)
            surprises.append(surprise)
        return {start: Row.of(*row) for start, row in rows.items()}

    @cached_property
    def alone(self) -> Counter[str]:
        """How often each mark stands alone within a line, not at its edges."""
        return Counter(c.span.text for c in self.chunks if c.place == "mid" and not c.parse.core)

    @cached_property
    def dashes(self) -> int:
        """How often a hyphen is set as a dash, close to a word or behind a mark: -but, all,-but."""
        return sum(_DASH.search(c.span.text) is not None for c in self.chunks)

    @cached_property
    def has_verse(self) -> bool:
        """Whether words that are small within sentences have capitals behind words without a mark,
        as in verse whose line ends are lost: there a capital says nothing of the mark before."""
        loose = sum(
            b.parse.core.istitle() and a.parse.core.islower() and not a.parse.tail
            and not b.breaks and usual_case(b.parse.core) == SMALL
            for a, b in pairwise(self.chunks)
        )  # fmt: skip
        return loose >= LEAST_VERSE and loose * VERSE >= len(self.chunks)

    @cached_property
    def stopped(self) -> Counter[tuple[str, bool]]:
        """How often each word stands with a full stop behind it, and without."""
        return Counter((c.parse.core, c.parse.tail[:1] == ".") for c in self.chunks)
