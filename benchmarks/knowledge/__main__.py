"""`python -m benchmarks.knowledge SOURCES`: measure all and write benchmarks/knowledge.md."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.knowledge import coverage, perplexity
from benchmarks.speed import lookup

PAGE = Path(__file__).parents[1] / "knowledge.md"


def main(argv: list[str]) -> int:
    """Write the page from the sources in `argv[0]` (see wordlists/README.md)."""
    if len(argv) != 1 or not (Path(argv[0]) / "frus.txt.xz").is_file():
        print("usage: python -m benchmarks.knowledge SOURCES", file=sys.stderr)
        print("SOURCES must hold frus.txt.xz; see wordlists/README.md", file=sys.stderr)
        return 2
    sources = Path(argv[0])
    parts = (
        ("Language model on texts that taught it nothing: perplexity", perplexity.report(sources)),
        ("TAGS, posts and captions in real telegrams", coverage.report(sources)),
        ("Near words", lookup.report()),
        ("Cold start", _in_a_small_process("benchmarks.speed.cold_start")),
    )
    head = (
        "# What cablefix knows: figures\n\nWritten by `python -m benchmarks.knowledge SOURCES`.\n"
    )
    body = "".join(f"\n## {title}\n\n" + "\n".join(lines) + "\n" for title, lines in parts)
    PAGE.write_text(head + body, encoding="utf-8", newline="\n")
    print(body)
    return 0


def _in_a_small_process(module: str) -> list[str]:
    """What a module prints; a child's peak memory counts that of the process it was forked from."""
    run = subprocess.run([sys.executable, "-m", module], capture_output=True, text=True, check=True)
    return run.stdout.rstrip("\n").split("\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
