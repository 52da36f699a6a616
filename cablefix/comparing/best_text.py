"""Writes the best reading as one text, in the lines of the witness that reads best."""

from __future__ import annotations

from collections.abc import Iterator

from cablefix.comparing.collation import Collation
from cablefix.comparing.fusion import Fusion


def write_text(collation: Collation, fusion: Fusion) -> tuple[str, dict[int, tuple[int, int]]]:
    """The best reading, and the span of each place in it (places left out have none)."""
    if not collation.places:
        return (collation.witnesses[collation.order[0]].text if collation.order else ""), {}
    out: list[str] = []
    spans: dict[int, tuple[int, int]] = {}
    size = 0
    base = collation.witnesses[collation.order[0]]
    for n, blanks, text in _pieces(collation, fusion):
        out += (blanks, text)
        spans[n] = (size + len(blanks), size + len(blanks) + len(text))
        size += len(blanks) + len(text)
    out.append(base.text[base.ends[-1] :] if base.ends else "")
    return "".join(out), spans


def _pieces(collation: Collation, fusion: Fusion) -> Iterator[tuple[int, str, str]]:
    base = collation.order[0]
    waiting = behind = ""
    last = base
    begun = False
    for n, place in enumerate(collation.places):
        w = base if base in place.words else next(o for o in collation.order if o in place.words)
        own = collation.witnesses[w]
        first, last_word = place.words[w]
        before = own.text[own.ends[first - 1] if first else 0 : own.starts[first]]
        choice = fusion.choices[n]
        text = (
            own.piece(first, last_word) if choice is None else _printed(collation, n, choice.text)
        )
        if w == base:
            waiting = max(waiting, before, key=_breadth)
        if not text:
            continue
        blanks = waiting if w == base else before
        if w != last:
            blanks = max(blanks, behind, key=_breadth)
        if not begun and w != base:
            blanks = ""
        touching = w == last or not begun  # a sign and what is glued to it are two words
        yield n, blanks or ("" if touching else " "), text
        end = own.ends[last_word - 1]
        after = own.starts[last_word] if last_word < len(own) else len(own.text)
        behind = own.text[end:after]
        last, begun, waiting = w, True, ""


def _breadth(blanks: str) -> tuple[int, int]:
    return blanks.count("\n"), len(blanks)


def _printed(collation: Collation, n: int, text: str) -> str:
    """A choice with the line breaks of the witness that reads so."""
    place = collation.places[n]
    for w in collation.order:
        if w in place.words and collation.text(place, w) == text:
            return collation.witnesses[w].piece(*place.words[w])
    return text
