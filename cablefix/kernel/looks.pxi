# Words compared letter for letter; `plain/looks.py` says what each function returns.

cdef float ROUNDING = 0.01  # more than sums in another order may differ by


cdef struct Best:
    # the cheapest words so far, in no order
    int64_t* numbers
    float* scores
    Py_ssize_t count, most, worst


cdef void keep(Best* best, int64_t number, float score) noexcept nogil:
    """Take a word in, if it is among the cheapest; of equals the one of the lower number."""
    cdef Py_ssize_t at = best.count, i
    if best.count == best.most:
        at = best.worst
        if score > best.scores[at] or (
            score == best.scores[at] and number > best.numbers[at]
        ):
            return
    else:
        best.count += 1
    best.numbers[at], best.scores[at] = number, score
    best.worst = 0
    for i in range(1, best.count):
        if best.scores[i] > best.scores[best.worst] or (
            best.scores[i] == best.scores[best.worst]
            and best.numbers[i] > best.numbers[best.worst]
        ):
            best.worst = i


cdef class Shelf:
    """Words of one length, by their letters."""

    cdef readonly Py_ssize_t length, size
    cdef object order, letters, common
    cdef Py_ssize_t least_height
    cdef const uint8_t[:, ::1] words
    cdef const int64_t[::1] number
    cdef const int64_t[::1] shared
    # of the search at hand
    cdef const float[::1] priors
    cdef const int64_t[::1] ids
    cdef Ngrams ngrams
    cdef int64_t before, after

    def __init__(self, letters):
        # in the order of the alphabet, so that what words begin with is compared once
        self.order = np.lexsort(np.flipud(letters.T)).astype(np.int64)
        self.letters = np.ascontiguousarray(letters[self.order], np.uint8)
        self.size, self.length = letters.shape
        same = np.cumprod(self.letters[1:] == self.letters[:-1], axis=1).sum(axis=1)
        self.common = np.concatenate(([0], same)).astype(np.int64)
        self.words, self.number, self.shared = self.letters, self.order, self.common
        self.least_height = self.letters.max() + 1 if self.size else 0

    def search(self, read, costs, double lost, double dearest, Py_ssize_t most, priors):
        """The numbers of the cheapest words, their own costs included, and what they cost."""
        self.priors = priors
        if self.priors.shape[0] != self.size:
            raise ValueError("there is not one cost for each word")
        self.ngrams = None
        return self._search(read, costs, lost, dearest, most)

    def search_between(
        self, read, costs, double lost, double dearest, Py_ssize_t most, ids, Ngrams ngrams,
        before, after,
    ):
        """The same with what each word costs between two tokens."""
        self.ids, self.ngrams = ids, ngrams
        if self.ids.shape[0] != self.size:
            raise ValueError("there is not one token for each word")
        ngrams._check(self.ids)
        self.before = -1 if before is None else ngrams._token(before)
        self.after = -1 if after is None else ngrams._token(after)
        return self._search(read, costs, lost, dearest, most)

    cdef tuple _search(self, read, costs, double lost, double dearest, Py_ssize_t most):
        cdef const float[:, ::1] table = costs
        cdef Py_ssize_t n = len(read), k, width = table.shape[1]
        if abs(n - self.length) > 1 or n > 62:
            raise ValueError("one letter may be lost or added, no more, of 62")
        if table.shape[0] < self.least_height:
            raise IndexError(f"the words have letters beyond {table.shape[0]}")
        cdef int64_t codes[64]
        for k in range(n):
            codes[k] = read[k]
            if not 0 <= codes[k] < width:
                raise IndexError(f"letter {codes[k]} of {width}")
        numbers = np.empty(max(most, 1), np.int64)
        scores = np.empty(max(most, 1), np.float32)
        cdef int64_t[::1] numbers_out = numbers
        cdef float[::1] scores_out = scores
        cdef Best best
        best.numbers, best.scores = &numbers_out[0], &scores_out[0]
        best.count, best.most, best.worst = 0, max(most, 1), 0
        with nogil:
            if n == self.length:
                self._same(table, codes, n, dearest, &best)
            else:
                self._shifted(table, codes, n, lost, dearest, &best)
        rank = np.lexsort((numbers[:best.count], scores[:best.count]))[:most]
        return numbers[rank], scores[rank]

    cdef void _weigh(self, Py_ssize_t i, float total, Best* best) noexcept nogil:
        """Take a word in with its own cost."""
        cdef int64_t number = self.number[i], steps
        cdef float prior
        if self.ngrams is None:
            prior = self.priors[number]
        else:
            if self.before < 0:
                steps = self.ngrams.unigram[self.ids[number]]
            else:
                steps = self.ngrams._pair_cost(self.before, self.ids[number])
            if self.after >= 0:
                steps += self.ngrams._pair_cost(self.ids[number], self.after)
            prior = <float>(self.ngrams.step * steps)
        keep(best, number, total + prior)

    cdef void _same(
        self, const float[:, ::1] table, const int64_t* codes, Py_ssize_t n, float dearest,
        Best* best,
    ) noexcept nogil:
        cdef float ahead[64]
        cdef float most = dearest
        cdef Py_ssize_t i, k, valid = 0, given_up = -1
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
                self._weigh(i, ahead[n], best)
                if best.count == best.most:
                    most = min(dearest, best.scores[best.worst])

    cdef void _shifted(
        self, const float[:, ::1] table, const int64_t* codes, Py_ssize_t n, float lost,
        float dearest, Best* best,
    ) noexcept nogil:
        """One letter lost or added: from some place on, letters are one place farther on or back.

        `behind[k]`: of k letters in the other place; `saved[k]`: the most that the letters before
        a shift at k or earlier save, against all in the other place.
        """
        cdef float ahead[64]
        cdef float behind[64]
        cdef float saved[64]
        cdef bint longer = self.length > n
        cdef Py_ssize_t steps = n if longer else self.length
        cdef Py_ssize_t i, k, valid = 0, given_up = -1
        cdef float least, way, bound, most = dearest
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
                if bound + lost > most + ROUNDING:
                    given_up = k + 1
                    break
            if given_up >= 0:
                continue
            least = behind[steps]
            for k in range(1, steps + 1):
                way = behind[steps] - behind[k]
                way += ahead[k]
                least = min(least, way)
            least += lost
            if least <= most:
                self._weigh(i, least, best)
                if best.count == best.most:
                    most = min(dearest, best.scores[best.worst])
