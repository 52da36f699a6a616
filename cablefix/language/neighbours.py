"""Which words are likely between two others, for all words of the language model at once."""

from __future__ import annotations

import attrs
import numpy as np
import numpy.typing as npt

from cablefix.by_fields import ByFields
from cablefix.kernel.chosen import Ngrams
from cablefix.language.lexicon import UNKNOWN, model
from cablefix.language.ngram import STEP

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]


@attrs.frozen
class Between(ByFields):
    """What words cost after one token and before another, by pairs; UNKNOWN says nothing.

    Minus natural logarithms of probabilities.

    >>> from cablefix.language.lexicon import lexicon
    >>> ids = lexicon().ids
    >>> states, stakes = Between(ids["UNITED"], ids["OF"]).costs(
    ...     np.array([ids["STATES"], ids["STAKES"]])
    ... )
    >>> bool(states < stakes)
    True
    """

    before: int
    after: int

    def costs(self, words: Ids) -> Floats:
        """The costs of some words."""
        table, before, after = self.place()
        return (table.between(before, after, words) * STEP).astype(np.float32)

    def place(self) -> tuple[Ngrams, int | None, int | None]:
        """The n-grams, and the two tokens, None for one that says nothing."""
        before, after = (None if i == UNKNOWN else i for i in (self.before, self.after))
        return model().table, before, after
