# Words compared letter for letter; `plain/looks.py` says what each function returns.


cdef class Shelf:
    """Words of one length, by their letters."""

    cdef readonly Py_ssize_t length, size
    cdef object order, letters, common
    cdef const uint8_t[:, ::1] words
    cdef const int64_t[::1] number
    cdef const int64_t[::1] shared

    def __init__(self, letters):
        # in the order of the alphabet, so that what words begin with is compared once
        self.order = np.lexsort(np.flipud(letters.T)).astype(np.int64)
        self.letters = np.ascontiguousarray(letters[self.order], np.uint8)
        self.size, self.length = letters.shape
        same = np.cumprod(self.letters[1:] == self.letters[:-1], axis=1).sum(axis=1)
        self.common = np.concatenate(([0], same)).astype(np.int64)
        self.words, self.number, self.shared = self.letters, self.order, self.common

    def alike(self, read, costs, double lost, double most):
        """The numbers of the words that are like enough to what was read, and their costs."""
        cdef const float[:, ::1] table = costs
        cdef Py_ssize_t n = len(read), k, count = 0, width = table.shape[1]
        if abs(n - self.length) > 1 or n > 62:
            raise ValueError("one letter may be lost or added, no more, of 62")
        cdef int64_t codes[64]
        for k in range(n):
            codes[k] = read[k]
            if not 0 <= codes[k] < width:
                raise IndexError(f"letter {codes[k]} of {width}")
        cdef Py_ssize_t height = table.shape[0]
        if self.size and self.letters.max() >= height:
            raise IndexError(f"words have letters beyond {height}")
        numbers = np.empty(self.size, np.int64)
        totals = np.empty(self.size, np.float32)
        cdef int64_t[::1] numbers_out = numbers
        cdef float[::1] totals_out = totals
        with nogil:
            if n == self.length:
                count = self._same(table, codes, n, most, numbers_out, totals_out)
            else:
                count = self._shifted(table, codes, n, lost, most, numbers_out, totals_out)
        rank = np.argsort(numbers[:count])
        return numbers[:count][rank], totals[:count][rank]

    cdef Py_ssize_t _same(
        self, const float[:, ::1] table, const int64_t* codes, Py_ssize_t n, float most,
        int64_t[::1] numbers, float[::1] totals,
    ) noexcept nogil:
        cdef float ahead[64]
        cdef Py_ssize_t i, k, count = 0, valid = 0, given_up = -1
        ahead[0] = 0.0
        for i in range(self.size):
            valid = min(valid, self.shared[i])
            if 0 <= given_up <= valid:
                continue
            given_up = -1
            for k in range(valid, n):
                ahead[k + 1] = ahead[k] + table[self.words[i, k], codes[k]]
                valid = k + 1
                if ahead[k + 1] > most:
                    given_up = k + 1
                    break
            if given_up < 0:
                numbers[count], totals[count] = self.number[i], ahead[n]
                count += 1
        return count

    cdef Py_ssize_t _shifted(
        self, const float[:, ::1] table, const int64_t* codes, Py_ssize_t n, float lost, float most,
        int64_t[::1] numbers, float[::1] totals,
    ) noexcept nogil:
        """One letter lost or added: from some place on, letters are one place farther on or back.

        `behind[k]`: of k letters in the other place; `least[k]`: the most that the letters before
        a shift at k or earlier save, against all in the other place.
        """
        cdef float ahead[64]
        cdef float behind[64]
        cdef float saved[64]
        cdef bint longer = self.length > n
        cdef Py_ssize_t steps = n if longer else self.length
        cdef Py_ssize_t i, k, count = 0, valid = 0, given_up = -1
        cdef float best, way, bound
        ahead[0] = behind[0] = saved[0] = 0.0
        for i in range(self.size):
            valid = min(valid, self.shared[i])
            if 0 <= given_up <= valid:
                continue
            given_up = -1
            # with k letters of the word known, k - 1 of those behind are, if it is longer
            for k in range(valid, self.length):
                valid = k + 1
                if longer:
                    if k < steps:
                        ahead[k + 1] = ahead[k] + table[self.words[i, k], codes[k]]
                    if k == 0:
                        continue
                    behind[k] = behind[k - 1] + table[self.words[i, k], codes[k - 1]]
                    saved[k] = min(saved[k - 1], ahead[k] - behind[k])
                    bound = min(behind[k] + saved[k], ahead[k])
                else:
                    ahead[k + 1] = ahead[k] + table[self.words[i, k], codes[k]]
                    behind[k + 1] = behind[k] + table[self.words[i, k], codes[k + 1]]
                    saved[k + 1] = min(saved[k], ahead[k + 1] - behind[k + 1])
                    bound = min(behind[k + 1] + saved[k + 1], ahead[k + 1])
                if bound + lost > most + 0.01:  # beyond what rounding may bring
                    given_up = k + 1
                    break
            if given_up >= 0:
                continue
            best = behind[steps]
            for k in range(1, steps + 1):
                way = behind[steps] - behind[k]
                way += ahead[k]
                best = min(best, way)
            best += lost
            if best <= most:
                numbers[count], totals[count] = self.number[i], best
                count += 1
        return count
