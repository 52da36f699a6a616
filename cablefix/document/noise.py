"""How damaged the running text is: its misread words, its stray marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cablefix.channel.marks import bullets
from cablefix.document.passages import Passage
from cablefix.language import tables
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.running_text import BODY

SOUND_HEAD, DEAREST_SOUND, OF_SOUND = 150, 0.05, 1
"""Characters of lines of known form that tell how a text was read; what each costs at most where
they are read soundly; the damage, in tenths, that its running text then has at most.

On rendered telegrams of up to 3 % CER (24 of the test part) a character costs .025 to .065, of 8 %
and more (8) at least .094.
"""

_LETTERS = late_regex(r"[A-Za-z']{3,}")


def outside(
    passages: Sequence[Passage], lines: Sequence[ReadLine], forms: Sequence[str]
) -> Iterator[str]:
    """The text of the lines of some forms, passages left out."""
    pieces = [piece for p in passages for piece in p.pieces]
    at = 0
    for line in lines:
        if line.form not in forms:
            continue
        start, end = line.line.start, line.line.end
        while at < len(pieces) and pieces[at][1] <= start:
            at += 1
        kept, n = "", at
        while n < len(pieces) and pieces[n][0] < end:
            kept += line.line.text[start - line.line.start : pieces[n][0] - line.line.start]
            start = pieces[n][1]
            n += 1
        yield kept + line.line.text[start - line.line.start :]


def measure_noise(lines: Iterable[str], given: frozenset[str]) -> int:
    """The damage of a text in tenths, by the share of its longer words that no list knows.

    Names are unknown too: a clean cable has some four in a hundred. `lines`: of running text.
    """
    words = lexicon()
    given |= frozenset(tables.load("later_words").column("word"))
    seen = unknown = 0
    for line in lines:
        for word in _LETTERS.findall(line):
            seen += 1
            folded = fold(word)
            unknown += folded not in words and folded not in given
    share = unknown / seen if seen >= 20 else 0.0
    return round(10 * min(max((share - 0.05) / 0.3, 0.0), 1.0))


def is_sound(lines: Iterable[ReadLine]) -> bool:
    """Whether the lines of known form are read so well that unknown words in the text are names.

    A scanner does not spare the head of a page.
    """
    known = [r for r in lines if r.form not in (*BODY, "blank")]
    length = sum(len(r.line.text) for r in known)
    return length >= SOUND_HEAD and sum(r.cost for r in known) <= DEAREST_SOUND * length


def measure_litter(lines: Iterable[str]) -> int:
    """How full of stray marks the lines of running text are, in tenths.

    Counted are the marks that stand alone at either end of a line. No printed line begins with
    a full stop or ends with a bar; the dashes of a list and a hyphen are left out.
    """
    seen = littered = 0
    for line in lines:
        words = line.split()
        if len(words) >= 4:
            seen += 1
            littered += _is_litter(words[0]) or _is_litter(words[-1])
    return round(10 * min(littered / seen / 0.5, 1.0)) if seen >= 5 else 0


def _is_litter(token: str) -> bool:
    marks = token.strip("-")
    return marks != "" and not any(c.isalnum() for c in marks) and marks not in bullets("sure")
