"""Every program as a whole process on the same text: wall time, processor time, peak memory."""

from __future__ import annotations

import statistics
import sys
from typing import Any

from benchmarks.peers.registry import PEERS
from benchmarks.speed.cold_start import measure
from benchmarks.speed.texts import text_of

PROCESS_KB = 24


def processes(repeat: int) -> dict[str, Any]:
    """Every program on the same text, as a whole process."""
    text = text_of(PROCESS_KB).encode("utf-8")
    found = {}
    for peer in PEERS:
        if peer.missing():
            continue
        command = [sys.executable, "-m", "benchmarks.peers", peer.name]
        runs = [measure(command, text) for _ in range(repeat)]
        seconds = statistics.median(run.wall for run in runs)
        found[peer.name] = {
            "seconds": seconds,
            "processor_seconds": statistics.median(run.cpu for run in runs),
            "megabytes": statistics.median(run.memory for run in runs),
            "kilobytes_per_second": len(text) / 1000 / seconds,
        }
        print(f"{peer.name:22} {seconds:7.2f} s", file=sys.stderr, flush=True)
    for row in found.values():
        row["times_cablefix"] = row["seconds"] / found["cablefix"]["seconds"]
    return {"kilobytes": PROCESS_KB, "repeat": repeat, "programs": found}
