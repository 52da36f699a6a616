"""Measure cablefix and its peers on a data set and file the figures.

examples:
  python -m benchmarks.run --set small
  python -m benchmarks.run --set rendered --data FOLDER/dev --count 10
  python -m benchmarks.run --set overproof2 --data ../shared/data --count 40 --peer cablefix
  python -m benchmarks.run --set wild --data ../shared/data --count 50

The figures go to `benchmarks/results/SET.json`, the gains and losses by example to
`benchmarks/results/small.examples.tsv` for our own texts and below `--examples` for all others.
A run that was broken off goes on where it stopped. Then `python -m benchmarks.page`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.examples import examples, write_examples
from benchmarks.figures import figures
from benchmarks.machine import machine
from benchmarks.peers.ours import PEER as OURS
from benchmarks.peers.registry import PEERS, STORED, chosen
from benchmarks.rows import CACHE, Row, rows, stored_rows
from benchmarks.sets import SETS, DataSet, Document, digest, read_set

RESULTS = Path(__file__).parent / "results"


def main(argv: list[str] | None = None) -> int:
    """Parse the arguments, run, write; 2 for what the user must mend."""
    args = _parser().parse_args(argv)
    data = next(one for one in SETS if one.name == args.set)
    if not data.committed and args.data is None:
        return _trouble(
            f"the set {data.name} is not in the repository: name its folder with --data"
        )
    folder = args.data or RESULTS
    try:
        peers = chosen(args.peer) if data.peers else [OURS]
        documents = list(read_set(data, folder, args.count))
    except (FileNotFoundError, ValueError) as problem:
        return _trouble(str(problem))
    runs, skipped = run(documents, peers, args.jobs)
    made = report(data, folder, args, documents, runs, skipped)
    args.out.mkdir(parents=True, exist_ok=True)
    write(args.out / f"{data.name}.json", made)
    if OURS.name in runs and documents[0].gold is not None:
        into = args.out if data.committed else args.examples
        write_examples(into / f"{data.name}.examples.tsv", examples(runs[OURS.name]))
    print(brief(made["parts"]))
    return 0


def run(
    documents: list[Document], peers: list[Any], jobs: int
) -> tuple[dict[str, list[Row]], dict[str, str]]:
    """The rows of every peer that can run, and why the others cannot."""
    runs: dict[str, list[Row]] = {}
    skipped: dict[str, str] = {}
    for peer in peers:
        reason = peer.missing()
        if reason:
            skipped[peer.name] = reason
            continue
        print(f"{peer.name} ...", file=sys.stderr, flush=True)
        try:
            runs[peer.name] = rows(peer, documents, jobs)
        except (OSError, RuntimeError, subprocess.CalledProcessError) as problem:
            if peer is OURS:
                raise
            skipped[peer.name] = f"it failed: {problem}"
    if any("overproof" in d.systems for d in documents):
        runs[STORED] = stored_rows(documents)
    elif len(peers) > 1:
        skipped[STORED] = "only its output for Overproof data set 2 is there, no program"
    return runs, skipped


def report(
    data: DataSet, folder: Path, args: argparse.Namespace, documents: list[Document],
    runs: dict[str, list[Row]], skipped: dict[str, str],
) -> dict[str, Any]:  # fmt: skip
    """All that is filed of a run."""
    files = [p for p in data.files(folder) if p.exists()]
    versions = {p.name: p.version() for p in PEERS if p.name in runs}
    return {
        "set": data.name, "about": data.about, "documents": len(documents),
        "count": args.count, "command": _command(args), "machine": machine(),
        "versions": versions, "skipped": skipped,
        "data": {p.name: digest(p) for p in files}, "parts": figures(runs),
    }  # fmt: skip


def brief(parts: dict[str, Any]) -> str:
    """Some lines for the one who waits."""
    lines = []
    for part, found in parts.items():
        for name, s in found.get("systems", {}).items():
            lines.append(
                f"{part:8} {name:22} CER {s['cer_before']:.2%} -> {s['cer_after']:.2%}"
                f" ({s['cer_gain']:+.1%}), harm {s['harm']:.1f}"
            )
        if "gaps_all" in found:
            lines.append(f"{part:8} gaps F1 {found['gaps_all']['f1']:.2f}")
        if "wild" in found:
            lines.append(f"{part:8} {found['wild']}")
    return "\n".join(lines)


def write(path: Path, made: dict[str, Any]) -> None:
    """Write figures as JSON, in one step; numbers with six digits."""
    scratch = path.with_suffix(".new")
    scratch.write_text(json.dumps(rounded(made), indent=1) + "\n", encoding="utf-8")
    os.replace(scratch, path)


def rounded(value: Any) -> Any:
    """Floats with six digits, so that the files stay readable and comparable."""
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {k: rounded(v) for k, v in value.items()}
    return [rounded(v) for v in value] if isinstance(value, list | tuple) else value


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.run", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--set", required=True, choices=[one.name for one in SETS])
    parser.add_argument("--data", type=Path, metavar="DIR", help="the folder of the set")
    parser.add_argument("--count", type=int, help="documents of each part; all if not given")
    parser.add_argument("--peer", action="append", help="one program; all if not given")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--out", type=Path, default=RESULTS, help="folder for the figures")
    parser.add_argument("--examples", type=Path, default=CACHE / "examples",
                        help="folder for examples of texts that are not ours")  # fmt: skip
    return parser


def _command(args: argparse.Namespace) -> str:
    """The command as it can be typed again; the folder is the reader's own."""
    parts = ["python -m benchmarks.run --set", args.set]
    parts += ["--data DIR"] if args.data else []
    parts += [f"--count {args.count}"] if args.count else []
    parts += [f"--peer '{name}'" for name in args.peer or ()]
    return " ".join(parts)


def _trouble(message: str) -> int:
    print(f"benchmarks.run: {message}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
