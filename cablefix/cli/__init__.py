"""The command line: one module for each command, each with `add_arguments` and `run`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from cablefix.cli import apply, clean, evaluate, gaps, report, revert, words
from cablefix.cli.files import TroubleError
from cablefix.version import VERSION
from cablefix.vocabulary.tables import WordlistError

COMMANDS = {
    "clean": clean,
    "gaps": gaps,
    "report": report,
    "apply": apply,
    "revert": revert,
    "words": words,
    "evaluate": evaluate,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run `cablefix`. Returns 0 when done, 1 for findings of a check, 2 for trouble."""
    parser = argparse.ArgumentParser(
        prog="cablefix",
        description="Mend OCR slips in transcriptions of cables, and find what is missing.",
    )
    parser.add_argument("--version", action="version", version=f"cablefix {VERSION}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, module in COMMANDS.items():
        summary = (module.__doc__ or "").split("\n")[0]
        sub = commands.add_parser(
            name, help=summary, description=module.__doc__,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )  # fmt: skip
        module.add_arguments(sub)
    args = parser.parse_args(argv)
    try:
        code: int = COMMANDS[args.command].run(args)
        return code
    except (TroubleError, WordlistError) as e:
        print(f"cablefix: {e}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; there is nobody to tell
        return 0
