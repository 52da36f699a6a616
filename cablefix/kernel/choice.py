"""Which kernel is taken: that which was asked for, else the compiled one where it is built."""

from __future__ import annotations

import os

VARIABLE = "CABLEFIX_KERNEL"


class KernelError(Exception):
    """The kernel that was asked for is not there; the message says what to do."""


def choose() -> str:
    """`compiled` or `python`.

    Raises KernelError when the environment asks for another one, or for one that is not built.
    """
    asked = os.environ.get(VARIABLE, "")
    if asked not in ("", "python", "compiled"):
        raise KernelError(f"{VARIABLE} is python or compiled, not {asked!r}")
    if asked == "python":
        return asked
    try:
        import cablefix.kernel.compiled  # noqa: F401
    except ImportError as e:
        if asked:
            why = f"{VARIABLE}=compiled, but the compiled kernel is not built ({e})"
            raise KernelError(f"{why}: reinstall cablefix with a C compiler at hand") from None
        return "python"
    return "compiled"
