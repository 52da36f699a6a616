"""Which surprising words have a rival that fits better: a quick look before the long one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cablefix.correcting.words.candidates import known_words, look_up
from cablefix.correcting.words.channel import Channel, find_ops
from cablefix.correcting.words.flow import Chunk
from cablefix.correcting.words.stream import Floats, Ids, Stream
from cablefix.vocabulary.lexicon import lexicon, model
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
    gains = _gains(stream, stream.first[owner], rivals)
    for k in np.flatnonzero(gains > CHEAPEST + LEAST_GAIN).tolist():
        i = owner[k]
        if not kept[i]:
            cost = channel.cost(find_ops(rivals[k], words[i]))
            kept[i] = gains[k] - cost > LEAST_GAIN
    return kept


def _is_plain(chunk: Chunk) -> bool:
    p = chunk.parse
    return not p.lead and p.core.isalpha() and len(p.ids) == 1 + len(p.tail) and len(p.core) > 1


def _gains(stream: Stream, at: Ids, rivals: Sequence[str]) -> Floats:
    """How much likelier the text is with each rival; those that bring too little have no gain."""
    score, ids, logs = model().score, stream.ids, stream.logs
    here = logs[at] + logs[at + 1] + logs[at + 2]
    words = np.array([lexicon().model_id(w) for w in rivals], np.int64)
    alone = score(ids[at - 2], ids[at - 1], words)
    gains = np.full(len(at), -np.inf)
    few = np.flatnonzero(alone - here > CHEAPEST + LEAST_GAIN)  # what follows can only cost more
    b, c, d, word = ids[at[few] - 1], ids[at[few] + 1], ids[at[few] + 2], words[few]
    gains[few] = alone[few] + score(b, word, c) + score(word, c, d) - here[few]
    return gains
