"""Where another mark or word would make a text likelier."""

import numpy as np

from cablefix.language.lexicon import lexicon, model
from cablefix.words.tokens import find_gains


def test_the_gains_are_those_of_scoring_all():
    ids = np.array(
        [lexicon().model_id(w) for w in ["OF", "THE", "UNITED", "STATES", "AND"]], np.int64
    )
    a, b, c = ids[:-2], ids[1:-1], ids[2:]
    tried = np.full(len(c), lexicon().model_id("STATES"), np.int64)
    here, costs = model().score(a, b, c), np.array([0.0, 1.0, 0.0])
    all_gains = model().score(a, b, tried) - here
    for least in (-99.0, -3.0, 0.0):
        at, gains = find_gains((a, b), [tried], here, costs, least)
        expected = [i for i in range(len(c)) if all_gains[i] - costs[i] > least]
        assert at.tolist() == expected
        assert gains.tolist() == all_gains[at].tolist()
