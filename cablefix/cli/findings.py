"""Findings as lines that people and editors read: `file:line:col: certainty kind ...`.

Behind them comes what they add up to, on standard error: the lines stay what programs read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from operator import add

import attrs

from cablefix.by_fields import ByFields
from cablefix.cli.console import complain, one_line, paint
from cablefix.findings import Correction, Gap
from cablefix.rendering.inline import ranges
from cablefix.rendering.positions import Lines
from cablefix.result import CleanResult

NOTHING = "(nothing)"
KEEPING = "https://github.com/cablefix/cablefix/blob/main/docs/refuse_a_change.md"


@attrs.frozen
class Counts(ByFields):
    """How much was found, in how many files; `touched` have corrections."""

    files: int = 0
    touched: int = 0
    corrections: int = 0
    suggestions: int = 0
    gaps: int = 0

    @classmethod
    def of(cls, result: CleanResult) -> Counts:
        """The counts of one file.

        >>> from cablefix import clean
        >>> Counts.of(clean("NODIS")) + Counts(1, 1, 2)
        Counts(files=2, touched=1, corrections=2, suggestions=0, gaps=0)
        """
        found = len(result.corrections), len(result.suggestions), len(result.gaps)
        return cls(1, int(found[0] > 0), *found)

    def __add__(self, other: Counts) -> Counts:
        return Counts(*map(add, attrs.astuple(self), attrs.astuple(other)))

    def __bool__(self) -> bool:
        return bool(self.corrections or self.suggestions or self.gaps)

    def told(self, done: str = "") -> str:
        """The counts in words; `done` says what became of the corrections.

        >>> Counts(3, 1, 2, 0, 1).told()
        '2 corrections in 1 of 3 files, 1 gap'
        >>> Counts(1, 1, 1).told("made")
        '1 correction made in 1 file'
        """
        others = [
            _counted(n, noun)
            for n, noun in ((self.suggestions, "suggestion"), (self.gaps, "gap"))
            if n
        ]
        among = "" if self.touched in (0, self.files) else f"{self.touched:,} of "
        where = f"in {among}{_counted(self.files, 'file')}"
        if not self.corrections and others:
            return f"{', '.join(others)} {where}"
        first = " ".join(x for x in (_counted(self.corrections, "correction"), done, where) if x)
        return ", ".join([first, *others])


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def sum_up(said: str, counts: Counts, *, keeping: bool = False) -> None:
    """End with what was found; to people also that nothing was. `keeping`: how to keep a word."""
    if counts:
        complain(said)
        if keeping:
            complain(f'to keep a word as it is: keep = ["WORD"] in cablefix.toml; more: {KEEPING}')
    elif sys.stderr is not None and sys.stderr.isatty():
        complain(f"nothing found in {_counted(counts.files, 'file')}")


def write_findings(result: CleanResult, path: str, *, colour: bool) -> str:
    """One line for each correction, suggestion and gap, in the order of the text."""
    return "".join(f"{line}\n" for line in _lines(result, path, colour))


def _lines(result: CleanResult, path: str, colour: bool) -> Iterator[str]:
    lines = Lines.of(result.original)
    mark = result.original.startswith("\ufeff")
    for finding, word in _in_order(result):
        line, column = lines.place(finding.start)
        place = f"{one_line(path)}:{line}:{column - (mark and line == 1)}:"
        if isinstance(finding, Gap):
            yield f"{place} {paint('gap', 'gap', on=colour)} {_gap(finding)}"
        else:
            sure = paint(word + finding.certainty, finding.certainty, on=colour)
            yield f"{place} {sure} {_correction(finding)}"


def _in_order(result: CleanResult) -> list[tuple[Correction | Gap, str]]:
    found: list[tuple[Correction | Gap, str]] = [(c, "") for c in result.corrections]
    found += [(c, "suggested ") for c in result.suggestions]
    found += [(g, "") for g in result.gaps]
    return sorted(found, key=lambda f: f[0].start)


def _correction(c: Correction) -> str:
    change = f"{one_line(c.original)} -> {one_line(c.replacement) or NOTHING}"
    return f"{c.kind} {change}  {one_line(c.why)} [{c.rule}]"


def _gap(g: Gap) -> str:
    numbers = f" {ranges(g.paragraphs)}" if g.paragraphs else ""
    return f"{g.kind}{numbers}  {one_line(g.why)} [gap-{g.kind}]"
