"""Inner loops over arrays: compiled where a compiler was at hand, else in Python and numpy.

They know nothing of cables. `CABLEFIX_KERNEL=python` or `compiled` asks for one of the two.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

VARIABLE = "CABLEFIX_KERNEL"


class KernelError(ImportError):
    """The kernel that was asked for is not there; the message says what to do."""


def _choose() -> str:
    asked = os.environ.get(VARIABLE, "")
    if asked not in ("", "python", "compiled"):
        raise KernelError(f"{VARIABLE} is python or compiled, not {asked!r}")
    if asked == "python":
        return asked
    try:
        import cablefix.kernel.compiled  # noqa: F401
    except ImportError as e:
        if asked:
            raise KernelError(
                f"{VARIABLE}=compiled, but the compiled kernel is not built ({e}): reinstall"
                " cablefix with a C compiler at hand"
            ) from None
        return "python"
    return "compiled"


KERNEL = _choose()
"""Which kernel is in use: `compiled` or `python`."""

if TYPE_CHECKING or KERNEL == "python":
    from cablefix.kernel.plain import Confusions, Ngrams, Shelf, both_ways, leaves
else:
    from cablefix.kernel.compiled import Confusions, Ngrams, Shelf, both_ways, leaves

__all__ = ["KERNEL", "KernelError", "Confusions", "Ngrams", "Shelf", "both_ways", "leaves"]
