"""How sure a proposal is: its measurements weighed by what became of such proposals before.

Two ensembles of small regression trees (gradient boosting, Friedman 2001), one for words and marks
and one for fields, are fitted by `training.fitting.confidence` on rendered cables whose truth
is known, and give the probability that a proposal brings the text nearer to it. They are stored
as plain arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import log, log2
from operator import attrgetter
from pathlib import Path

import attrs
import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein

from cablefix.by_fields import Shown
from cablefix.kernel.chosen import leaves
from cablefix.language import tables
from cablefix.language.arrays import check_fit, load_array
from cablefix.proposals import FieldGrounds, Proposal, WordGrounds

Floats = npt.NDArray[np.float32]

MOST_SURE = 0.998

SHAPE = "-shape"
"""The end of the names of rules that go by the shape of a field alone."""

LIGHT, FIGURE, FIGURE_IN_NOISE = 1, 0.96, 0.7
"""Noise in tenths up to which print is light; share of figures changed into others by the shape of
a field that were right in light print (66 of 69 on rendered cables, fit part, L1 and L2) and with
poorer print among them (65 of 93, development part, L2 to L4)."""

RAREST = "FLASH"
"""The precedence that few cables have: read into it by shape, 2 of 7 were right (fit part)."""


LONG_TEXT = 300
"""Words from which on a text tells how poor its print is, whatever its length."""


@attrs.frozen(eq=False)
class Trees(Shown):
    """Regression trees side by side: node arrays, and where each tree begins."""

    feature: npt.NDArray[np.int16]
    threshold: Floats
    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    value: Floats
    roots: npt.NDArray[np.int32]
    base: Floats

    def save(self, folder: Path, name: str) -> None:
        """Write the arrays as `judge_<name>_<part>.npy`."""
        for part, array in attrs.asdict(self).items():
            np.save(folder / f"judge_{name}_{part}.npy", array)

    @classmethod
    def load(cls, name: str, folder: Path | None = None) -> Trees:
        """The arrays of one ensemble, installed or in a folder.

        Raises WordlistError when one is damaged.
        """
        kinds = (np.int16, np.float32, np.int32, np.int32, np.float32, np.int32, np.float32)
        parts = [f.name for f in attrs.fields(cls)]
        t = cls(
            *(load_array(f"judge_{name}_{p}", k, folder) for p, k in zip(parts, kinds, strict=True))
        )
        nodes = len(t.feature)
        check_fit(
            f"judge_{name}_*.npy",
            len(t.threshold) == len(t.left) == len(t.right) == len(t.value) == nodes
            and len(t.base) == 1
            and all(0 <= int(a.max(initial=0)) < nodes for a in (t.left, t.right, t.roots)),
        )
        return t

    def probability(self, rows: Floats) -> Floats:
        """The probability for each row of measurements."""
        if not len(rows):
            return np.zeros(0, np.float32)
        at = leaves(rows, self.feature, self.threshold, self.left, self.right, self.roots)
        logit = self.base[0] + self.value[at].sum(axis=1, dtype=np.float64)
        result: Floats = (1 / (1 + np.exp(-logit))).astype(np.float32)
        return result


@cache
def trees(name: str) -> Trees:
    """The shipped ensemble for `words` or `fields`."""
    return Trees.load(name)


def row_of(proposal: Proposal, noise: int, litter: int, words: int) -> tuple[float, ...]:
    """The measurements of a proposal, as the trees of its family take them.

    `noise`, `litter`, `words`: the damage of the text in tenths, and its length. In a few lines
    with one slip the damage looks great, though the print is good.
    """
    grounds = proposal.grounds
    common = (
        float(noise), float(litter),
        float(len(proposal.original)), float(len(proposal.replacement)),
    )  # fmt: skip
    if isinstance(grounds, WordGrounds):
        return (*_measured_words(grounds), *common, log2(max(1, min(words, LONG_TEXT))))
    assert grounds is not None  # whoever asks has looked
    edits = Levenshtein.distance(proposal.original, proposal.replacement)
    digit = any(c.isdigit() for c in proposal.original)
    return (
        *_measured_fields(grounds), *common,
        record(proposal.rule), proposal.score, float(edits), float(digit),
    )  # fmt: skip


# attrs.astuple looks into every value, which takes ten times as long
_measured_words = attrgetter(*(f.name for f in attrs.fields(WordGrounds)))
_measured_fields = attrgetter(*(f.name for f in attrs.fields(FieldGrounds)))


@cache
def _records() -> dict[str, float]:
    return {
        rule: log((float(right) + 1) / (float(n) - float(right) + 1))
        for rule, n, right in tables.load("rules").rows
    }


def record(rule: str) -> float:
    """Log odds that a rule was right on the rendered cables; an unknown rule is doubted.

    >>> record("dtg-agreement") > record("no-such-rule")
    True
    """
    return _records().get(rule, -1.0)


def judge(proposals: Sequence[Proposal], noise: int, litter: int, words: int) -> list[float]:
    """The confidence of each proposal.

    `noise`, `litter`, `words`: as for `row_of`. Raises WordlistError when the fitted weights are
    not installed.
    """
    found = [p.score for p in proposals]
    for name, family in (("words", WordGrounds), ("fields", FieldGrounds)):
        at = [i for i, p in enumerate(proposals) if isinstance(p.grounds, family)]
        if at:
            rows = np.array([row_of(proposals[i], noise, litter, words) for i in at], np.float32)
            for i, p in zip(at, trees(name).probability(rows).tolist(), strict=True):
                found[i] = min(p, MOST_SURE, proposals[i].most, _most_by_shape(proposals[i], noise))
    return found


@cache
def _flash() -> str:
    return tables.load("precedence").pairs("word", "letter")[RAREST]


def _most_by_shape(proposal: Proposal, noise: int) -> float:
    """How sure a change of one figure into another can be that the shape of a field asks for.

    The shape says that a figure is wrong, not which is right; a wrong number that looks right is
    worse than one that does not. Nor does it make a cable a FLASH one, which few cables are.
    """
    if not proposal.rule.endswith(SHAPE):
        return 1.0
    if proposal.rule.startswith("precedence") and proposal.replacement.strip() == _flash():
        return FIGURE_IN_NOISE
    ops = Levenshtein.editops(proposal.original, proposal.replacement)
    swapped = any(
        op.tag == "replace"
        and proposal.original[op.src_pos].isdigit()
        and proposal.replacement[op.dest_pos].isdigit()
        for op in ops
    )
    return 1.0 if not swapped else FIGURE_IN_NOISE if noise > LIGHT else FIGURE
