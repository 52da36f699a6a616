"""Names of officials by office and year, and all that must stay beside them."""

from __future__ import annotations

import pytest

from cablefix.apparatus.officials import propose_officials, year_of
from cablefix.document.reading import read

HEAD = """PAGE 01 BANGKO 02610 181133Z
ACTION EA-12
INFO OCT-01 ISO-00 /013 W
------------------055201 181134Z /38
P 181130Z {month} {year}
FM {sender}
TO SECSTATE WASHDC PRIORITY 7714
CONFIDENTIAL BANGKOK 02610
E.O. 12065: GDS
TAGS: PREL, TH
SUBJECT: THE WELLS
"""


def found(body: str, *, year: str = "79", sender: str = "AMEMBASSY BANGKOK") -> list[str]:
    """What is proposed for a cable of that year."""
    text = HEAD.format(month="APR", year=year, sender=sender) + body
    return [p.replacement for p in propose_officials(read(text))]


@pytest.mark.parametrize(
    ("name", "year", "meant"),
    [
        ("UNDER SECRETARY NEWSGM", "79", ["NEWSOM"]),
        ("UNDER SECRETARY NEWS0M", "78", ["NEWSOM"]),
        ("UNDER SECRETARY NEWSGM", "91", []),  # nobody of that name held the office then
        ("UNDER SECRETARY NEWSOMM", "79", []),  # a letter more is another spelling
        ("MR. NEWSGM", "79", []),  # no office is named
        ("ASSISTANT SECRETARY H0LBROOKE", "79", ["HOLBROOKE"]),
        ("ASSISTANT SECRETARY HOLDER", "79", []),
        ("AMBASSADOR WOODC0CK", "79", ["WOODCOCK"]),
        ("AMBASSADOR WOODGOCK", "79", []),  # his post is not named: an envoy of anywhere
        ("AMBASSADOR WOODGOCK IN PEKING", "79", ["WOODCOCK"]),
    ],
)
def test_behind_a_title(name: str, year: str, meant: list[str]) -> None:
    assert found(f"1. {name} WILL COME TO SEE THE WELLS.\n", year=year) == meant


@pytest.mark.parametrize(
    ("signed", "meant"),
    [
        ("ABRAMOWITZ", []),
        ("Abramowitz", ["ABRAMOWITZ"]),
        ("ABRAM0WITZ", ["ABRAMOWITZ"]),
        ("LEVIN", []),
    ],
)
def test_under_the_cable_of_his_post(signed: str, meant: list[str]) -> None:
    assert found(f"1. THE WELLS ARE DRY.\n{signed}\n") == meant


def test_a_name_in_the_text_of_his_post_is_no_signature() -> None:
    body = "1. THE WELLS ARE DRY.\nAbramowitz\nWILL COME TO SEE THE WELLS ON MONDAY.\n"
    assert found(body) == []


def test_initial_and_surname_in_a_drafting_line() -> None:
    text = (
        "ORIGIN P-01\nINFO OCT-01 ISO-00 /002 R\nDRAFTED BY: P: KLMERRILL\n"
        "APPROVED BY: P: DNEWSGM\n------------------055201 181134Z /38\n"
        "P 181130Z APR 79\nFM SECSTATE WASHDC\nTO AMEMBASSY BANGKOK\nCONFIDENTIAL STATE 102610\n"
    )
    assert [p.replacement for p in propose_officials(read(text))] == ["DNEWSOM"]


def test_the_reason_names_office_and_years() -> None:
    text = HEAD.format(month="APR", year="79", sender="AMEMBASSY BANGKOK")
    (one,) = propose_officials(read(text + "1. UNDER SECRETARY NEWSGM WILL COME.\n"))
    assert "UNDER SECRETARY in 1979" in one.why
    assert "1978-1981" in one.why


@pytest.mark.parametrize(
    ("head", "year"), [("P 181130Z APR 79", 1979), ("P 181130Z APR 04", 2004), ("", None)]
)
def test_the_year_is_that_of_the_group(head: str, year: int | None) -> None:
    text = f"PAGE 01 BANGKO 02610 181133Z\n{head}\nFM AMEMBASSY BANGKOK\nTO SECSTATE WASHDC\n"
    assert year_of(read(text)) == year
