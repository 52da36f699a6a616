"""Functions whose modules are loaded, and expressions that are compiled, when first called."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any, AnyStr, cast


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


def late_regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A regular expression that is compiled when it is first used.

    For those of modules: there are hundreds, and a short text has need of every second one.

    >>> late_regex("[0-9]+").findall("1974STATE061872")
    ['1974', '061872']
    """
    return cast("re.Pattern[AnyStr]", _Regex(source, flags))


class _Compiled:
    """Has the methods of a compiled expression."""


class _Regex(_Compiled):
    """Stands for an expression until it is first asked for a method; then it has those."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__ |= {n: getattr(compiled, n) for n in _TAKEN}
        # a class that has no `__getattr__` gives them in half the time
        object.__setattr__(self, "__class__", _Compiled)
        return self.__dict__[name]


_TAKEN = tuple(name for name in dir(re.Pattern) if not name.startswith("_"))
