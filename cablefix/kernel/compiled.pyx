# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
# cython: initializedcheck=False, binding=False
"""The inner loops in Cython: one module, so that what all of them need is built once."""

from libc.stdint cimport int16_t, int32_t, int64_t, uint8_t, uint16_t, uint32_t

import numpy as np

include "ngrams.pxi"
include "trie.pxi"
include "forward_backward.pxi"
include "trees.pxi"
include "confusions.pxi"
