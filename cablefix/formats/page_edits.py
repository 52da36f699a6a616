"""The edits of a PAGE XML file: the words, and the texts of lines and regions that repeat them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cablefix.formats.markup import Element, Source, Splice, escape_content, unescape
from cablefix.formats.page_slots import (
    TokenSlot,
    WordSlot,
    content_of,
    equivs_of,
    is_indexed,
    refill,
    reread,
)
from cablefix.formats.slots import Fate, edit_words
from cablefix.late import late_regex


def edit(
    source: Source, slots: Sequence[Any], fates: Mapping[int, Fate], keep_empty: bool
) -> list[Splice]:
    """The edits of the words; a line or region that says the same text again says the new one.

    Where it says another text than its words, it is left as it is.
    """
    spelt = {n: f for n, f in fates.items() if isinstance(slots[n], WordSlot)}
    edits = edit_words(source, slots, spelt, keep_empty)
    edits += _edit_texts(slots, fates, keep_empty)
    old, new = _lines_of(slots, {}), _lines_of(slots, fates)
    lines = [line for line in _touched(slots, fates) if line.name == "TextLine"]
    for line in lines:
        if isinstance(slots[old[line][0][0]], WordSlot):
            edits += _repeat(line, [_texts(old[line])], [_texts(new[line])])
    for region in dict.fromkeys(slots[old[line][0][0]].region for line in lines):
        own = [e for e in region.elements if e in old]
        edits += _repeat(region, [_texts(old[e]) for e in own], [_texts(new[e]) for e in own])
    return edits


Rows = dict[Element, list[tuple[int, list[str]]]]


def _lines_of(slots: Sequence[Any], fates: Mapping[int, Fate]) -> Rows:
    """Each line or region with its words, by number, as they are or will be."""
    found: Rows = {}
    for i, slot in enumerate(slots):
        texts = [w.text for w in fates[i].new] if i in fates else [slot.text]
        found.setdefault(slot.line, []).append((i, texts))
    for row in found.values():
        row.sort(key=lambda word: int(slots[word[0]].at))  # the text may have another order
    return found


def _texts(row: list[tuple[int, list[str]]]) -> list[str]:
    return [text for _, texts in row for text in texts]


def _touched(slots: Sequence[Any], fates: Mapping[int, Fate]) -> list[Element]:
    return list(dict.fromkeys(slots[n].line for n in fates))


def _repeat(holder: Element, old: list[list[str]], new: list[list[str]]) -> Iterator[Splice]:
    """The text of a line or region anew, if it was that of its lines."""
    equivs = equivs_of(holder)
    if not equivs:
        return
    content = content_of(equivs[0])
    if content.text.split() == " ".join(t for row in old for t in row).split():
        between = "\n" if "\n" in content.text.strip() else " "
        text = between.join(" ".join(row) for row in new)
        yield refill(content, escape_content(text))


def _edit_texts(slots: Sequence[Any], fates: Mapping[int, Fate], keep: bool) -> Iterator[Splice]:
    """Words that are part of a text: in place, or in a new reading of the whole text."""
    holders: dict[Element, list[int]] = {}
    for n in fates:
        if isinstance(slots[n], TokenSlot):
            holders.setdefault(slots[n].holder, []).append(n)
            yield from slots[n].follow(fates[n], keep)
    for holder, numbers in holders.items():
        content = slots[numbers[0]].content
        pieces = [
            e
            for n in numbers
            for e in (slots[n].change(fates[n]) if fates[n].new else slots[n].drop(False))
        ]
        sure = min((w.confidence for n in numbers for w in fates[n].new), default=None)
        if is_indexed(holder):
            raw, at = "", content.inner
            for piece in sorted(pieces, key=lambda p: p.start):
                raw += content.source[at : piece.start] + piece.replacement
                at = piece.end
            raw += content.source[at : content.inner_end]
            yield from reread(holder, raw, sure)
        else:
            yield from pieces
        yield from _moved_tags(holder, content, pieces)


_TAG = late_regex(r"(\boffset\s*+:\s*+)(\d{1,9})(\s*+;\s*+length\s*+:\s*+)(\d{1,9})")
"""A tag of Transkribus in `custom`: letters of the line, from an offset, so many."""


def _moved_tags(holder: Element, content: Element, pieces: Sequence[Splice]) -> Iterator[Splice]:
    """The tags on letters of a text, moved to where these letters are now."""
    custom = holder.attributes.get("custom")
    if custom is None or not _TAG.search(custom.raw):
        return
    places = sorted(
        (_letters(content, p.start), _letters(content, p.end), len(unescape(p.replacement)))
        for p in pieces
    )

    def moved(m: re.Match[str]) -> str:
        start, end = int(m[2]), int(m[2]) + int(m[4])
        new = _moved(start, places, at_end=False)
        return f"{m[1]}{new}{m[3]}{_moved(end, places, at_end=True) - new}"

    made = _TAG.sub(moved, custom.raw)
    if made != custom.raw:
        yield Splice(custom.start, custom.end, made)


def _letters(content: Element, at: int) -> int:
    return len(unescape(content.source[content.inner : at]))


def _moved(at: int, places: Sequence[tuple[int, int, int]], *, at_end: bool) -> int:
    """An offset after some edits; within one, its start or its end."""
    by = 0
    for start, end, length in places:
        if at <= start:
            break
        if at < end:
            return start + by + (length if at_end else 0)
        by += length - (end - start)
    return at + by
