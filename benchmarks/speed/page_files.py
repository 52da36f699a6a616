"""What reading and writing files of many pages takes, the corrector off: processor time, memory.

`python -m benchmarks.speed.page_files --pages 1000 alto hocr page` reads a file of so many pages,
each with 360 words, and writes it twice: as it is, and with every twentieth word changed or split;
the times are seconds of processor.
Each format is measured in a process of its own; PAGE XML has one page in a file, which is as long.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import cablefix
from cablefix import CleanResult, Correction, Provenance
from cablefix.cable import Cable
from cablefix.findings import digest
from cablefix.formats.pages import Pages

BLOCKS, LINES, WORDS = 4, 10, 9
"""Blocks of a page, lines of a block, words of a line: 360 words, a full page of typing."""

CHANGED = 20
"""Every so manieth word is changed."""

_MEASURE = "import sys; from benchmarks.speed.page_files import inside; inside(*sys.argv[1:])"


def main(argv: list[str] | None = None) -> int:
    """Measure and print a row for each format."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.speed.page_files", description=__doc__
    )
    parser.add_argument("formats", nargs="*", default=list(WRITERS), help=", ".join(WRITERS))
    parser.add_argument("--pages", type=int, default=1000)
    args = parser.parse_args(argv)
    print("| format | pages | MB | read, s | written as it is, s | changed, s | peak MB |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name in args.formats:
        command = [sys.executable, "-c", _MEASURE, name, str(args.pages)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        row = json.loads(done.stdout)
        print(f"| {name} | {args.pages} | " + " | ".join(row) + " |", flush=True)
    return 0


def inside(name: str, count: str) -> None:
    """Measure one format in this process, and print the cells of its row as JSON."""
    import resource

    data = "".join(WRITERS[name](int(count))).encode()
    started = time.process_time()
    pages = cablefix.open_pages(data)
    read = time.process_time()
    if pages.render(result_of(pages, ())) != data:
        raise RuntimeError(f"{name} does not come back as it was")
    written = time.process_time()
    result = result_of(pages, tuple(changes_of(pages)))
    changing = time.process_time()
    pages.render(result)
    times = read - started, written - read, time.process_time() - changing
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([f"{len(data) / 1e6:.0f}", *(f"{t:.1f}" for t in times), f"{peak:.0f}"]))


def result_of(pages: Pages, corrections: tuple[Correction, ...]) -> CleanResult:
    """A result with these corrections and nothing else."""
    text = pages.text
    cable = Cable("prose", 0, len(text))
    return CleanResult(text, corrections, (), (), (cable,), Provenance("0", "0", digest(text)))


def changes_of(pages: Pages) -> Iterator[Correction]:
    """Every twentieth word changed or split."""
    for count, word in enumerate(pages.words):
        if count % CHANGED == 0:
            was = pages.text[word.start : word.end]
            new = was[:2] + " " + was[2:] if count % (4 * CHANGED) == 0 else f"{was[:-1]}I"
            if new != was:
                yield Correction(word.start, word.end, was, new, kind="word", rule="words-word",
                                 confidence=0.95, why="told")  # fmt: skip


Place = tuple[int, int, int, int]
Row = list[tuple[str, Place]]


def _rows(rng: random.Random, first: int) -> Iterator[Row]:
    """The lines of a block, each word with left, top, width and height."""
    for line in range(LINES):
        left, row = 80, []
        for _ in range(WORDS):
            word = "".join(rng.choices("ABCDEFGHIKLMNOPRSTUVWY", k=rng.randrange(2, 9)))
            row.append((word, (left, 90 + 26 * (first + line), 13 * len(word), 18)))
            left += 13 * (len(word) + 1)
        yield row


def _alto(count: int) -> Iterator[str]:
    rng = random.Random(count)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<alto xmlns='
    yield '"http://www.loc.gov/standards/alto/ns-v4#"><Description/>\n<Layout>\n'
    for page in range(count):
        yield f'<Page ID="p{page}" PHYSICAL_IMG_NR="{page}" WIDTH="1240" HEIGHT="1754">\n'
        for block in range(BLOCKS):
            yield f'<TextBlock ID="b{page}_{block}">\n'
            for row in _rows(rng, block * LINES):
                strings = (
                    f'  <String ID="s{page}_{y}_{x}" HPOS="{x}" VPOS="{y}" WIDTH="{w}" '
                    f'HEIGHT="{h}" WC="0.91" CONTENT="{word}"/>'
                    for word, (x, y, w, h) in row
                )
                yield "<TextLine>\n" + "<SP/>\n".join(strings) + "\n</TextLine>\n"
            yield "</TextBlock>\n"
        yield "</Page>\n"
    yield "</Layout></alto>\n"


def _hocr(count: int) -> Iterator[str]:
    rng = random.Random(count)
    yield "<!DOCTYPE html>\n<html><head><meta name='ocr-system' content='none'></head><body>\n"
    for page in range(count):
        yield f"<div class='ocr_page' id='p_{page}' title='bbox 0 0 1240 1754'>\n"
        for block in range(BLOCKS):
            yield f"<p class='ocr_par' id='par_{page}_{block}'>\n"
            for row in _rows(rng, block * LINES):
                yield "<span class='ocr_line'>\n"
                for word, (x, y, w, h) in row:
                    yield (
                        f"  <span class='ocrx_word' id='w_{page}_{y}_{x}' "
                        f"title='bbox {x} {y} {x + w} {y + h}; x_wconf 91'>{word}</span>\n"
                    )
                yield "</span>\n"
            yield "</p>\n"
        yield "</div>\n"
    yield "</body></html>\n"


def _page(count: int) -> Iterator[str]:
    rng = random.Random(count)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<PcGts xmlns="http://schema.primaresearch.org'
    yield '/PAGE/gts/pagecontent/2019-07-15"><Page imageWidth="1240" imageHeight="1754">\n'
    for block in range(BLOCKS * count):
        yield f'<TextRegion id="r{block}">\n'
        for row in _rows(rng, 0):
            yield "<TextLine>\n"
            for word, (x, y, w, h) in row:
                corners = f"{x},{y} {x + w},{y} {x + w},{y + h} {x},{y + h}"
                yield (
                    f'  <Word id="w{block}_{y}_{x}"><Coords points="{corners}"/>'
                    f'<TextEquiv conf="0.91"><Unicode>{word}</Unicode></TextEquiv></Word>\n'
                )
            text = " ".join(word for word, _ in row)
            yield f"<TextEquiv><Unicode>{text}</Unicode></TextEquiv>\n</TextLine>\n"
        yield "</TextRegion>\n"
    yield "</Page></PcGts>\n"


WRITERS: dict[str, Callable[[int], Iterator[str]]] = {
    "alto": _alto, "hocr": _hocr, "page": _page,
}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
