"""The command line: one module for each command, each with `add_arguments` and `run`."""

from __future__ import annotations

import argparse
import atexit
import contextlib
import os
import re
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from cablefix.cli.terminal import terminal_width
from cablefix.collector import loading, put_off
from cablefix.late import late
from cablefix.version import VERSION

complain = late("cablefix.cli.console", "complain")

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
    "report-case",
    "config",
    "lsp",
    "completion",
)
"""The commands, as the help lists them. The module of a command is loaded when it is called, since
all of them together take longer to load than a short one to run."""

TROUBLE = 2
INTERRUPTED = 130

ONE_THREAD = ("OPENBLAS_NUM_THREADS", "1")
"""For numpy: it starts a thread for each processor otherwise, which takes longer than a short text,
for products of matrices, of which there are none here."""

NEAR = 2
"""Edits at which a command is still suggested for a name, if they are fewer than half its letters.
Two is what one slip of the fingers takes at most."""

START = """\
to start:
  cablefix check cable.txt       what is wrong, and why
  cablefix gaps cable.txt        what is missing
  cablefix clean cable.txt       the corrected text
  cablefix help COMMAND          all about a command
"""


class HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """Fills paragraphs to the width of the terminal; examples, which are indented, stay."""

    def __init__(self, prog: str, **given: Any) -> None:
        super().__init__(prog, **{"width": terminal_width(80) - 2, **given})

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        import textwrap  # for help alone

        parts = []
        for paragraph in text.split("\n\n"):
            if re.search(r"^\s", paragraph, re.M):
                parts.append(paragraph)
            else:
                parts.append(textwrap.fill(paragraph, width, break_on_hyphens=False))
        return "\n\n".join(parts)


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
    """The parser of all commands; with `only`, that of one.

    With `only` empty no command is loaded: the help lists them by the first line of each module.
    """
    parser = Parser(
        prog="cablefix",
        description="Mend OCR slips in transcriptions of cables, and find what is missing.",
        epilog=START,
        formatter_class=HelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="the version and the kernel")
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="COMMAND", prog=parser.prog
    )
    for name in COMMANDS:
        if only in (None, name):
            module = _module(name)
            summary = (module.__doc__ or "").split("\n")[0]
            sub = commands.add_parser(
                name, help=summary, description=module.__doc__,
                formatter_class=HelpFormatter,
            )  # fmt: skip
            module.add_arguments(sub)
        elif only == "":
            commands.add_parser(name, help=_first_line(name))
    return parser


def _module(command: str) -> Any:
    return import_module(f"cablefix.cli.{_module_name(command)}")


def _module_name(command: str) -> str:
    return command.replace("-", "_")


def _first_line(command: str) -> str:
    """What a command is for, read without loading it."""
    source = Path(__file__).with_name(f"{_module_name(command)}.py").read_text(encoding="utf-8")
    return source.removeprefix('"""').partition("\n")[0]


def start() -> NoReturn:
    """Run `cablefix` as a process of its own, and end it.

    At once, where nothing else waits for the end: else Python takes all tables apart first, which
    takes a twentieth of the time in which a command cleans a short text.
    """
    code = main()
    import threading  # all but the help have loaded it by now

    if threading.active_count() == 1 and sys.getprofile() is None and sys.gettrace() is None:
        atexit._run_exitfuncs()
        with contextlib.suppress(OSError, ValueError):  # Python tells of them at its own end
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:
                    stream.flush()
            os._exit(code)
    sys.exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Run `cablefix`. Returns 0 when done, 1 for findings of a check, 2 for trouble."""
    if argv is None:
        signal.signal(signal.SIGTERM, _stop)
        os.environ.setdefault(*ONE_THREAD)
    given = _helped(sys.argv[1:] if argv is None else list(argv))
    first = given[0]
    if first not in COMMANDS and not first.startswith("-"):
        complain(_unknown(first))
        sys.exit(TROUBLE)
    only = first if first in (*COMMANDS, "--version") else None
    if first in ("-h", "--help"):
        only = ""
    try:
        with loading() if argv is None else put_off():  # a process of its own, or a caller's
            args = build_parser(only).parse_args(given)
            run: Callable[[argparse.Namespace], int] = _module(args.command).run
        return run(args)
    except BrokenPipeError:
        _forget_stdout()  # the reader of our output has gone; there is nobody to tell
        return 0
    except MemoryError:
        _forget_stdout()
        complain(
            "the memory is full; nothing more is written: split the file, or take fewer at once"
        )
        return TROUBLE
    except Exception as e:
        if not isinstance(e, _told()):
            raise
        _forget_stdout()
        complain(str(e))
        return TROUBLE
    except KeyboardInterrupt:
        _forget_stdout()
        complain("interrupted: every file is either as it was or done")
        return INTERRUPTED


def _told() -> tuple[type[Exception], ...]:
    """The errors that say in one line what to do."""
    from cablefix.kernel.choice import KernelError
    from cablefix.language.tables import WordlistError
    from cablefix.misuse import TroubleError

    return TroubleError, WordlistError, KernelError


def _helped(given: list[str]) -> list[str]:
    """The arguments, with `--help` for what asks for help in other words."""
    if not given or given == ["help"]:
        return ["--help"]
    return [*given[1:], "--help"] if given[0] == "help" else given


def _unknown(name: str) -> str:
    """What to say of a command that there is not; only a near one is suggested."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extractOne

    if os.path.exists(name):
        return f"{name} is a file, not a command: `cablefix check {name}` looks at it"
    most = min(NEAR, (len(name) - 1) // 2)
    near = extractOne(name.lower(), COMMANDS, scorer=OSA.distance, score_cutoff=most)
    advice = f": did you mean {near[0]!r}?" if near else ""
    return f"there is no command {name!r}{advice} (see `cablefix --help`)"


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
