# What longer confusions cost; `plain/confusions.py` says what each method returns.


cdef class Confusions:
    """The costs of confusions of any length, from those of short ones."""

    cdef dict table, known
    cdef list own
    cdef Confusions general
    cdef object single, run
    cdef double other, unknown
    cdef Py_ssize_t first, longest, most_kept

    def __init__(
        self, dict table, double other, double unknown, single, run, Py_ssize_t first,
        Py_ssize_t longest, Py_ssize_t most_kept, own=(), Confusions general=None,
    ):
        self.table, self.known, self.own, self.general = table, {}, list(own), general
        self.single, self.run, self.other, self.unknown = single, run, other, unknown
        self.first, self.longest, self.most_kept = first, longest, most_kept

    def total(self, ops):
        """The cost of some confusions together."""
        cdef double total = 0.0
        for op in ops:
            total += self._cost(op)
        return total

    def cost(self, tuple op):
        """The cost of one confusion, of any length."""
        return self._cost(op)

    cdef double _cost(self, tuple op) except? -1.0:
        known = self.known.get(op)
        if known is not None:
            return known
        cdef double found = self._find(op)
        if len(self.known) >= self.most_kept:
            self.known.clear()
        self.known[op] = found
        return found

    cdef double _find(self, tuple op) except? -1.0:
        cdef str meant = op[0], read = op[1]
        if self.general is not None and not self._has_part(meant, read):
            return self.general._cost(op)
        cdef double direct = self.table.get(op, self.unknown)
        if len(meant) <= 1 and len(read) <= 1:
            return min(direct, <double>self.single(meant, read))
        direct = min(direct, self._split(meant, read))
        otherwise = self.run(meant, read)
        if otherwise is None:
            return direct
        cdef double cost = otherwise[0]
        if otherwise[1] != meant:
            cost += self._cost((meant, otherwise[1]))
        return min(direct, cost)

    cdef bint _has_part(self, str meant, str read) except? -1:
        cdef str m, r
        for m, r in self.own:
            if m in meant and r in read:
                return True
        return False

    cdef double _split(self, str meant, str read) except? -1.0:
        cdef Py_ssize_t n = len(meant), k = len(read), i, j
        cdef double best, one
        cdef str a, b
        if n == k:
            best = 0.0
            for i in range(n):
                a, b = meant[i : i + 1], read[i : i + 1]
                best += 0.0 if a == b else self._cost((a, b))
            return best
        best = self.other * max(n, k)
        if n > self.longest or k > self.longest:
            return best
        for i in range(min(n, self.first) + 1):
            for j in range(min(k, self.first) + 1):
                if not 0 < i + j < n + k:
                    continue
                a, b = meant[:i], read[:j]
                one = 0.0
                if a != b:
                    one = self.table.get((a, b), self.unknown)
                if i <= 1 and j <= 1:
                    one = min(one, self.other)
                if one >= best:
                    continue
                a, b = meant[i:], read[j:]
                best = min(best, one + (0.0 if a == b else self._cost((a, b))))
        return best
