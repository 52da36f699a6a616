"""Which bracketed formulas of published volumes are read as redactions, and with what extent.

usage: python -m benchmarks.gaps.formulas FORMULAS.tsv

The table lists the formulas found in Foreign Relations of the United States (history.state.gov,
public domain), one a row, with their count. Exit status 1 if one that says "not declassified" is
not read as a redaction, or one that does not is.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from cablefix.withheld.statements import Sign, find_signs

SAYS_SO = "not declassified"
UNMEASURED = re.compile(r"\W*(?:text|(?:[a-z]+ )?[a-z]+s)? ?(?:in table )?not declassified\W*")
"""Formulas that state no number: text, names, dollar amounts."""


@frozen
class Formula:
    """A formula, how often it occurs, and how it was read."""

    text: str
    count: int
    signs: tuple[Sign, ...]

    @property
    def is_redaction(self) -> bool:
        """Whether any part of it was read as a redaction."""
        return any(s.kind == "explicit-marker" for s in self.signs)

    @property
    def wrong(self) -> str:
        """What is wrong with the reading; empty if nothing."""
        says_so = SAYS_SO in self.text.lower()
        if says_so != self.is_redaction:
            return "missed" if says_so else "not a redaction"
        measured = any(s.extent for s in self.signs)
        if says_so and not measured and not UNMEASURED.fullmatch(self.text.lower()):
            return "no quantity or unit"
        return ""


def read_formulas(path: Path) -> Iterator[Formula]:
    """The formulas of a table, read."""
    for line in path.read_text(encoding="utf-8").splitlines():
        text, _, count = line.rpartition("\t")
        if text.startswith("["):
            yield Formula(text, int(count), tuple(find_signs(text)))


def main(path: str) -> int:
    """Print what was read and what is wrong."""
    formulas = list(read_formulas(Path(path)))
    kinds: dict[str, int] = {}
    for f in formulas:
        for kind in {s.kind for s in f.signs} or {"no gap"}:
            kinds[kind] = kinds.get(kind, 0) + 1
    for kind, number in sorted(kinds.items()):
        print(f"{number:6} {kind}")
    wrong = [f for f in formulas if f.wrong]
    for f in wrong:
        print(f"{f.wrong}: {f.text}")
    says_so = sum(SAYS_SO in f.text.lower() for f in formulas)
    print(f"{len(formulas)} formulas, {says_so} say {SAYS_SO!r}; {len(wrong)} read wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
