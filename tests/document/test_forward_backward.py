"""The posteriors of the sequence model are those of the plain algorithm, in blocks or not."""

import numpy as np
import pytest

from cablefix.document.forward_backward import BLOCK, Chain, could_gain, posteriors

CHAIN = Chain(
    np.array([0.8, 0.1, 0.1]), np.array([0.9, 0.8, 0.7]), 1,
    (np.array([0.0, 0.6, 0.4]), np.array([0.7, 0.2, 0.1])),
)  # fmt: skip


def plain(rows):
    """Forward-backward by the book, place after place."""
    chances = np.exp(rows)
    step = np.diag(CHAIN.stays) + (1 - CHAIN.stays)[:, None] * np.stack(
        [CHAIN.leaves[0], CHAIN.leaves[1], CHAIN.leaves[1]]
    )
    forward = [(CHAIN.first @ step) * chances[0]]  # the start is the place before the first
    for row in chances[1:]:
        now = (forward[-1] @ step) * row
        forward.append(now / now.sum())
    backward = [np.ones(3)]
    for row in chances[:0:-1]:
        now = step @ (row * backward[-1])
        backward.append(now / now.sum())
    both = np.array(forward) * np.array(backward[::-1])
    return both / both.sum(axis=1, keepdims=True)


@pytest.mark.parametrize("size", [1, 7, BLOCK, 5 * BLOCK + 11])
def test_blocks_give_what_one_pass_gives(size):
    rows = np.log(np.random.default_rng(size).dirichlet(np.ones(3), size))
    assert posteriors(rows, CHAIN) == pytest.approx(plain(rows), abs=1e-3)


def test_blocks_without_doubt_are_skipped():
    rows = np.log(np.random.default_rng(1).dirichlet(np.ones(3), 3 * BLOCK))
    doubtful = np.zeros(3 * BLOCK, bool)
    doubtful[BLOCK + 5] = True
    found = posteriors(rows, CHAIN, doubtful)
    assert (found[:BLOCK] == [1.0, 0.0, 0.0]).all()
    middle = slice(BLOCK, 2 * BLOCK)
    assert found[middle] == pytest.approx(plain(rows)[middle], abs=1e-3)


def test_places_that_could_matter():
    gains = np.array([-5.0, 3.0, -1.0, 4.0, -9.0, 2.0])
    assert could_gain(gains, 6.0).tolist() == [False, True, True, True, False, False]
    assert not could_gain(gains, 6.5).any()
