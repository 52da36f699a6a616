"""Other readings of a word, where an engine gives them letter by letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cablefix.page_text import Alternative


def vary(text: str, choices: Sequence[Sequence[tuple[str, float | None]]]) -> Iterator[Alternative]:
    """Words that differ from `text` in one letter; `choices` are those for each, with weights.

    Nothing where the letters and the choices do not match one to one.

    >>> list(vary("MF", [[("N", 0.4), ("M", 0.6)], []]))
    [Alternative(text='NF', confidence=0.4)]
    """
    if len(choices) != len(text):
        return
    for i, offered in enumerate(choices):
        for letter, weight in offered:
            if letter.strip() and letter != text[i] and weight != 0:
                yield Alternative(text[:i] + letter.strip() + text[i + 1 :], weight)
