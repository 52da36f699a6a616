# Regression trees; `plain/trees.py` says what is returned.


def leaves(rows_, feature_, threshold_, left_, right_, roots_):
    """The leaf of each tree that each row of measurements comes to."""
    cdef const float[:, ::1] rows = np.ascontiguousarray(rows_, np.float32)
    cdef const int16_t[::1] feature = feature_
    cdef const float[::1] threshold = threshold_
    cdef const int32_t[::1] left = left_, right = right_, roots = roots_
    cdef Py_ssize_t nodes = feature.shape[0], i, k
    cdef int64_t node
    if not threshold.shape[0] == left.shape[0] == right.shape[0] == nodes:
        raise ValueError("the arrays of the nodes differ in length")
    if nodes and np.max(feature_) >= rows.shape[1]:
        raise IndexError("the trees ask for more than was measured")
    found = np.empty((rows.shape[0], roots.shape[0]), np.int64)
    cdef int64_t[:, ::1] out = found
    with nogil:
        for i in range(rows.shape[0]):
            for k in range(roots.shape[0]):
                node = roots[k]
                while feature[node] >= 0:
                    if rows[i, feature[node]] > threshold[node]:
                        node = right[node]
                    else:
                        node = left[node]
                out[i, k] = node
    return found
