"""Which surprising words have a rival that fits better: a quick look before the long one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cablefix.correcting.words.candidates import known_words, look_up
from cablefix.correcting.words.channel import Channel, find_ops
from cablefix.correcting.words.flow import Chunk
from cablefix.correcting.words.stream import Ids, Stream, find_gains
from cablefix.vocabulary.lexicon import lexicon
from cablefix.vocabulary.tokens import fold

LEAST_GAIN = -3.0
"""What a rival must bring, the cost of the misreading deducted, for a word to stay in doubt."""

CHEAPEST = 3.0
"""No confusion of letters costs less, so that a rival that brings less is not looked at."""

Mask = npt.NDArray[np.bool_]


def find_rivals(chunks: Sequence[Chunk], stream: Stream, channel: Channel, asked: Mask) -> Mask:
    """True for the chunks not asked about, and for those that a near word would fit better."""
    kept = np.ones(len(chunks), bool)
    plain = [i for i in np.flatnonzero(asked).tolist() if _is_plain(chunks[i])]
    words = {i: fold(chunks[i].parse.core) for i in plain}
    look_up(list(words.values()), 1)
    owner, rivals = [], []
    for i in plain:
        kept[i] = False
        for c in known_words(words[i], 1):
            owner.append(i)
            rivals.append(c.word)
    if not owner:
        return kept
    for k, gain in zip(*_find_gains(stream, stream.first[owner], rivals), strict=True):
        i = owner[k]
        if not kept[i]:
            cost = channel.cost(find_ops(rivals[k], words[i]))
            kept[i] = gain - cost > LEAST_GAIN
    return kept


def _is_plain(chunk: Chunk) -> bool:
    p = chunk.parse
    return not p.lead and p.core.isalpha() and len(p.ids) == 1 + len(p.tail) and len(p.core) > 1


def _find_gains(stream: Stream, at: Ids, rivals: Sequence[str]) -> tuple[list[int], list[float]]:
    """Which rivals make the text likelier by enough, and by how much."""
    ids, logs = stream.ids, stream.logs
    here = logs[at] + logs[at + 1] + logs[at + 2]
    words = np.array([lexicon().model_id(w) for w in rivals], np.int64)
    before, tokens = (ids[at - 2], ids[at - 1]), (words, ids[at + 1], ids[at + 2])
    places, gains = find_gains(before, tokens, here, np.zeros(len(at)), CHEAPEST + LEAST_GAIN)
    return places.tolist(), gains.tolist()
