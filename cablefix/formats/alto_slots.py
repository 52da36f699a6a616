"""The places of words in ALTO: `String`, and `HYP`, the hyphen at the end of a line."""

from __future__ import annotations

from collections.abc import Iterator, Set

import attrs

from cablefix.by_fields import Shown
from cablefix.formats.markup import Element, Splice, copy_of, escape, escape_content, fresh_id
from cablefix.formats.slots import Fate
from cablefix.formats.titles import write_number
from cablefix.formats.word_edits import NewWord
from cablefix.page_text import Box

SIDES = ("HPOS", "VPOS", "WIDTH", "HEIGHT")
PER_LETTER = ("CC",)
"""Attributes that say something of each letter, and nothing once the letters are others."""

HYPHEN, SOFT_HYPHEN = "-", "\u00ad"

WORDS = frozenset({"String", "HYP"})
"""Elements that are words, or the hyphen beside one."""

BROKEN = ("SUBS_TYPE", "SUBS_CONTENT")


def text_of(element: Element, content: str | None) -> str:
    """A word by its content: blanks in it are single ones, and a hyphen is one that can be seen."""
    written = content or ""
    if element.name == "HYP":
        written = (written or HYPHEN).replace(SOFT_HYPHEN, HYPHEN)
    return " ".join(written.split())


@attrs.frozen(eq=False)
class StringSlot(Shown):
    """A word, or a hyphen: an element with the attribute `CONTENT`, in a line."""

    element: Element
    line: Element

    @property
    def at(self) -> int:
        """Where it begins."""
        return self.element.start

    @property
    def is_string(self) -> bool:
        """Whether it is a word, and not the hyphen that ALTO keeps beside its word."""
        return self.element.name == "String"

    @property
    def text(self) -> str:
        """The word."""
        return text_of(self.element, self.element.get("CONTENT"))

    def say(self, name: str, value: str) -> Iterator[Splice]:
        """Give an attribute another value, if it is there."""
        found = self.element.attributes.get(name)
        if found is not None and found.value != value:
            yield Splice(found.start, found.end, escape(value))

    def change(self, fate: Fate) -> Iterator[Splice]:
        """Put one word, or several, in its place; what was read stays as an alternative."""
        first = fate.new[0]
        yield from self._attributes(first)
        e = self.element
        if self.is_string:
            yield from self._children(fate.was)
        for count, word in enumerate(fate.new[1:], 2):
            yield Splice(e.end, e.end, self._copy(word, count))

    def _attributes(self, word: NewWord) -> Iterator[Splice]:
        yield from self.say("CONTENT", word.text)
        yield from self.say("WC", write_number(int(word.confidence * 100) / 100))
        for name in PER_LETTER:
            yield from self._without(name)
        if word.box is not None:
            for name, value in zip(SIDES, sides(word.box), strict=True):
                yield from self.say(name, write_number(value))

    def _without(self, name: str) -> Iterator[Splice]:
        found = self.element.attributes.get(name)
        if found is not None:
            source = self.element.source
            start = source.rindex(name, self.element.start, found.start)
            while source[start - 1].isspace():
                start -= 1
            yield Splice(start, found.end + 1, "")

    def _children(self, was: str) -> Iterator[Splice]:
        """The original among the alternatives; glyphs of letters that are no longer there go."""
        e = self.element
        name = f"{e.prefix}ALTERNATIVE"
        made = f"<{name}>{escape_content(was)}</{name}>"
        if e.is_closed_at_once:
            yield Splice(e.inner - 2, e.inner, f">{made}</{e.prefix}{e.name}>")
            return
        shape = e.child("Shape")
        at = shape.end if shape else e.inner
        yield Splice(at, at, made)
        yield from (Splice(g.lead, g.end, "") for g in e.elements if g.name == "Glyph")

    def _copy(self, word: NewWord, count: int) -> str:
        """A further word like this one, behind a blank."""
        e = self.element
        edits = list(self._attributes(word))
        name = e.attributes.get("ID")
        if name is not None:
            edits.append(Splice(name.start, name.end, fresh_id(e, name.value, count)))
        for broken in BROKEN:
            edits += self._without(broken)
        if not e.is_closed_at_once:
            edits.append(Splice(e.inner, e.inner_end, ""))
        return f"<{e.prefix}SP/>{copy_of(e, edits)}"

    def drop(self, keep: bool) -> Iterator[Splice]:
        """Take the word out, or leave it with an empty text; blanks are for the line to tell."""
        e = self.element
        if keep and self.is_string:
            yield from self.say("CONTENT", "")
        else:
            yield Splice(e.lead, e.end, "")


def lone_blanks(line: Element, dropped: Set[Element]) -> Iterator[Element]:
    """The blanks of a line that go with words: one stays where words are left on both sides."""
    run: list[Element] = []
    is_first = True
    for element in (*line.elements, None):
        if element is not None and (element in dropped or element.name == "SP"):
            run.append(element)
            continue
        if not dropped.isdisjoint(run):
            blanks = [e for e in run if e.name == "SP"]
            yield from blanks if is_first or element is None else blanks[:-1]
        run, is_first = [], is_first and (element is None or element.name == "Shape")


def sides(box: Box) -> tuple[float, float, float, float]:
    """Left, top, width and height."""
    return box.left, box.top, box.right - box.left, box.bottom - box.top
