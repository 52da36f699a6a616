"""A file of pages: its text, its words, and itself again with a result written into it."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any

import attrs
import numpy as np

from cablefix.atomic import ChangedError, replace_file
from cablefix.by_fields import ByFields, Shown
from cablefix.formats.decoding import encode
from cablefix.formats.errors import PagesError
from cablefix.formats.leaves import Leaf, Part, Places, ReadLeaf
from cablefix.formats.markup import Source, Splice, splice
from cablefix.formats.recognition import Order
from cablefix.formats.slots import Fate, Place, edit_words, find_fates
from cablefix.formats.word_edits import Group, group_edits
from cablefix.page_text import Word
from cablefix.result import CleanResult


def say_nothing(source: Source) -> Iterable[Splice]:
    """What a file says of an edit that has no place for it."""
    return ()


@attrs.frozen
class Format(ByFields):
    """A format of pages: how a source is read, and which splices edit its words.

    `slots` gives those of the words between two offsets. `edit` takes the source, the slots of the
    words of a part, what becomes of some of them (by number), and whether dropped words are kept
    empty; `note` is what a file that was edited says of it. `markup`: letters can be written as
    references. `export` writes something else where the format itself cannot be written.
    """

    name: str
    title: str
    media_type: str
    read: Callable[[Source], Iterator[ReadLeaf]]
    slots: Callable[[Source, int, int], Iterable[Place]]
    edit: Callable[[Source, Sequence[Any], Mapping[int, Fate], bool], Iterable[Splice]] = edit_words
    note: Callable[[Source], Iterable[Splice]] = say_nothing
    markup: bool = True
    export: Callable[[Pages, CleanResult, str], bytes] | None = None


@attrs.frozen(eq=False)
class PageFile(Shown):
    """A file as read: its source and encoding, and which of the words are its own.

    `places` are the offsets at which they begin in the source, `parts` the stretches of it that are
    read again, one after another, when words in them are edited.
    """

    name: str
    format: Format
    source: str = attrs.field(repr=False)
    encoding: str
    first: int
    places: Places = attrs.field(repr=False)
    parts: tuple[Part, ...] = attrs.field(repr=False)
    data: bytes = attrs.field(default=b"", repr=False)
    """The file itself, where it cannot be had from the source."""

    order: Order = "file"
    """Whose order its text has."""

    def written(
        self, groups: Sequence[Group], text_of: Callable[[int], str], keep_empty: bool
    ) -> bytes:
        """The file with the words of some groups changed; the rest is as it was, byte for byte."""
        own = [
            attrs.evolve(g, first=g.first - self.first, last=g.last - self.first)
            for g in groups
            if self.first <= g.first < self.first + len(self.places)
        ]
        fates = find_fates(own, lambda number: text_of(self.first + number))
        made = self._edits(fates, keep_empty) if fates else ()
        pieces = splice(self.source, made)
        return encode(pieces, self.encoding, references=self.format.markup)

    def _edits(self, fates: Mapping[int, Fate], keep_empty: bool) -> Iterator[Splice]:
        """The edits of the words, part after part."""
        source = Source(self.source)
        ranks = np.argsort(self.places, kind="stable")
        ordered = self.places[ranks]
        starts = [start for start, _ in self.parts]
        touched = {bisect_right(starts, self.places[number]) - 1 for number in fates}
        for start, end in (self.parts[i] for i in sorted(touched)):
            first, last = np.searchsorted(ordered, (start, end))
            slots = sorted(self.format.slots(source, start, end), key=attrgetter("at"))
            pairs = zip(ranks[first:last].tolist(), slots, strict=True)
            own = sorted(pairs, key=itemgetter(0))  # in the order of the text
            told = {i: fates[number] for i, (number, _) in enumerate(own) if number in fates}
            yield from self.format.edit(source, [slot for _, slot in own], told, keep_empty)
        yield from self.format.note(source)


@attrs.frozen(eq=False)
class Pages(Shown):
    """Pages of one file or several, for `cablefix.clean`: one text, and words with their places.

    `text` has a blank between words, a line end after each line, a blank line between blocks and
    a form feed between pages. `leaves` are the pages: number, size and image.
    """

    text: str = attrs.field(repr=False)
    words: tuple[Word, ...] = attrs.field(repr=False)
    leaves: tuple[Leaf, ...]
    files: tuple[PageFile, ...]
    warnings: tuple[str, ...] = ()

    @property
    def is_writable(self) -> bool:
        """Whether the corrections can be written into the files themselves: not into a PDF."""
        return all(f.format.export is None for f in self.files)

    def render(self, result: CleanResult, *, keep_empty: bool = False) -> bytes:
        """The file with the corrections of a result in it. Raises PagesError if there are several.

        Words that the result does not change stay byte for byte, with all that is between them. A
        changed word keeps its box, a split one shares it, joined ones have the box of all; a word
        that is dropped goes, or with `keep_empty` stays without text. How sure we are takes the
        place of how sure the engine was.
        """
        if len(self.files) != 1:
            raise PagesError("these pages are of several files: write them to a folder")
        return self._rendered(result, keep_empty)[0]

    def write(
        self, result: CleanResult, path: str | os.PathLike[str], *, keep_empty: bool = False
    ) -> None:
        """Write what `render` makes to `path`; pages of several files into the folder `path`.

        A file is replaced in one step. Of a PDF, what is written is JSON: the clean text, and
        annotations with their places on the pages. Raises PagesError for a result of another
        text, and OSError when a file cannot be written.
        """
        made = self._rendered(result, keep_empty)
        if len(self.files) == 1 and not os.path.isdir(path):
            targets = [Path(path)]
        else:
            Path(path).mkdir(parents=True, exist_ok=True)
            targets = [Path(path) / Path(f.name).name for f in self.files]
            if len({t.name.casefold() for t in targets}) < len(targets):
                raise PagesError("two of the files have the same name: write them one by one")
        for target, data in zip(targets, made, strict=True):
            try:
                replace_file(os.path.realpath(target), data)
            except ChangedError:  # pragma: no cover (only with `expected`)
                raise PagesError(f"{target} was changed meanwhile: run again") from None

    def _rendered(self, result: CleanResult, keep_empty: bool) -> list[bytes]:
        if result.original != self.text:
            raise PagesError("the result is of another text: clean these pages, and give that one")
        export = next((f.format.export for f in self.files if f.format.export), None)
        if export is not None:
            if len(self.files) > 1:
                raise PagesError("a PDF is written as JSON: open and write it by itself")
            return [export(self, result, self.files[0].name)]
        groups = group_edits(result, self.words)

        def text_of(number: int) -> str:
            word = self.words[number]
            return self.text[word.start : word.end]

        return [f.written(groups, text_of, keep_empty) for f in self.files]
