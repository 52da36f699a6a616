"""Tell whether and where a word is known: why was it, or was it not, changed?

examples:
  cablefix words MODIS                        not known; NODIS is one edit away
  cablefix words PREL BEIJIN NODIS            several at once
  cablefix words --words mine.txt ZORVATH     with your own list of words
  cablefix words DRL --year 1990              whether it was in use then
"""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator

from cablefix.cli.files import TroubleError, write_text
from cablefix.cli.terminal import terminal_width
from cablefix.language.lookup import Entry, Knowledge, in_force, inquire
from cablefix.language.user_words import UserWordsError, load_words


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("token", nargs="+", help="a word or code as it stands in the text")
    parser.add_argument("--year", type=int, metavar="YEAR", help="say what holds in that year")
    parser.add_argument("--words", metavar="FILE", help="your own words: one on a line")


def run(args: argparse.Namespace) -> int:
    """Look up each token and print what is known of it."""
    try:
        given = frozenset(load_words(args.words)) if args.words else frozenset()
    except UserWordsError as e:
        raise TroubleError(str(e)) from None
    if not all(token.strip() for token in args.token):
        raise TroubleError("an empty word was asked for: name one, as in cablefix words NODIS")
    found = [inquire(token, given) for token in args.token]
    width = terminal_width()
    lines = (line for k in found for told in describe(k, args.year) for line in _wrap(told, width))
    write_text(None, "".join(f"{line}\n" for line in lines))
    return 0


def _wrap(line: str, width: int) -> list[str]:
    if len(line) <= width:
        return [line]
    return textwrap.wrap(line, width, subsequent_indent="    ", break_on_hyphens=False)


def describe(k: Knowledge, year: int | None = None) -> Iterator[str]:
    """What is known of a token, in lines for people; of a list with years, whether it holds."""
    looked = f" (looked up as {k.folded})" if k.folded != k.token else ""
    yield f"{k.token}{looked}: {_verdict(k)}"
    if k.given:
        yield "  your words: never changed, and garbled ones may be mended to it"
    for entry in k.entries:
        holds = in_force(entry, year) if year else None
        yield f"  {_row(entry)}" + ("" if holds is None else f": {_HOLDS[holds]} {year}")
    if k.parts:
        yield f"  in running text it is looked up word by word: {', '.join(k.parts)}"
    elif k.known and k.folded.isalpha():
        yield f"  language model: {'counts it' if k.counted else 'takes it for a rare word'}"
    if k.near:
        listed = ", ".join(f"{word} ({distance})" for word, distance in k.near)
        yield f"  near (edits): {listed}"


_HOLDS = {True: "in use in", False: "not in use in"}


def _verdict(k: Knowledge) -> str:
    if k.known:
        return "known"
    field = [e.what for e in k.entries if e.list != "slips"]
    return f"known as {field[0]}, not as a word of running text" if field else "not known"


def _row(entry: Entry) -> str:
    cells = ", ".join(f"{column} {cell}" for column, cell in entry.cells)
    return f"{entry.list}: {entry.what}" + (f", {cells}" if cells else "")
