"""Many texts at once: order, failures, processes that die, input that never ends."""

import os
import signal
import subprocess
import sys
import time
from itertools import count, islice

import pytest

import cablefix
from cablefix.parallel import AHEAD, Failure, ordered_map


def square(x):
    if x == 13:
        raise ValueError("unlucky")
    if x == 17:
        os.kill(os.getpid(), signal.SIGKILL)
    return x * x


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_input_order_and_failures_in_their_place(workers):
    got = list(ordered_map(square, range(10, 16), workers))
    assert got == [100, 121, 144, Failure(3, "ValueError: unlucky"), 196, 225]


def test_a_process_that_dies_costs_only_its_own_item():
    got = list(ordered_map(square, range(14, 32), 2))
    assert got[3] == Failure(3, "the process died: out of memory, or killed")
    assert got[:3] + got[4:] == [x * x for x in range(14, 32) if x != 17]


@pytest.mark.parametrize("workers", [1, 2])
def test_the_input_is_read_only_a_little_ahead(workers):
    taken = []

    def endless():
        for i in count(20):
            taken.append(i)
            yield i

    results = ordered_map(square, endless(), workers)
    assert list(islice(results, 50)) == [i * i for i in range(20, 70)]
    results.close()
    assert len(taken) <= 50 + AHEAD * workers


def test_no_worker_at_all_is_refused():
    with pytest.raises(ValueError, match="1 or more"):
        ordered_map(square, [], 0)


@pytest.mark.parametrize("workers", [1, 2])
def test_many_texts_give_what_each_gives_alone(workers, sample):
    text = sample.read_text(encoding="utf-8")
    cleaner = cablefix.Cleaner(level="certain")
    first, failure, last = cleaner.clean_many([text, 7, text[:900]], workers=workers)
    assert first == cleaner.clean(text)
    assert failure.index == 1
    assert failure.error == "TypeError: clean takes a str, not the int 7: give the text itself"
    assert last == cleaner.clean(text[:900])


def test_a_generator_that_fails_is_not_hidden():
    def texts():
        yield "NODIS"
        raise OSError("the tape tore")

    results = cablefix.Cleaner().clean_many(texts())
    assert next(results).text == "NODIS"
    with pytest.raises(OSError, match="tape"):
        next(results)


def linger(path):
    """Begin something, and take it away when stopped."""
    with open(path, "x"):
        pass
    try:
        time.sleep(60)
    finally:
        os.unlink(path)


def test_a_run_that_is_interrupted_waits_for_no_worker(tmp_path):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from test_parallel import linger\n"
        "from cablefix.parallel import ordered_map\n"
        "list(ordered_map(linger, [f'{sys.argv[2]}/{i}' for i in range(9)], 2))"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", code, os.path.dirname(__file__), str(tmp_path)],
        stderr=subprocess.PIPE, start_new_session=True, text=True,
    )  # fmt: skip
    while len(os.listdir(tmp_path)) < 2:
        time.sleep(0.01)
    os.killpg(run.pid, signal.SIGINT)  # as Ctrl-C does
    _, err = run.communicate(timeout=30)
    assert os.listdir(tmp_path) == []
    assert err.count("Traceback") == 1  # that of the parent
    with pytest.raises(ProcessLookupError):
        os.killpg(run.pid, 0)


def test_no_worker_outlives_a_parent_that_is_killed():
    code = (
        "import itertools; from cablefix.parallel import ordered_map\n"
        "for i in ordered_map(abs, itertools.count(), 2): print(i, flush=True)"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, start_new_session=True
    )
    assert run.stdout.readline()
    run.kill()
    run.wait()
    for _ in range(100):
        try:
            os.killpg(run.pid, 0)  # asks whether anyone is left in its session
        except ProcessLookupError:
            return
        time.sleep(0.1)
    os.killpg(run.pid, signal.SIGKILL)
    pytest.fail("a worker is still there")
