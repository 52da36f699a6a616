"""What stands behind labels, shape by shape."""

import pytest

from cablefix.fields.dates import month_number
from cablefix.fields.label_values import READERS
from cablefix.layout.lines import Span


def read(shape, text):
    return [v.value for v in READERS[shape]([Span(0, len(text), text)])]


@pytest.mark.parametrize(
    ("shape", "text", "values"),
    [
        ("number-date", "245, February 7, Noon", ["245 2 7"]),
        ("number-date", "2714, April 27, 6 p.m. (SECTION ONE OF TWO)", ["2714 4 27"]),
        ("number-date", "the 245 men of May were tired", []),
        ("date", "Mar 14  6 02 PM '58", ["1958-03-14"]),
        ("date", "18 MAY 1963", ["1963-05-18"]),
        ("date", "16 OCT 63", ["1963-10-16"]),
        ("date", "EUR:PLund:mk 3/14/58", ["1958-03-14"]),
        ("date", "31 Noon 1963", []),
        ("addresses", "Amembassy BONN 2207 PRIORITY, LIMA", ["Amembassy BONN", "LIMA"]),
        ("posted", "WASHDC, SECSTATE ROUTINE; Lund, Anna ROUTINE", ["WASHDC, SECSTATE"]),
        ("mrn", "10 VILNIUS 412", ["10 VILNIUS 412"]),
        ("document-number", "1977NEWDE07645", ["77 NEW DELHI 07645"]),
        ("cite", "DIR 30412", ["DIR 30412"]),
        ("stations", "BONN 1170 (IN 36017)", ["BONN 1170"]),
        ("routed", "RUEPDA/OSD", ["OSD"]),
        ("routed", "RUE PDA/0 SD 14 File", ["OSD"]),
        ("routed", "no indicator", []),
        ("bare-group", "O 180627Z MAY 64", ["180627Z"]),
        ("order", "13526", ["E.O. 13526"]),
        ("last-number", "Amembassy VIENNA 3120   PRIORITY", ["3120"]),
    ],
)
def test_values(shape, text, values):
    assert read(shape, text) == values


@pytest.mark.parametrize(
    ("word", "number"), [("Sept", 9), ("FEBRUARY", 2), ("Febuary", 2), ("MAX", None)]
)
def test_months(word, number):
    assert month_number(word) == number
