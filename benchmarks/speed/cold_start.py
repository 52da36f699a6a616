"""`python -m benchmarks.speed.cold_start`: process start to finish, beside symspellpy's own list.

One file of 1 kB is cleaned, each time by a new process, in turn with a process that does nothing
but load the 82,765 English words that symspellpy brings; the two see the same machine. With
`--against REV` a revision, installed beside, cleans in turn, too; say HEAD to have this one as it
is when it is installed.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import attrs

from benchmarks.speed.against import install

RUNS = 9
SMALLEST = "SUBJECT: X\n1. (U) MODIS test\n"
SAMPLE = Path(__file__).parents[2] / "samples" / "valdoro_04418.txt"
IMPORT = "import cablefix"
LOAD = """
from importlib import resources
from symspellpy import SymSpell
words = resources.files("symspellpy") / "frequency_dictionary_en_82_765.txt"
SymSpell(max_dictionary_edit_distance=2, prefix_length=7).load_dictionary(str(words), 0, 1)
"""

_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""An installed package has its compiled files; here the first, unmeasured round leaves them."""


@attrs.frozen
class Cost:
    """What one process took: seconds on the clock, seconds of processor, peak memory in MB."""

    wall: float
    cpu: float
    memory: float


_LAUNCHER = """
import json, os, sys, time
quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
begin = time.perf_counter()
pid = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
_, status, used = os.wait4(pid, 0)
wall = time.perf_counter() - begin
code = os.waitstatus_to_exitcode(status)
print(json.dumps([wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, code]))
"""
# A new process counts the memory of the one that started it: so a small one starts it.


def measure(command: Sequence[str], text: bytes = b"") -> Cost:
    """Run a command to its end on a standard input, its output thrown away.

    Raises RuntimeError when it fails.
    """
    launched = [sys.executable, "-I", "-S", "-c", _LAUNCHER, *command]
    done = subprocess.run(
        launched, input=text, stdout=subprocess.PIPE, env=_ENVIRONMENT, check=True
    )
    wall, cpu, memory, code = json.loads(done.stdout)
    if code:
        raise RuntimeError(f"exit code {code} of {' '.join(command)[:80]}")
    return Cost(wall, cpu, memory)


def import_time(module: str) -> float:
    """Seconds that an import takes, as `-X importtime` tells."""
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", f"import {module}"],
        capture_output=True, text=True, check=True, env=_ENVIRONMENT,
    )  # fmt: skip
    last = run.stderr.rstrip().split("\n")[-1]
    m = re.fullmatch(r"import time:\s+\d+ \|\s+(\d+) \|\s+" + re.escape(module), last)
    if m is None:
        raise RuntimeError(f"no import time of {module} in {last!r}")
    return int(m[1]) / 1e6


def report(runs: int = RUNS, revisions: Sequence[str] = ()) -> list[str]:
    """The figures as a Markdown table: medians of `runs` processes of each kind.

    `revisions`: those that clean in turn with this one.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cable.txt"
        file.write_bytes(SAMPLE.read_bytes()[:1000])
        small = Path(folder) / "small.txt"
        small.write_text(SMALLEST, encoding="ascii")
        commands = {
            f"`cablefix {words[0]}`{what}, at {revision}": [
                str(install(revision)[1]), "-I", "-m", "cablefix", *words,
            ]
            for what, words in (
                (", a file of 1 kB", ["clean", str(file)]),
                (f", one of {len(SMALLEST)} bytes", ["clean", str(small)]),
                ("", ["--version"]),
                ("", ["--help"]),
            )
            for revision in revisions
        } | {
            "Python itself": [sys.executable, "-c", "pass"],
            "`import cablefix`": [sys.executable, "-c", IMPORT],
            "`cablefix clean`, a file of 1 kB": [
                sys.executable, "-m", "cablefix", "clean", str(file),
            ],
            "symspellpy loads its English list": [sys.executable, "-c", LOAD],
        }  # fmt: skip
        for command in commands.values():
            measure(command)
        costs: dict[str, list[Cost]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                costs[name].append(measure(command))
    lines = [
        f"Medians of {runs} new processes of each kind, run in turn.",
        "",
        "| process | seconds | of processor | peak MB |",
        "|---|---:|---:|---:|",
    ]
    for name, found in costs.items():
        wall, cpu = (statistics.median(getattr(c, f) for c in found) for f in ("wall", "cpu"))
        lines.append(f"| {name} | {wall:.2f} | {cpu:.2f} | {max(c.memory for c in found):.0f} |")
    clean, load = (statistics.median(c.wall for c in costs[name]) for name in list(commands)[-2:])
    imported = statistics.median(import_time("cablefix") for _ in range(runs))
    return [
        *lines,
        "",
        f"Cleaning takes 1/{load / clean:.1f} of the time of loading that list alone. "
        f"`python -X importtime -c '{IMPORT}'`: {imported:.3f} s.",
    ]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--against", metavar="REV", action="append", default=[])
    parser.add_argument("--repeat", type=int, default=RUNS)
    args = parser.parse_args()
    print("\n".join(report(args.repeat, args.against)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
