"""The width of the terminal is what the standard library tells."""

import os
import shutil
import sys

import pytest

from cablefix.cli.terminal import terminal_width


@pytest.mark.parametrize("said", [None, "", "132", " 40 ", "+7", "0", "-3", "wide"])
@pytest.mark.parametrize("terminal", [None, 0, 97])
def test_it_is_as_shutil_tells_it(monkeypatch, said, terminal):
    def size(*_):
        if terminal is None:
            raise OSError
        return os.terminal_size((terminal, 24))

    monkeypatch.setattr(os, "get_terminal_size", size)
    monkeypatch.delenv("COLUMNS", raising=False)
    if said is not None:
        monkeypatch.setenv("COLUMNS", said)
    for otherwise in (80, 10_000):
        assert terminal_width(otherwise) == shutil.get_terminal_size((otherwise, 24)).columns


def test_a_process_without_output_has_a_width(monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(sys, "__stdout__", None)
    assert terminal_width(70) == 70
