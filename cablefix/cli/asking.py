"""Asks a person about one change after another, on the terminal."""

from __future__ import annotations

import sys

import attrs

from cablefix.cli.console import one_line, say
from cablefix.cli.decision_file import note_refusals
from cablefix.cli.examine import Examined
from cablefix.cli.findings import write_findings
from cablefix.findings import Correction
from cablefix.rendering.positions import Lines
from cablefix.result import CleanResult

ANSWERS = {
    "y": "make this change",
    "n": "leave it this time",
    "k": "keep what stands here for good: it is noted in the file of decisions",
    "a": "make this and all that follow in this file",
    "d": "leave this and all that follow in this file",
    "q": "leave this and all that follow anywhere",
}
QUESTION = f"make this change? [{','.join(ANSWERS)},?] "


@attrs.define
class Dialogue:
    """What is asked and answered in one run; `over` once the person wants no more questions."""

    colour: bool = False
    over: bool = False

    def choose(self, found: Examined, path: str) -> CleanResult:
        """The result with those corrections that the person wants. Raises TroubleError."""
        result = found.result
        made: list[Correction] = []
        kept: list[Correction] = []
        rest: str | None = None
        for correction in result.corrections:
            answer = rest or ("q" if self.over else self._answer(result, correction, path))
            self.over = self.over or answer == "q"
            rest = answer if answer in "adq" else None
            if answer in "ya":
                made.append(correction)
            elif answer == "k":
                kept.append(correction)
        if kept:
            note_refusals(found.settings, result.original, path, kept)
        return attrs.evolve(result, corrections=tuple(made))

    def _answer(self, result: CleanResult, correction: Correction, path: str) -> str:
        """One of the keys of ANSWERS; the end of the input is `q`."""
        alone = attrs.evolve(result, corrections=(correction,), suggestions=(), gaps=())
        say(write_findings(alone, path, colour=self.colour))
        before, after = _line(result, correction)
        say(f"  - {one_line(before)}\n  + {one_line(after)}\n")
        while True:
            say(QUESTION)
            given = sys.stdin.readline() if sys.stdin is not None else ""
            if not given:
                say("\n")
                return "q"
            answer = given.strip().lower()[:1]
            if answer in ANSWERS:
                return answer
            say("".join(f"  {key}  {what}\n" for key, what in ANSWERS.items()))


def _line(result: CleanResult, c: Correction) -> tuple[str, str]:
    """The line of a correction as it is and as it would be."""
    lines = Lines.of(result.original)
    number, _ = lines.place(c.start)
    last, _ = lines.place(max(c.start, c.end - 1))
    start = lines.starts[number - 1]
    end = (*lines.starts, len(result.original))[last]
    before = result.original[start:end].rstrip("\r\n")
    after = result.original[start : c.start] + c.replacement + result.original[c.end : end]
    return before, after.rstrip("\r\n")
