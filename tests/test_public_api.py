"""The public names with their signatures are as listed in `public_api.txt`.

A change of the list is a change that users see: it belongs into the changelog, and one that takes
something away into the next minor version. Write it anew with `python tests/test_public_api.py`.
"""

import inspect
from functools import cached_property
from pathlib import Path
from typing import get_args

import attrs

import cablefix
from cablefix.by_fields import ByFields, Shown

LIST = Path(__file__).parent / "public_api.txt"


def listing():
    """A line for each public name, and for each member of a class."""
    lines = []
    for name in sorted(cablefix.__all__):
        thing = getattr(cablefix, name)
        if inspect.isclass(thing):
            lines += _of_class(name, thing)
        elif inspect.isfunction(thing):
            lines.append(f"{name}{inspect.signature(thing)}")
        elif get_args(thing):
            lines.append(f"{name}: {', '.join(get_args(thing))}")
        else:
            lines.append(name)
    return "".join(f"{line}\n" for line in lines)


def _of_class(name, thing):
    bases = [b.__name__ for b in thing.__bases__ if b not in (object, ByFields, Shown)]
    yield f"class {name}({', '.join(bases)})" if bases else f"class {name}"
    fields = {f.name: f for f in attrs.fields(thing)} if attrs.has(thing) else {}
    for field in fields.values():
        if not field.name.startswith("_"):
            optional = "" if field.default is attrs.NOTHING else " (optional)"
            yield f"    {name}.{field.name}: {_annotation(thing, field.name)}{optional}"
    for base in reversed(thing.__mro__):
        if base.__module__.partition(".")[0] != "cablefix":
            continue
        for member, value in sorted(vars(base).items()):
            if member.startswith("_") or member in fields:
                continue
            if isinstance(value, classmethod | staticmethod):
                yield f"    {name}.{member}{inspect.signature(getattr(thing, member))}"
            elif inspect.isfunction(value):
                yield f"    {name}.{member}{inspect.signature(value)}"
            elif isinstance(value, property | cached_property) or inspect.ismemberdescriptor(value):
                yield f"    {name}.{member}"


def _annotation(thing, name):
    """As it is written: the type of a field may have been resolved by then."""
    return next(
        vars(base)["__annotations__"][name]
        for base in thing.__mro__
        if name in vars(base).get("__annotations__", {})
    )


def test_the_public_face_is_as_listed():
    assert listing() == LIST.read_text(encoding="utf-8")


if __name__ == "__main__":
    LIST.write_text(listing(), encoding="utf-8")
