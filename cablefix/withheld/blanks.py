"""Runs of one character that stand for text made unreadable: XXXXXX, blocks, dashes, blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cablefix.language import tables
from cablefix.late import late_regex
from cablefix.layout.line_labels import ReadLine
from cablefix.withheld.extents import of_blank
from cablefix.withheld.statements import Sign

_BODY = frozenset({"text", "paragraph", "point"})
_RUN = late_regex(
    r"(?<![\w.-])(?P<x>[Xx]{4,}(?: [Xx]{4,})*)(?![\w-])"
    r"|(?P<block>[\u2580-\u259f\u25a0\u25ac\u25ae](?:[ \t]{0,3}[\u2580-\u259f\u25a0\u25ac\u25ae])+)"
    r"|(?P<slash>(?<!\S)/{4,}(?:[ ,]/{4,})*(?=[.,;]?(?!\S)))"
    r"|(?P<bracket>(?<!\S)\[[ _\u00a0]{3,40}\](?=[.,;]?(?!\S)))"
    r"|(?P<dash>(?<![\S])(?:[-_\u2013\u2014] ?){8,}(?!\S))"
    r"|(?P<rule>(?<![\S_])_{4,40}(?=[.,;]?(?!\S)))"
)
_SURE = {"x": 0.85, "block": 0.95, "slash": 0.8, "bracket": 0.8, "dash": 0.7, "rule": 0.6}
"""How likely each kind of run, where it may stand, is in place of text."""

NARROW, WIDE = 5, 12
"""Blanks that may stand for a name taken out; those that do in a paragraph of a cable."""

IN_SENTENCE, IN_PARAGRAPH = 0.55, 0.6
"""How likely a blank in a sentence, and a wide one in a paragraph of a cable, was text."""

FEWEST = 8
"""Words of a line with blanks in it that is a sentence and no row of a table."""

FEWEST_BESIDE = 3
"""The same of the lines beside a line of strokes, which frame a title else."""

WINDOW = 300
"""Characters on either side of a blank that are looked at."""

LEAST_LINE, NEAR = 10, 3
"""Strokes that may stand for a whole line outside the paragraphs of a cable; lines above and below
of which the nearest with text must be running text."""

FORM = 3
"""Rules behind a label from which a text is a form to be filled in."""

_BLANKS = late_regex(rf"(?<=\S) {{{NARROW},}}(?=\S)")
_NUMBER_ONLY = late_regex(r"\s*\d{1,3}[.,]\s*$")
_ENDED = late_regex(r"[.?!:;\")\]]\s*$")
_WORD = late_regex(r"[A-Za-z][A-Za-z'’.]*")
_LABEL = late_regex(r"\w[\w /]{1,24}:")
_LABELLED_RULE = late_regex(r"[:.]\s*_{3,}|_{3,}\s*$|^\s*_{3,}")


def find_blanks(lines: Sequence[ReadLine], *, in_cable: bool) -> Iterator[Sign]:
    """Runs of characters in the body that are no ruled line, no table and no form.

    Dashes, and wide blanks without words that ask for another, have other uses, and count inside a
    paragraph of a cable only.
    """
    begun = False
    titles = [words for _, words, place, _ in tables.load("excisions").rows if place == "sheet"]
    framed = any(t in r.line.text.upper() for r in lines for t in titles)
    form = sum(bool(_LABELLED_RULE.search(r.line.text)) for r in lines if "__" in r.line.text)
    for i, r in enumerate(lines):
        begun = begun or r.form == "paragraph"
        if r.form not in _BODY:
            continue
        for m in _RUN.finditer(r.line.text):
            kind = str(m.lastgroup)
            if kind == "x" and framed and m.group() == r.line.text.strip():
                continue
            if _may_stand(kind, lines, i, m, in_paragraph=in_cable and begun, is_form=form >= FORM):
                yield _sign(r, m, _SURE[kind])
        if " " * NARROW in r.line.text:
            yield from _blanks(lines, i, in_paragraph=in_cable and begun)


def _sign(line: ReadLine, m: re.Match[str], sure: float) -> Sign:
    start, end = line.line.start + m.start(), line.line.start + m.end()
    return Sign("explicit-marker", start, end, sure, of_blank(end - start))


def _may_stand(
    kind: str,
    lines: Sequence[ReadLine],
    i: int,
    m: re.Match[str],
    *,
    in_paragraph: bool,
    is_form: bool,
) -> bool:
    """Whether a run stands where the text of a sentence or a paragraph would."""
    before = m.string[max(0, m.start() - WINDOW) : m.start()]
    after = m.string[m.end() : m.end() + WINDOW]
    if kind in ("x", "block"):
        return True
    if kind == "dash" and not (set(m.group()) <= {"_"} and not in_paragraph):
        return in_paragraph and _inside_paragraph(lines, i, m)
    if _NUMBER_ONLY.match(before) and kind == "slash":
        return True
    if kind == "slash" and (in_paragraph or _stands_for_a_line(lines, i, m)):
        return True
    # brackets and rules are boxes and lines of forms, but for those inside a sentence
    if kind == "rule" and is_form:
        return False
    left, right = before.split(), after.split()
    if kind == "bracket" and _NUMBER_ONLY.match(before):
        return len(right) >= 3 and (right[0].islower() or after.isupper())
    inside = len(left) >= 2 and len(right) >= 1 and not before.rstrip().endswith(":")
    return (
        inside
        and (kind != "bracket" or (before + after).count("[ ") < 1)
        and len(left + right) >= 4
    )


def _stands_for_a_line(lines: Sequence[ReadLine], i: int, m: re.Match[str]) -> bool:
    """Whether a long run is all of a line between lines of running text."""
    if m.group() != m.string.strip() or len(m.group()) < LEAST_LINE:
        return False
    above = next((r for r in reversed(lines[max(0, i - NEAR) : i]) if _text(r).strip()), None)
    below = next((r for r in lines[i + 1 : i + 1 + NEAR] if _text(r).strip()), None)
    return all(
        r is not None and r.form in _BODY and len(_WORD.findall(_text(r))) >= FEWEST_BESIDE
        for r in (above, below)
    )


def _inside_paragraph(lines: Sequence[ReadLine], i: int, m: re.Match[str]) -> bool:
    """Whether a run of dashes stands where the text of a paragraph would go on."""
    before, after = _text(lines[i])[: m.start()], _text(lines[i])[m.end() :]
    if before.strip():
        return not _NUMBER_ONLY.match(before) or not after.strip()
    above = lines[i - 1] if i else None
    if above is None or above.form not in _BODY:
        return False
    return not _ENDED.search(_text(above))


def _text(line: ReadLine) -> str:
    """The text of a line."""
    return line.line.text


def _blanks(lines: Sequence[ReadLine], i: int, *, in_paragraph: bool) -> Iterator[Sign]:
    """Wide blanks in a line of prose, the like of which the lines round it have not."""
    text = _text(lines[i])
    found = list(_BLANKS.finditer(text))
    near = [_text(lines[k]) for k in (i - 1, i + 1) if 0 <= k < len(lines)]
    if any("\t" in t for t in near) or not found:
        return
    ends = {m.end() for t in near for m in _BLANKS.finditer(t)}
    if any(m.end() + d in ends for m in found for d in (-1, 0, 1)):
        return  # columns
    words = [t for t in near if len(t.split()) >= 5]
    lonely = len(found) == 1 and not ends
    m = found[0]
    if _LABEL.match(text, m.end()):
        return  # a label and its value in a column of their own
    if in_paragraph and lonely and words and m.end() - m.start() >= WIDE:
        if len(text[: m.start()].split()) >= 2 and len(text[m.end() :].split()) >= 2:
            yield _sign(lines[i], m, IN_PARAGRAPH)
        return
    if not words or len(text.split()) < FEWEST:
        return
    for m in found:
        before = text[max(0, m.start() - WINDOW) : m.start()]
        if _asks(before, text[m.end() : m.end() + WINDOW]):
            yield _sign(lines[i], m, IN_SENTENCE)


def _asks(before: str, after: str) -> bool:
    """Whether the words beside a blank want one between them: `MR.     SAID`, `of the     plan`."""
    asking = tables.load("asking_words").column("word")
    left, right = _WORD.findall(before)[-1:], _WORD.match(after)
    if not left or right is None or not before.endswith(left[0]):
        return False
    capitals = before.isupper() and (after.isupper() or not after.strip())
    return left[0].upper().rstrip(".") in asking and (capitals or right.group().islower())
