"""Cleans the best text once more, where the witnesses differ: both may be misread there.

What the witnesses agree on is left as it is, whatever cleaning would make of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

import attrs

from cablefix.cleaner import default_cleaner
from cablefix.comparing.collation import Collation
from cablefix.comparing.evidence import Choice
from cablefix.comparing.fusion import Fusion
from cablefix.comparing.model import Span

NOISY = 2
"""Tenths of noise from which a text is so poor that all witnesses are often misread together."""


def look_again(
    collation: Collation, fusion: Fusion, text: str, spans: Mapping[int, Span]
) -> Fusion:
    """The choices, with the corrections of the best text that lie where witnesses differ."""
    if max((h.channel.noise for h in fusion.hearings), default=0) < NOISY:
        return fusion
    places = sorted(spans)
    starts = [spans[n][0] for n in places]
    choices = list(fusion.choices)
    for c in default_cleaner().clean(text).corrections:
        first = max(0, bisect_right(starts, c.start) - 1)
        touched = [n for n in places[first : bisect_right(starts, c.end)]
                   if spans[n][0] < c.end and c.start < spans[n][1]]  # fmt: skip
        if not touched or any(choices[n] is None for n in touched):
            continue
        start, end = spans[touched[0]][0], spans[touched[-1]][1]
        if start > c.start or end < c.end:
            continue
        made = text[start : c.start] + c.replacement + text[c.end : end]
        for k, n in enumerate(touched):
            rest = "" if k else " ".join(made.split())
            choices[n] = attrs.evolve(
                choices[n] or Choice("", 0.0), text=rest, confidence=c.confidence
            )
    return attrs.evolve(fusion, choices=tuple(choices))
