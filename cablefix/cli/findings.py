"""Findings as lines that people and editors read: `file:line:col: certainty kind ...`."""

from __future__ import annotations

from collections.abc import Iterator

from cablefix.cli.console import one_line, paint
from cablefix.findings import Correction, Gap
from cablefix.rendering.inline import ranges
from cablefix.rendering.positions import Lines
from cablefix.result import CleanResult

NOTHING = "(nothing)"


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
