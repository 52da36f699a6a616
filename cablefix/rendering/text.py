"""The corrected text, and nothing else."""

from __future__ import annotations

from cablefix.findings import Findings


def write_text(result: Findings, path: str) -> str:
    """The corrected text."""
    return result.text
