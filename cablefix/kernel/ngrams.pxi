# N-gram costs and the best paths through lattices; `plain/ngrams.py` says what each returns.


cdef struct State:
    double score
    int64_t first
    int64_t second
    int64_t before  # the state it came from
    int64_t option  # the number of the option that led here
    int64_t to  # the place that it has come to


cdef struct Lattice:
    State* states
    State* arrived  # those that are not yet pruned
    int64_t* kept  # the numbers of the best states at the place at hand
    int64_t count, waiting, keeps


cdef class Ngrams:
    """The stored model; `*_start[i]` is where the followers of context i begin."""

    cdef const uint8_t[::1] unigram, unigram_backoff, bigram, bigram_backoff, trigram
    cdef const uint32_t[::1] bigram_start, trigram_start
    cdef const uint16_t[::1] bigram_next, trigram_next
    cdef double step
    cdef int64_t words
    cdef uint8_t[::1] least_after, least_before
    cdef bint weighed  # whether these are known

    def __init__(
        self, double step, unigram, unigram_backoff, bigram_start, bigram_next, bigram,
        bigram_backoff, trigram_start, trigram_next, trigram,
    ):
        self.step = step
        self.unigram = unigram
        self.unigram_backoff = unigram_backoff
        self.bigram_start = bigram_start
        self.bigram_next = bigram_next
        self.bigram = bigram
        self.bigram_backoff = bigram_backoff
        self.trigram_start = trigram_start
        self.trigram_next = trigram_next
        self.trigram = trigram
        self.words = len(unigram)

    cdef int _find_least(self) except -1:
        """The least that any word costs after each, and before each: once, when it is asked for."""
        if self.weighed:
            return 0
        cdef int64_t first, i, second, unigram = np.min(self.unigram)
        cdef int64_t backoff = np.min(self.unigram_backoff)
        cdef uint8_t[::1] after = np.empty(self.words, np.uint8)
        cdef uint8_t[::1] before = np.empty(self.words, np.uint8)
        with nogil:
            for first in range(self.words):
                before[first] = min(255, self.unigram[first] + backoff)
                after[first] = min(255, self.unigram_backoff[first] + unigram)
            for first in range(self.words):
                for i in range(self.bigram_start[first], self.bigram_start[first + 1]):
                    second = self.bigram_next[i]
                    after[first] = min(after[first], self.bigram[i])
                    before[second] = min(before[second], self.bigram[i])
        self.least_before, self.least_after, self.weighed = before, after, True
        return 0

    cdef int64_t _token(self, object token) except -1:
        cdef int64_t found = token
        if not 0 <= found < self.words:
            raise IndexError(f"token {found} of {self.words}")
        return found

    cdef int64_t _pair(self, int64_t first, int64_t second) noexcept nogil:
        """Where a pair is stored, -1 if it is not."""
        cdef int64_t low = self.bigram_start[first], end = self.bigram_start[first + 1], middle
        cdef int64_t high = end
        while low < high:
            middle = (low + high) >> 1
            if self.bigram_next[middle] < second:
                low = middle + 1
            else:
                high = middle
        return low if low < end and self.bigram_next[low] == second else -1

    cdef int64_t _pair_cost(self, int64_t first, int64_t second) noexcept nogil:
        cdef int64_t at = self._pair(first, second)
        if at >= 0:
            return self.bigram[at]
        return <int64_t>self.unigram_backoff[first] + self.unigram[second]

    cdef int64_t _cost(self, int64_t first, int64_t second, int64_t third) noexcept nogil:
        cdef int64_t pair = self._pair(first, second), low, high, end, middle
        if pair < 0:
            return self._pair_cost(second, third)
        low, end = self.trigram_start[pair], self.trigram_start[pair + 1]
        high = end
        while low < high:
            middle = (low + high) >> 1
            if self.trigram_next[middle] < third:
                low = middle + 1
            else:
                high = middle
        if low < end and self.trigram_next[low] == third:
            return self.trigram[low]
        return self.bigram_backoff[pair] + self._pair_cost(second, third)

    cdef int _check(self, const int64_t[::1] ids) except -1:
        cdef Py_ssize_t i
        for i in range(ids.shape[0]):
            if not 0 <= ids[i] < self.words:
                raise IndexError(f"token {ids[i]} of {self.words}")
        return 0

    def costs(self, first, second, third):
        """What each `third` costs after `first second`, in steps."""
        cdef const int64_t[::1] a = np.ascontiguousarray(first, np.int64)
        cdef const int64_t[::1] b = np.ascontiguousarray(second, np.int64)
        cdef const int64_t[::1] c = np.ascontiguousarray(third, np.int64)
        if not a.shape[0] == b.shape[0] == c.shape[0]:
            raise ValueError("the tokens differ in number")
        self._check(a)
        self._check(b)
        self._check(c)
        found = np.empty(a.shape[0], np.int64)
        cdef int64_t[::1] out = found
        cdef Py_ssize_t i
        with nogil:
            for i in range(a.shape[0]):
                out[i] = self._cost(a[i], b[i], c[i])
        return found

    def pair_costs(self, first, second):
        """What each `second` costs after `first`, in steps, whatever was before."""
        cdef const int64_t[::1] a = np.ascontiguousarray(first, np.int64)
        cdef const int64_t[::1] b = np.ascontiguousarray(second, np.int64)
        if a.shape[0] != b.shape[0]:
            raise ValueError("the tokens differ in number")
        self._check(a)
        self._check(b)
        found = np.empty(a.shape[0], np.int64)
        cdef int64_t[::1] out = found
        cdef Py_ssize_t i
        with nogil:
            for i in range(a.shape[0]):
                out[i] = self._pair_cost(a[i], b[i])
        return found

    def between(self, before, after, words):
        """What each word costs after one token and before another, by pairs, in steps."""
        cdef const int64_t[::1] asked = np.ascontiguousarray(words, np.int64)
        cdef int64_t left = -1 if before is None else self._token(before)
        cdef int64_t right = -1 if after is None else self._token(after)
        self._check(asked)
        found = np.empty(asked.shape[0], np.int64)
        cdef int64_t[::1] out = found
        cdef Py_ssize_t i
        with nogil:
            for i in range(asked.shape[0]):
                out[i] = self.unigram[asked[i]] if left < 0 else self._pair_cost(left, asked[i])
                if right >= 0:
                    out[i] += self._pair_cost(asked[i], right)
        return found

    cdef double _gain(
        self, int64_t first, int64_t second, const int64_t* ids, int64_t count
    ) noexcept nogil:
        """Log probability of some tokens after two others."""
        cdef int64_t total = 0, i
        for i in range(count):
            total += self._cost(first, second, ids[i])
            first, second = second, ids[i]
        return -self.step * total

    def score_runs(self, runs):
        """Log probability of each run of tokens after its two tokens of context."""
        cdef list found = []
        cdef Py_ssize_t count, room = 64
        cdef bytearray kept = bytearray(room * sizeof(int64_t))
        cdef int64_t* ids = <int64_t*><char*>kept
        for before, tokens in runs:
            if len(before) != 2:
                raise ValueError("a run has two tokens of context")
            if len(tokens) + 2 > room:
                room = 2 * (len(tokens) + 2)
                kept = bytearray(room * sizeof(int64_t))
                ids = <int64_t*><char*>kept
            ids[0], ids[1] = self._token(before[0]), self._token(before[1])
            count = 2
            for token in tokens:
                ids[count] = self._token(token)
                count += 1
            found.append(self._gain(ids[0], ids[1], ids + 2, count - 2))
        return found

    def decode(self, windows, int beam):
        """The numbers of the options on the best way through each window."""
        if beam < 1:
            raise ValueError("a beam keeps one reading at least")
        return [self._decode(before, options, after, beam) for before, options, after in windows]

    cdef list _decode(self, before, options, after, int beam):
        cdef Py_ssize_t places = len(options), many = 0, tokens_in_all = len(after)
        for place in options:
            many += len(place)
            for option in place:
                tokens_in_all += len(option[0])
        # scratch memory that Python frees
        cdef bytearray room_a = bytearray((tokens_in_all + 1) * sizeof(int64_t))
        cdef bytearray room_b = bytearray((2 * many + places + 2) * sizeof(int64_t))
        cdef bytearray room_c = bytearray((many + 1) * sizeof(double))
        cdef bytearray room_d = bytearray((1 + beam * (places + 2)) * sizeof(State))
        cdef bytearray room_e = bytearray((beam * many + 1) * sizeof(State))
        cdef bytearray room_f = bytearray(beam * sizeof(int64_t))
        cdef int64_t* ids = <int64_t*><char*>room_a
        cdef int64_t* begins = <int64_t*><char*>room_b  # of each option's tokens
        cdef int64_t* consumed = begins + many + 1
        cdef int64_t* starts = consumed + many  # of each place's options
        cdef double* costs = <double*><char*>room_c
        cdef Lattice found
        found.states = <State*><char*>room_d
        found.arrived = <State*><char*>room_e
        found.kept = <int64_t*><char*>room_f
        cdef Py_ssize_t n = 0, t = 0, at = 0
        for place in options:
            starts[at] = n
            at += 1
            for tokens, cost, consume in place:
                begins[n], costs[n], consumed[n] = t, cost, consume
                if consumed[n] < 1:
                    raise ValueError("an option takes at least one place")
                for token in tokens:
                    ids[t] = self._token(token)
                    t += 1
                n += 1
        starts[places] = n
        begins[n] = t
        for token in after:
            ids[t] = self._token(token)
            t += 1
        cdef int64_t first = self._token(before[0]), second = self._token(before[1])
        cdef int64_t best
        with nogil:
            best = self._search(
                &found, first, second, places, beam, ids, begins, consumed, starts, costs,
                t - begins[n],
            )
        if best < 0:
            raise ValueError("no way leads through a window")
        cdef list chosen = []
        while found.states[best].option >= 0:
            chosen.append(found.states[best].option)
            best = found.states[best].before
        chosen.reverse()
        cdef list numbers = []
        at = 0
        for n in chosen:
            numbers.append(n - starts[at])
            at += consumed[n]
        return numbers

    cdef int64_t _search(
        self, Lattice* found, int64_t first, int64_t second, int64_t places, int beam,
        const int64_t* ids, const int64_t* begins, const int64_t* consumed,
        const int64_t* starts, const double* costs, int64_t behind,
    ) noexcept nogil:
        """The number of the best state at the end, -1 if none gets there."""
        cdef int64_t at, k, n, i, best = -1
        cdef double score, best_score = 0.0
        cdef State state, new
        state.score = 0.0
        state.first, state.second = first, second
        state.before = state.option = -1
        found.states[0] = state
        found.kept[0] = 0
        found.count, found.waiting, found.keeps = 1, 0, 1
        for at in range(places):
            if at:
                prune(found, at, beam)
            for k in range(found.keeps):
                state = found.states[found.kept[k]]
                for n in range(starts[at], starts[at + 1]):
                    if at + consumed[n] > places:
                        continue
                    new.score = state.score + self._gain(
                        state.first, state.second, ids + begins[n], begins[n + 1] - begins[n]
                    )
                    new.score -= costs[n]
                    new.first, new.second = state.first, state.second
                    for i in range(begins[n], begins[n + 1]):
                        new.first, new.second = new.second, ids[i]
                    new.before, new.option, new.to = found.kept[k], n, at + consumed[n]
                    found.arrived[found.waiting] = new
                    found.waiting += 1
        if places:
            prune(found, places, beam)
        for k in range(found.keeps):
            state = found.states[found.kept[k]]
            score = state.score + self._gain(
                state.first, state.second, ids + begins[starts[places]], behind
            )
            if best < 0 or score > best_score:
                best, best_score = found.kept[k], score
        return best


cdef void prune(Lattice* found, int64_t at, int beam) noexcept nogil:
    """Keep the best states that arrived at a place, one for each pair of last tokens."""
    cdef int64_t i, k, best, rest = 0
    cdef State* arrived = found.arrived
    cdef State* kept
    cdef bint known
    found.keeps = 0
    while found.keeps < beam:
        best = -1
        for i in range(found.waiting):
            if arrived[i].to != at or (best >= 0 and arrived[i].score <= arrived[best].score):
                continue
            known = False
            for k in range(found.keeps):
                kept = &found.states[found.kept[k]]
                if kept.first == arrived[i].first and kept.second == arrived[i].second:
                    known = True
            if not known:
                best = i
        if best < 0:
            break
        found.states[found.count] = arrived[best]
        found.kept[found.keeps] = found.count
        found.count += 1
        found.keeps += 1
    # what has arrived is done with; what goes farther stays in its order
    for i in range(found.waiting):
        if arrived[i].to > at:
            arrived[rest] = arrived[i]
            rest += 1
    found.waiting = rest
