"""Elements of XML and HTML with their places in the source, so that edits can be spliced in.

Serialising a tree would change white space, order and quotes all over a file. Here every element
and attribute knows where it stands, and an edit replaces just these characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from html.entities import html5
from sys import intern

import attrs

from cablefix.formats.errors import PagesError

DEEPEST = 256
"""Elements within one another; no layout goes deeper, and an attack would."""

_NOTHING: list[Element | TextNode] = []
"""The children of all elements that are closed at once."""

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
     "track", "wbr"}
)  # fmt: skip
"""Elements of HTML that have no end tag (HTML Living Standard, 13.1.2)."""

_TAG = re.compile(
    r"<(/?)([A-Za-z_][^\s/>]*)((?:[^>\"'<]++|\"[^\"]*+\"|'[^']*+')*+)>", re.S
)  # fmt: skip
_ATTRIBUTE = re.compile(r"([^\s=/\"'<>]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))")
_ID = re.compile(r"\b[iI][dD]\s*+=\s*+(?:\"([^\"]++)\"|'([^']++)')")
_ENTITY = re.compile(r"&(?:#[xX]([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([A-Za-z][A-Za-z0-9]{0,31}));")
_SKIPPED = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">"))
_CDATA = "<![CDATA["


@attrs.frozen
class Splice:
    """An edit of the source: what stands between two offsets is replaced."""

    start: int
    end: int
    replacement: str


def splice(source: str, edits: Iterable[Splice]) -> str:
    """The source with the edits made; those at one place in the order given.

    Raises ValueError when two overlap: then a writer is wrong, and nothing may be written.
    """
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if edit.start < at:
            raise ValueError(f"two edits overlap at {edit.start}")
        parts += (source[at : edit.start], edit.replacement)
        at = edit.end
    parts.append(source[at:])
    return "".join(parts)


@attrs.frozen
class Attribute:
    """The value of an attribute as it stands in the source, between its quotes."""

    start: int
    end: int
    raw: str

    @property
    def value(self) -> str:
        """The value with its entities resolved."""
        return unescape(self.raw)


@attrs.frozen
class TextNode:
    """Characters between tags as they stand in the source."""

    start: int
    end: int
    raw: str
    cdata: bool = False

    @property
    def value(self) -> str:
        """The characters with their entities resolved."""
        return self.raw if self.cdata else unescape(self.raw)


@attrs.define(eq=False)
class Element:
    """An element and its place: start tag, content, end tag. Complete once `parse` has returned.

    `name` is without prefix and, in HTML, in small letters; `prefix` is with its colon.
    """

    source: str = attrs.field(repr=False)
    name: str
    prefix: str
    start: int
    inner: int
    parent: Element | None = attrs.field(default=None, repr=False)
    inner_end: int = -1
    end: int = -1
    children: list[Element | TextNode] = attrs.field(factory=list, repr=False)
    _names: frozenset[str] | None = attrs.field(default=None, repr=False, alias="names")

    def _written(self) -> Iterator[re.Match[str]]:
        """The attributes as they stand; not kept, since files have very many."""
        first = self.start + 1 + len(self.prefix) + len(self.name)
        return _ATTRIBUTE.finditer(self.source, first, self.inner)

    @property
    def attributes(self) -> Mapping[str, Attribute]:
        """The attributes by their names as written."""
        return {
            m[1]: Attribute(*m.span(m.lastindex or 2), m[m.lastindex or 2]) for m in self._written()
        }

    def values(self) -> dict[str, str]:
        """The values of the attributes by their names, with entities resolved."""
        return {m[1]: unescape(m[m.lastindex or 2]) for m in self._written()}

    def get(self, name: str) -> str | None:
        """The value of an attribute, if it is there."""
        for m in self._written():
            if m[1] == name:
                return unescape(m[m.lastindex or 2])
        return None

    @property
    def is_closed_at_once(self) -> bool:
        """Whether the start tag is the whole element: `<String ... />`."""
        return self.source.startswith("/>", self.inner - 2)

    @property
    def elements(self) -> list[Element]:
        """The elements right below."""
        return [c for c in self.children if isinstance(c, Element)]

    def child(self, name: str) -> Element | None:
        """The first element of that name right below."""
        return next((c for c in self.children if isinstance(c, Element) and c.name == name), None)

    def walk(self, *, above: Set[str] = frozenset()) -> Iterator[Element]:
        """This element and all below, in the order of the source; none within those named."""
        pending = [self]
        while pending:
            element = pending.pop()
            yield element
            if element.name not in above:
                pending += [e for e in reversed(element.children) if isinstance(e, Element)]

    def nodes(self) -> Iterator[TextNode]:
        """All text below, in the order of the source."""
        pending: list[Element | TextNode] = [self]
        while pending:
            node = pending.pop()
            if isinstance(node, TextNode):
                yield node
            else:
                pending += reversed(node.children)

    @property
    def text(self) -> str:
        """All text below, joined."""
        return "".join(n.value for n in self.nodes())

    @property
    def root(self) -> Element:
        """The nameless element that holds everything."""
        root = self
        while root.parent is not None:
            root = root.parent
        return root

    @property
    def names(self) -> frozenset[str]:
        """All names in the file, those in `id` of whatever case; looked up once."""
        root = self.root
        if root._names is None:
            found = (m[1] or m[2] for m in _ID.finditer(self.source))
            root._names = frozenset(map(unescape, found))
        return root._names

    @property
    def lead(self) -> int:
        """Where the white space before the element begins."""
        at = self.start
        while at > 0 and self.source[at - 1].isspace():
            at -= 1
        return at


def parse(source: str, *, html: bool = False) -> Element:
    """The root of a document, a nameless element that holds everything.

    XML must have been found well-formed before; HTML may leave end tags out. Raises PagesError.
    """
    root = Element(source, "", "", 0, 0, None, len(source), len(source))
    at = 0
    here, depth = root, 0
    while (tag := source.find("<", at)) >= 0:
        if tag > at and (html or not _is_indent(here, source, at, tag)):
            here.children.append(TextNode(at, tag, source[at:tag]))
        skipped = _skip(source, tag) if source[tag + 1 : tag + 2] in ("!", "?") else None
        if skipped is not None:
            if source.startswith(_CDATA, tag):
                inner = tag + len(_CDATA), skipped - 3
                here.children.append(TextNode(*inner, source[slice(*inner)], cdata=True))
            at = skipped
            continue
        match = _TAG.match(source, tag)
        if match is None:
            if source[tag + 1 : tag + 2].isalpha() or source.startswith("</", tag):
                raise PagesError(f"a tag is not closed in line {line_of(source, tag)}: repair it")
            here.children.append(TextNode(tag, tag + 1, "<"))
            at = tag + 1
            continue
        at = match.end()
        prefix, name = _names(match[2], html)
        if match[1]:
            here, depth = _close(here, depth, name, tag, at)
            continue
        element = Element(source, name, prefix, tag, at, here)
        here.children.append(element)
        if match[3].endswith("/") or (html and name in VOID):
            element.inner_end = element.end = at
            element.children = _NOTHING
            continue
        here, depth = element, depth + 1
        if depth > DEEPEST:
            raise PagesError(f"elements are nested over {DEEPEST} deep: this is no page of text")
    if at < len(source):
        here.children.append(TextNode(at, len(source), source[at:]))
    while here is not root:
        here.inner_end = here.end = len(source)
        assert here.parent is not None
        here = here.parent
    return root


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


def _close(here: Element, depth: int, name: str, tag: int, end: int) -> tuple[Element, int]:
    """Close the nearest open element of that name, and those in it that were left open."""
    target: Element | None = here
    while target is not None and target.name != name:
        target = target.parent
    if target is None or target.parent is None:
        return here, depth  # an end tag of nothing, as HTML has them
    while here is not target:
        here.inner_end = here.end = tag
        assert here.parent is not None
        here, depth = here.parent, depth - 1
    target.inner_end, target.end = tag, end
    return target.parent, depth - 1


def line_of(source: str, at: int) -> int:
    """The number of the line, from 1, of an offset."""
    return source.count("\n", 0, at) + 1


def unescape(raw: str) -> str:
    """Text with its entities resolved; what is no entity stays.

    >>> unescape("AT&amp;T &#65;&#x42; &bogus; &")
    'AT&T AB &bogus; &'
    """
    return _ENTITY.sub(_character, raw) if "&" in raw else raw


def _character(m: re.Match[str]) -> str:
    if m[3]:
        return html5.get(f"{m[3]};", m[0])
    code = int(m[1], 16) if m[1] else int(m[2])
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else m[0]


def escape(text: str) -> str:
    """Text for the source, in content or in an attribute with either quote.

    >>> escape("AT&T <'x'>")
    'AT&amp;T &lt;&#39;x&#39;&gt;'
    """
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"),
                         ("'", "&#39;")):  # fmt: skip
        text = text.replace(char, entity)
    return text


def escape_content(text: str) -> str:
    """Text for the source between tags, where quotes are letters like others."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def copy_of(element: Element, edits: Iterable[Splice]) -> str:
    """The source of an element with edits inside it made."""
    parts: list[str] = []
    at = element.start
    for edit in sorted(edits, key=lambda s: s.start):
        parts += (element.source[at : edit.start], edit.replacement)
        at = edit.end
    return "".join((*parts, element.source[at : element.end]))


def fresh_id(element: Element, name: str, number: int) -> str:
    """A name that no element of the file has, which `element` is of."""
    made = f"{name}_{number}"
    names = element.names
    while made in names:
        made += "_"
    return escape(made)
