"""The places of words in PAGE XML: `Word` elements, and words between blanks in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from cablefix.by_fields import Shown
from cablefix.formats.markup import (
    Element,
    Splice,
    escape_content,
    fresh_id,
    unescape,
)
from cablefix.formats.slots import Fate
from cablefix.formats.titles import write_number
from cablefix.formats.word_edits import NewWord
from cablefix.late import late_regex
from cablefix.page_text import Box

INDEXED_SINCE = "2017-07-15"
"""The version from which on a text may have several readings, told apart by `index`."""

_VERSION = late_regex(r"\bxmlns(?::[\w.-]+)?\s*=\s*([\"'])[^\"']*/(\d{4}-\d\d-\d\d)\1")
_TOKEN = late_regex(r"\S+")


def equivs_of(element: Element) -> list[Element]:
    """The readings of an element that have a text, the one that counts first."""
    found = [e for e in element.elements if e.name == "TextEquiv" and e.child("Unicode")]
    return sorted(found, key=_rank)


def _rank(equiv: Element) -> int:
    written = equiv.get("index") or ""
    return int(written) if written.isdecimal() else 0


def content_of(equiv: Element) -> Element:
    """The element that holds the text of a reading."""
    content = equiv.child("Unicode")
    assert content is not None
    return content


def is_indexed(element: Element) -> bool:
    """Whether the file is of a version in which a text may have several readings."""
    found = _VERSION.search(element.file.top)
    return found is not None and found[2] >= INDEXED_SINCE


def reread(element: Element, raw: str, confidence: float | None) -> Iterator[Splice]:
    """Give an element another text (as in the source); the old one stays as second, if it may."""
    equivs = equivs_of(element)
    main = equivs[0]
    sure = write_number(int(confidence * 100) / 100) if confidence is not None else None
    if not is_indexed(element):
        yield from _overwrite(main, raw, sure)
        return
    p = main.prefix
    conf = f' conf="{sure}"' if sure else ""
    first = min(equivs, key=lambda e: e.start)
    made = f'<{p}TextEquiv index="0"{conf}><{p}Unicode>{raw}</{p}Unicode></{p}TextEquiv>'
    yield Splice(first.start, first.start, made + element.source[first.lead : first.start])
    for rank, equiv in enumerate(equivs, 1):
        index = equiv.attributes.get("index")
        if index is not None:
            yield Splice(index.start, index.end, str(rank))
        else:
            at = equiv.start + 1 + len(equiv.prefix) + len(equiv.name)
            yield Splice(at, at, f' index="{rank}"')


def _overwrite(equiv: Element, raw: str, sure: str | None) -> Iterator[Splice]:
    content, plain = content_of(equiv), equiv.child("PlainText")
    yield refill(content, raw)
    if plain is not None and not plain.is_closed_at_once:
        yield Splice(plain.inner, plain.inner_end, raw)
    conf = equiv.attributes.get("conf")
    if conf is not None and sure is not None:
        yield Splice(conf.start, conf.end, sure)


def refill(content: Element, raw: str) -> Splice:
    """Put other characters into an element that holds text only."""
    if content.is_closed_at_once:
        name = content.prefix + content.name
        return Splice(content.inner - 2, content.inner, f">{raw}</{name}>")
    return Splice(content.inner, content.inner_end, raw)


def points_of(box: Box) -> str:
    """The outline of a box."""
    left, top, right, bottom = (str(round(v)) for v in (box.left, box.top, box.right, box.bottom))
    return f"{left},{top} {right},{top} {right},{bottom} {left},{bottom}"


@attrs.frozen(eq=False)
class WordSlot(Shown):
    """A word that is an element of a line."""

    element: Element
    line: Element
    region: Element
    text: str
    """The word; blanks in it are single ones."""

    @property
    def at(self) -> int:
        """Where it begins."""
        return self.element.start

    def change(self, fate: Fate) -> Iterator[Splice]:
        """Put one word, or several, in its place; what was read stays as the second reading."""
        e, first = self.element, fate.new[0]
        yield from reread(e, escape_content(first.text), first.confidence)
        if len(fate.new) > 1 or fate.was != self.text:
            yield from self._outline(first.box)
        yield from self._glyphs(first.text)
        for count, word in enumerate(fate.new[1:], 2):
            yield Splice(e.end, e.end, e.source[e.lead : e.start] + self._copy(word, count))

    def _outline(self, box: Box | None) -> Iterator[Splice]:
        coords = self.element.child("Coords")
        if box is None or coords is None:
            return
        points = coords.attributes.get("points")
        if points is not None:
            yield Splice(points.start, points.end, points_of(box))
        elif not coords.is_closed_at_once:
            yield Splice(coords.inner, coords.inner_end, _corners(coords.prefix, box))

    def _glyphs(self, text: str) -> Iterator[Splice]:
        """Letters that changed one for one say so; where their number changed, they go."""
        glyphs = [g for g in self.element.elements if g.name == "Glyph"]
        if len(glyphs) != len(text):
            yield from (Splice(g.lead, g.end, "") for g in glyphs)
            return
        for glyph, letter in zip(glyphs, text, strict=True):
            equivs = equivs_of(glyph)
            if equivs and content_of(equivs[0]).text.strip() != letter:
                yield from reread(glyph, escape_content(letter), None)

    def _copy(self, word: NewWord, count: int) -> str:
        """A further word of the line, with its outline and its text."""
        e, p = self.element, self.element.prefix
        coords = e.child("Coords")
        if word.box is None or coords is None:
            outline = e.source[coords.start : coords.end] if coords else ""
        elif "points" in coords.attributes:
            outline = f'<{p}Coords points="{points_of(word.box)}"/>'
        else:
            outline = f"<{p}Coords>{_corners(p, word.box)}</{p}Coords>"
        own = e.get("id")
        name = fresh_id(e, own, count) if own is not None else ""
        conf = write_number(int(word.confidence * 100) / 100)
        told = is_indexed(e) or any(q.get("conf") for q in equivs_of(e))
        sure = f' conf="{conf}"' if told else ""
        text = f"<{p}Unicode>{escape_content(word.text)}</{p}Unicode>"
        return f'<{p}Word id="{name}">{outline}<{p}TextEquiv{sure}>{text}</{p}TextEquiv></{p}Word>'

    def drop(self, keep: bool) -> Iterator[Splice]:
        """Take the word out, or leave it with an empty text."""
        e = self.element
        if keep:
            yield from reread(e, "", None)
        else:
            yield Splice(e.lead, e.end, "")


def _corners(prefix: str, box: Box) -> str:
    """The outline of a box as versions before 2013 write it."""
    corners = (p.split(",") for p in points_of(box).split())
    return "".join(f'<{prefix}Point x="{x}" y="{y}"/>' for x, y in corners)


@attrs.frozen(eq=False)
class TokenSlot(Shown):
    """A word that is some characters of the text of a line, or of a region."""

    holder: Element
    region: Element
    content: Element
    text: str
    start: int
    end: int
    word: WordSlot | None = None
    """Its own element, where just some words of the line have one with a text."""

    @property
    def at(self) -> int:
        """Where it begins."""
        return self.start

    @property
    def line(self) -> Element:
        """The line or region whose text it is in."""
        return self.holder

    @classmethod
    def all_of(cls, holder: Element, region: Element, content: Element) -> list[list[TokenSlot]]:
        """The words of a text, line by line."""
        rows: list[list[TokenSlot]] = [[]]
        for node in content.nodes():
            at = node.start
            for raw in re.split(r"(\n|\r\n?)", node.raw):
                if raw.strip("\r\n") == "" and raw:
                    rows.append([])
                else:
                    for m in _TOKEN.finditer(raw):
                        text = m[0] if node.cdata else unescape(m[0])
                        start = at + m.start()
                        rows[-1].append(
                            cls(holder, region, content, text, start, start + len(m[0]))
                        )
                at += len(raw)
        return [row for row in rows if row]

    def change(self, fate: Fate) -> Iterator[Splice]:
        """Put one word, or several, in its place."""
        yield Splice(self.start, self.end, escape_content(" ".join(w.text for w in fate.new)))

    def drop(self, keep: bool) -> Iterator[Splice]:
        """Take the word out of the text, with the blank before it."""
        start = self.start
        while start > self.content.inner and self.content.source[start - 1] in " \t":
            start -= 1
        yield Splice(start, self.end, "")

    def follow(self, fate: Fate, keep: bool) -> Iterator[Splice]:
        """The same in its own element, if it has one."""
        if self.word is None:
            return
        if not fate.new:
            yield from self.word.drop(keep)
            return
        text = " ".join(w.text for w in fate.new)
        sure = min(w.confidence for w in fate.new)
        yield from self.word.change(Fate((NewWord(text, fate.new[0].box, sure),), self.word.text))
