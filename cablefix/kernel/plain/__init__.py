"""The inner loops in Python and numpy: what the compiled ones must agree with."""

from cablefix.kernel.plain.chains import both_ways
from cablefix.kernel.plain.confusions import Confusions
from cablefix.kernel.plain.looks import Shelf
from cablefix.kernel.plain.ngrams import Ngrams
from cablefix.kernel.plain.trees import leaves

__all__ = ["Confusions", "Ngrams", "Shelf", "both_ways", "leaves"]
