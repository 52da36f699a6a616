"""hOCR, in the dialects of Tesseract, OCRopus and Kraken (hOCR 1.2, Breuel and others).

Words are elements of class `ocrx_word`; where a line has none, as OCRopus writes them, its words
are those between blanks, and share its box.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from cablefix.by_fields import Shown
from cablefix.formats import titles
from cablefix.formats.leaves import (
    Leaf,
    ReadBlock,
    ReadLeaf,
    ReadLine,
    ReadWord,
    shared,
)
from cablefix.formats.letters import vary
from cablefix.formats.markup import (
    Element,
    Source,
    Splice,
    TextNode,
    copy_of,
    escape_content,
    fresh_id,
    unescape,
)
from cablefix.formats.parsing import parse, parts, whole
from cablefix.formats.slots import Fate
from cablefix.formats.word_edits import NewWord
from cablefix.late import late_regex
from cablefix.page_text import Alternative, Box

PAGES = frozenset({"ocr_page"})
BLOCKS = frozenset({"ocr_par"})
LINES = frozenset(
    {"ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat"}
)
"""Lines: Tesseract gives those of headers, captions and floats the class of what they are."""

WORDS = frozenset({"ocrx_word", "ocr_word"})
_TOKEN = late_regex(r"\S+")


def read(source: Source) -> Iterator[ReadLeaf]:
    """The pages of a file, one after another; one without pages is one page.

    Raises PagesError for tags that cannot be told apart.
    """
    root = whole(source)
    scale = titles.scale_of(source.text)
    number = 0
    for number, page in enumerate(parts(root, _is_page, html=True), 1):
        yield _read_page(page, number, scale)
    if not number:
        yield _read_page(root, 1, scale)


def slots(source: Source, start: int, end: int) -> Iterator[SpanSlot | ElementSlot]:
    """The places of the words between two offsets."""
    for line, _ in _lines(parse(source, html=True, start=start, end=end)):
        yield from _slots_of(line)


def _is_page(element: Element) -> bool:
    return _is(element, PAGES)


def _is(element: Element, classes: frozenset[str]) -> bool:
    return not classes.isdisjoint((element.get("class") or "").split())


def _title(element: Element) -> str:
    return element.get("title") or ""


def _read_page(page: Element, number: int, scale: float) -> ReadLeaf:
    title = _title(page)
    leaf = Leaf(number, titles.box_of(title), titles.image_of(title))
    blocks: list[list[ReadLine]] = []
    last: Element | None = None
    for element, block in _lines(page):
        if not blocks or block is not last:
            blocks.append([])
        last = block
        blocks[-1].append(_read_line(element, scale))
    made = [ReadBlock(lines) for lines in blocks]
    return ReadLeaf(leaf, made, [(page.start, page.end)] if blocks else [])


def _lines(page: Element) -> Iterator[tuple[Element, Element | None]]:
    """The lines of a page, each with the block that it is in; words outside of lines make lines of
    what holds them.
    """
    pending: list[tuple[Element, Element | None]] = [(page, None)]
    while pending:
        element, block = pending.pop()
        if _is(element, LINES) or any(_is(e, WORDS) for e in element.elements):
            yield element, block
        else:
            inside = element if _is(element, BLOCKS) else block
            pending += [(e, inside) for e in reversed(element.elements)]


def _slots_of(line: Element) -> Iterator[SpanSlot | ElementSlot]:
    """The places of the words of a line."""
    elements = [e for e in line.walk() if _is(e, WORDS)]
    if not elements:
        yield from _tokens(line)
    yield from (slot for slot in map(ElementSlot.of, elements) if slot.text)


def _read_line(line: Element, scale: float) -> ReadLine:
    box = titles.box_of(_title(line))
    found = list(_slots_of(line))
    spans = [s for s in found if isinstance(s, SpanSlot)]
    words = [_read_word(s, scale) for s in found if isinstance(s, ElementSlot)]
    return ReadLine(words or list(_in_box(spans, box)), box)


def _read_word(slot: ElementSlot, scale: float) -> ReadWord:
    element, text = slot.element, slot.text
    title = _title(element)
    found = (*_spelt_alternatives(element), *_letter_alternatives(element, text))
    sure = titles.confidence_of(title, scale)
    return ReadWord(text, slot.at, titles.box_of(title), sure, tuple(found))


def _tokens(line: Element) -> Iterator[SpanSlot]:
    """The words of a line that has no elements for them."""
    after_space = True
    for node in line.nodes():
        for m in _TOKEN.finditer(node.raw):
            glued = m.start() == 0 and not after_space
            text = m[0] if node.cdata else unescape(m[0])
            yield SpanSlot(line.source, text, node.start + m.start(), node.start + m.end(), glued)
            after_space = False
        after_space = node.raw[-1:].isspace() or (after_space and not node.raw.strip())


def _in_box(spans: Sequence[SpanSlot], box: Box | None) -> Iterator[ReadWord]:
    """Words that share the box of their line."""
    at, places = 0, []
    for span in spans:
        at += not span.glued and at > 0
        places.append((at, at + len(span.text)))
        at += len(span.text)
    for span, part in zip(spans, shared(box, places, at), strict=True):
        yield ReadWord(span.text, span.at, part, glued=span.glued)


@attrs.frozen(eq=False)
class SpanSlot(Shown):
    """A word that is some characters of a line, and nothing more; `glued`: with no blank before."""

    source: str
    text: str
    start: int
    end: int
    glued: bool

    @property
    def at(self) -> int:
        """Where it begins."""
        return self.start

    def change(self, fate: Fate) -> Iterator[Splice]:
        """Put one word, or several, in the place of this one."""
        yield Splice(self.start, self.end, escape_content(" ".join(w.text for w in fate.new)))

    def drop(self, keep: bool) -> Iterator[Splice]:
        """Take the word out, with the blank before it."""
        start = self.start
        while not keep and self.source[start - 1].isspace():
            start -= 1
        yield Splice(start, self.end, "")


def _is_choice(element: Element) -> bool:
    """Whether an element holds other readings: of the hOCR specification, or of Tesseract."""
    name = element.get("id") or ""
    return element.name == "del" or name.startswith(("lstm_choices", "timestep"))


def _own_nodes(element: Element) -> Iterator[TextNode]:
    """The text of a word without that of other readings, and without line breaks of the source."""
    pending: list[Element | TextNode] = [element]
    while pending:
        node = pending.pop()
        if isinstance(node, TextNode):
            if node.raw.strip() or "\n" not in node.raw:
                yield node
        elif node is element or not _is_choice(node):
            pending += reversed(node.children)


def _spelt_alternatives(element: Element) -> Iterator[Alternative]:
    """What stands in `<del class="alt">` (hOCR 1.2, 6.1)."""
    for e in element.walk():
        text = " ".join(e.text.split()) if e.name == "del" else ""
        if text:
            yield Alternative(text, titles.weight_of(_title(e)))


def _letter_alternatives(element: Element, text: str) -> Iterator[Alternative]:
    """Words that differ in one letter, of Tesseract's choices for each (`lstm_choice_mode=2`)."""
    groups = [e for e in element.walk() if (e.get("id") or "").startswith("lstm_choices")]
    choices = [
        [(c.text.strip(), titles.confidence_of(_title(c))) for c in group.elements]
        for group in groups
    ]
    yield from vary(text, choices)


@attrs.frozen(eq=False)
class ElementSlot(Shown):
    """A word that is an element, with the nodes that hold its text."""

    element: Element
    nodes: tuple[TextNode, ...]

    @classmethod
    def of(cls, element: Element) -> ElementSlot:
        """The slot of a word."""
        return cls(element, tuple(_own_nodes(element)))

    @property
    def at(self) -> int:
        """Where it begins."""
        return self.element.start

    @property
    def text(self) -> str:
        """The word; blanks in it are single ones."""
        return " ".join("".join(n.value for n in self.nodes).split())

    def change(self, fate: Fate) -> Iterator[Splice]:
        """Put one word, or several, in the place of this one; the first keeps its element."""
        new = fate.new
        yield from self._rewrite(new[0].text)
        title = self.element.attributes.get("title")
        if title is not None:
            made = titles.retitled(title.raw, box=new[0].box, confidence=new[0].confidence)
            yield Splice(title.start, title.end, made)
        for number, word in enumerate(new[1:], 2):
            yield Splice(self.element.end, self.element.end, self._copy(word, number))

    def _rewrite(self, text: str) -> Iterator[Splice]:
        full = [n for n in self.nodes if n.raw.strip()]
        if len(full) == 1 and not full[0].cdata:
            node = full[0]
            start = node.start + len(node.raw) - len(node.raw.lstrip())
            yield Splice(start, start + len(node.raw.strip()), escape_content(text))
        elif len(full) == len(text) and all(len(n.value.strip()) == 1 for n in full):
            for node, letter in zip(full, text, strict=True):
                if node.value.strip() != letter:
                    yield Splice(node.start, node.end, escape_content(letter))
        else:
            yield Splice(self.element.inner, self.element.inner_end, escape_content(text))

    def _copy(self, word: NewWord, number: int) -> str:
        """A further element like this one, on a line of its own if this one has one."""
        e = self.element
        edits = [Splice(e.inner, e.inner_end, escape_content(word.text))]
        title, name = e.attributes.get("title"), e.attributes.get("id")
        if title is not None:
            made = titles.retitled(title.raw, box=word.box, confidence=word.confidence)
            edits.append(Splice(title.start, title.end, made))
        if name is not None:
            edits.append(Splice(name.start, name.end, fresh_id(e, name.value, number)))
        lead = e.source[e.lead : e.start] or " "
        return lead + copy_of(e, edits)

    def drop(self, keep: bool) -> Iterator[Splice]:
        """Take the element out with the white space before it, or leave it with nothing in it."""
        e = self.element
        yield Splice(e.inner, e.inner_end, "") if keep else Splice(e.lead, e.end, "")
