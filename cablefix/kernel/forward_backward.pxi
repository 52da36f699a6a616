# Forward and backward through a sequence; `plain/forward_backward.py` says what is returned.


def forward_backward(
    seen_, blocks_, first_, stays_, Py_ssize_t ours, from_ours, from_others, Py_ssize_t block,
    Py_ssize_t overlap,
):
    """The chance of each state at each place of some blocks."""
    cdef const double[:, ::1] seen = seen_
    cdef const int64_t[::1] blocks = np.ascontiguousarray(blocks_, np.int64)
    cdef const double[::1] first = first_, stays = stays_
    cdef const double[::1] to_ours = from_ours, to_others = from_others
    cdef Py_ssize_t size = seen.shape[0], states = seen.shape[1], steps = block + 2 * overlap
    if not first.shape[0] == stays.shape[0] == to_ours.shape[0] == to_others.shape[0] == states:
        raise ValueError("the chain has other states than what was seen")
    kept = np.empty((blocks.shape[0] * block, states))
    cdef double[:, ::1] out = kept
    cdef double[:, ::1] forward = np.empty((steps, states))
    cdef double[::1] behind = np.empty(states), after = np.empty(states)
    cdef Py_ssize_t b, k, s, at, row
    cdef double a, c, total
    with nogil:
        for b in range(blocks.shape[0]):
            for k in range(steps):
                at = block * blocks[b] - overlap + k
                if not 0 <= at < size:
                    # before the text begins nothing is read, and every block starts as a text does
                    for s in range(states):
                        forward[k, s] = first[s]
                elif k == 0:
                    for s in range(states):
                        forward[k, s] = first[s] * seen[at, s]
                else:
                    a = c = 0.0
                    for s in range(ours):
                        a += forward[k - 1, s] * (1 - stays[s])
                    for s in range(ours, states):
                        c += forward[k - 1, s] * (1 - stays[s])
                    for s in range(states):
                        forward[k, s] = (
                            forward[k - 1, s] * stays[s] + a * to_ours[s] + c * to_others[s]
                        ) * seen[at, s]
                total = 0.0
                for s in range(states):
                    total += forward[k, s]
                for s in range(states):
                    forward[k, s] /= total
            for s in range(states):
                behind[s] = 1.0 / states
            for k in range(steps - 1, overlap - 1, -1):
                at = block * blocks[b] - overlap + k
                if k < overlap + block:
                    row = block * b + k - overlap
                    total = 0.0
                    for s in range(states):
                        out[row, s] = forward[k, s] * behind[s]
                        total += out[row, s]
                    for s in range(states):
                        out[row, s] /= total
                if not 0 <= at < size:
                    for s in range(states):
                        behind[s] = 1.0 / states
                    continue
                a = c = 0.0
                for s in range(states):
                    after[s] = seen[at, s] * behind[s]
                    a += after[s] * to_ours[s]
                    c += after[s] * to_others[s]
                total = 0.0
                for s in range(states):
                    behind[s] = after[s] * stays[s] + (1 - stays[s]) * (a if s < ours else c)
                    total += behind[s]
                for s in range(states):
                    behind[s] /= total
    return kept
