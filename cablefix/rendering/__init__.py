"""Writes a result in the forms that people and programs read: one file for each writer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from cablefix.rendering.inline import write_inline
from cablefix.rendering.jsonl import write_jsonl
from cablefix.rendering.text import write_text

if TYPE_CHECKING:
    from cablefix.model import CleanResult

WRITERS: Mapping[str, Callable[[CleanResult, str], str]] = {
    "text": write_text,
    "inline": write_inline,
    "jsonl": write_jsonl,
}


def render(result: CleanResult, form: str, *, path: str = "-") -> str:
    """Write `result` in the named form; `path` names the document.

    Raises ValueError for an unknown form.
    """
    if form not in WRITERS:
        raise ValueError(f"unknown form {form!r}: use one of {', '.join(WRITERS)}")
    return WRITERS[form](result, path)
