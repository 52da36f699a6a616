"""Learns what OCR does to print, from aligned pairs of OCR and truth.

`python -m training.fitting.channel RENDERED WORDLISTS [--split fit]` reads the fit part of the
rendered cables and writes `confusions.tsv` (characters), `marks_read.tsv` (marks before, after and
between words) and `channel.tsv` (blanks). `python -m training.fitting.channel --witness FILE
[--readings FILE] WORDLISTS` then writes the same for print in small letters (`*_typed.tsv`): half
of it what engines made of typed records, half of it those tables, for books are neither.
Costs are minus natural logarithms of probabilities, for light and for heavy damage.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import exp, log
from pathlib import Path

import attrs
from rapidfuzz.distance import Levenshtein

from cablefix.evaluation.alignment import align_tokens, squeeze
from cablefix.language import tables
from training.fitting.witness import load_readings, load_witness

LIGHT, HEAVY = ("L1", "L2", "memo1", "gocr"), ("L3", "L4", "memo3", "press")
Costs = Mapping[tuple[str, ...], float]

NEVER = 99.0
"""Cost of what was never seen."""

_ANATOMY = re.compile(r"(\W*)(.*?)(\W*)", re.S)
LEAST, LEAST_ALONE = 3, 2
"""Times that a confusion must be seen, and that of a word of one letter, of which there are few."""

LONGEST = 3


@attrs.define
class Tally:
    """Counts of one level of damage."""

    pairs: Counter[tuple[str, str]] = attrs.Factory(Counter)
    printed: Counter[str] = attrs.Factory(Counter)
    characters: int = 0
    marks: Counter[tuple[str, str, str]] = attrs.Factory(Counter)
    sides: Counter[tuple[str, str]] = attrs.Factory(Counter)
    junk: Counter[tuple[str, str]] = attrs.Factory(Counter)
    chunks: Counter[str] = attrs.Factory(Counter)
    split: int = 0
    joined: int = 0
    unhyphened: int = 0


def tally(pairs: Iterable[tuple[str, str]]) -> Tally:
    """Count what happens in pairs of (OCR text, gold text)."""
    t = Tally()
    for read, meant in pairs:
        places = list(_places(read))
        at = 0
        for block in align_tokens(squeeze(read), squeeze(meant)):
            here = places[at : at + len(block.read)]
            at += len(block.read)
            _count_block(t, block.read, block.meant, here)
    return t


def _places(text: str) -> Iterator[str]:
    """For each token, whether it opens its line, closes it, or stands within."""
    for line in re.split(r"[\n\r\f]", text):
        tokens = line.split()
        for i in range(len(tokens)):
            yield "end" if i == len(tokens) - 1 else "start" if i == 0 else "mid"


def _count_block(
    t: Tally, read: tuple[str, ...], meant: tuple[str, ...], places: list[str]
) -> None:
    for token in meant:
        t.characters += len(token)
        if len(token) == 1:
            t.sides[token, "word"] += 1
        for n in range(1, LONGEST + 1):
            t.printed.update(token[i : i + n] for i in range(len(token) - n + 1))
    for place in places:
        t.chunks[place] += 1
    if len(read) == 1 and len(meant) == 1:
        _count_token(t, read[0], meant[0], places[0])
    elif len(meant) == 1 and "".join(read) == meant[0]:
        t.split += 1
    elif len(meant) == 1 and "-".join(read) == meant[0]:
        t.unhyphened += 1
    elif len(read) > len(meant):
        for i in _strays(read, meant):
            t.junk[read[i], places[i]] += 1
            if len(read[i]) > 2:
                t.junk[_junk_class(read[i]), places[i]] += 1
    elif len(read) == 1 and len(meant) == 2 and "".join(meant) == read[0]:
        t.joined += 1


def _strays(read: Sequence[str], meant: Sequence[str]) -> list[int]:
    """The tokens that stand for nothing, where all that was meant was read in order."""
    strays: list[int] = []
    wanted = list(meant)
    for i, token in enumerate(read):
        if wanted and token == wanted[0]:
            wanted.pop(0)
        else:
            strays.append(i)
    return [] if wanted else strays


def _junk_class(token: str) -> str:
    """What a stray token is made of."""
    return "<letters>" if any(c.isalnum() for c in token) else "<marks>"


def _core(token: str) -> str:
    m = _ANATOMY.fullmatch(token)
    return m[2] if m else ""


def _count_token(t: Tally, read: str, meant: str, place: str) -> None:
    r, m = _ANATOMY.fullmatch(read), _ANATOMY.fullmatch(meant)
    assert r is not None
    assert m is not None
    if not r[2] and len(read) == 1 and len(meant) == 1 and m[2]:
        t.marks[meant, read, "word"] += 1
    if not r[2] or not m[2]:
        return
    where = "end" if place == "end" else "mid"
    t.marks[m[3], r[3], where] += 1
    t.sides[m[3], where] += 1
    t.marks[m[1], r[1], "lead"] += 1
    t.sides[m[1], "lead"] += 1
    if Levenshtein.distance(r[2], m[2]) * 2 > max(len(m[2]), 2):
        return  # not the same word: what stands here says nothing of the characters
    for a, b in _runs(m[2], r[2]):
        t.pairs[a, b] += 1


def _runs(meant: str, read: str) -> Iterator[tuple[str, str]]:
    """The pieces that differ, up to three characters long on each side."""
    pending: list[int] | None = None
    for op in Levenshtein.opcodes(meant, read):
        if op.tag == "equal":
            if pending:
                yield from _piece(meant, read, pending)
            pending = None
        elif pending is None:
            pending = [op.src_start, op.src_end, op.dest_start, op.dest_end]
        else:
            pending[1], pending[3] = op.src_end, op.dest_end
    if pending:
        yield from _piece(meant, read, pending)


def _piece(meant: str, read: str, at: list[int]) -> Iterator[tuple[str, str]]:
    a, b = meant[at[0] : at[1]], read[at[2] : at[3]]
    if len(a) <= LONGEST and len(b) <= LONGEST:
        yield a, b


def costs(t: Tally) -> dict[tuple[str, ...], float]:
    """Minus log probability of each confusion that was seen often enough."""
    out: dict[tuple[str, ...], float] = {}
    for (meant, read), n in t.pairs.items():
        base = t.printed[meant] if meant else t.characters
        if n >= LEAST and base:
            out[meant, read] = -log(n / (base + 20))
    return out


def load(folder: Path, split: str, levels: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The (OCR, gold) pairs of some levels."""
    for level in levels:
        path = folder / split / f"{level}.jsonl"
        if path.is_file():
            with path.open(encoding="utf-8") as f:
                for line in f:
                    item = json.loads(line)
                    yield item["ocr"], item["gold"]


MIXED = "mixed half and half with typed records as engines read them (JFK collection)"
"""What the head of a table of typed print says besides."""

HEAVY_FROM = 0.03
"""CER from which a real reading counts as heavily damaged."""


def mix(rendered: Costs, real: Costs) -> dict[tuple[str, ...], float]:
    """Minus log of the mean of two probabilities; what one never showed counts as 0 there.

    >>> round(mix({("a",): 1.0}, {("a",): 1.0, ("b",): 1.0})["b",], 2)
    1.69
    """
    return {
        key: -log((exp(-rendered.get(key, NEVER)) + exp(-real.get(key, NEVER))) / 2)
        for key in rendered.keys() | real.keys()
    }


def mix_in(wordlists: Path, pairs: Iterable[tuple[str, str]]) -> None:
    """Write the tables of typed print: those on file, mixed with real pairs of (OCR, gold)."""
    parts: tuple[list[tuple[str, str]], ...] = [], []
    for read, meant in pairs:
        cer = Levenshtein.distance(read, meant) / max(len(meant), 1)
        parts[cer >= HEAVY_FROM].append((read, meant))
    light, heavy = map(tally, parts)
    for name, keys, of in (
        ("confusions", 2, costs), ("marks_read", 3, _mark_costs), ("channel", 1, _rates),
    ):  # fmt: skip
        text = (wordlists / f"{name}.tsv").read_text(encoding="utf-8")
        table = tables.parse(name, text)
        both = [{row[:keys]: float(row[keys + n]) for row in table.rows} for n in (0, 1)]
        mixed = (mix(one, of(t)) for one, t in zip(both, (light, heavy), strict=True))
        head = "\n".join(x.removeprefix("# ") for x in text.split("\n") if x.startswith("#"))
        head = head.replace(", by Tesseract", f", by Tesseract;\n{MIXED}")
        _write(wordlists / f"{name}_typed.tsv", head, table.columns[:keys], _merge(*mixed))


def write(folder: Path, light: Tally, heavy: Tally) -> None:
    """Write the three tables of the channel."""
    characters = _merge(costs(light), costs(heavy))
    _write(folder / "confusions.tsv", CONFUSIONS, ("meant", "read"), characters)
    marks = _merge(_mark_costs(light), _mark_costs(heavy))
    _write(folder / "marks_read.tsv", MARKS, ("place", "meant", "read"), marks)
    rates = _merge(_rates(light), _rates(heavy))
    _write(folder / "channel.tsv", RATES, ("event",), rates)


def _merge(light: Costs, heavy: Costs) -> dict[tuple[str, ...], tuple[float, float]]:
    """Both columns; what one level never showed is as much dearer or cheaper as the rest is."""
    both = light.keys() & heavy.keys()
    shift = sum(light[k] - heavy[k] for k in both) / max(len(both), 1)
    return {
        key: (
            light.get(key, heavy.get(key, 0.0) + shift),
            heavy.get(key, light.get(key, 0.0) - shift),
        )
        for key in light.keys() | heavy.keys()
    }


def _mark_costs(t: Tally) -> dict[tuple[str, ...], float]:
    found: dict[tuple[str, ...], float] = {}
    for (meant, read, place), n in t.marks.items():
        least = LEAST_ALONE if place == "word" else LEAST
        if n >= least and len(meant) <= LONGEST and len(read) <= LONGEST:
            found[place, meant, read] = -log(n / (t.sides[meant, place] + 5))
    for (token, place), n in t.junk.items():
        if n >= LEAST:
            found[f"alone-{place}", "", token] = -log(n / t.chunks[place])
    return found


def _rates(t: Tally) -> dict[tuple[str, ...], float]:
    words = sum(t.chunks.values())
    return {
        ("blank-added",): -log((t.split + 1) / words),
        ("blank-lost",): -log((t.joined + 1) / words),
        ("hyphen-lost",): -log((t.unhyphened + 1) / words),
    }


def _write(
    path: Path,
    about: str,
    keys: tuple[str, ...],
    table: Mapping[tuple[str, ...], tuple[float, float]],
) -> None:
    head = (*(f"# {line}" for line in about.split("\n")), "\t".join((*keys, "light", "heavy")))
    lines = ["\t".join((*key, f"{a:.2f}", f"{b:.2f}")) for key, (a, b) in sorted(table.items())]
    path.write_text("\n".join((*head, *lines)) + "\n", encoding="utf-8", newline="\n")


_SOURCE = """source: rendered cables and articles (fit part), memoranda (fit, dev), by Tesseract
licence: as cablefix
date: 2026-11-22
numbers: light heavy"""
CONFUSIONS = f"""How printed characters are read by OCR, with minus the logarithm of the probability
at light and at heavy damage
{_SOURCE}"""
MARKS = f"""How the marks before (lead) and after (mid, end of line) a word are read, words of one
letter as signs (word), and stray tokens (alone), with minus the logarithm of the probability at
light and at heavy damage
{_SOURCE}"""
RATES = f"""How often other things happen: minus the logarithm of the probability
{_SOURCE}"""


def main(argv: list[str]) -> int:
    """Learn from rendered cables, or mix in real readings, and write the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--split", default="fit")
    parser.add_argument("--witness", type=Path)
    parser.add_argument("--readings", type=Path)
    args = parser.parse_args(argv)
    if args.witness:
        items = [*load_witness(args.witness)]
        items += load_readings(args.readings) if args.readings else []
        mix_in(args.folders[-1], ((item["ocr"], item["gold"]) for item in items))
        return 0
    if len(args.folders) != 2:
        parser.error("name the folder of rendered cables and that of the wordlists")
    rendered, wordlists = args.folders
    light, heavy = (tally(load(rendered, args.split, levels)) for levels in (LIGHT, HEAVY))
    write(wordlists, light, heavy)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
