"""What is missing from the text of a document, found by comparing its pages with its body."""

import re

from attrs import evolve, frozen

from .golden import Spot, marker_spans, number_shown
from .page import Line, visible
from .reader import Gap, Reader, numbers

END = re.compile(r"[.?!:]['\")]*$")


def marker_gaps(reader: Reader) -> list[Gap]:
    """Written markers and codes in the margin."""
    found = []
    for spot in reader.seen.values():
        for start, end, codes in marker_spans(spot):
            lines = re.search(r"(\d+) LINES", reader.gold.text[start:end])
            extra = (("extent", {"quantity": int(lines[1]), "unit": "line"}),) if lines else ()
            why = "a written marker stands in place of text"
            gap = reader.gap("explicit-marker", (start, end), why, spot, 0.99, extra)
            found.append(evolve(gap, exemptions=codes))
    return found


def empty_gaps(reader: Reader) -> list[Gap]:
    """Numbers that stand alone."""
    found: list[Gap] = []
    shown, rows = numbers(reader)
    for number, spot in shown.items():
        alone = re.fullmatch(r"\d+\.", visible(spot.line))
        others = [row for row in rows[number] if row in reader.seen and row != spot.line.flow]
        if alone and not others and not spot.line.margin:
            span = (spot.start, spot.end)
            found.append(reader.gap("empty-paragraph", span, "the number stands alone", spot, 0.95))
    return found


def number_gaps(reader: Reader) -> list[Gap]:
    """Runs of numbers that do not occur, numbers lost from their text, numbers used twice."""
    shown, rows = numbers(reader)
    found: list[Gap] = []
    run: list[int] = []
    for number in sorted(rows):
        first = reader.seen.get(rows[number][0])
        if number in shown:
            found += _missing(reader, run, rows)
            run = []
            found += _repeated(reader, number, shown)
        elif first is not None and not number_shown(first.line):
            span = (first.start, min(first.end, first.start + 20))
            found.append(reader.gap("lost-number", span, "text without its number", first, 0.85))
        else:
            run.append(number)
    return found


def _repeated(reader: Reader, number: int, shown: dict[int, Spot]) -> list[Gap]:
    spot = shown[number]
    printed = number_shown(spot.line)
    if printed == number or printed not in shown:
        return []
    span = (spot.start, spot.start + len(f"{printed}."))
    gap = reader.gap("numbering-anomaly", span, f"{printed} is used twice", spot, 0.9)
    return [evolve(gap, paragraphs=(printed,), exemptions=())]


def _missing(reader: Reader, run: list[int], rows: dict[int, list[int]]) -> list[Gap]:
    """One gap for a run of numbers; a paragraph of which the tail is left belongs to it."""
    if not run:
        return []
    start, end = reader.anchor(rows[run[0]][0], rows[run[-1]][-1])
    tails = tuple(n for n in run if any(row in reader.seen for row in rows[n]))
    if tails:
        first = min(row for n in tails for row in rows[n] if row in reader.seen)
        end = max(start, reader.seen[first].start)
    before = reader.before(rows[run[0]][0])
    page = reader.page(before) if before else reader.document.pages[0]
    extra = (("partially_present", list(tails)),) if tails else ()
    sure = 0.95 if before else 0.7
    why = "these numbers do not occur"
    return [
        Gap("missing-paragraphs", start, end, why, tuple(run), page.section, page.number,
            reader.codes, sure, extra)
    ]  # fmt: skip


@frozen
class Loss:
    """A run of body text that is gone: from a place in one line to a place in another."""

    first: int  # flow index and column where it begins
    start: int
    last: int  # and where it ends
    end: int
    marked: bool


def losses(reader: Reader) -> list[Loss]:
    """Maximal runs of lost body text, in flow order."""
    found: list[Loss] = []
    joined = False
    for line in reader.document.flow:
        if line.role not in ("body", "heading") or not line.text:
            continue
        for start, end, marked in _missing_parts(reader, line):
            last = found[-1] if found else None
            if joined and start == 0 and last is not None:
                found[-1] = Loss(last.first, last.start, line.flow, end, last.marked or marked)
            else:
                found.append(Loss(line.flow, start, line.flow, end, marked))
        joined = bool(found) and (found[-1].last, found[-1].end) == (line.flow, len(line.text))
    return found


def _missing_parts(reader: Reader, line: Line) -> list[tuple[int, int, bool]]:
    spot = reader.seen.get(line.flow)
    if spot is None:
        return [(0, len(line.text), False)]
    return [
        (hole.start, hole.end, bool(hole.marker or spot.line.margin)) for hole in spot.line.holes
    ]


def truncation_gaps(reader: Reader) -> list[Gap]:
    """Text that stops or starts in the middle, and lines that lost their start or end."""
    lines = {line.flow: line for line in reader.document.flow}
    found: list[Gap] = []
    for loss in losses(reader):
        if loss.marked:
            continue
        if loss.first == loss.last and loss.first in reader.seen:
            found += _cut_line(reader, lines[loss.first], loss)
        else:
            stop = _stop(reader, lines, loss)
            found += stop
            found += _restart(reader, lines, loss, 0.5 if stop else 0.9)
    return found


def _cut_line(reader: Reader, line: Line, loss: Loss) -> list[Gap]:
    number = re.match(r"\d+\.? ?", line.text)
    if line.opens and number and loss.start <= number.end():
        return []  # the number alone, or all but the number: reported as such
    spot = reader.seen[line.flow]
    sure = 0.75 if loss.start == 0 or loss.end == len(line.text) else 0.5
    return [reader.gap("cut-line", (spot.start, spot.end), "part of one line is gone", spot, sure)]


def _body_rows(lines: dict[int, Line]) -> list[int]:
    return [flow for flow, line in lines.items() if line.role == "body" and line.text]


def _stop(reader: Reader, lines: dict[int, Line], loss: Loss) -> list[Gap]:
    """The text before the loss ends in the middle of a paragraph."""
    line = lines[loss.first]
    if loss.start == 0:
        before = max((row for row in _body_rows(lines) if row < loss.first), default=-1)
        if line.opens or line.role == "heading" or before not in reader.seen:
            return []
        spot, left = reader.seen[before], visible(reader.seen[before].line)
    else:
        spot, left = reader.seen[loss.first], " ".join(line.text[: loss.start].split())
    if not left or re.fullmatch(r"\d+\.", left):
        return []
    end = spot.start + len(left)
    span = (end - len(" ".join(left.split()[-3:])), end)
    sure = 0.45 if END.search(left) else 0.95
    why = "the text stops here and what follows is gone"
    return [reader.gap("truncated-text", span, why, spot, sure)]


def _restart(reader: Reader, lines: dict[int, Line], loss: Loss, sure: float) -> list[Gap]:
    """The text after the loss begins in the middle of a paragraph."""
    line = lines[loss.last]
    if loss.end < len(line.text):
        spot, right = reader.seen[loss.last], " ".join(line.text[loss.end :].split())
        margin = len(spot.line.margin) + 1 if spot.line.margin else 0
        start = spot.end - margin - len(right)
    else:
        after = min((row for row in _body_rows(lines) if row > loss.last), default=-1)
        if after not in reader.seen or lines[after].opens:
            return []
        spot, right = reader.seen[after], visible(reader.seen[after].line)
        start = spot.start
    if not right:
        return []
    span = (start, start + len(" ".join(right.split()[:3])))
    sure = min(sure, 0.45) if END.search(line.text[: loss.end].strip()) else sure
    return [reader.gap("truncated-text", span, "the text before this is gone", spot, sure)]


def header_gaps(reader: Reader) -> list[Gap]:
    """Header lines cut by a stroke, stamps that say so, attachments that are not here."""
    found = []
    for spot in reader.gold.spots:
        span = (spot.start, spot.end)
        if spot.line.role == "section" and spot.line.holes:
            whole = spot.line.text[spot.line.holes[0].end - 1] == " "
            why = "the classification before it is covered"
            found.append(reader.gap("cut-line", span, why, spot, 0.5 if whole else 0.95))
        elif spot.line.role == "attachment":
            why = "announced and not in the file"
            found.append(reader.gap("missing-attachment", span, why, spot, 0.8))
        elif spot.line.role == "decaption":
            found.append(reader.gap("decaptioned", span, "the stamp says so", spot, 0.99))
    return found
