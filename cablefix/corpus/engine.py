"""Cleans a corpus batch by batch on Dask, and goes on where an earlier run stopped.

Each batch is one task that writes one part. What is done is known from the parts alone, so that a
run may be killed at any moment: the next does what is not there, or was made from something else.
"""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any, Protocol

import attrs

from cablefix.by_fields import ByFields
from cablefix.cleaner import Cleaner
from cablefix.corpus.parts import (
    PARTS,
    Batch,
    broken_row,
    drop_others,
    drop_unfinished,
    is_done,
    make_part,
    rows_of,
    write_part,
)
from cablefix.corpus.sources import Record, SourceError

AHEAD = 3
"""Batches in hand for each worker."""

LOGGED = {"distributed.admin.low-level-log-length": 16}
"""Dask keeps its last 1,000 messages, and with them the texts of as many batches, and in each
worker where it was in the last 1,000 seconds: more than all the rest."""

LOCK = ".lock"

DIED = "the process died: out of memory, or killed"


class Tell(Protocol):
    """Hears that so many more records are done; `passed`: in an earlier run."""

    def __call__(self, count: int, *, passed: bool = False) -> None:
        """Take note of it."""


@attrs.frozen
class Plan(ByFields):
    """How a corpus is cleaned: records in a part, the cleaner, seconds for each record."""

    size: int
    cleaner: Cleaner
    time_limit: float | None = None
    again: bool = False


@attrs.frozen
class Cluster(ByFields):
    """Where the work is done: so many processes here, or the scheduler at an address."""

    workers: int = 1
    scheduler: str | None = None
    memory_limit: str = "auto"


def batches_of(records: Iterable[Record], plan: Plan) -> Iterator[Batch]:
    """The records in batches, numbered from 0."""
    left = iter(records)
    number = 0
    while taken := tuple(islice(left, plan.size)):
        yield Batch(number, taken, plan.cleaner, plan.time_limit)
        number += 1


def run(
    records: Iterable[Record], folder: Path, plan: Plan, cluster: Cluster,
    tell: Tell = lambda count, *, passed=False: None,
    hail: Callable[[str], None] = lambda address: None,
) -> int:  # fmt: skip
    """Clean all records into the parts in `folder`; how many batches were done, not passed over.

    `tell` hears of progress: so many more records are done, or were done before; `hail` hears the
    address of the dashboard. Raises SourceError when another run works in the folder, or Dask is
    not installed, and OSError when a part cannot be written.
    """
    (folder / PARTS).mkdir(parents=True, exist_ok=True)
    with _locked(folder):
        try:
            with _client(cluster, hail) as client:
                return _spread(client, records, folder, plan, cluster, tell)
        finally:
            if cluster.scheduler is None:  # else its workers may still be at it
                drop_unfinished(folder)


def _spread(
    client: Any, records: Iterable[Record], folder: Path, plan: Plan, cluster: Cluster,
    tell: Tell,
) -> int:  # fmt: skip
    from distributed import as_completed

    made = count = 0
    waiting: dict[Any, Batch] = {}
    finished = as_completed()
    limit = AHEAD * max(cluster.workers, len(client.ncores()) or 1)

    def settle() -> None:
        nonlocal made
        future = next(finished)
        batch = waiting.pop(future)
        tell(_part_of(client, future, folder, batch))
        made += 1

    for batch in batches_of(records, plan):
        count += 1
        if not plan.again and is_done(folder, batch):
            tell(len(batch.records), passed=True)
            continue
        while len(waiting) >= limit:
            settle()
        future = client.submit(_try_part, folder, batch, pure=False, retries=1)
        waiting[future] = batch
        finished.add(future)
    while waiting:
        settle()
    drop_others(folder, count)
    return made


def _try_part(folder: Path, batch: Batch) -> int | OSError:
    """Make a part; what the disk does not take is given back, since Dask would print all of it."""
    logging.getLogger("distributed.worker.state_machine").setLevel(logging.ERROR)  # of an end
    try:
        return make_part(folder, batch)
    except OSError as e:
        return e


def _part_of(client: Any, future: Any, folder: Path, batch: Batch) -> int:
    """What a task did; where its worker died again and again, each record by itself."""
    from distributed import KilledWorker

    try:
        done: int | OSError = future.result()
    except KilledWorker:
        pass
    else:
        if isinstance(done, OSError):
            raise done
        return done
    rows = []
    for record in batch.records:
        alone = attrs.evolve(batch, records=(record,))
        try:
            rows += client.submit(rows_of, alone, pure=False).result()
        except KilledWorker:
            rows.append(broken_row(record, DIED))
    return write_part(folder, batch, rows)


@contextmanager
def _client(cluster: Cluster, hail: Callable[[str], None]) -> Iterator[Any]:
    try:
        from dask import config
        from distributed import Client, LocalCluster
    except ImportError:
        raise SourceError(
            "cablefix corpus needs Dask, which is not installed: pip install 'cablefix[corpus]'"
        ) from None
    if cluster.scheduler is not None:
        try:
            with config.set(LOGGED):
                client = Client(cluster.scheduler, timeout=10)
        except (OSError, ValueError) as e:
            raise SourceError(f"no scheduler answers at {cluster.scheduler} ({e})") from None
        with client:
            hail(client.dashboard_link)
            yield client
        return
    with (
        config.set(LOGGED),
        LocalCluster(
            n_workers=cluster.workers, threads_per_worker=1, processes=True,
            memory_limit=cluster.memory_limit, dashboard_address="127.0.0.1:0",
            silence_logs=logging.ERROR,
        ) as local,
        Client(local) as client,
    ):  # fmt: skip
        hail(client.dashboard_link)
        yield client


@contextmanager
def _locked(folder: Path) -> Iterator[IO[str]]:
    """One run at a time works in a folder; the lock goes with the process that holds it."""
    with (folder / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SourceError(f"another run works in {folder}: wait for it, or stop it") from None
        yield file
