"""The functions and classes of the kernel in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablefix.kernel.choice import choose

KERNEL = choose()
"""Which kernel is in use: `compiled` or `python`."""

if TYPE_CHECKING or KERNEL == "python":
    from cablefix.kernel.plain import Confusions, Ngrams, Trie, forward_backward, leaves
else:
    from cablefix.kernel.compiled import Confusions, Ngrams, Trie, forward_backward, leaves

__all__ = ["KERNEL", "Confusions", "Ngrams", "Trie", "forward_backward", "leaves"]
