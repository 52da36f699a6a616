"""The general vocabulary: which forms are words, and their numbers in the language model."""

from __future__ import annotations

from functools import cache

import attrs
import numpy as np
import numpy.typing as npt

from cablefix.language.arrays import check_fit, load_array
from cablefix.language.ngram import STEP, Arrays, LanguageModel

UNKNOWN, BREAK = 0, 1
"""The ids of any word outside the model, and of the end of a paragraph."""


@attrs.frozen(eq=False)
class Lexicon:
    """All known forms; those with an id below `counted` are in the language model."""

    ids: dict[str, int]
    counted: int
    forms: tuple[str, ...]

    def __contains__(self, form: str) -> bool:
        return form in self.ids

    def model_id(self, form: str) -> int:
        """The id of a token in the language model, UNKNOWN if it has none."""
        i = self.ids.get(form, UNKNOWN)
        return i if i < self.counted else UNKNOWN


@cache
def lexicon() -> Lexicon:
    """The shipped vocabulary, loaded once.

    >>> "NODIS" in lexicon(), "MODIS" in lexicon()
    (True, False)
    """
    blob = load_array("lexicon", np.uint8).tobytes()
    counted = len(model().arrays.unigram)
    try:
        forms = tuple(blob.decode("utf-8").split("\n"))
    except UnicodeDecodeError:
        forms = ()
    ids = dict(zip(forms, range(len(forms)), strict=True))
    check_fit("lexicon.npy and lm_*.npy", counted <= len(forms) == len(ids))
    return Lexicon(ids, counted, forms)


@cache
def model() -> LanguageModel:
    """The shipped language model, mapped once."""
    return LanguageModel(Arrays.load())


@cache
def unigram_costs() -> list[float]:
    """Minus log probability of each token of the language model, without context."""
    costs: list[float] = (STEP * model().arrays.unigram.astype(np.float64)).tolist()
    return costs


@cache
def rough_costs() -> npt.NDArray[np.float64]:
    """What a word costs by its frequency alone, scaled down as context will make it cheaper.

    By its id in the language model; UNKNOWN costs more.
    """
    costs = 0.6 * (STEP * model().arrays.unigram.astype(np.float64))
    costs[UNKNOWN] += 6.0
    return costs


def rough_cost(word: str) -> float:
    """The same of one word.

    >>> rough_cost("THE") < rough_cost("NODIS") < rough_cost("MODIS")
    True
    """
    return float(rough_costs()[lexicon().model_id(word)])
