"""Render the small set from our own texts: `python -m benchmarks.small.render [OUT]`.

OUT is the folder of the committed set if it is not given. Takes about ten minutes; needs
tesseract-ocr and the fonts named in `training/synthesis/fonts.py`.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from training.synthesis.fonts import MissingToolError
from training.synthesis.run import run

HERE = Path(__file__).parent
SEED = 11
SETS = (("L1", 6), ("L2", 6), ("L3", 6), ("L4", 6), ("memo1", 1), ("memo3", 1))


def render(out: Path, sets: tuple[tuple[str, int], ...] = SETS) -> None:
    """Write `<set>.jsonl` for each set and its number of documents. Raises MissingToolError."""
    with tempfile.TemporaryDirectory() as scratch:
        for name, count in sets:
            texts = HERE / "texts" / ("memoranda" if name.startswith("memo") else "telegrams")
            run(HERE / "lists", Path(scratch), ["texts"], [name], count, SEED, 2, texts)
            rendered = Path(scratch) / "texts" / f"{name}.jsonl"
            whole = out / f".{name}.jsonl.new"
            whole.write_bytes(rendered.read_bytes())
            os.replace(whole, out / f"{name}.jsonl")


def main(argv: list[str]) -> int:
    """Render into the folder in `argv[0]`, or over the committed set."""
    out = Path(argv[0]) if argv else HERE
    if not out.is_dir():
        print(f"benchmarks.small.render: {out} is not a folder: make it first", file=sys.stderr)
        return 2
    try:
        render(out)
    except MissingToolError as problem:
        print(f"benchmarks.small.render: {problem}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
