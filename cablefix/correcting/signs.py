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
    if not p.replacement:
        return False
    return is_sign(p.replacement) or is_banner(p.replacement) or _mends_banner(p, reading.text)


def _mends_banner(p: Proposal, text: str) -> bool:
    """Whether a proposal makes a banner of a line that is the ruin of one."""
    start, end = text.rfind("\n", 0, p.start) + 1, text.find("\n", p.end)
    line = text[start:] if end < 0 else text[start:end]
    return not is_banner(line) and is_banner(
        line[: p.start - start] + p.replacement + line[p.end - start :]
    )
