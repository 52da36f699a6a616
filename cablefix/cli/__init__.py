"""The command line: one module for each command, each with `add_arguments` and `run`."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from types import FrameType
from typing import Any, NoReturn

from cablefix.cli.console import complain
from cablefix.cli.files import TroubleError
from cablefix.kernel.choice import KernelError
from cablefix.language.tables import WordlistError
from cablefix.version import VERSION

COMMANDS = (
    "clean",
    "check",
    "fix",
    "gaps",
    "show",
    "report",
    "compare",
    "apply",
    "revert",
    "profile",
    "words",
    "corpus",
    "evaluate",
    "explain",
    "config",
    "completion",
)
"""The commands, as the help lists them. The module of a command is loaded when it is called, since
all of them together take longer to load than a short one to run."""

TROUBLE = 2
INTERRUPTED = 130


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where the help is; exit code 2."""
        complain(f"{message} (see `{self.prog} --help`)")
        sys.exit(TROUBLE)


class _Version(argparse.Action):
    """Prints the version, and which kernel is in use."""

    def __call__(self, parser: argparse.ArgumentParser, *args: object) -> NoReturn:
        from cablefix.kernel.chosen import KERNEL

        print(f"cablefix {VERSION} (kernel: {KERNEL})")
        sys.exit(0)


def build_parser(only: str | None = None) -> Parser:
    """The parser of all commands; with `only`, that of one, and the names of the others."""
    parser = Parser(
        prog="cablefix",
        description="Mend OCR slips in transcriptions of cables, and find what is missing.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="the version and the kernel")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in COMMANDS:
        if only in (None, name):
            module = _module(name)
            summary = (module.__doc__ or "").split("\n")[0]
            sub = commands.add_parser(
                name, help=summary, description=module.__doc__,
                formatter_class=argparse.RawDescriptionHelpFormatter,
            )  # fmt: skip
            module.add_arguments(sub)
        else:
            commands.add_parser(name)
    return parser


def _module(command: str) -> Any:
    return import_module(f"cablefix.cli.{command}")


def main(argv: Sequence[str] | None = None) -> int:
    """Run `cablefix`. Returns 0 when done, 1 for findings of a check, 2 for trouble."""
    if argv is None:
        signal.signal(signal.SIGTERM, _stop)
    given = sys.argv[1:] if argv is None else list(argv)
    first = given[0] if given else None
    only = first if first in (*COMMANDS, "--version") else None
    try:
        args = build_parser(only).parse_args(given)
        code: int = _module(args.command).run(args)
        return code
    except (TroubleError, WordlistError, KernelError) as e:
        _forget_stdout()
        complain(str(e))
        return TROUBLE
    except BrokenPipeError:
        _forget_stdout()  # the reader of our output has gone; there is nobody to tell
        return 0
    except KeyboardInterrupt:
        _forget_stdout()
        complain("interrupted: every file is either as it was or done")
        return INTERRUPTED


def _stop(signum: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _forget_stdout() -> None:
    """Drop output that nothing takes, so that Python does not fail over it once more at exit."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.close(null)
