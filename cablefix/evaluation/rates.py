"""Error rates of a text against its truth: CER, WER, and the match error rate of HIPE."""

from __future__ import annotations

import attrs
from rapidfuzz.distance import Levenshtein

from cablefix.by_fields import ByFields
from cablefix.evaluation.alignment import squeeze
from cablefix.late import late_regex

_NO_WORD = late_regex(r"[\W_]+")


@attrs.frozen
class Rate(ByFields):
    """Errors and what they are counted over; rates of many documents are added, then divided.

    >>> sum([Rate(1, 10), Rate(0, 90)], Rate()).value
    0.01
    """

    errors: int = 0
    of: int = 0

    def __add__(self, other: Rate) -> Rate:
        return Rate(self.errors + other.errors, self.of + other.of)

    @property
    def value(self) -> float:
        """Errors per unit; 0 where there is nothing to get wrong and nothing was."""
        if not self.of:
            return 1.0 if self.errors else 0.0
        return self.errors / self.of


def character_errors(text: str, gold: str) -> Rate:
    """Levenshtein distance of the characters over the length of the truth (CER).

    Both texts are to be normalised (`cablefix.evaluation.alignment.normalise`).

    >>> character_errors("TRE CASE", "THE CASE").value
    0.125
    """
    return Rate(Levenshtein.distance(text, gold), len(gold))


def word_errors(text: str, gold: str) -> Rate:
    """Levenshtein distance of the words, split at blanks, over the words of the truth (WER).

    >>> word_errors("TRE CASE", "THE CASE").value
    0.5
    """
    words = gold.split()
    return Rate(Levenshtein.distance(text.split(), words), len(words))


def match_errors(text: str, gold: str) -> Rate:
    """Character errors over errors and hits together (cMER of HIPE-OCRepair 2026), never above 1.

    As there, case and punctuation do not count. Source: hipe-eval.github.io/HIPE-OCRepair-2026.

    >>> match_errors("Tre case!", "THE CASE")
    Rate(errors=1, of=8)
    """
    a, b = (squeeze(_NO_WORD.sub(" ", t.lower())) for t in (text, gold))
    edits = Levenshtein.editops(b, a)  # of alignments equally short, the one of the HIPE scorer
    kept = len(b) - sum(op.tag != "insert" for op in edits)
    return Rate(len(edits), kept + len(edits))


def preference(ocr: str, system: str, gold: str) -> int:
    """Whether a system brought one document nearer to its truth: 1, 0 or -1.

    The preference score of HIPE is the mean over the documents.

    >>> preference("TRE", "THE", "THE"), preference("THE", "TRE", "THE")
    (1, -1)
    """
    before, after = match_errors(ocr, gold).value, match_errors(system, gold).value
    return (before > after) - (before < after)
