"""The general vocabulary: which forms are words, and their numbers in the language model."""

from __future__ import annotations

from functools import cache

import attrs
import numpy as np

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


def rough_cost(word: str) -> float:
    """What a word costs by its frequency alone, scaled down as context will make it cheaper."""
    i = lexicon().model_id(word)
    return 0.6 * unigram_costs()[i] + (6.0 if i == UNKNOWN else 0.0)
