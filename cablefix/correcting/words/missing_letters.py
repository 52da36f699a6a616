"""Words that lack their first or last letter, which was read as a sign: »tood, wa«."""

from __future__ import annotations

from collections.abc import Iterator

from cablefix.correcting.words.channel import Op
from cablefix.correcting.words.flow import Parse
from cablefix.vocabulary.confusions import LETTERS
from cablefix.vocabulary.lexicon import lexicon
from cablefix.vocabulary.signs import letter_signs
from cablefix.vocabulary.tokens import fold


def complete(read: Parse) -> Iterator[tuple[str, Op]]:
    """Known words that lack only the letter read as a sign that no English is printed with.

    >>> from cablefix.correcting.words.flow import parse
    >>> [text for text, _ in complete(parse("measure»,"))]
    ['measured,', 'measurer,', 'measures,']
    """
    before, behind = read.lead[-1:], read.tail[:1]
    signs, word = letter_signs("foreign"), fold(read.core)
    if not word or not (before in signs or behind in signs):
        return
    for letter in LETTERS:
        if before in signs and read.core.islower() and letter + word in lexicon():
            small = letter.lower()
            yield f"{read.lead[:-1]}{small}{read.core}{read.tail}", (small, before)
        if behind in signs and word + letter in lexicon():
            last = letter.lower() if read.core[-1].islower() else letter
            yield f"{read.lead}{read.core}{last}{read.tail[1:]}", (last, behind)
