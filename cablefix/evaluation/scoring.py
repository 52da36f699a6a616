"""All measures of one document and of many: what `cablefix evaluate` and the benchmarks report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from cablefix.by_fields import ByFields
from cablefix.evaluation.alignment import normalise
from cablefix.evaluation.rates import (
    Rate,
    character_errors,
    match_errors,
    preference,
    word_errors,
)
from cablefix.evaluation.tokens import TokenCounts, count_tokens


@attrs.frozen
class Score(ByFields):
    """A system's text against the truth, beside the OCR text it was made from."""

    chars_before: Rate
    chars_after: Rate
    words_before: Rate
    words_after: Rate
    match_before: Rate
    match_after: Rate
    preference: int
    tokens: TokenCounts

    @property
    def gain(self) -> float:
        """Relative drop of the CER; negative when the text got worse."""
        return gain(self.chars_before, self.chars_after)


def gain(before: Rate, after: Rate) -> float:
    """How much of the errors is gone: 1 for all, 0 for none, below 0 for more than before.

    >>> gain(Rate(4, 100), Rate(1, 100))
    0.75
    """
    if not before.errors:
        return -float(after.errors > 0)
    return 1 - after.errors / before.errors


def score_text(ocr: str, system: str, gold: str, *, dehyphenate: bool = False) -> Score:
    """Measure one document: the OCR text, what a system made of it, and the truth.

    `dehyphenate` joins the words broken at line ends in all three first.

    >>> score = score_text("TRE END", "THE END", "THE END")
    >>> score.chars_before, score.gain, score.tokens.corrected
    (Rate(errors=1, of=7), 1.0, 1)
    """
    o, s, g = (normalise(t, dehyphenate=dehyphenate) for t in (ocr, system, gold))
    return Score(
        character_errors(o, g),
        character_errors(s, g),
        word_errors(o, g),
        word_errors(s, g),
        match_errors(o, g),
        match_errors(s, g),
        preference(o, s, g),
        count_tokens(o, s, g),
    )


def summary(scores: Sequence[Score]) -> dict[str, Any]:
    """Micro-averaged figures over documents, ready for JSON.

    Rates are shares (0..1), `harm` is per 10,000 right tokens; `preference` is a mean over the
    documents. Raises ValueError when there is no document.

    >>> summary([score_text("TRE END", "THE END", "THE END")])["cer_gain"]
    1.0
    """
    if not scores:
        raise ValueError("no documents to sum up: give one at least")
    tokens = sum((s.tokens for s in scores), TokenCounts())
    cer = [sum((getattr(s, f"chars_{k}") for s in scores), Rate()) for k in ("before", "after")]
    wer = [sum((getattr(s, f"words_{k}") for s in scores), Rate()) for k in ("before", "after")]
    mer = [sum((getattr(s, f"match_{k}") for s in scores), Rate()) for k in ("before", "after")]
    return {
        "documents": len(scores),
        "characters": cer[0].of,
        "cer_before": cer[0].value,
        "cer_after": cer[1].value,
        "cer_gain": gain(*cer),
        "wer_before": wer[0].value,
        "wer_after": wer[1].value,
        "wer_gain": gain(*wer),
        "tokens": attrs.asdict(tokens) | {"all": tokens.tokens, "right": tokens.right},
        "harm": tokens.harm,
        "icdar_task1_precision": tokens.precision,
        "icdar_task1_recall": tokens.recall,
        "icdar_task1_f1": tokens.detection,
        "icdar_task2_improvement": tokens.improvement,
        "hipe_cmer_before": mer[0].value,
        "hipe_cmer_after": mer[1].value,
        "hipe_preference": sum(s.preference for s in scores) / len(scores),
        "documents_better": sum(s.chars_after.errors < s.chars_before.errors for s in scores),
        "documents_worse": sum(s.chars_after.errors > s.chars_before.errors for s in scores),
    }
