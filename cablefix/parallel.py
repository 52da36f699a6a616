"""Many texts at once: a few processes, results in the order of the input, memory that stays."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import Pipe, parent_process
from multiprocessing.connection import Connection, wait
from types import FrameType
from typing import TypeVar

import attrs

from cablefix.by_fields import ByFields

AHEAD = 4
"""Texts in hand for each process: enough to keep it busy, few enough to hold in memory."""

A = TypeVar("A")
B = TypeVar("B")


@attrs.frozen
class Failure(ByFields):
    """A text that could not be cleaned: its place in the input (from 0), and what went wrong."""

    index: int
    error: str


def ordered_map(
    function: Callable[[A], B], items: Iterable[A], workers: int = 1
) -> Iterator[B | Failure]:
    """`function` of each item, in input order; an item that fails gives a `Failure`.

    With one worker everything runs in this process; else `function` and the items must be
    picklable. `items` is read only as far ahead as the workers need. A process that dies costs
    the item that killed it, no other. Raises ValueError for less than one worker, and whatever
    iterating over `items` raises.

    >>> list(ordered_map(int, ["1", "x", "3"]))[::2]
    [1, 3]
    """
    if not isinstance(workers, int):
        raise TypeError(f"workers must be a whole number, not {workers!r}")
    if workers < 1:
        raise ValueError(f"workers must be 1 or more, not {workers}")
    numbered = enumerate(items)
    if workers == 1:
        return (_attempt(function, i, item) for i, item in numbered)
    return _spread(function, numbered, workers)


def _attempt(function: Callable[[A], B], index: int, item: A) -> B | Failure:
    if _stopped.is_set():
        return Failure(index, "stopped")
    try:
        return function(item)
    except Exception as e:
        return Failure(index, f"{type(e).__name__}: {e}")


def _spread(
    function: Callable[[A], B], numbered: Iterator[tuple[int, A]], workers: int
) -> Iterator[B | Failure]:
    stop = _Stop()
    pool = _pool(workers, stop)
    waiting: deque[tuple[int, A, Future[B | Failure] | None]] = deque()
    try:
        while True:
            for index, item in islice(numbered, AHEAD * workers - len(waiting)):
                waiting.append((index, item, _submit(pool, function, index, item)))
            if not waiting:
                return
            index, item, future = waiting.popleft()
            try:
                if future is None:
                    raise BrokenProcessPool
                yield future.result()
            except BrokenProcessPool:
                yield _alone(function, index, item, stop)
                pool.shutdown(wait=False)
                pool = _pool(workers, stop)
                again = [(i, x, _submit(pool, function, i, x)) for i, x, _ in waiting]
                waiting = deque(again)
    except BaseException:  # interrupted, or nobody wants the rest
        stop.tell()
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _submit(
    pool: ProcessPoolExecutor, function: Callable[[A], B], index: int, item: A
) -> Future[B | Failure] | None:
    try:
        return pool.submit(_attempt, function, index, item)
    except BrokenProcessPool:
        return None


def _alone(
    function: Callable[[A], B], index: int, item: A, stop: _Stop
) -> B | Failure:  # fmt: skip
    """One item in a process of its own, since some item has just killed a process."""
    with _pool(1, stop) as pool:
        try:
            return pool.submit(_attempt, function, index, item).result()
        except BrokenProcessPool:
            return Failure(index, "the process died: out of memory, or killed")
        except BaseException:
            stop.tell()
            raise


class _Stop:
    """A word from the parent to all its workers: to leave what they are at."""

    def __init__(self) -> None:
        self.heard, self._said = Pipe(duplex=False)

    def tell(self) -> None:
        """Nobody takes the byte out of the pipe, so that every worker sees it."""
        self._said.send_bytes(b"stop")


_stopped = threading.Event()
"""In a worker: the parent wants no more of it."""

GRACE = 0.5
"""Seconds in which a worker that was stopped takes away what it has half written."""


def _pool(workers: int, stop: _Stop) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, initializer=_begin, initargs=(stop.heard,))


def _begin(stop: Connection) -> None:
    """Ctrl-C is for the parent, which tells the workers; none outlives it."""
    signal.signal(signal.SIGINT, _interrupt)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, args=(stop,), daemon=True).start()


def _interrupt(signum: int, frame: FrameType | None) -> None:
    if _stopped.is_set():
        raise SystemExit(1)  # unlike KeyboardInterrupt, an idle worker says nothing of it


def _end_with_parent(stop: Connection) -> None:
    parent = parent_process()
    if parent is None:
        return
    if parent.sentinel not in wait([parent.sentinel, stop]):
        _stopped.set()
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)  # ends a sleep, too
        time.sleep(GRACE)
    os._exit(1)
