"""The corrected text, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cablefix.model import CleanResult

MEDIA_TYPE = "text/plain"


def write_text(result: CleanResult, path: str) -> str:
    """The corrected text."""
    return result.text
