"""The time limit of a text: kept by every long loop, by a clock that the tests turn."""

import sys
import threading

import pytest

import cablefix
from cablefix import deadline
from cablefix.parallel import Failure

LOOPS = {
    "cablefix.cleaner", "cablefix.layout.line_labels", "cablefix.document.recovery",
    "cablefix.ranking.decide", "cablefix.words.lattice",
    "cablefix.words.decoder", "cablefix.words.adaptation",
    "cablefix.words.propose", "cablefix.gaps",
}  # fmt: skip
"""Where a text spends its time: rounds, lines, heads, evidence, places, gaps."""


@pytest.fixture
def clock(monkeypatch):
    """A clock that goes on by a second each time somebody looks at it."""
    ticks = iter(range(10**9))
    monkeypatch.setattr(deadline, "monotonic", lambda: next(ticks))


@pytest.fixture
def text(sample):
    """The invented cable."""
    return sample.read_text(encoding="utf-8")


def test_a_text_that_takes_too_long_is_given_up(clock, text):
    with pytest.raises(cablefix.TimeLimitError, match=r"longer than its time limit of 20\.5 s"):
        cablefix.clean(text, time_limit=20.5)
    assert cablefix.clean(text).corrections  # the limit is over with its text


def test_within_the_limit_the_result_is_the_same(clock, text):
    assert cablefix.clean(text, time_limit=1e6) == cablefix.clean(text)


def test_every_long_loop_looks_at_the_clock(text, monkeypatch):
    seen = set()
    monkeypatch.setattr(deadline, "check", lambda: seen.add(sys._getframe(1).f_globals["__name__"]))
    cablefix.clean(f"{text}\nTHE PROLIFERTION OF MISSLES WAS DISCUSED\n")
    assert seen >= LOOPS


def test_only_the_text_that_takes_too_long_is_a_failure(clock, text):
    cleaner = cablefix.Cleaner()
    first, failure, last = cleaner.clean_many(["NODIS", text, "MODIS"], time_limit=100)
    assert (first, last) == (cleaner.clean("NODIS"), cleaner.clean("MODIS"))
    assert failure == Failure(
        1, "TimeLimitError: the text took longer than its time limit of 100 s"
    )


def test_the_limit_goes_with_the_texts_to_other_processes():
    found = list(cablefix.Cleaner().clean_many(["NODIS"] * 3, workers=2, time_limit=1e-9))
    assert [type(f) for f in found] == [Failure] * 3
    assert found[0].error.startswith("TimeLimitError: ")


@pytest.mark.parametrize("seconds", [0, -1, 0.0, float("nan"), float("inf")])
def test_what_is_no_time_is_refused_before_anything_is_done(seconds):
    def texts():
        pytest.fail("a text was asked for")
        yield

    with pytest.raises(ValueError, match="above 0"):
        cablefix.Cleaner().clean_many(texts(), time_limit=seconds)
    with pytest.raises(ValueError, match="above 0"):
        cablefix.clean("NODIS", time_limit=seconds)


@pytest.mark.parametrize("seconds", ["5", True, [5]])
def test_what_is_no_number_is_refused(seconds):
    with pytest.raises(TypeError, match="give a float"):
        cablefix.clean("NODIS", time_limit=seconds)


def test_an_inner_limit_does_not_outlast_the_outer_one(clock):
    def work():
        with deadline.within(5), deadline.within(1000):
            for _ in range(10):
                deadline.check()

    with pytest.raises(deadline.TimeLimitError, match="limit of 5 s"):
        work()
    deadline.check()


def test_the_limit_of_one_thread_is_none_of_another(clock):
    raised = []

    def other():
        for _ in range(10):
            deadline.check()
        raised.append("no")

    with deadline.within(5):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert raised == ["no"]
