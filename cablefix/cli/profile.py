"""Show what was misread as what in these documents: the confusions, with counts and examples.

Counted over the corrections that are applied at --level, the most frequent first. OCR errs in
series: a reader that took one M for an N took others.

examples:
  cablefix profile cables/
  cablefix profile --format json cable.txt
  cablefix profile --level certain --top 10 cables/
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby

import attrs
from rapidfuzz.distance import Levenshtein

from cablefix.by_fields import ByFields
from cablefix.cli.console import complain, one_line, say
from cablefix.cli.examine import (
    Options,
    add_cleaning_arguments,
    add_many_arguments,
    examine,
    for_each,
    options_of,
)
from cablefix.cli.files import TroubleError
from cablefix.cli.terminal import terminal_width
from cablefix.findings import Correction

EXAMPLES = 3
ELLIPSIS = "..."

Confusion = tuple[str, str]
"""What was read, and what was meant; one of them may be empty."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    add_many_arguments(parser)
    add_cleaning_arguments(parser, "probable")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="what to print")
    parser.add_argument("--top", type=int, default=40, metavar="N",
                        help="show as many confusions (default: 40)")  # fmt: skip


@attrs.frozen
class Series(ByFields):
    """One confusion over all documents: how often, in how many files, and some examples."""

    read: str
    meant: str
    count: int
    files: int
    examples: tuple[str, ...]


def run(args: argparse.Namespace) -> int:
    """Count the confusions of all files and print them."""
    code = 0
    found: list[list[tuple[Confusion, str]]] = []
    for outcome in for_each(args, partial(confusions_of, options=options_of(args))):
        if isinstance(outcome, TroubleError):
            complain(str(outcome))
            code = 2
        else:
            found.append(outcome)
    series = rank(found)[: max(args.top, 0)]
    if args.format == "json":
        say(json.dumps([attrs.asdict(s) for s in series], indent=1) + "\n")
    elif found:
        say("".join(f"{line}\n" for line in table(series, terminal_width())))
    return code


def confusions_of(path: str, options: Options) -> list[tuple[Confusion, str]] | TroubleError:
    """The confusions in one file, each with the correction it is from."""
    try:
        result = examine(path, options).result
    except TroubleError as e:
        return e
    return [
        (confusion, f"{c.original} -> {c.replacement}")
        for c in result.corrections
        for confusion in confusions(c)
    ]


def confusions(c: Correction) -> Iterator[Confusion]:
    """What a correction takes to have been misread as what.

    >>> c = Correction(0, 9, "rnODI5 88", "MODIS 00", kind="word", rule="", confidence=1, why="")
    >>> list(confusions(c))
    [('rn', 'M'), ('5', 'S'), ('8', '0'), ('8', '0')]
    """
    steps = groupby(Levenshtein.opcodes(c.original, c.replacement), lambda op: op.tag == "equal")
    for same, group in steps:
        ops = list(group)
        read = c.original[ops[0].src_start : ops[-1].src_end]
        meant = c.replacement[ops[0].dest_start : ops[-1].dest_end]
        if len(read) == len(meant) and not same:
            yield from zip(read, meant, strict=True)
        elif not same:
            yield read, meant


def rank(files: Iterable[Iterable[tuple[Confusion, str]]]) -> list[Series]:
    """The confusions of all files, the most frequent first."""
    counts: Counter[Confusion] = Counter()
    spread: Counter[Confusion] = Counter()
    examples: dict[Confusion, Counter[str]] = {}
    for found in files:
        for confusion, example in found:
            counts[confusion] += 1
            examples.setdefault(confusion, Counter())[example] += 1
        spread.update({confusion for confusion, _ in found})
    return [
        Series(*pair, n, spread[pair], tuple(e for e, _ in examples[pair].most_common(EXAMPLES)))
        for pair, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


def table(series: list[Series], width: int) -> Iterator[str]:
    """The confusions as a table for people; of the examples, as many as `width` has room for."""
    if not series:
        yield "no confusions found"
        return
    rows = [("COUNT", "FILES", "READ", "MEANT", "EXAMPLES")]
    rows += [
        (str(s.count), str(s.files), _shown(s.read), _shown(s.meant),
         "; ".join(map(one_line, s.examples)))
        for s in series
    ]  # fmt: skip
    widths = [max(len(row[i]) for row in rows) for i in range(4)]
    for row in rows:
        cells = [cell.ljust(w) for cell, w in zip(row[:4], widths, strict=True)]
        head = "  ".join(cells) + "  "
        room = max(width - len(head), len(ELLIPSIS))
        cut = row[4] if len(row[4]) <= room else row[4][: room - len(ELLIPSIS)] + ELLIPSIS
        yield (head + cut).rstrip()


def _shown(text: str) -> str:
    if not text:
        return "(nothing)"
    return "(blank)" if text == " " else one_line(text)
