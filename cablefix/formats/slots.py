"""What becomes of the words of a file: each has a slot, its place, which knows how to change it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

import attrs

from cablefix.by_fields import ByFields
from cablefix.formats.markup import Source, Splice
from cablefix.formats.word_edits import Group, NewWord


@attrs.frozen
class Fate(ByFields):
    """What takes the place of a word: one, several, none; `was` is the text that they replace."""

    new: tuple[NewWord, ...]
    was: str


class Place(Protocol):
    """Where a word stands in a source."""

    @property
    def at(self) -> int:
        """The offset at which it begins, by which it is known."""


class Slot(Place, Protocol):
    """The place of a word in a file."""

    @property
    def text(self) -> str:
        """The word that stands there."""

    def change(self, fate: Fate) -> Iterator[Splice]:
        """Put one word, or several, in its place."""

    def drop(self, keep: bool) -> Iterator[Splice]:
        """Take the word out, or leave its place with nothing in it."""


def find_fates(groups: Iterable[Group], text_of: Callable[[int], str]) -> dict[int, Fate]:
    """What becomes of each word of some groups, by its number; `text_of` tells what it is.

    New words take the places of old ones one by one; the last place has what is left over, and
    places that are left over are empty.
    """
    found: dict[int, Fate] = {}
    for group in groups:
        numbers = range(group.first, group.last + 1)
        kept = min(len(numbers), len(group.new))
        for i, number in enumerate(numbers):
            last = i == kept - 1
            replaced = range(number, group.last + 1 if last else number + 1)
            new = () if i >= kept else group.new[i:] if last else group.new[i : i + 1]
            found[number] = Fate(new, " ".join(map(text_of, replaced)))
    return found


def edit_words(
    source: Source, slots: Sequence[Any], fates: Mapping[int, Fate], keep_empty: bool
) -> list[Splice]:
    """The splices that give each word its fate."""
    edits: list[Splice] = []
    for number, fate in fates.items():
        slot: Slot = slots[number]
        edits += slot.change(fate) if fate.new else slot.drop(keep_empty)
    # a blank between two dropped words is taken out by both
    return list(dict.fromkeys(edits))
