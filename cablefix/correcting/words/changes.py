"""What decoding a text brings: its changes, with what speaks for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import attrs

from cablefix.correcting.words.channel import Channel, Op
from cablefix.correcting.words.decoder import Alternative
from cablefix.correcting.words.flow import Chunk, OwnWords
from cablefix.correcting.words.litter import Litter


@attrs.frozen
class Change:
    """A change that the decoder prefers, or nearly, with what speaks for it.

    `margin`: how much likelier the text is with it, in natural logarithms; `rival`: how much
    likelier than with the next best other change; `crowd`: log odds of all other changes together
    against this one.
    """

    first: Chunk
    last: Chunk
    place: int
    option: Alternative
    margin: float
    rival: float
    crowd: float


@attrs.frozen(eq=False)
class Findings:
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
