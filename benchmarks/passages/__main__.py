"""Count what cablefix changes in texts that are none of its business.

examples:
  python -m benchmarks.passages
  python -m benchmarks.passages --help-pages FOLDER --tokens 10000
  python -m benchmarks.passages --english ../shared/data

FOLDER: `usr/share/libreoffice/help` of the unpacked Debian packages libreoffice-help-XX. For
Chinese, jieba and pypinyin must be installed. Without folders, what needs none is measured.
"""

from __future__ import annotations

import argparse
import json
import sys
import tarfile
import time
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

import cablefix
from benchmarks.passages.kinds import KINDS, tokens_of
from benchmarks.passages.texts import in_capitals, in_lines, sentences, with_slips
from benchmarks.sets import SMALL
from cablefix.document.reading import read

STYLES = {"print": str, "capitals": in_capitals, "slips": lambda t: with_slips(in_capitals(t))}

HEAD = """UNCLASSIFIED
PAGE 01 VALDOR 04418 01 OF 01 130535Z
ACTION EUR-00
INFO LOG-00 ADS-00 /000W
O 130535Z MAY 91
FM AMEMBASSY VALDORO
TO SECSTATE WASHDC IMMEDIATE 1234
UNCLAS VALDORO 04418
E.O. 12356: N/A
TAGS: PREL, VD
SUBJECT: TEXT OF THE STATEMENT

1. THE EMBASSY HAS RECEIVED THE FOLLOWING STATEMENT, WHICH IS SENT AS IT CAME.

"""


def main(argv: list[str] | None = None) -> int:
    """Measure what there is and print a table."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.passages", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--help-pages", type=Path, metavar="FOLDER")
    parser.add_argument("--english", type=Path, metavar="FOLDER", help="with telegrams.tar.xz")
    parser.add_argument("--tokens", type=int, default=10_000)
    parser.add_argument("--kind", action="append", help="only this one; language codes, too")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args(argv)
    chosen = [t for t in texts(args.tokens, args.help_pages) if not args.kind or t[0] in args.kind]
    print(f"{'kind':24} {'as':9} tokens certain probable  left alone  gaps  seconds")
    with get_context("fork").Pool(args.jobs) as pool:
        for line in pool.imap(measure, chosen):
            print(line, flush=True)
    if not args.kind:
        for name, found in english(args.english):
            print(f"{name:34} {wrongly_taken(found)}", flush=True)
    return 0


def texts(size: int, pages: Path | None) -> Iterator[tuple[str, str, str]]:
    """The kind, the style and the text of each measurement."""
    for kind in KINDS:
        tokens = tokens_of(kind, size)
        yield kind, "lines", in_lines(tokens)
        yield kind, "cable", HEAD + in_lines(tokens)
    for folder in sorted(pages.iterdir()) if pages else ():
        if folder.name in ("media", "en-US", "en-GB") or not folder.is_dir():
            continue
        paragraphs = list(sentences(pages, folder.name, size)) if pages else []
        for style, change in STYLES.items():
            yield folder.name, style, "\n".join(in_lines(change(p).split()) for p in paragraphs)
        body = "\n".join(in_lines(in_capitals(p).split()) for p in paragraphs)
        yield folder.name, "cable", HEAD + body


def measure(task: tuple[str, str, str]) -> str:
    """One row of the table."""
    kind, style, text = task
    begun = time.perf_counter()
    result = cablefix.clean(text)
    seconds = time.perf_counter() - begun
    certain = sum(c.certainty == "certain" for c in result.corrections)
    reading = read(text)
    tokens = [t for r in reading.lines for t in r.line.tokens()]
    apart = sum(reading.is_apart(t.start, t.end) for t in tokens)
    row = f"{kind:24} {style:9} {len(tokens):6} {certain:7} {len(result.corrections):8}"
    gaps = ",".join(sorted({g.kind for g in result.gaps})) or "-"
    return f"{row} {apart / max(len(tokens), 1):11.2%}  {gaps}  {seconds:7.1f}" + "".join(
        f"\n    {c.original!r} -> {c.replacement!r} {c.rule} {c.confidence}"
        for c in result.corrections[:3]
    )


def english(folder: Path | None) -> Iterator[tuple[str, list[str]]]:
    """English texts by name, right and misread."""
    for path in sorted(SMALL.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        yield f"{path.stem}, as printed", [r["gold"] for r in rows]
        yield f"{path.stem}, as read", [r["ocr"] for r in rows]
    for name in ("telegrams", "telegrams_caps"):
        if folder and (folder / f"{name}.tar.xz").is_file():
            with tarfile.open(folder / f"{name}.tar.xz") as archive:
                files = [f for m in archive if m.isfile() and (f := archive.extractfile(m))]
                yield name, [f.read().decode("utf-8", "replace") for f in files]


def wrongly_taken(found: list[str]) -> str:
    """How much of English is taken for something else."""
    total = 0
    kinds: dict[str, int] = {}
    for text in found:
        total += len(text.split())
        for p in read(text).passages:
            kinds[p.name or p.kind] = kinds.get(p.name or p.kind, 0) + p.tokens
    taken = sum(kinds.values())
    return f"{total:8} tokens, {taken:4} taken: {1e4 * taken / max(total, 1):.1f} in 10,000 {kinds}"


if __name__ == "__main__":
    sys.exit(main())
