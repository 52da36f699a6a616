"""Runs `cablefix corpus` and looks at it from outside: records a second, memory over the run."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import attrs
import psutil
import pyarrow.parquet as pq

from benchmarks.scale.documents import LINES, write_documents
from cablefix import Cleaner
from cablefix.corpus.engine import Plan, batches_of
from cablefix.corpus.sources import read_records
from cablefix.corpus.summary import summarise

EVERY = 1.0
"""Seconds between two looks at the memory."""

STAGES = 5
"""Parts of a run for which the memory is told."""


def run_corpus(
    count: int, workers: int, batch: int, *, whole: bool = False, lines: int = LINES
) -> dict[str, Any]:
    """Clean so many documents in so many processes.

    Times count from the first part to the last, so that the start of Dask and of the models, some
    seconds whatever the size, is told by itself.
    """
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "records.jsonl", Path(folder) / "out"
        write_documents(source, count, whole=whole, lines=lines)
        begun = time.time()
        run = subprocess.Popen([
            sys.executable, "-m", "cablefix", "corpus", str(source), "--id", "id", "-o", str(out),
            "--workers", str(workers), "--batch", str(batch), "-q",
        ], stdout=subprocess.DEVNULL)  # fmt: skip
        looks = list(_watch(run))
        if run.returncode:
            raise SystemExit(f"cablefix corpus ended with {run.returncode}")
        parts = sorted((out / "parts").glob("part-*.parquet"))
        ends = sorted(p.stat().st_mtime for p in parts)
        seconds = [s for p in parts for s in pq.read_table(p, columns=["seconds"])[0].to_pylist()]
        begun_summary = time.perf_counter()
        summarise(out)
        summary = time.perf_counter() - begun_summary
    steady = [look for look in looks if look.at >= ends[0]]
    share = (count - batch) / count
    # the last looks fall into the end of the run, when there are no workers any more
    processor = max(look.processor for look in steady) - steady[0].processor
    return {
        "records": count, "workers": workers, "batch": batch, "whole": whole,
        "lines": lines,
        "load": round(os.getloadavg()[1], 1), "start": round(ends[0] - begun, 2),
        "per_second": round((count - batch) / (ends[-1] - ends[0]), 2),
        "per_processor_second": round((count - batch) / processor, 2),
        "processor_share": round(min(1.0, processor / (share * sum(seconds))), 3),
        "summary_seconds": round(summary, 3), "memory": _stages(steady),
        "seconds": [round(s, 5) for s in seconds],
    }  # fmt: skip


@attrs.frozen
class Look:
    """What was seen of a run: memory in MiB, and the processor time of its workers until then."""

    at: float
    driver: float
    workers: float
    processor: float


def _watch(run: subprocess.Popen[bytes]) -> Iterator[Look]:
    driver = psutil.Process(run.pid)
    while run.poll() is None:
        with contextlib.suppress(psutil.Error):
            memory = processor = 0.0
            for child in driver.children(recursive=True):
                with contextlib.suppress(psutil.Error):
                    memory += child.memory_info().rss
                    processor += sum(child.cpu_times()[:2])
            own = driver.memory_info().rss
            yield Look(time.time(), own / 2**20, memory / 2**20, processor)
        time.sleep(EVERY)


def _stages(looks: list[Look]) -> list[dict[str, int]]:
    """The median memory in each part of the run."""
    looks = looks[:-2] or looks
    size = max(1, len(looks) // STAGES)
    stages = [looks[i * size : (i + 1) * size] for i in range(STAGES)]
    return [
        {"driver": round(median(x.driver for x in s)),
         "workers": round(median(x.workers for x in s))}
        for s in stages if s
    ]  # fmt: skip


def driver_cost(count: int, batch: int) -> dict[str, float]:
    """Seconds that the driver needs for a record to be read and named, and for a task to be sent.

    The tasks go through Dask with their records and do nothing.
    """
    from distributed import Client, LocalCluster, as_completed

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "records.jsonl"
        write_documents(source, count)
        plan = Plan(batch, Cleaner())
        next(batches_of(read_records(source, "text", "id"), plan)).digest  # noqa: B018 (loads)
        begun = time.perf_counter()
        batches = list(batches_of(read_records(source, "text", "id"), plan))
        read = time.perf_counter() - begun
        begun = time.perf_counter()
        for one in batches:
            one.digest  # noqa: B018 (is computed)
        named = time.perf_counter() - begun
        with LocalCluster(
            n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None
        ) as local, Client(local) as client:  # fmt: skip
            client.submit(_nothing, batches[0], pure=False).result()
            begun = time.perf_counter()
            finished = as_completed([client.submit(_nothing, b, pure=False) for b in batches])
            for future in finished:
                future.result()
            sent = time.perf_counter() - begun
    return {
        "read_record": read / count, "name_batch": named / len(batches),
        "send_batch": sent / len(batches),
    }  # fmt: skip


def _nothing(batch: object) -> int:
    return 0
