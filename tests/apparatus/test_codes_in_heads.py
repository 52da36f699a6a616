"""Numbers, times and codes that their place, their copies or arithmetic settle."""

from __future__ import annotations

import pytest

from cablefix.apparatus.addresses import propose_addresses
from cablefix.apparatus.date_groups import propose_date_groups
from cablefix.apparatus.designators import propose_codes
from cablefix.apparatus.page_headers import propose_loose_headers
from cablefix.apparatus.slashed_zeros import propose_slashed_zeros
from cablefix.apparatus.station_codes import propose_station_codes
from cablefix.document.reading import read

CABLE = """PAGE {page}
ACTION EUR-12
INFO OCT-01 H-@1 PM-@2 {more}
------------------123456 312209Z /41
R {group} JAN 78
FM AMEMBASSY LONDON
TO SECSTATE WASHDC 2604
CONFIDENTIAL LONDON {number}
E.O. 11652: N/A
TAGS: PINR, UK
SUBJECT: THE FERRY
REF: LONDON 91500
1. THE FERRY SAILED ON TIME.
"""


def cable(page="01 LONDON 01641", group="311204Z", number="01641", more="") -> str:
    """A cable in print whose zeros have a stroke."""
    return CABLE.format(page=page, group=group, number=number, more=more)


@pytest.mark.parametrize(
    ("group", "printed"),
    [("3112642", ["311204Z"]), ("311264Z", ["311204Z"]), ("311204Z", []), ("317204Z", [])],
)
def test_an_impossible_time_in_print_with_slashed_zeros(group, printed):
    found = [p for p in propose_slashed_zeros(read(cable(group=group))) if p.kind == "dtg"]
    assert [p.replacement for p in found] == printed


def test_a_number_that_no_post_has_reached_is_mended_in_the_head_alone():
    text = cable(page="01 LONDON 91641", number="91641")
    found = list(propose_slashed_zeros(read(text)))
    assert [p.replacement for p in found] == ["01641", "01641"]
    assert all(p.start < text.index("REF") for p in found)


def test_in_other_print_no_figure_is_a_zero():
    text = cable(page="01 LONDON 91641", number="91641", group="311264Z").replace("@", "0")
    assert list(propose_slashed_zeros(read(text))) == []


@pytest.mark.parametrize(
    ("line", "changes"),
    [
        ("PAGE 02. LONDON 01641 3112042 a6 | SO", ["02", "311204Z"]),
        ("“ paGE 02 LONDQN o1641 311204Z f", ["LONDON", "01641"]),
        ("= PAGE 02. LONDON 01650 3112042 a6 | SO", ["02", "311204Z"]),
        ("= PAGE 02. LONDON 81641 3112042 a6 | SO", ["01641", "02", "311204Z"]),
        ("THE FERRY LEFT LONDON 19641 TIMES SINCE THE WAR", []),
    ],
)
def test_a_page_header_among_litter(line, changes):
    text = cable() + f"\n{line}\n2. THE FERRY WILL SAIL AGAIN.\n"
    reading = read(text)
    assert sorted(p.replacement for p in propose_loose_headers(reading)) == sorted(changes)


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("P 3112042 JAN 78 ZDK CITE HCB 4038 AND OTHERS OF THE SAME PORT", ["311204Z"]),
        ("SEEN ON O7 FEB BY THE MATE", ["07"]),
        ("SEEN IN 1978 FEB BY THE MATE", []),
        ("THE OCTOBER MAY 78 EDITION OF THE PAPER", []),
    ],
)
def test_a_group_or_a_day_before_a_month(line, printed):
    reading = read(cable() + line + "\n")
    assert [p.replacement for p in propose_date_groups(reading)] == printed


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("CITE MEXI 6453\n1. MEXT WILL MEET HIM.", ["MEXI"]),
        ("CITE MEXI 6453\n1. LIMA WILL MEET HIM NEXT TEXT.", []),
        ("CITE DIR 74/30\n1. AS IN 74/30 OF MAY.", ["74130", "74130"]),
        ("SEE MEXI 6453\n1. MEXT WILL MEET HIM.", []),
    ],
)
def test_stations_and_cited_numbers(text, changes):
    assert [p.replacement for p in propose_station_codes(read(text))] == changes


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("REPORT NO. TDCS~3/540,112", ["TDCS-"]),
        ("REPORT NO. TDCS-3/540,112", []),
        ("The U.5. and U.K. envoys", ["U.S."]),
        ("A.1. One.\nB.5. Two.\nP.8. Three.", []),
        ("Mr. HoIbrooke spoke", ["Holbrooke"]),
        ("Mr. McIntyre, DeIuliis, VoIP, WiFi", []),
        ("\ncIA\nInfo\n", ["CIA"]),
        ("\nUs\nus\n", []),
    ],
)
def test_what_cannot_stand_in_a_code(text, changes):
    assert [p.replacement for p in propose_codes(read(text))] == changes


@pytest.mark.parametrize(
    ("line", "changes"),
    [
        ("TO SECSTATE Sines 3271 PRIORITY", ["WASHDC"]),
        ("TO SECSTATE WASHDC 3271 PRIORITY", []),
        ("TO SECSTATE WASHINGTON 3271", []),
        ("REF: (A) LONDON O1641", ["01641"]),
        ("REF: (A) LONDON B1641", []),  # B is like 8 and like 0
        ("REF: KIGALL 3092", ["KIGALI"]),
        ("REF: KIGALI 3092, AND LETTER 3092 OF MAY", []),
        ("REF: QUELTRO 3092", []),
        ("2. SEE LONDON 16O41 ON THE FERRY.", ["16041"]),
        ("2. IN LONDON 1976 SAW NO FERRY.", []),
    ],
)
def test_addresses_and_references(line, changes):
    reading = read(cable().replace("REF: LONDON 91500", line))
    assert [p.replacement for p in propose_addresses(reading)] == changes
