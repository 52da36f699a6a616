"""The inner loops in Python and numpy: what the compiled ones must agree with."""

from cablefix.kernel.plain.ngrams import Ngrams

__all__ = ["Ngrams"]
