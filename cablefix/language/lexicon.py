"""The general vocabulary: which forms are words, and their numbers in the language model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import overload
from zlib import crc32

import attrs
import numpy as np
import numpy.typing as npt

from cablefix.by_fields import Shown
from cablefix.language.arrays import check_fit, load_array
from cablefix.language.ngram import STEP, Arrays, LanguageModel
from cablefix.remembered import READINGS

UNKNOWN, BREAK = 0, 1
"""The ids of any word outside the model, and of the end of a paragraph."""


@attrs.frozen(eq=False)
class Forms(Shown, Mapping[str, int]):
    """All known forms with their ids, mapped: a form is sought by a hash, none is read before.

    `letters`: the forms in the order of their ids, a line each, in UTF-8; `starts`: where each
    begins, and the end; `slots`: ids, one more each, by the CRC of the form, or in the next slot
    that is free; 0 is a free one.
    """

    letters: npt.NDArray[np.uint8]
    starts: npt.NDArray[np.uint32]
    slots: npt.NDArray[np.uint32]
    find: Callable[[str], int] = attrs.field(init=False, repr=False)
    """The id of a form, or -1."""

    @find.default
    def _of_arrays(self) -> Callable[[str], int]:
        # memoryviews give numbers of Python, faster than arrays do
        letters = self.letters.data
        starts, slots = self.starts.data, self.slots.data
        last = len(slots) - 1

        @lru_cache(READINGS)
        def find(form: str) -> int:
            sought = form.encode("utf-8", "surrogatepass")
            at = crc32(sought) & last
            while above := slots[at]:
                if letters[starts[above - 1] : starts[above] - 1] == sought:
                    return int(above) - 1
                at = (at + 1) & last
            return -1

        return find

    def __getitem__(self, form: str) -> int:
        found = self.find(form)
        if found < 0:
            raise KeyError(form)
        return found

    def __contains__(self, form: object) -> bool:
        return isinstance(form, str) and self.find(form) >= 0

    def __iter__(self) -> Iterator[str]:
        return iter(self.in_order)

    def __len__(self) -> int:
        return len(self.starts) - 1

    @cached_property
    def in_order(self) -> tuple[str, ...]:
        """All of them, in the order of their ids."""
        return self.first(len(self))

    def first(self, count: int) -> tuple[str, ...]:
        """Those with the lowest ids, the most useful ones."""
        end = int(self.starts[min(count, len(self))]) - 1
        return tuple(self.letters[: max(end, 0)].tobytes().decode("utf-8").split("\n"))

    def spell(self, number: int) -> str:
        """The form with an id."""
        begin, end = self.starts[number : number + 2].tolist()
        return self.letters[begin : end - 1].tobytes().decode("utf-8")

    @classmethod
    def load(cls) -> Forms:
        """The shipped ones. Raises WordlistError when an array is missing or damaged."""
        found = cls(
            load_array("lexicon", np.uint8),
            load_array("lexicon_starts", np.uint32),
            load_array("lexicon_slots", np.uint32),
        )
        size = len(found.slots)
        check_fit(
            "lexicon*.npy",
            0 < len(found) < size == 1 << (size.bit_length() - 1)
            and int(found.starts[-1]) == len(found.letters) + 1
            and int(found.slots.max()) <= len(found)
            and int(found.slots.min()) == 0,
        )
        return found


class FirstForms(Sequence[str]):
    """The forms with the lowest ids, each made when it is first asked for: few of them ever are."""

    def __init__(self, forms: Forms, most: int) -> None:
        self._size = min(most, len(forms))
        self._spell = forms.spell
        self._known: dict[int, str] = {}

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[n] for n in range(self._size)[at]]
        known = self._known.get(at)
        if known is None:
            known = self._known[at] = self._spell(range(self._size)[at])
        return known


@attrs.frozen(eq=False)
class Lexicon(Shown):
    """All known forms; those with an id below `counted` are in the language model."""

    ids: Forms
    counted: int

    @property
    def forms(self) -> tuple[str, ...]:
        """All forms, in the order of their ids."""
        return self.ids.in_order

    def __contains__(self, form: str) -> bool:
        return self.ids.find(form) >= 0

    def model_id(self, form: str) -> int:
        """The id of a token in the language model, UNKNOWN if it has none."""
        i = self.ids.find(form)
        return i if 0 <= i < self.counted else UNKNOWN


@cache
def lexicon() -> Lexicon:
    """The shipped vocabulary, loaded once.

    >>> "NODIS" in lexicon(), "MODIS" in lexicon()
    (True, False)
    """
    ids = Forms.load()
    counted = len(model().arrays.unigram)
    check_fit("lexicon*.npy and lm_*.npy", counted <= len(ids))
    return Lexicon(ids, counted)


@cache
def model() -> LanguageModel:
    """The shipped language model, mapped once."""
    return LanguageModel(Arrays.load())


_COSTS = [STEP * step for step in range(256)]


def unigram_cost(number: int) -> float:
    """Minus log probability of a token of the language model, without context."""
    return _COSTS[_unigrams()[number]]


@cache
def _unigrams() -> memoryview:
    # gives numbers of Python, faster than the array does
    return model().arrays.unigram.data


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
