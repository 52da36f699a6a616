"""Values are compared, hashed and shown as attrs would do it."""

import ast
from pathlib import Path
from typing import Generic, TypeVar

import attrs
import pytest

import cablefix
from cablefix.by_fields import ByFields, Shown

T = TypeVar("T")


@attrs.frozen
class Empty(ByFields):
    """No field."""


@attrs.frozen
class One(ByFields):
    """One field."""

    value: object


@attrs.frozen
class Some(ByFields, Generic[T]):
    """Fields that are not compared, and not shown."""

    value: T
    unseen: int = attrs.field(default=0, eq=False)
    hidden: int = attrs.field(default=0, repr=False)


@attrs.frozen
class More(Some[int]):
    """One that follows another."""

    more: str = ""


@attrs.frozen
class Odd(ByFields):
    """One with methods of its own."""

    value: int

    def __eq__(self, other):
        return isinstance(other, Odd) and self.value % 2 == other.value % 2

    def __hash__(self):
        return self.value % 2


def test_values_are_equal_by_class_and_fields():
    assert Empty() == Empty() != One(())
    assert One((1,)) == One((1,)) != One(1)
    assert Some(1, unseen=2) == Some(1) != Some(1, hidden=2)
    assert More(1) != Some(1)
    assert len({Some(1, 2), Some(1), Some(2), More(1), More(1, more="x"), Empty(), Empty()}) == 5
    assert Some(1).__eq__(1) is NotImplemented


def test_what_cannot_be_hashed_is_told():
    with pytest.raises(TypeError, match="unhashable"):
        hash(One([]))


def test_they_are_shown_as_attrs_does():
    assert repr([Empty(), More(1, 2, 3, "x")]) == "[Empty(), More(value=1, unseen=2, more='x')]"
    held = []
    held.append(One(held))
    assert repr(held[0]) == "One(value=[...])"

    @attrs.frozen
    class Within(ByFields):
        n: int

    assert repr(Within(1)) == "Within(n=1)"


def test_a_class_keeps_what_it_has_of_its_own():
    assert Odd(1) == Odd(3) != Odd(2)
    assert hash(Odd(1)) == hash(Odd(3))
    assert repr(Odd(1)) == "Odd(value=1)"


def test_what_is_only_shown_is_compared_by_identity():
    @attrs.frozen(eq=False)
    class Within(Shown):
        n: int

    one = Within(1)
    assert (repr(one), one == Within(1), len({one, Within(1)})) == ("Within(n=1)", False, 2)


def test_they_have_slots_alone():
    assert not hasattr(More(1), "__dict__")


def test_frozen_classes_take_it_from_here():
    """One that attrs were to write methods for would be loaded more slowly."""
    for file in Path(cablefix.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                marks = {ast.unparse(d) for d in node.decorator_list}
                bases = {ast.unparse(b) for b in node.bases}
                if marks & {"attrs.frozen", "attrs.frozen(weakref_slot=False)"}:
                    assert "ByFields" in bases, f"{file}: {node.name}"
                if marks & {"attrs.frozen(eq=False)"}:
                    assert "Shown" in bases, f"{file}: {node.name}"
