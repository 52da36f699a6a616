"""Tokens judged as fields of closed lists."""

from __future__ import annotations

import pytest

from cablefix.channel.alignment import likeness, nearest
from cablefix.layout.field_types import judge_classification, judge_item


@pytest.mark.parametrize(
    ("read", "value"),
    [
        ("LOG-00", "LOG-00"),
        ("aDS-00", "ADS-00"),
        ("EA:12", "EA-12"),
        ("LOG~-00-", "LOG-00"),
        ("I0-13", "IO-13"),
        ("S¥-00", "SY-00"),
        ("XMB-GO", "XMB-00"),
        ("QQX-04", "QQX-04"),
    ],
)
def test_an_item_by_its_shape_and_list(read: str, value: str) -> None:
    found = judge_item(read)
    assert found is not None
    assert found.value == value


def test_what_is_no_item() -> None:
    assert judge_item("INFORMATION-00") is None
    assert judge_item("TEFO106-02") is None
    assert judge_item("REGARDS") is None


@pytest.mark.parametrize(
    ("read", "value"),
    [
        ("SECRET", "SECRET"),
        ("SECREP", "SECRET"),
        ("S-5-€-R-£-®", "SECRET"),
        ("C-O-N-F-f-D-E-N-T-I-A-L", "CONFIDENTIAL"),
        ("GO-NFTpEN+F+TtA+", "CONFIDENTIAL"),
        ("LIMETEDOFFICIALUSE", "LIMITED OFFICIAL USE"),
    ],
)
def test_a_classification_with_a_line_through_it(read: str, value: str) -> None:
    found = judge_classification(read)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("read", ["AND", "SECTION", "THEPARTIES", "#-2-9-2-8-#", "MEPS"])
def test_what_is_no_classification(read: str) -> None:
    assert judge_classification(read) is None


def test_small_letters_are_nearly_the_same() -> None:
    assert nearest("ocT", ("OCT", "NOV")) == nearest("oct", ("OCT", "NOV"))
    assert likeness("OF", "Of") < 1 < likeness("OF", "IF")


def test_marks_count_less_than_letters() -> None:
    assert likeness("DECL:", "DECL") < likeness("DECL:", "DEL:")
    assert likeness("E.O.", "E.0,") < likeness("E.O.", "EXIT")
