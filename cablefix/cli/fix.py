"""Correct transcriptions in place: only what is certain, unless --level says otherwise.

Prints every change. A file is replaced in one step, and only when something changes; its encoding,
line ends, mode and owner stay. Files that do not look like transcriptions (source code, tables) are
left alone and told. With `-` the corrected text goes to standard output.

exit code: 0 done, 2 trouble; with --diff or --fail-on-change 1 when there was something to change

examples:
  cablefix fix --diff cables/                 look first: what would change
  cablefix fix cables/                        correct the files
  cablefix fix --level probable cable.txt     what is probable too
  cablefix fix -i cable.txt                   ask for each change
  cablefix fix - < cable.txt > clean.txt
"""

from __future__ import annotations

import argparse
import sys
from functools import partial

import attrs

from cablefix.by_fields import ByFields
from cablefix.cli.asking import Dialogue
from cablefix.cli.console import complain, say, wants_colour
from cablefix.cli.examine import (
    Options,
    add_cleaning_arguments,
    add_many_arguments,
    examine,
    for_each,
    options_of,
    refuse,
)
from cablefix.cli.files import TroubleError, write_bytes, write_stdout
from cablefix.cli.findings import Counts, sum_up, write_findings
from cablefix.cli.foreign import foreign_sort


@attrs.frozen
class Outcome(ByFields):
    """What was changed in one file, written; `data` is what goes to standard output for `-`."""

    written: str
    changed: bool
    notes: tuple[str, ...]
    counts: Counts
    data: bytes = b""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    add_many_arguments(parser)
    add_cleaning_arguments(parser, "certain", guarded=True)
    parser.add_argument("--diff", action="store_true", help="print a diff, change nothing")
    parser.add_argument("-i", "--interactive", action="store_true",
                        help="ask for each change whether to make it")  # fmt: skip
    parser.add_argument("--fail-on-change", action="store_true",
                        help="exit with 1 when a file was changed, as a hook must")  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Correct files and print the changes."""
    colour = wants_colour(sys.stdout) if sys.stdout is not None else False
    ask = None
    if args.interactive:
        if "-" in args.files or args.diff or (args.jobs or 1) > 1:
            raise TroubleError("-i asks about files, one at a time: leave out -, --diff and --jobs")
        ask, args.jobs = Dialogue(colour=colour), 1
    work = partial(
        fix_file, options=options_of(args), diff=args.diff, verbose=args.verbose, colour=colour,
        ask=ask,
    )  # fmt: skip
    code = 0
    counts = Counts()
    for outcome in for_each(args, work):
        if isinstance(outcome, TroubleError):
            complain(str(outcome))
            code = 2
            continue
        counts += outcome.counts
        if outcome.changed and (args.diff or args.fail_on_change):
            code = max(code, 1)
        write_stdout(outcome.data)
        if not args.quiet:
            for note in outcome.notes:
                complain(note)
            say(outcome.written)
    if not args.quiet and args.files != ["-"]:
        failing = args.fail_on_change and not args.diff
        if args.diff:
            said = f"{counts.told()}; nothing is written"
        else:
            said = counts.told("made") + ("; look, then add the files" if failing else "")
        sum_up(said, counts, keeping=failing)
    return code


def fix_file(
    path: str, options: Options, diff: bool, verbose: bool, colour: bool, ask: Dialogue | None
) -> Outcome | TroubleError:
    """Correct one file, or tell in a diff how it would be."""
    try:
        found = examine(path, options)
        if not options.force and found.pages is None:
            is_cable = found.result.cable.kind == "cable"
            refuse(path, foreign_sort(path, found.source.text, is_cable=is_cable))
        result = found.result
        if ask is not None:
            result = ask.choose(found, path)
        changed = bool(result.corrections)
        counts = Counts.of(attrs.evolve(result, suggestions=(), gaps=()))
        if diff:
            return Outcome(result.render("diff", path=path), changed, found.notes, counts)
        if found.pages is not None and not found.pages.is_writable:
            raise TroubleError(
                f"{path} is a PDF, which is never changed: cablefix clean -o FILE.json tells what "
                "is to be corrected"
            )
        data = found.encode(result)
        if path == "-":
            return Outcome("", changed, found.notes, counts, data)
        if changed:
            write_bytes(path, data, expected=found.data)
    except TroubleError as e:
        return e
    shown = result if verbose else attrs.evolve(result, suggestions=(), gaps=())
    written = "" if ask is not None else write_findings(shown, path, colour=colour)
    return Outcome(written, changed, found.notes, counts)
