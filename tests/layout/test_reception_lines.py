"""Reception lines whose hyphens were read as letters."""

from __future__ import annotations

import pytest

from cablefix.layout.context_labels import read_receptions
from cablefix.layout.line_labels import ReadLine, recognise
from cablefix.layout.lines import split_lines


def read(*texts: str) -> list[ReadLine]:
    return read_receptions([recognise(line) for line in split_lines("\n".join(texts))])


@pytest.mark.parametrize(
    ("text", "number", "time"),
    [
        ("ween tener n= --DB88TEB 1920392 /38", "DB88TEB", "1920392"),
        ("awenXFED8S S120022 (78", "XFED8S", "S120022"),
        ("wee cn eter een -D3ITARF 1320452 /38 .", "D3ITARF", "1320452"),
    ],
)
def test_letters_before_the_number_are_hyphens(text: str, number: str, time: str) -> None:
    (line,) = read(text)
    assert line.form == "reception"
    texts = {p.slot: p.span.text for p in line.parts}
    assert texts["reception"].endswith(number[-6:])
    assert texts["received"] == time


def test_a_counter_is_one_only_before_the_date_time_group() -> None:
    counter = "eee ee nnn mate 904687 ."
    assert read(counter, "R 041130Z NOV 74")[0].form == "dashes"
    assert read(counter, "THE EMBASSY REPORTS")[0].form == "text"


@pytest.mark.parametrize(
    "text",
    [
        "see also telegram 904687 1320452 of the file",
        "THE EMBASSY RECEIVED 1320452 /38",
        "copied to room 4512 on 12/03/98",
    ],
)
def test_prose_is_no_reception_line(text: str) -> None:
    assert read(text)[0].form == "text"
