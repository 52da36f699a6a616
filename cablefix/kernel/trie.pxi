# Words compared letter for letter; `plain/trie.py` says what each function returns.

cdef enum:
    MOST_ASKED = 64

cdef float ROUNDING = 0.01  # more than sums in another order may differ by
cdef float FEW = 1.5  # cost of a letter up to which words are looked at first


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


cdef class Trie:
    """Words of one length, by their letters: in the order of the alphabet, as a tree."""

    cdef readonly Py_ssize_t length, size
    cdef Py_ssize_t least_height
    cdef const uint8_t[:, ::1] words
    cdef const int64_t[::1] number
    cdef const int64_t[::1] ids
    cdef const float[::1] priors
    # for each word and each number of letters from its start
    cdef const int32_t[:, ::1] next  # the next word that begins otherwise
    cdef const float[:, ::1] lowest  # the least that a word costs by itself which begins so
    cdef const int64_t[::1] shared  # letters that a word has in common with the one before it
    # of the search at hand
    cdef Ngrams ngrams
    cdef int64_t before, after
    cdef float enough
    cdef float floor  # the least that any word costs by itself
    cdef int64_t rest  # the part of it that lies behind the word, in steps

    def __init__(self, letters, priors, ids):
        self.size, self.length = letters.shape
        if len(priors) != self.size or len(ids) != self.size:
            raise ValueError("there is not one cost and one token for each word")
        order = np.lexsort(np.flipud(letters.T)).astype(np.int64)
        ordered = np.ascontiguousarray(letters[order], np.uint8)
        same = np.cumprod(ordered[1:] == ordered[:-1], axis=1).sum(axis=1)
        shared = np.concatenate(([0] if self.size else [], same)).astype(np.int64)
        following = np.empty((self.size, self.length + 1), np.int32)
        lowest = np.empty((self.size, self.length + 1), np.float32)
        own = np.ascontiguousarray(priors, np.float32)
        for k in range(self.length + 1 if self.size else 0):
            starts = np.flatnonzero(shared < k) if k else np.zeros(1, np.int64)
            group = np.searchsorted(starts, np.arange(self.size), side="right")
            following[:, k] = np.append(starts, self.size)[group]
            lowest[:, k] = np.minimum.reduceat(own[order], starts)[group - 1]
        self.words, self.number, self.shared = ordered, order, shared
        self.next, self.lowest, self.priors = following, lowest, own
        self.ids = np.ascontiguousarray(ids, np.int64)
        self.least_height = ordered.max() + 1 if self.size else 0

    def search(
        self, read, costs, double lost, double dearest, Py_ssize_t most, double enough
    ):
        """The numbers of the cheapest words, their own costs included, and what they cost."""
        self.ngrams, self.enough, self.floor = None, enough, 0.0
        return self._search(read, costs, lost, dearest, most)

    def search_between(
        self, read, costs, double lost, double dearest, Py_ssize_t most, double enough,
        Ngrams ngrams, before, after,
    ):
        """The same with what each word costs between two tokens."""
        ngrams._check(self.ids)
        self.ngrams, self.enough = ngrams, enough
        self.before = -1 if before is None else ngrams._token(before)
        self.after = -1 if after is None else ngrams._token(after)
        ngrams._find_least()
        cdef int64_t steps = 0
        if self.before >= 0:
            steps += ngrams.least_after[self.before]
        self.rest = 0
        if self.after >= 0:
            self.rest = ngrams.least_before[self.after]
        steps += self.rest
        self.floor = ngrams.step * steps
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
        cdef int64_t numbers[MOST_ASKED]
        cdef float scores[MOST_ASKED]
        if not 0 < most <= MOST_ASKED:
            raise ValueError(f"1 to {MOST_ASKED} words may be asked for")
        cdef Best best
        cdef float least
        best.numbers, best.scores, best.most = numbers, scores, most
        cdef Py_ssize_t height = table.shape[0], letter
        cdef bytearray room = bytearray(max(n, 1) * height * sizeof(float))
        cdef float* read_costs = <float*><char*>room
        for k in range(n):
            for letter in range(height):
                read_costs[k * height + letter] = table[letter, codes[k]]
        with nogil:
            best.count = best.worst = 0
            least = min(<float>dearest, self.enough)
            if self.enough > dearest:
                # a quick look among the likeliest says how dear a word may be at most
                self._walk(read_costs, height, n, lost, min(least, <float>(FEW * n)), &best)
                if best.count == most:
                    least = min(least, best.scores[best.worst])
                best.count = best.worst = 0
            self._walk(read_costs, height, n, lost, least, &best)
        cdef list found = sorted([(scores[k], numbers[k]) for k in range(best.count)
                                  if scores[k] <= self.enough])
        return [number for _, number in found], [score for score, _ in found]

    cdef void _walk(
        self, const float* costs, Py_ssize_t height, Py_ssize_t n, float lost, float dearest,
        Best* best,
    ) noexcept nogil:
        """`costs`: for each letter read, what it costs for each letter of a word."""
        if not self.size:
            return
        if n == self.length:
            self._same(costs, height, n, dearest, best)
        else:
            self._shifted(costs, height, n, lost, dearest, best)

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
                if best.count == best.most:
                    # most words are out before the second look-up
                    prior = <float>(self.ngrams.step * (steps + self.rest))
                    if total + prior > best.scores[best.worst]:
                        return
                steps += self.ngrams._pair_cost(self.ids[number], self.after)
            prior = <float>(self.ngrams.step * steps)
        keep(best, number, total + prior)

    cdef void _same(
        self, const float* costs, Py_ssize_t height, Py_ssize_t n, float dearest, Best* best
    ) noexcept nogil:
        cdef float ahead[64]
        cdef float least, most = dearest, room = self.enough + ROUNDING
        cdef Py_ssize_t i = 0, k, valid = 0, width = n + 1, size = self.size
        cdef const uint8_t* words = &self.words[0, 0]
        cdef const int64_t* shared = &self.shared[0]
        cdef const float* lowest = &self.lowest[0, 0]
        cdef const int32_t* following = &self.next[0, 0]
        cdef bint alone = self.ngrams is None
        cdef float floor = self.floor
        ahead[0] = 0.0
        while i < size:
            valid = min(valid, shared[i])
            for k in range(valid, n):
                ahead[k + 1] = ahead[k] + costs[k * height + words[i * n + k]]
                valid = k + 1
                least = lowest[i * width + k + 1] if alone else floor
                if ahead[k + 1] > most or ahead[k + 1] + least > room:
                    i = following[i * width + k + 1]
                    break
            else:
                self._weigh(i, ahead[n], best)
                if best.count == best.most:
                    most = min(dearest, best.scores[best.worst])
                    room = min(self.enough, best.scores[best.worst]) + ROUNDING
                i += 1

    cdef void _shifted(
        self, const float* costs, Py_ssize_t height, Py_ssize_t n, float lost, float dearest,
        Best* best,
    ) noexcept nogil:
        """One letter lost or added: from some place on, letters are one place farther on or back.

        `behind[k]`: of k letters in the other place; `saved[k]`: the most that the letters before
        a shift at k or earlier save, against all in the other place.
        """
        cdef float ahead[64]
        cdef float behind[64]
        cdef float saved[64]
        cdef bint longer = self.length > n, alone = self.ngrams is None
        cdef Py_ssize_t length = self.length, width = self.length + 1, size = self.size
        cdef Py_ssize_t steps = n if longer else length, i = 0, k, valid = 0
        cdef const uint8_t* words = &self.words[0, 0]
        cdef const int64_t* shared = &self.shared[0]
        cdef const float* lowest = &self.lowest[0, 0]
        cdef const int32_t* following = &self.next[0, 0]
        cdef float least, way, bound, most = dearest, room = self.enough + ROUNDING
        cdef float floor = self.floor
        cdef uint8_t letter
        ahead[0] = behind[0] = saved[0] = 0.0
        while i < size:
            valid = min(valid, shared[i])
            # with k letters of the word known, k - 1 of those behind are, if it is longer
            for k in range(valid, length):
                valid = k + 1
                letter = words[i * length + k]
                if longer:
                    if k < steps:
                        ahead[k + 1] = ahead[k] + costs[k * height + letter]
                    if k == 0:
                        continue
                    behind[k] = behind[k - 1] + costs[(k - 1) * height + letter]
                    saved[k] = min(saved[k - 1], ahead[k] - behind[k])
                    bound = min(behind[k] + saved[k], ahead[k]) + lost
                else:
                    ahead[k + 1] = ahead[k] + costs[k * height + letter]
                    behind[k + 1] = behind[k] + costs[(k + 1) * height + letter]
                    saved[k + 1] = min(saved[k], ahead[k + 1] - behind[k + 1])
                    bound = min(behind[k + 1] + saved[k + 1], ahead[k + 1]) + lost
                least = lowest[i * width + k + 1] if alone else floor
                if bound > most + ROUNDING or bound + least > room:
                    i = following[i * width + k + 1]
                    break
            else:
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
                        room = min(self.enough, best.scores[best.worst]) + ROUNDING
                i += 1
