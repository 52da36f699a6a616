"""Reads XML and HTML into elements that know their places: a whole file, or part after part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from sys import intern

from cablefix.formats.errors import PagesError
from cablefix.formats.markup import NOTHING, Element, Source, TextNode, line_of
from cablefix.late import late_regex

DEEPEST = 256
"""Elements within one another; no layout goes deeper, and an attack would."""

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
     "track", "wbr"}
)  # fmt: skip
"""Elements of HTML that have no end tag (HTML Living Standard, 13.1.2)."""

_TAG = late_regex(
    r"<(/?)([A-Za-z_][^\s/>]*)((?:[^>\"'<]++|\"[^\"]*+\"|'[^']*+')*+)>", re.S
)  # fmt: skip
_SKIPPED = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">"))
_CDATA = "<![CDATA["


def parse(file: Source, *, html: bool = False, start: int = 0, end: int | None = None) -> Element:
    """What stands in a file, or between two tags of it: a nameless element that holds it all.

    XML must have been found well-formed before; HTML may leave end tags out. Raises PagesError.
    """
    root = whole(file, start, end)
    for _ in parts(root, lambda _: False, html=html):
        pass  # pragma: no cover (nothing is one)
    return root


def whole(file: Source, start: int = 0, end: int | None = None) -> Element:
    """The nameless element that is to hold what stands in a file, or between two tags of it."""
    end = len(file.text) if end is None else end
    return Element(file, "", "", start, start, end, end)


def parts(
    root: Element, is_part: Callable[[Element], bool], *, html: bool = False
) -> Iterator[Element]:
    """Fill a root, and give each outermost element that is a part as soon as it is complete.

    What is below a part is forgotten when the next is asked for, so that a file of many pages is
    never in memory as a whole; the rest stays in the root.
    """
    file, source, at, stop = root.file, root.file.text, root.inner, root.inner_end
    here = root
    above: list[Element] = []
    part: Element | None = None
    while (tag := source.find("<", at, stop)) >= 0:
        if tag > at and (html or not _is_indent(here, source, at, tag)):
            here.add(TextNode(at, tag, source[at:tag]))
        skipped = _skip(source, tag) if source[tag + 1 : tag + 2] in ("!", "?") else None
        if skipped is not None:
            if source.startswith(_CDATA, tag):
                inner = tag + len(_CDATA), skipped - 3
                here.add(TextNode(*inner, source[slice(*inner)], cdata=True))
            at = skipped
            continue
        match = _TAG.match(source, tag, stop)
        if match is None:
            if source[tag + 1 : tag + 2].isalpha() or source.startswith("</", tag):
                raise PagesError(f"a tag is not closed in line {line_of(source, tag)}: repair it")
            here.add(TextNode(tag, tag + 1, "<"))
            at = tag + 1
            continue
        at = match.end()
        prefix, name = _names(match[2], html)
        if match[1]:
            here = _close(here, above, name, tag, at)
        else:
            element = Element(file, name, prefix, tag, at)
            here.add(element)
            if part is None and is_part(element):
                part = element
            if match[3].endswith("/") or (html and name in VOID):
                element.inner_end = element.end = at
            else:
                above.append(here)
                here = element
                if len(above) > DEEPEST:
                    raise PagesError(
                        f"elements are nested over {DEEPEST} deep: this is no page of text"
                    )
        if part is not None and part.end >= 0:
            yield part
            part.children = NOTHING
            part = None
    if at < stop:
        here.add(TextNode(at, stop, source[at:stop]))
    for element in (here, *above):
        if element is not root:
            element.inner_end = element.end = stop
    if part is not None:
        yield part
        part.children = NOTHING


def _skip(source: str, at: int) -> int | None:
    """The end of a comment, instruction, declaration or CDATA that begins here."""
    for opening, closing in _SKIPPED:
        if source.startswith(opening, at):
            if opening == "<!" and "[" in source[at : source.find(">", at)]:
                closing = "]>"
            end = source.find(closing, at + len(opening))
            if end < 0:
                raise PagesError(
                    f"{opening} is not closed in line {line_of(source, at)}: repair it"
                )
            return end + len(closing)
    return None


def _is_indent(here: Element, source: str, at: int, tag: int) -> bool:
    """Whether the characters before a tag only set elements of XML apart; then no node is kept."""
    beside = source[tag + 1 : tag + 2].isalpha() or (
        bool(here.children) and isinstance(here.children[-1], Element)
    )
    return beside and source[at:tag].isspace()


def _names(name: str, html: bool) -> tuple[str, str]:
    """Prefix and name; there are few, each kept once."""
    head, colon, local = name.rpartition(":")
    return intern(head + colon), intern(local.lower() if html else local)


def _close(here: Element, above: list[Element], name: str, tag: int, end: int) -> Element:
    """Close the nearest open element of that name, and those in it that were left open.

    `above` are the elements that hold this one, which is given back.
    """
    if here.name != name and all(e.name != name for e in above):
        return here  # an end tag of nothing, as HTML has them
    while here.name != name:
        here.inner_end = here.end = tag
        here = above.pop()
    here.inner_end, here.end = tag, end
    return above.pop()
