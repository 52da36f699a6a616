"""Elements of XML and HTML with their places in the source, so that edits can be spliced in.

Serialising a tree would change white space, order and quotes all over a file. Here every element
and attribute knows where it stands, and an edit replaces just these characters. `parsing` makes
them, one part of a file at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cached_property
from hashlib import blake2b
from html.entities import html5

import attrs
import numpy as np
import numpy.typing as npt

from cablefix.by_fields import ByFields
from cablefix.late import late_regex

NOTHING: list[Element | TextNode] = []
"""The children of all elements that have none."""

_ATTRIBUTE = late_regex(r"([^\s=/\"'<>]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))")
_ID = late_regex(r"\b[iI][dD]\s*+=\s*+(?:\"([^\"]++)\"|'([^']++)')")
_ENTITY = late_regex(r"&(?:#[xX]([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([A-Za-z][A-Za-z0-9]{0,31}));")
_TOP = late_regex(
    r"(?:[^<]++|<!--.*?-->|<[!?][^>]*+>)*+(<[A-Za-z_](?:[^>\"'<]++|\"[^\"]*+\"|'[^']*+')*+>)", re.S
)


PIECE = 1 << 20
"""Characters of a source that are copied at a time."""


@attrs.frozen
class Splice(ByFields):
    """An edit of the source: what stands between two offsets is replaced."""

    start: int
    end: int
    replacement: str


def splice(source: str, edits: Iterable[Splice]) -> Iterator[str]:
    """The source with the edits made, piece by piece; those at one place in the order given.

    Raises ValueError when two overlap: then a writer is wrong, and nothing may be written.
    """
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if edit.start < at:
            raise ValueError(f"two edits overlap at {edit.start}")
        yield from _pieces(source, at, edit.start)
        yield edit.replacement
        at = edit.end
    yield from _pieces(source, at, len(source))


def _pieces(source: str, start: int, end: int) -> Iterator[str]:
    for at in range(start, end, PIECE):
        yield source[at : min(end, at + PIECE)]


def _digest(name: str) -> int:
    """Eight bytes for a name: names as they are take more room than the file."""
    return int.from_bytes(blake2b(name.encode(errors="replace"), digest_size=8).digest())


@attrs.define(eq=False, slots=False)
class Source:
    """The text of a file, and what is asked of it as a whole."""

    text: str = attrs.field(repr=False)

    @cached_property
    def _names(self) -> npt.NDArray[np.uint64]:
        """The digests of all names in the file, those in `id` of whatever case, in order."""
        names = (unescape(m[1] or m[2]) for m in _ID.finditer(self.text))
        return np.sort(np.fromiter(map(_digest, names), np.uint64))

    def has_name(self, name: str) -> bool:
        """Whether an element of the file has a name."""
        digest = np.uint64(_digest(name))
        at = np.searchsorted(self._names, digest)
        return bool(at < len(self._names) and self._names[at] == digest)

    @cached_property
    def top(self) -> str:
        """The start tag of the outermost element, as written."""
        found = _TOP.match(self.text)
        return found[1] if found else ""


@attrs.frozen
class Attribute(ByFields):
    """The value of an attribute as it stands in the source, between its quotes."""

    start: int
    end: int
    raw: str

    @property
    def value(self) -> str:
        """The value with its entities resolved."""
        return unescape(self.raw)


@attrs.frozen(weakref_slot=False)
class TextNode(ByFields):
    """Characters between tags as they stand in the source."""

    start: int
    end: int
    raw: str
    cdata: bool = False

    @property
    def value(self) -> str:
        """The characters with their entities resolved."""
        return self.raw if self.cdata else unescape(self.raw)


@attrs.define(eq=False, weakref_slot=False)
class Element:
    """An element and its place: start tag, content, end tag. Complete once it has been parsed.

    `name` is without prefix and, in HTML, in small letters; `prefix` is with its colon. It does not
    know what it stands in: elements that hold one another would outlive their use.
    """

    file: Source = attrs.field(repr=False)
    name: str
    prefix: str
    start: int
    inner: int
    inner_end: int = -1
    end: int = -1
    children: list[Element | TextNode] = attrs.field(default=NOTHING, repr=False)

    @property
    def source(self) -> str:
        """The text of the file that it is in."""
        return self.file.text

    def add(self, child: Element | TextNode) -> None:
        """Put a child behind the others."""
        if self.children is NOTHING:
            self.children = [child]
        else:
            self.children.append(child)

    def _written(self) -> Iterator[re.Match[str]]:
        """The attributes as they stand; not kept, since files have very many."""
        first = self.start + 1 + len(self.prefix) + len(self.name)
        return _ATTRIBUTE.finditer(self.file.text, first, self.inner)

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
        return self.file.text.startswith("/>", self.inner - 2)

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
    def lead(self) -> int:
        """Where the white space before the element begins."""
        at = self.start
        while at > 0 and self.source[at - 1].isspace():
            at -= 1
        return at


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
    while element.file.has_name(made):
        made += "_"
    return escape(made)
