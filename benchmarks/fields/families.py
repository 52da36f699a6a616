"""The header fields of further families of documents, by family and level.

usage: python -m benchmarks.fields.families FOLDER [--count N] [--jobs N] [--examples] [--write]

FOLDER holds what `python -m training.synthesis --families` makes: `airgram.L1.jsonl` and so on. A
value is right when it is letter for letter that of the print. `wrong` are values given that are
not; `spoilt` those of them whose print was read right; `harm` are right tokens that were changed.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import attrs

import cablefix
from benchmarks.fields.tally import Tally
from benchmarks.machine import machine
from benchmarks.page import table
from benchmarks.run import RESULTS
from cablefix.cable import Cable
from cablefix.evaluation.alignment import squeeze
from cablefix.evaluation.tallies import judge_result
from cablefix.evaluation.tokens import ratio

TARGETS = {"L1": 0.98, "L2": 0.96, "L3": 0.88, "L4": 0.75}
FIELDS = (
    "kind", "mrn", "post", "number", "dtg", "date", "precedence", "sender", "addressees", "caption",
    "classification", "eo", "tags", "subject", "references", "signature",
)  # fmt: skip
OPEN = {"incoming-telegram": ("references", "precedence", "addressees"),
        "outgoing-telegram": ("references", "precedence"), "airgram": ("references", "signature"),
        "cia-report": ("number", "mrn", "post"), "cia-message": ("dtg", "post")}  # fmt: skip
"""Fields of a family whose values the text may hold as well, or of which no truth is stated."""


_NOUGHTS = re.compile(r"(?<![\w-])0+(?=\d)")


@attrs.frozen
class Judged:
    """What became of one document: tallies by field, a line for each value that is not right."""

    tallies: Mapping[str, Tally]
    harm: int
    notes: tuple[str, ...]


def values(cable: Cable, field: str) -> list[tuple[str, str]]:
    """The values of a field, each with what was read."""
    found = getattr(cable, field)
    if found is None:
        return []
    if isinstance(found, str):
        return [(_plain(field, found), "")]
    fields = found if isinstance(found, tuple) else [found]
    if field == "date":
        return [(f"{f.value:%Y-%m-%d}", f.original) for f in fields]
    return [(_plain(field, f.value), _plain(field, f.original)) for f in fields]


def _plain(field: str, value: str) -> str:
    """A value as it is compared: numbers without leading noughts, marks written out."""
    if field in ("mrn", "number"):
        return _NOUGHTS.sub("", squeeze(value))
    return "UNCLASSIFIED" if (field, value) == ("classification", "UNCLAS") else squeeze(value)


def judge(row: Mapping[str, Any]) -> Judged:
    """Read one record and compare."""
    result = cablefix.clean(row["ocr"])
    tallies: dict[str, Tally] = {}
    notes: list[str] = []
    for field in FIELDS:
        want = row["fields"].get(field) or []
        want = [_plain(field, w) for w in ([want] if isinstance(want, str) else want)]
        given = values(result.cable, field)
        if not want and field in OPEN.get(row["family"], ()):
            continue
        free = field in OPEN.get(row["family"], ())
        tallies[field], told = compared(want, given, free)
        notes += [f"{row['id']} {field}: {note}" for note in told]
    harmed = [j for j in judge_result(result, row["gold"]) if j.applied and j.verdict.harm]
    notes += [
        f"{row['id']} harm: {j.correction.original!r} -> {j.correction.replacement!r} "
        f"[{j.correction.rule}]" for j in harmed
    ]  # fmt: skip
    return Judged(tallies, sum(j.verdict.harm for j in harmed), tuple(notes))


def compared(want: Sequence[str], given: Sequence[tuple[str, str]], free: bool = False
             ) -> tuple[Tally, list[str]]:  # fmt: skip
    """The tally of one field, and what is not right; `free`: it may have more than is known.

    >>> compared(["NODIS"], [("MODIS", "NODIS")])
    (Tally(known=1, right=0, read=1, spoilt=1, extra=1), ["'NODIS' given 'MODIS' read 'NODIS'"])
    """
    got = Counter(value for value, _ in given)
    lost = list((Counter(want) - got).elements())
    left = list((got - Counter(want)).elements())
    wrong = [pair for pair in given if pair[0] in left]
    wrong = wrong[: len(lost)] if free else wrong
    spoilt = sum(read in want for _, read in wrong)
    notes = [f"{m!r} given {v!r} read {r!r}" for m, (v, r) in zip(lost, wrong, strict=False)]
    notes += [f"{m!r} not given" for m in lost[len(wrong) :]]
    notes += [f"nothing known, given {v!r} read {r!r}" for v, r in wrong[len(lost) :]]
    as_read = (Counter(want) & Counter(read for _, read in given)).total()
    return Tally(len(want), len(want) - len(lost), as_read, spoilt, len(wrong)), notes


def levels_of(folder: Path, count: int | None) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """The records of each family and level."""
    for path in sorted(folder.glob("*.L?.jsonl")):
        family, _, level = path.stem.rpartition(".")
        lines = path.read_text("utf-8").splitlines()[:count]
        yield family, level, [json.loads(line) for line in lines]


def report(found: Mapping[tuple[str, str], Sequence[Judged]], by_field: bool = True) -> str:
    """The tables: shares by family and level, then by field and level."""
    levels = sorted({level for _, level in found})
    head = ("family", *(f"{level}" for level in levels), "wrong", "spoilt", "harm")
    lines = [_row(f, levels, found, lambda x, f=f: x == f) for f in sorted({f for f, _ in found})]
    lines.append(_row("**all**", levels, found, lambda _: True))
    lines.append(("wanted", *(f"{TARGETS[level]:.1%}" for level in levels), "", "", ""))
    text = table(head, lines)
    if by_field:
        fields = [_field_row(field, levels, found) for field in FIELDS]
        text += "\n" + table(("field", "known", *levels, "wrong", "spoilt"), fields)
    return text


def _row(name: str, levels: Sequence[str], found: Mapping[tuple[str, str], Sequence[Judged]],
         fits: Any) -> tuple[str, ...]:  # fmt: skip
    own = {key: judged for key, judged in found.items() if fits(key[0])}
    by_level = [
        sum((c for (_, at), js in own.items() if at == level for j in js
             for c in j.tallies.values()), Tally())
        for level in levels
    ]  # fmt: skip
    total = sum(by_level, Tally())
    harm = sum(j.harm for judged in own.values() for j in judged)
    shares = [f"{ratio(count.right, count.known):.1%}" if count.known else "" for count in by_level]
    return (name, *shares, str(total.extra), str(total.spoilt), str(harm))


def _field_row(field: str, levels: Sequence[str],
               found: Mapping[tuple[str, str], Sequence[Judged]]) -> tuple[str, ...]:  # fmt: skip
    by_level = [
        sum((j.tallies.get(field, Tally()) for (_, at), js in found.items() if at == level
             for j in js), Tally())
        for level in levels
    ]  # fmt: skip
    total = sum(by_level, Tally())
    shares = [f"{ratio(count.right, count.known):.1%}" if count.known else "" for count in by_level]
    return (field, str(total.known), *shares, str(total.extra), str(total.spoilt))


def main(argv: Sequence[str] | None = None) -> int:
    """Print the tables, and write them for the page of results."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, help="records of each file, instead of all")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--examples", action="store_true", help="print all that is not right")
    parser.add_argument("--write", action="store_true", help="write results/families.md")
    args = parser.parse_args(argv)
    found: dict[tuple[str, str], list[Judged]] = {}
    with get_context("fork").Pool(args.jobs) as pool:
        for family, level, rows in levels_of(args.folder, args.count):
            found[family, level] = pool.map(judge, rows, chunksize=2)
    text = report(found)
    print(text)
    if args.examples:
        print("\n".join(n for judged in found.values() for j in judged for n in j.notes))
    if args.write:
        sizes: Counter[str] = Counter()
        for (_, level), judged in found.items():
            sizes[level] += len(judged)
        (RESULTS / "families.md").write_text(_section(text, sizes), encoding="utf-8")
    return 0


def _section(text: str, sizes: Mapping[str, int]) -> str:
    about = machine()
    told = ", ".join(f"{count} documents of {level}" for level, count in sorted(sizes.items()))
    where = f"{about['date']}, {about['processor']}, Tesseract {about['tesseract']}"
    return (
        "## Header fields of further families, rendered\n\n"
        f"`python -m benchmarks.fields.families FOLDER --write`: nine families, {told}; "
        f"{where}. Share of the values of the head that are given letter for letter as printed. "
        "*Wrong* are values given that are not so, *spoilt* those of them that were read right, "
        "*harm* the right tokens of the whole documents that were changed. Where a level has few "
        f"documents its shares are no more than a hint.\n\n{text}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
