"""The one line of progress: on a terminal in its place, in a log now and then, else not at all."""

import io

import pytest

from cablefix.cli import progress as module
from cablefix.cli.console import complain
from cablefix.cli.progress import Progress, clear_line, describe, progress


class Stream(io.StringIO):
    """A stream that is a terminal, or is none."""

    def __init__(self, terminal):
        super().__init__()
        self.terminal = terminal

    def isatty(self):
        return self.terminal


@pytest.fixture
def ticking(monkeypatch):
    """A clock that goes on by so many seconds whenever it is looked at."""

    def tick(seconds):
        now = iter(range(1000))
        monkeypatch.setattr(module.time, "monotonic", lambda: seconds * next(now))

    yield tick
    clear_line()


@pytest.mark.parametrize(
    ("terminal", "quiet", "seconds", "shows"),
    [(True, False, 3, "[######"), (True, False, 0, ""), (True, True, 3, ""),
     (False, False, 12, "cablefix: 1 of 4, 12.0 s each, 36 s left\n"), (False, False, 1, ""),
     (False, True, 12, "")],
)  # fmt: skip
def test_it_is_shown_where_it_helps(terminal, quiet, seconds, shows, ticking):
    ticking(seconds)
    stream = Stream(terminal)
    shown = Progress(4, quiet=quiet, stream=stream)
    for _ in range(4):
        shown.step()
    shown.clear()
    assert shows in stream.getvalue()
    assert bool(shows) == bool(stream.getvalue())
    if not terminal:
        assert "\r" not in stream.getvalue()
        assert "\x1b" not in stream.getvalue()
    elif shows:
        assert stream.getvalue().endswith("\r\x1b[K")


def test_another_line_takes_its_place(ticking, monkeypatch):
    ticking(3)
    stream = Stream(terminal=True)
    monkeypatch.setattr("sys.stderr", stream)
    Progress(4).step()
    complain("a file cannot be read")
    assert stream.getvalue().endswith("\r\x1b[Kcablefix: a file cannot be read\n")


def test_what_was_done_before_tells_nothing_of_the_rate():
    assert describe(1, 99, 200, 10) == "100 of 200 (99 from before), 10.0 s each, 17 min left"
    assert describe(0, 5, 10, 3) == "5 of 10 (5 from before)"


def test_over_the_items_of_a_run(ticking):
    ticking(1)
    stream = Stream(terminal=True)
    assert list(progress("abc", stream)) == ["a", "b", "c"]
    assert "2 of 3" in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")
