"""Printed phrases of which hardly a word is left."""

from __future__ import annotations

import pytest

from cablefix.layout.damaged_phrases import read_ruins
from cablefix.layout.line_labels import ReadLine, recognise
from cablefix.layout.lines import split_lines

WALTER = "Sheryl P. Walter Declassified/Released US Department of State EO Systematic Review"


def read(*texts: str) -> list[ReadLine]:
    return read_ruins([recognise(line) for line in split_lines("\n".join(texts))])


def test_a_banner_is_known_by_the_whole_line() -> None:
    (line,) = read(
        "‘Shcry P Wolter Deciasfied/Rcleasod 8 Depatmert ol Stote CO Sysemalic Rewiev 20 Mar"
    )
    assert line.form == "footer"
    assert [(p.slot, p.value) for p in line.parts] == [("phrase", WALTER), ("rest", None)]
    assert line.parts[1].span.text == "20 Mar"


def test_dirt_before_a_phrase_is_no_part_of_it() -> None:
    (line,) = read(". Unitod Statos Dcpartrnent ol Statc")
    assert [(p.slot, p.span.text) for p in line.parts] == [
        ("stray", "."),
        ("phrase", "Unitod Statos Dcpartrnent ol Statc"),
    ]


def test_the_lines_of_a_stamp_are_told_by_those_before() -> None:
    lines = read(
        "United States Department of State",
        "0ftice cl F01 Prvacy & Ciasilicalion Reuiew",
        "Revicw Authnrty HALVERSEN, GRETA",
        "Dale; 03/09/99",
        "Cese 1D; 9912345",
    )
    assert [r.form for r in lines] == ["stamp"] * 5
    assert [p.value for r in lines[2:] for p in r.parts if p.slot == "phrase"] == [
        "Review Authority:", "Date:", "Case ID:"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "THE DEPARTMENT OF STATE HAS UNDER REVIEW THE RELEASE OF THE PRISONERS",
        "The United States and the Department of Agriculture",
        "Margaret Walter declared that the state department would systematically review it",
        "Case officers met on that date",
        "Department of State 4471",
        "Departmcnt of State 4471",
    ],
)
def test_prose_is_no_ruin(text: str) -> None:
    assert "phrase" not in {p.slot for r in read(text) for p in r.parts}
