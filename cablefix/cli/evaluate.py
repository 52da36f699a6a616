"""Measure a text against the truth: error rates, harm, what became of each token.

Without --system, cablefix corrects the OCR text and is measured, with its certainties and kinds.

examples:
  cablefix evaluate ocr.txt gold.txt                      how well cablefix mends this text
  cablefix evaluate ocr.txt gold.txt --system out.txt     how well another program did
  cablefix evaluate ocr.txt gold.txt --format json        every figure, for programs
  cablefix clean - < ocr.txt | cablefix evaluate ocr.txt gold.txt --system -
"""

from __future__ import annotations

import argparse
import json
from typing import Any

from cablefix.cleaner import Cleaner
from cablefix.cli.arguments import add_time_limit
from cablefix.cli.examine import time_limit
from cablefix.cli.files import TroubleError, read_text, write_text
from cablefix.cli.outputs import guard
from cablefix.cli.terminal import UNBOUNDED, terminal_width
from cablefix.evaluation.findings import finding_summary
from cablefix.evaluation.scoring import score_text, summary
from cablefix.evaluation.tallies import judge_result
from cablefix.findings import LEVELS, Level


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("ocr", help="the text as the OCR read it")
    parser.add_argument("gold", help="the same text, right in every character")
    parser.add_argument("--system", metavar="OUT", help="what a program made of the OCR text")
    parser.add_argument("--level", choices=list(LEVELS), default="probable",
                        help="without --system: the lowest certainty to apply")  # fmt: skip
    parser.add_argument("--dehyphenate", action="store_true",
                        help="join words broken at line ends before comparing")  # fmt: skip
    parser.add_argument("--format", choices=("table", "json"), default="table")
    add_time_limit(parser)
    parser.add_argument("-o", "--output", metavar="OUT", help="write to this file")


def run(args: argparse.Namespace) -> int:
    """Measure one document and write the figures."""
    if [args.ocr, args.gold, args.system].count("-") > 1:
        raise TroubleError("standard input can be read only once: name files for the other texts")
    guard(args.output, [args.ocr, args.gold, *([args.system] if args.system else [])])
    ocr, gold = read_text(args.ocr), read_text(args.gold)
    if gold and not gold.strip():  # an empty page is in order, one of blanks a mistake
        raise TroubleError(f"{args.gold} holds only blanks: give the text as it should be")
    system = read_text(args.system) if args.system else None
    with time_limit(args.ocr, args.time_limit):
        figures = measure(ocr, gold, system, args.level, args.dehyphenate)
    width = terminal_width() if args.output is None else UNBOUNDED
    made = json.dumps(figures, indent=1) + "\n" if args.format == "json" else table(figures, width)
    write_text(args.output, made)
    return 0


def measure(
    ocr: str, gold: str, system: str | None, level: Level = "probable", dehyphenate: bool = False
) -> dict[str, Any]:
    """The figures of one text; those of the findings as well when cablefix makes the text."""
    if system is not None:
        return summary([score_text(ocr, system, gold, dehyphenate=dehyphenate)])
    result = Cleaner(level=level).clean(ocr)
    figures = summary([score_text(ocr, result.text, gold, dehyphenate=dehyphenate)])
    return figures | {"findings": finding_summary(judge_result(result, gold))}


def table(figures: dict[str, Any], width: int) -> str:
    """The figures for people; the intervals are left out where `width` has no room for them."""
    t = figures["tokens"]
    lines = [
        f"{'':24}{'before':>10}{'after':>10}{'gain':>10}",
        _rates("CER", figures["cer_before"], figures["cer_after"], figures["cer_gain"]),
        _rates("WER", figures["wer_before"], figures["wer_after"], figures["wer_gain"]),
        _rates("cMER (HIPE)", figures["hipe_cmer_before"], figures["hipe_cmer_after"], None),
        "",
        f"{'tokens':24}{t['all']:>10,}",
        *(f"  {name:22}{t[key]:>10,}" for name, key in _CLASSES),
        "",
        f"{'harm per 10,000 right':24}{figures['harm']:>10.1f}",
        f"{'detection F1 (ICDAR 1)':24}{figures['icdar_task1_f1']:>10.1%}",
        f"{'improvement (ICDAR 2)':24}{figures['icdar_task2_improvement']:>10.1%}",
    ]
    findings = figures.get("findings")
    if findings:
        lines += ["", *_tallies("certainty", findings["by_certainty"], width)]
        lines += ["", *_tallies("kind (applied)", findings["by_kind"], width)]
        lines += ["", f"{'calibration error':24}{findings['calibration_error']:>10.3f}"]
    return "\n".join(lines) + "\n"


_CLASSES = (
    ("correctly unchanged", "unchanged"),
    ("correctly corrected", "corrected"),
    ("uncorrected", "uncorrected"),
    ("changed mistake", "changed_mistake"),
    ("added mistake", "added_mistake"),
)


def _rates(name: str, before: float, after: float, gain: float | None) -> str:
    last = "" if gain is None else f"{gain + 0.0:>10.1%}"
    return f"{name:24}{before:>10.2%}{after:>10.2%}{last}"


def _tallies(title: str, rows: dict[str, Any], width: int) -> list[str]:
    wide = width >= _WITH_INTERVALS
    name, cell = (24, 10) if wide else (20, 8)
    head = f"{title:{name}}" + "".join(f"{x:>{cell}}" for x in ("made", "better", "harm"))
    lines = [f"{head}{'precision':>11}" + ("  95% interval" if wide else "")]
    for row, r in rows.items():
        line = f"  {row:{name - 2}}{r['made']:>{cell},}{r['better']:>{cell},}{r['harm']:>{cell},}"
        if r["made"]:
            line += f"{r['precision']:>11.1%}"
            line += f"  {r['low']:.1%} - {r['high']:.1%}" if wide else ""
        lines.append(line)
    return lines


_WITH_INTERVALS = 84
"""Columns of the tables with their intervals."""
