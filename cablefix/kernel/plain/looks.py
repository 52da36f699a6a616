"""Words compared with a read one, letter for letter, with one letter lost or added at most."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]
Letters = npt.NDArray[np.uint8]


class Shelf:
    """Words of one length, by their letters: a row a word."""

    def __init__(self, letters: Letters) -> None:
        self.size, self.length = letters.shape
        self._letters = letters.T.astype(np.intp, order="C")

    def alike(
        self, read: Sequence[int], costs: Floats, lost: float, most: float
    ) -> tuple[Ids, Floats]:
        """The numbers of the words that are like enough to what was read, and their costs.

        `read`: its letters; `costs`: by letter of the word and letter read, none below nothing;
        `lost`: what a letter lost or added costs; `most`: what a word may cost. Raises ValueError
        where the lengths differ by more than one.
        """
        if abs(len(read) - self.length) > 1:
            raise ValueError("one letter may be lost or added, no more")
        total = self._total(read, costs, lost)
        worth = np.flatnonzero(total <= np.float32(most))
        return worth, total[worth]

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
