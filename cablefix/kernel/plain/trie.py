"""Words compared with a read one, letter for letter, with one letter lost or added at most."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cablefix.kernel.plain.ngrams import Ngrams

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]
Letters = npt.NDArray[np.uint8]

MOST_COMPARED = 64
"""How many comparisons one remembers."""


class Trie:
    """Words of one length, by their letters: a row a word."""

    def __init__(self, letters: Letters, priors: Floats, ids: Ids) -> None:
        """`priors`: what each word costs by itself; `ids`: their tokens in n-grams."""
        self.size, self.length = letters.shape
        if len(priors) != self.size or len(ids) != self.size:
            raise ValueError("there is not one cost and one token for each word")
        self._priors, self._ids = priors, ids
        self._letters = letters.T.astype(np.intp, order="C")
        self._compared: dict[tuple[object, ...], tuple[Floats, Ids, Floats]] = {}

    def search(
        self,
        read: Sequence[int],
        costs: Floats,
        lost: float,
        dearest: float,
        most: int,
        enough: float,
    ) -> tuple[list[int], list[float]]:
        """The numbers of the cheapest words and what they cost, the cheapest first.

        `read`: the letters read; `costs`: by letter of the word and letter read, none below
        nothing; `lost`: what a letter lost or added costs; `dearest`: what the letters of a word
        may cost; `most`: how many words are asked for; `enough`: the most that one may cost with
        all. Raises ValueError where the lengths differ by more than one.
        """
        worth, total = self._compare(read, costs, lost, dearest)
        return _cheapest(worth, total + self._priors[worth], most, enough)

    def search_between(
        self, read: Sequence[int], costs: Floats, lost: float, dearest: float, most: int,
        enough: float, ngrams: Ngrams, before: int | None, after: int | None,
    ) -> tuple[list[int], list[float]]:  # fmt: skip
        """The same with what each word costs between two tokens."""
        worth, total = self._compare(read, costs, lost, dearest)
        priors = ngrams.step * ngrams.between(before, after, self._ids[worth])
        return _cheapest(worth, total + priors.astype(np.float32), most, enough)

    def _compare(
        self, read: Sequence[int], costs: Floats, lost: float, dearest: float
    ) -> tuple[Ids, Floats]:
        """The words that are like enough, and what their letters cost; most are asked for twice."""
        if abs(len(read) - self.length) > 1:
            raise ValueError("one letter may be lost or added, no more")
        key = (tuple(read), id(costs), lost, dearest)
        known = self._compared.get(key)
        if known is None or known[0] is not costs:
            if len(self._compared) == MOST_COMPARED:
                self._compared.clear()
            total = self._total(read, costs, lost)
            worth = np.flatnonzero(total <= np.float32(dearest))
            known = self._compared[key] = (costs, worth, total[worth])
        return known[1:]

    def _total(self, read: Sequence[int], costs: Floats, lost: float) -> Floats:
        n = len(read)
        rows = np.ascontiguousarray(costs.T)
        if self.length == n:
            return self._along(rows, read)[-1]
        # from some place on, letters are one place farther on or back
        longer = self.length > n
        ahead = self._along(rows, read[: self.length])
        behind = self._along(rows, read[not longer :], int(longer))
        all_behind = behind[-1]
        least = all_behind.copy()
        for before, passed in zip(ahead[1:], behind[1:], strict=True):
            way = all_behind - passed
            way += before
            np.minimum(least, way, out=least)
        least += np.float32(lost)
        return least

    def _along(self, rows: Floats, read: Sequence[int], skip: int = 0) -> list[Floats]:
        """Costs summed up to each place: the first is that of no letter, the next that of one.

        `skip`: letters of the words passed over at the start.
        """
        sums = [np.zeros(self.size, np.float32)]
        for code, letters in zip(read, self._letters[skip:], strict=False):
            # every letter has its place in the row: nothing is ever clipped, but asking is slow
            sums.append(sums[-1] + rows[code].take(letters, mode="clip"))
        return sums


def _cheapest(
    numbers: Ids, scores: Floats, most: int, enough: float
) -> tuple[list[int], list[float]]:
    if len(numbers) > most:
        few = np.argpartition(scores, most)[:most]
        numbers, scores = numbers[few], scores[few]
    rank = np.lexsort((numbers, scores))[: int((scores <= enough).sum())]
    return numbers[rank].tolist(), scores[rank].tolist()
