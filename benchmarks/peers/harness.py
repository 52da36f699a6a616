"""The harness in which spellers run, kind to them: case, punctuation and numbers are kept.

Only words of three letters or more, in tokens without a digit, are shown to a speller; what it
proposes is put back in the case of the original.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

TOKEN = re.compile(r"\S+")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
LEAST = 3

Speller = Callable[[Iterable[str]], Mapping[str, str]]
"""Takes distinct words, gives replacements for those it would change."""


def words_of(text: str) -> Iterable[re.Match[str]]:
    """The words that are shown to a speller."""
    for token in TOKEN.finditer(text):
        if not any(c.isdigit() for c in token[0]):
            for word in WORD.finditer(text, token.start(), token.end()):
                if len(word[0]) >= LEAST:
                    yield word


def in_case_of(original: str, replacement: str) -> str:
    """A replacement in the case of the original.

    >>> in_case_of("TRE", "the"), in_case_of("Tre", "the"), in_case_of("tre", "The")
    ('THE', 'The', 'the')
    """
    if original.isupper():
        return replacement.upper()
    if original[0].isupper():
        return replacement[0].upper() + replacement[1:]
    return replacement.lower() if original.islower() else replacement


def by_word(texts: Sequence[str], speller: Speller) -> list[str]:
    """Correct texts word by word; each distinct word is asked for once."""
    asked = dict.fromkeys(word[0] for text in texts for word in words_of(text))
    answers = speller(asked)
    return [_replaced(text, answers) for text in texts]


def _replaced(text: str, answers: Mapping[str, str]) -> str:
    parts, at = [], 0
    for word in words_of(text):
        answer = answers.get(word[0])
        if answer:
            parts += [text[at : word.start()], in_case_of(word[0], answer)]
            at = word.end()
    return "".join([*parts, text[at:]])
