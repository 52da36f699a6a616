"""What became of each token of a reading: left, corrected, missed or spoilt."""

from __future__ import annotations

from collections import Counter
from typing import TypeVar

import attrs
from rapidfuzz.distance import Levenshtein

from cablefix.by_fields import ByFields
from cablefix.evaluation.alignment import Counterparts

_Counts = TypeVar("_Counts", bound="TokenCounts")


def ratio(part: float, whole: float) -> float:
    """A share; 0 of nothing.

    >>> ratio(1, 4), ratio(0, 0)
    (0.25, 0.0)
    """
    return part / whole if whole else 0.0


@attrs.frozen
class TokenCounts(ByFields):
    """Tokens of the OCR text by what became of them. Counts of documents are added.

    The first five part the tokens. `better` and `worse` count changes by edit distance to the
    truth; `invented` counts words where the OCR had none and the truth has none either;
    `distance_before` and `distance_after` sum the characters that are wrong in the tokens.
    """

    unchanged: int = 0
    corrected: int = 0
    uncorrected: int = 0
    changed_mistake: int = 0
    added_mistake: int = 0
    better: int = 0
    worse: int = 0
    invented: int = 0
    distance_before: int = 0
    distance_after: int = 0

    def __add__(self: _Counts, other: _Counts) -> _Counts:
        mine, theirs = attrs.asdict(self), attrs.asdict(other)
        return type(self)(**{k: mine[k] + theirs[k] for k in mine})

    @property
    def tokens(self) -> int:
        """All tokens."""
        return self.right + self.wrong

    @property
    def right(self) -> int:
        """Tokens that the OCR had right."""
        return self.unchanged + self.added_mistake

    @property
    def wrong(self) -> int:
        """Tokens that the OCR had wrong."""
        return self.corrected + self.uncorrected + self.changed_mistake

    @property
    def changed(self) -> int:
        """Tokens that the system changed."""
        return self.corrected + self.changed_mistake + self.added_mistake

    @property
    def harm(self) -> float:
        """Right tokens that were changed, in 10,000 right tokens."""
        return 10_000 * ratio(self.added_mistake, self.right)

    @property
    def precision(self) -> float:
        """Share of the changed tokens that were wrong (task 1 of ICDAR)."""
        return ratio(self.corrected + self.changed_mistake, self.changed)

    @property
    def recall(self) -> float:
        """Share of the wrong tokens that were changed (task 1 of ICDAR)."""
        return ratio(self.corrected + self.changed_mistake, self.wrong)

    @property
    def detection(self) -> float:
        """F1 of finding the wrong tokens (task 1 of ICDAR 2017 and 2019)."""
        return ratio(2 * self.precision * self.recall, self.precision + self.recall)

    @property
    def improvement(self) -> float:
        """Relative drop of the edit distances of all tokens (task 2 of ICDAR, one candidate each).

        Negative when the text got worse.
        """
        return ratio(self.distance_before - self.distance_after, self.distance_before)


def count_tokens(ocr: str, system: str, gold: str) -> TokenCounts:
    """Say of each token of a normalised OCR text what the system made of it.

    Each token is set against its truth and its outcome by aligning the characters and widening
    to whole tokens. Sources: the token classes of Reynaert; ICDAR 2017 and 2019, tasks 1 and 2.

    >>> n = count_tokens("TRE CASE OF MFN", "THE CASE OF MAN", "THE CASE OF MFN")
    >>> n.unchanged, n.corrected, n.added_mistake, round(n.harm)
    (2, 1, 1, 3333)
    """
    n = dict.fromkeys(attrs.asdict(TokenCounts()), 0)
    truth, outcome = Counterparts(ocr, gold), Counterparts(ocr, system)
    for start, end, meant in truth.tokens():
        token, made = ocr[start:end], outcome.of(start, end)
        before, after = Levenshtein.distance(token, meant), Levenshtein.distance(made, meant)
        n[_class(token, made, meant)] += 1
        n["better"] += made != token and after < before
        n["worse"] += made != token and after > before
        n["distance_before"] += before
        n["distance_after"] += after
    added, true = _put_in(ocr, system), _put_in(ocr, gold)
    n["invented"] = (added - true).total()
    return TokenCounts(**n)


def _class(token: str, made: str, meant: str) -> str:
    if token == meant:
        return "unchanged" if made == token else "added_mistake"
    if made == token:
        return "uncorrected"
    return "corrected" if made == meant else "changed_mistake"


def _put_in(before: str, after: str) -> Counter[str]:
    """Words of the second text that stand where the first has none."""
    words = after.split()
    out: Counter[str] = Counter()
    for op in Levenshtein.opcodes(before.split(), words):
        if op.tag == "insert":
            out.update(words[op.dest_start : op.dest_end])
    return out
