"""Make a case of one line for the maintainers: the line, what stands round it, what was found.

What comes out is JSON, to be looked at and then pasted into the form for issues. The name of the
file is left out. With --anonymous names and figures are replaced by others of the same shape, and
the evidence, which may name them, is left out; what the sentences say stays, so look at it.

examples:
  cablefix report-case cable.txt:54            as `cablefix check` names the place
  cablefix report-case --anonymous cable.txt:54
  cablefix report-case --anonymous --keep PARLAMNT cable.txt:40   the slip is no name
  cablefix report-case --context 10 -o case.json cable.txt:54
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable
from typing import Any

from cablefix.cleaner import Cleaner
from cablefix.cli.console import complain
from cablefix.cli.examine import add_cleaning_arguments, examine, options_of
from cablefix.cli.files import TroubleError, write_text
from cablefix.cli.outputs import guard
from cablefix.late import late_regex
from cablefix.rendering.jsonl import findings
from cablefix.rendering.positions import Lines
from cablefix.result import CleanResult
from cablefix.version import VERSION

CONTEXT = 5
"""Lines on either side: enough for the sentence, and for the block of a head."""

FORM = "https://github.com/cablefix/cablefix/issues/new/choose"

_PLACE = late_regex(r"(?P<file>.+?):(?P<line>[1-9][0-9]*)(?::[0-9]+)?:?", re.S)
_SHOWN = ("record", "start", "end", "original", "replacement", "kind", "rule", "confidence",
          "paragraphs", "exemptions")  # fmt: skip
"""What of a finding is told in any case; `why` only where nothing is to be hidden."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("place", metavar="FILE:LINE", help="the line that the case is about")
    parser.add_argument("--anonymous", action="store_true",
                        help="replace names and figures, and leave out the evidence")  # fmt: skip
    parser.add_argument("--keep", metavar="WORD", action="append", default=[],
                        help="with --anonymous: leave this word as it is")  # fmt: skip
    parser.add_argument("--context", type=_lines, metavar="N", default=CONTEXT,
                        help=f"lines on either side (default: {CONTEXT})")  # fmt: skip
    add_cleaning_arguments(parser, "probable")
    parser.add_argument("-o", "--output", metavar="OUT", help="write to this file")


def _lines(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 on")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Write the case of a line."""
    place = _PLACE.fullmatch(args.place)
    if place is None:
        raise TroubleError(f"{args.place} names no line: write FILE:LINE, for example cable.txt:54")
    guard(args.output, [place["file"]])
    found = examine(place["file"], options_of(args))
    count = len(Lines.of(found.result.original).starts)
    line = int(place["line"])
    if line > count:
        raise TroubleError(f"{place['file']} has {count} lines, and no line {line}")
    hide = None
    if args.anonymous:
        from cablefix.cli.anonymous import Mask

        hide = Mask((*args.keep, *_slips(found.result))).hide
    case = make_case(found.result, line, args.context, hide)
    write_text(args.output, json.dumps(case, indent=1, ensure_ascii=False) + "\n")
    complain(f"look it over, then paste it into the form that fits: {FORM}")
    return 0


def _slips(result: CleanResult) -> list[str]:
    """Words that are told to be slips of words: those are no names, and are what it is about."""
    from cablefix.cli.anonymous import Mask

    said = (*result.corrections, *result.suggestions)
    words = [c for c in said if c.kind != "person" and c.replacement.isalpha()]
    return [c.original for c in words if Mask().hide(c.replacement) == c.replacement]


def make_case(
    result: CleanResult, line: int, context: int, hide: Callable[[str], str] | None = None
) -> dict[str, Any]:
    """The record of a case: offsets are code points of its `text`.

    `hide` replaces what must not be known, and keeps the length of what it is given. `alone` says
    whether the excerpt by itself shows the same on the line as the whole text did.
    """
    text, starts = result.original, (*Lines.of(result.original).starts, len(result.original))
    first, last = max(0, line - 1 - context), min(len(starts) - 1, line + context)
    start, end = starts[first], starts[last]
    here = starts[line - 1] - start, starts[line] - start
    excerpt = hide(text[start:end]) if hide else text[start:end]
    told = [_told(f, start, hide) for f in findings(result)]
    told = [f for f in told if here[0] <= f["start"] < here[1]]
    alone = [_told(f, 0, None) for f in findings(Cleaner(level=result.level).clean(excerpt))]
    alone = [f for f in alone if here[0] <= f["start"] < here[1]]
    return {
        "case": 1, "version": VERSION, "level": result.level, "document": result.cable.kind,
        "anonymous": hide is not None, "line": line - first, "text": excerpt, "found": told,
        "alone": [_change(f) for f in told] == [_change(f) for f in alone],
    }  # fmt: skip


def _told(record: dict[str, Any], start: int, hide: Callable[[str], str] | None) -> dict[str, Any]:
    """A finding by its place in the excerpt, with no more in it than may be known."""
    shown = (*_SHOWN, "why") if hide is None else _SHOWN
    told = {k: v for k, v in record.items() if k in shown and v not in (None, [], ())}
    for key in ("original", "replacement"):
        if hide and key in told:
            told[key] = hide(told[key])
    return told | {"start": record["start"] - start, "end": record["end"] - start}


def _change(told: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(told.get(k) for k in ("record", "start", "end", "kind", "original", "replacement"))
