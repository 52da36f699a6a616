"""Signs that text was withheld stay as they are; a damaged one may be mended as what it is."""

from __future__ import annotations

from cablefix.correcting.proposals import Proposal
from cablefix.reading.document import Reading
from cablefix.reading.withheld.banners import is_banner
from cablefix.reading.withheld.statements import is_sign


def keeps_sign(p: Proposal, reading: Reading) -> bool:
    """Whether a proposal leaves the signs, banners and lists of codes of a text as they are.

    >>> from cablefix.reading.document import read
    >>> reading = read("RELEASE IN PART B6")
    >>> keeps_sign(Proposal(0, 7, "RELEASE", "RELEASED", "word", "x", 1.0, "", None), reading)
    False
    """
    if not reading.withheld.guards(p.start, p.end):
        return True
    return bool(p.replacement) and (is_sign(p.replacement) or is_banner(p.replacement))
