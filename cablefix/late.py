"""Functions whose modules are loaded when they are first called."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


def late(module: str, name: str) -> Callable[..., Any]:
    """The function `name` of a module, which is not loaded before the function is called.

    For what few runs need: to load all writers and formats takes longer than to clean a short text.

    >>> late("textwrap", "indent")("NODIS", "> ")
    '> NODIS'
    """

    def call(*args: Any, **kwargs: Any) -> Any:
        return getattr(import_module(module), name)(*args, **kwargs)

    call.__name__ = call.__qualname__ = name
    return call
