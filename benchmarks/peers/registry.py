"""All peers, in the order of the tables."""

from __future__ import annotations

from .nothing import PEER as NOTHING
from .ours import PEER as OURS
from .peer import Peer
from .pipes import PIPE_PEERS
from .pyspell import PEER as PYSPELL
from .symspell import COMPOUND, WORDS
from .writers import WRITING_PEERS

PEERS: tuple[Peer, ...] = (NOTHING, OURS, WORDS, COMPOUND, PYSPELL, *PIPE_PEERS, *WRITING_PEERS)

STORED = "overproof (stored)"
"""The commercial Overproof system: only its output for one data set is there, no program."""


def chosen(names: list[str] | None) -> list[Peer]:
    """The peers of these names, or all. Raises ValueError for a name that is not there."""
    known = {peer.name: peer for peer in PEERS}
    unknown = [name for name in names or () if name not in known]
    if unknown:
        raise ValueError(f"unknown peer {unknown[0]!r}: use one of {', '.join(known)}")
    return [peer for peer in PEERS if not names or peer.name in names]
