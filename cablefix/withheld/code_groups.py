"""Says which codes are of one place: those beside one another, and those in one stack."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import attrs

from cablefix.by_fields import ByFields
from cablefix.late import late_regex
from cablefix.withheld.code_marks import SPECKS, Mark
from cablefix.withheld.codes import authorities
from cablefix.withheld.segments import Rows, Segment

ALIGNED = 2
"""Columns by which the codes of one stack may be shifted."""

LOOSE = 12
"""The same where each stands alone on its line."""

_ORDER = "executive order"
_RUIN = late_regex(r"[B8]?[1Iil|]|[B8]|131")
"""What is left of `B1`."""


@attrs.frozen
class Stack(ByFields):
    """The marks of one place."""

    marks: tuple[Mark, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Each code once, as they stand."""
        return tuple(dict.fromkeys(c for m in self.marks for c in m.codes))

    @property
    def parts(self) -> tuple[tuple[int, int], ...]:
        """The span of each code."""
        return tuple(p for m in self.marks for p in m.parts)

    def takes(self, mark: Mark, rows: Rows) -> bool:
        """Whether a mark further down is of the same place.

        A code that opens the stack anew opens another place. A stack of an executive order that
        lacks the code of the FOIA may go on behind a line of text.
        """
        last = self.marks[-1]
        if mark.opens and last.place == "end" and mark.row == last.row + 1:
            return not rows.parted(mark.row)
        if not (last.is_set_off and mark.is_set_off) or mark.codes[0] == self.marks[0].codes[0]:
            return False
        shift = abs(mark.column - last.column)
        both_alone = last.place == mark.place == "alone"
        if shift > (LOOSE if both_alone else ALIGNED) or mark.row == last.row:
            return False
        if any(rows.parted(row) for row in range(last.row + 1, mark.row + 1)):
            return False
        if mark.row == last.row + 1:
            return True
        between = rows.pieces[last.row + 1]
        is_speck = len(between) == 1 and len(between[0].text) <= SPECKS
        goes_on = self._lacks_ground() and mark.codes[0][0] in "(B"
        return mark.row == last.row + 2 and (is_speck or goes_on)

    def _lacks_ground(self) -> bool:
        return {authorities().get(c) for c in self.codes} == {_ORDER}


def stack(marks: Iterable[Mark], rows: Rows, stated: Collection[str]) -> list[Stack]:
    """The places of a text, given its marks in order; `stated`: the codes of the document."""
    done: list[Stack] = []
    for mark in sorted(marks, key=lambda m: (m.row, m.column)):
        at = next((i for i in range(len(done) - 1, max(-1, len(done) - 5), -1)
                   if done[i].takes(mark, rows)), None)  # fmt: skip
        if at is None:
            done.append(Stack((mark,)))
        else:
            done[at] = Stack((*done[at].marks, mark))
    return [_with_ruin(s, rows, stated) for s in done]


def _with_ruin(found: Stack, rows: Rows, stated: Collection[str]) -> Stack:
    """A stack with what is left of the `B1` under it: `1`, `B`, `I`."""
    last = found.marks[-1]
    below = last.row + 1
    if not last.is_set_off or not found._lacks_ground() or below >= len(rows.pieces):
        return found
    piece = next((p for p in rows.pieces[below] if _is_ruin(p, last)), None)
    if piece is None or rows.parted(below) or (stated and "B1" not in stated):
        return found
    span = (piece.start, piece.end)
    mark = attrs.evolve(
        last, row=below, column=piece.column, start=span[0], end=span[1], codes=("B1",),
        parts=(span,), ruined=True,
    )  # fmt: skip
    return Stack((*found.marks, mark))


def _is_ruin(piece: Segment, last: Mark) -> bool:
    near = abs(piece.column - last.column) <= ALIGNED and piece.is_last
    return near and _RUIN.fullmatch(piece.text) is not None
