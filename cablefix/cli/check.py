"""Tell which corrections a transcription needs, and change nothing.

A line for each finding:

  file:line:column: certainty kind original -> replacement  why [rule]

-v shows suggestions and gaps too. They do not count, unless --fail-on gaps is given: a cable from
which text was withheld is in order. What counts is what `cablefix fix` would change.

exit code: 0 nothing found, 1 findings, 2 trouble (a file that cannot be read, for example)

examples:
  cablefix check cables/                      all transcriptions in a folder
  cablefix check -v cable.txt                 suggestions and gaps too
  cablefix check --level probable 'cables/**/*.txt'
  cablefix check --format sarif cables/ > findings.sarif
  cablefix check - < cable.txt                standard input
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from functools import partial

import attrs

from cablefix.by_fields import ByFields
from cablefix.cli.console import complain, say, wants_colour
from cablefix.cli.examine import (
    Options,
    add_cleaning_arguments,
    add_many_arguments,
    examine,
    for_each,
    options_of,
)
from cablefix.cli.files import TroubleError
from cablefix.cli.findings import Counts, sum_up, write_findings
from cablefix.cli.joining import JOINERS
from cablefix.rendering import Form
from cablefix.settings import FAILING

FOR_PEOPLE = ("text", "github")
"""Forms behind which a summary is told."""


@attrs.frozen
class Outcome(ByFields):
    """What was found in one file, written, and whether it counts."""

    path: str
    written: str
    fails: bool
    notes: tuple[str, ...]
    counts: Counts


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    add_many_arguments(parser)
    add_cleaning_arguments(parser, "certain")
    parser.add_argument("--format", choices=list(JOINERS), default="text", help="what to print")
    parser.add_argument("--fail-on", choices=FAILING, action="append", default=[],
                        help="let these count as findings too")  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Check files and print what is found."""
    colour = wants_colour(sys.stdout) if sys.stdout is not None else False
    work = partial(
        check_file, options=options_of(args), form=args.format, verbose=args.verbose,
        fail_on=tuple(args.fail_on), colour=colour,
    )  # fmt: skip
    worst = 0
    counts = Counts()

    def parts() -> Iterator[tuple[str, str]]:
        nonlocal worst, counts
        for outcome in for_each(args, work):
            if isinstance(outcome, TroubleError):
                complain(str(outcome))
                worst = 2
                continue
            worst = max(worst, int(outcome.fails))
            counts += outcome.counts
            if not args.quiet:
                for note in outcome.notes:
                    complain(note)
                yield outcome.path, outcome.written

    for piece in JOINERS[args.format](parts()):
        say(piece)
    if not args.quiet and args.format in FOR_PEOPLE and args.files != ["-"]:
        level = f" --level {args.level}" if args.level else ""
        them = "it" if counts.corrections == 1 else "them"
        advice = f"; `cablefix fix{level}` makes {them}" if counts.corrections else ""
        sum_up(f"{counts.told()}{advice}", counts, keeping=counts.corrections > 0)
    return worst


def check_file(
    path: str, options: Options, form: Form, verbose: bool, fail_on: tuple[str, ...], colour: bool
) -> Outcome | TroubleError:
    """Check one file."""
    try:
        found = examine(path, options)
    except TroubleError as e:
        return e
    result = found.result
    gaps_fail = "gaps" in (*fail_on, *found.settings.fail_on)
    fails = bool(result.corrections) or (gaps_fail and bool(result.gaps))
    shown = attrs.evolve(
        result,
        suggestions=result.suggestions if verbose else (),
        gaps=result.gaps if verbose or gaps_fail else (),
    )
    if form == "text":
        written = write_findings(shown, path, colour=colour)
    else:
        written = attrs.evolve(found, result=shown).render(form)
    return Outcome(path, written, fails, found.notes, Counts.of(shown))
