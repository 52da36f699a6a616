"""Serve an editor by the Language Server Protocol, over standard input and output.

The editor starts it. It shows corrections as warnings, suggestions and gaps as hints; offers each
change, all changes, and to keep a word for good; and tells the evidence where the pointer rests.
Needs the extra `lsp`.

examples:
  cablefix lsp                               the command to give to the editor
  cablefix lsp --level certain               warn only of what is practically sure
"""

from __future__ import annotations

import argparse

from cablefix.cli.files import TroubleError
from cablefix.findings import LEVELS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument(
        "--level", choices=list(LEVELS),
        help="the lowest certainty that is a warning (default: probable, or the settings)",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Serve until the editor says goodbye."""
    try:
        from cablefix.cli.language_server import make_server
    except ModuleNotFoundError as e:
        if e.name not in ("pygls", "lsprotocol"):
            raise
        raise TroubleError(
            "cablefix lsp needs pygls: install it with pip install 'cablefix[lsp]'"
        ) from None
    make_server(args.level).start_io()
    return 0
