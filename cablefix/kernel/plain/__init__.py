"""The inner loops in Python and numpy: what the compiled ones must agree with."""

from cablefix.kernel.plain.confusions import Confusions
from cablefix.kernel.plain.forward_backward import forward_backward
from cablefix.kernel.plain.ngrams import Ngrams
from cablefix.kernel.plain.trees import leaves
from cablefix.kernel.plain.trie import Trie

__all__ = ["Confusions", "Ngrams", "Trie", "forward_backward", "leaves"]
