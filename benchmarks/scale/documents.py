"""Documents to measure with: texts of the small set, in pieces or whole, with other figures."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

SMALL = Path(__file__).parents[1] / "small"
LEVELS = ("L1", "L2")
"""The damage of most prints in archives; L3 and L4 take longer."""

LINES = 12
"""Lines of a piece."""

SEED = 24


def documents(
    count: int, *, whole: bool = False, lines: int = LINES, seed: int = SEED
) -> Iterator[dict[str, str]]:
    """So many records, each with other figures in it; pieces of some lines, or whole documents."""
    texts = [
        json.loads(line)["ocr"]
        for level in LEVELS
        for line in (SMALL / f"{level}.jsonl").read_text("utf-8").splitlines()
    ]
    chance = random.Random(seed)
    for number in range(count):
        text = chance.choice(texts)
        if not whole:
            all_lines = text.splitlines(keepends=True)
            start = chance.randrange(max(1, len(all_lines) - lines))
            text = "".join(all_lines[start : start + lines])
        changed = re.sub(r"\d", lambda m: str((int(m[0]) + chance.randrange(10)) % 10), text)
        yield {"id": f"d{number:07d}", "text": changed}


def write_documents(
    path: Path, count: int, *, whole: bool = False, lines: int = LINES
) -> None:  # fmt: skip
    """The same as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        for record in documents(count, whole=whole, lines=lines):
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
