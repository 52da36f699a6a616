"""The general vocabulary: which forms are words, and their numbers in the language model."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import attrs
import numpy as np

from cablefix.vocabulary import tables
from cablefix.vocabulary.language import STEP, Arrays, LanguageModel

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


def data_path(name: str) -> Path:
    """The path of a compiled data file. Raises WordlistError when it is not there."""
    path = Path(str(tables.folder() / name))
    if not path.is_file():
        raise tables.WordlistError(f"data file {path} is missing: {tables.REBUILD}")
    return path


@cache
def lexicon() -> Lexicon:
    """The shipped vocabulary, loaded once.

    >>> "NODIS" in lexicon(), "MODIS" in lexicon()
    (True, False)
    """
    blob = np.load(data_path("lexicon.npy")).tobytes()
    forms = tuple(blob.decode("utf-8").split("\n"))
    return Lexicon(
        dict(zip(forms, range(len(forms)), strict=True)), len(model().arrays.unigram), forms
    )


@cache
def model() -> LanguageModel:
    """The shipped language model, mapped once."""
    return LanguageModel(Arrays.load(data_path("lm_unigram.npy").parent))


@cache
def unigram_costs() -> list[float]:
    """Minus log probability of each token of the language model, without context."""
    costs: list[float] = (STEP * model().arrays.unigram.astype(np.float64)).tolist()
    return costs


def rough_cost(word: str) -> float:
    """What a word costs by its frequency alone, scaled down as context will make it cheaper."""
    i = lexicon().model_id(word)
    return 0.6 * unigram_costs()[i] + (6.0 if i == UNKNOWN else 0.0)
