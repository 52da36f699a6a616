"""What evidence hands to the place that decides: proposals, and the features measured with them."""

from __future__ import annotations

import attrs

from cablefix.by_fields import ByFields
from cablefix.layout.lines import Span


@attrs.frozen
class FieldGrounds(ByFields):
    """What speaks for the reading of a field or of a line of known form.

    Costs are minus log odds; `doubt` is the cost of the whole line per part found.
    """

    cost: float = 0.0
    doubt: float = 0.0
    agreeing: float = 0.0
    copies: float = 0.0
    lead: float = 0.0


@attrs.frozen
class WordGrounds(ByFields):
    """What speaks for a change of words or marks. Costs and margins are natural logarithms.

    margin: how much likelier the text is with the change; rival: than with the next best change;
    channel: cost of the misreading; spelling: cost of unknown words put in; surprise: log
    probability of what stands there; rarity_*: rough cost by frequency; own_*: occurrences in the
    document; series: how often the document shows the same confusion; local: share of unknown
    words around; strange_*: characters that a teleprinter does not print; page_stops: cost of a
    comma read as a full stop on the page; habit: cost of the mark before the word, or within it, by
    the document's own rate; quote: whether a quotation mark has its fellow;
    crowd: log odds of the other changes weighed here together, at least -30; case: how what stands
    there is written (no letters, small, capitalised, capitals, mixed); drawn_*: how much likelier
    the new word is beside the token before, or after, than elsewhere; parted_*: the same for the
    old; alike: share of the letters that stay; small_around: share of the words around with small
    letters; case_before, case_after: how the words beside it are written; tail_before: the marks
    behind the word before it; row_*: the tokens of its line, the shares of them that are marks
    alone and known words; spelt_*: cost of a letter of the word as one that no list has; usual_*:
    how it is usually written; opens: whether it opens a sentence; clash: how much better the
    marks go with the case of the word behind; usual_behind: how that is usually written;
    row_surprise: the mean surprise of the line.
    """

    margin: float
    rival: float
    channel: float
    spelling: float
    confusions: float
    surprise: float
    known: float
    rarity_old: float
    rarity_new: float
    own_old: float
    own_new: float
    series: float
    local: float
    stop_odds: float
    kind: float
    consumed: float
    dropped: float
    place: float
    tail_old: float
    tail_new: float
    lead_old: float
    lead_new: float
    small: float
    digit: float
    typist: float
    capitals: float
    strange_old: float
    strange_new: float
    page_stops: float
    habit: float
    quote: float
    crowd: float
    case: float
    drawn_before: float
    drawn_after: float
    parted_before: float
    parted_after: float
    alike: float
    small_around: float
    case_before: float
    case_after: float
    tail_before: float
    row_tokens: float
    row_junk: float
    row_known: float
    spelt_old: float
    spelt_new: float
    usual_old: float
    usual_new: float
    opens: float
    clash: float
    usual_behind: float
    row_surprise: float


NO_GROUNDS = FieldGrounds()


@attrs.frozen
class Proposal(ByFields):
    """A change that one piece of evidence asks for.

    `score` is how sure that evidence is by itself (0..1); `grounds` are its measurements, None
    where the score is not to be weighed further; `why` names it in words for a historian; `most` is
    how sure it may be at most, however it is weighed.
    """

    start: int
    end: int
    original: str
    replacement: str
    kind: str
    rule: str
    score: float
    why: str
    grounds: FieldGrounds | WordGrounds | None = NO_GROUNDS
    most: float = 1.0


def propose(
    span: Span,
    replacement: str,
    *,
    kind: str,
    rule: str,
    score: float,
    why: str,
    grounds: FieldGrounds | WordGrounds | None = NO_GROUNDS,
) -> Proposal:
    """A proposal for a whole span of the text."""
    return Proposal(span.start, span.end, span.text, replacement, kind, rule, score, why, grounds)
