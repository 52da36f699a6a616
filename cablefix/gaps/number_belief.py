"""How likely it is that numbers are missing, and were not merely left unread."""

from __future__ import annotations

from math import exp, log

from cablefix.gaps.body import Body
from cablefix.gaps.setting import Setting
from cablefix.reading.paragraphs import Numbered

DOUBT = 0.4
"""What the confidence loses where ruins of numbers stand in between."""

PRIOR, UNREAD, SHORT, TOO_LONG, PAGE_GONE, SLIP = -3.0, 2.0, 1.5, -1.2, 3.0, -2.5
"""Log odds of a missing number where others were not read plainly: by itself; for each nat of the
share of those; with no more text in between than one paragraph has; with enough for all; with a
page missing; where the number after it is the one due but for one figure."""

ANY_DAMAGE = -0.7
"""What is lost on any text that is damaged: whole paragraphs go unread on such pages."""

HELD, SUREST, DAMAGE, UNSURE_BEFORE, UNSURE_AFTER = 0.35, 3.0, -4.5, -1.2, -0.4
"""How these log odds hold on rendered cables: their slope and bound; what is lost on a text that is
all damage, and where the number before or after the jump is not plain."""

LIGHT = 2
"""Tenths of damage that leave numbers readable. Of the jumps on 154 rendered cables (L1 to
L4) with as much at most, 20 of 28 were missing numbers; of those with more, 3 of 19."""

PLAIN = 0.86
"""How likely a number is missing where all others were read plainly, in a text without damage."""

FEW = 3
"""Numbers of a run that is long for a cable that is whole but for it."""


def belief(setting: Setting, body: Body, here: Numbered, after: Numbered, ruins: int) -> float:
    """The probability that the numbers between two are missing.

    Where every number was read plainly, a jump is one. Where some were not, the reader may have
    lost these, too: the more so the more it lost, and the more text there is in their place.
    """
    lost = after.number - here.number - 1
    unread = body.unread()
    slip = lost >= FEW and _may_be_slip(body, here, after)
    noise = max(0, setting.reading.noise - LIGHT)
    if not unread and not noise:
        return 0.45 if slip else PLAIN - DOUBT * min(ruins / lost, 1.0)
    weight = UNREAD * (1 + 0.3 * (min(lost, 3) - 1))
    odds = PRIOR - weight * log(max(unread, 0.03)) - 2.0 * min(ruins / lost, 1.0)
    odds += TOO_LONG if body.is_long(here, after, lost) else SHORT
    if _page_is_gone(setting, here, after):
        odds += PAGE_GONE
    odds += SLIP if slip else 0.0
    odds = HELD * max(min(odds, SUREST), -SUREST) + DAMAGE * noise / 10
    odds += ANY_DAMAGE if noise else 0.0
    odds += (0.0 if here.sure else UNSURE_BEFORE) + (0.0 if after.sure else UNSURE_AFTER)
    return 1 / (1 + exp(-odds))


def _page_is_gone(setting: Setting, here: Numbered, after: Numbered) -> bool:
    """Whether the places of two pages leave room for one that is not here, or bears nothing."""
    if here.frame is after.frame:
        return False
    (s, p), (t, q) = setting.place_of(here.frame), setting.place_of(after.frame)
    if None in (s, p, t, q):
        return False
    return s == t and (q or 0) > (p or 0) + 1


def _may_be_slip(body: Body, here: Numbered, after: Numbered) -> bool:
    """Whether a number is that of the next paragraph with its first figure misread or added.

    It is not where the numbers go on from it.
    """
    if any(n.number == after.number + 1 for n in body.setting.numbers):
        return False
    shown, due = str(after.number), str(here.number + 1)
    return len(shown) > 1 and shown[-1] == due[-1] and len(shown) - len(due) in (0, 1)
