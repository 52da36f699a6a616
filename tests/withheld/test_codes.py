"""Codes of exemptions as they are printed, and as the scanner leaves them."""

import pytest

from cablefix.withheld.codes import authorities, codes_in, ruined_in
from cablefix.withheld.extents import of_blank


@pytest.mark.parametrize(
    ("text", "code", "strong"),
    [
        ("(b)(6)", "(B)(6)", True), ("(b) (1)", "(B)(1)", True), ("b(3)", "B3", False),
        ("B6", "B6", False), ("b7C", "B7(C)", True), ("B7(C)", "B7(C)", True),
        ("b7C-1", "B7(C)", True), ("5 U.S.C. 552 (b)(1)", "(B)(1)", True),
        ("1.4(D)", "1.4(D)", True),
        ("1.5 (c)", "1.5(C)", True), ("3.3(b)(1)>25Yrs", "3.3(B)(1)", True),
        ("EO 13526 3.3(b)(1)>25Yrs", "3.3(B)(1)", True), ("25X1", "25X1", True),
        ("25X1A", "25X1", True), ("JFK Act 5(g)(2)(D)", "5(g)(2)(D)", True),
        ("JFK Act 5 (g) (2) (D)", "5(g)(2)(D)", True), ("JEK Act 6 (1)(B)", "6(1)(B)", True),
        ("6(1)(B)", "6(1)(B)", False), ("A3", "A3", False),
    ],
)  # fmt: skip
def test_a_code_is_read_whole(text, code, strong):
    (found,) = codes_in(text)
    assert (found.start, found.end) == (0, len(text))
    assert (found.code, found.strong) == (code, strong)
    assert code in authorities()


@pytest.mark.parametrize(
    "text",
    ["B-52", "B12", "A4.5", "(b)(12)", "1.4", "UB6", "3.3.3(b)(1)x", "B6%", "AB1", "10.1.4(D)"],
)
def test_what_is_no_code(text):
    assert list(codes_in(text)) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [("1 4(E)", "1.4(E)"), (".4(D)", "1.4(D)"), ("1.4{B}", "1.4(B)"), ("l.5(C)", "1.5(C)")],
)
def test_damaged_codes_of_an_order(text, code):
    found = [c.code for c in (*codes_in(text), *ruined_in(text))]
    assert code in found


def test_a_blank_is_told_as_a_share_of_a_line():
    extent = of_blank(22)
    assert extent.estimated
    assert (extent.quantity, extent.unit) == (0.35, "line")
