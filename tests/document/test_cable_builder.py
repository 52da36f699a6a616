"""The fields of a cable, chosen among their copies; the cables of a collection."""

import attrs
import pytest

import cablefix

CABLE = """PAGE 01 OF 02 LISBON 04418 01 OF 02 221412Z C04/09 031877 NOD612
ACTION NODS-00
INFO LOG-00 ADS-00 EUR-03 /003W
-----7A10C4 221413Z /38
O P 221350Z OCT 90
FM AMEMBASSY LISBON
TO SECSTATE WASHDC IMMEDIATE 2107
INFO AMEMBASSY ROME PRIORITY
CONFIDENTIAL SECTION 01 OF 02 LISBON 04418
NODIS
E.O. 12356: DECL: OADR
TAGS: PREL, EFIS, PO
SUBJECT: LUNCH WITH THE MINISTER OF HARBORS
REF: A) 90 ROME 12345, B) STATE 23456
1. THE MINISTER SAID THAT THE FERRY WOULD SAIL ON MONDAY.
2. HE ADDED THAT THE HARBOR DUES WERE PAID.
NODIS NODIS
PAGE 02 OF 02 LISBON 04418 01 OF 02 221412Z C04/09 031877 NOD612
3. THE AMBASSADOR THANKED HIM.
PAGE 01 OF 01 LISBON 04418 02 OF 02 221415Z C04/09 031879 NOD613
ACTION NODS-00
INFO LOG-00 ADS-00 EUR-03 /003W
-----7A10C9 221416Z /38
O P 221350Z OCT 90
FM AMEMBASSY LISBON
TO SECSTATE WASHDC IMMEDIATE 2108
CONFIDENTIAL SECTION 02 OF 02 LISBON 04418
NODIS
E.O. 12356: DECL: OADR
TAGS: PREL, EFIS, PO
SUBJECT: LUNCH WITH THE MINISTER OF HARBORS
4. THEY PARTED AS FRIENDS.
HALLORAN
"""


def read(text):
    return cablefix.clean(text).cable


def values(fields):
    return [f.value for f in fields]


def test_every_field_is_read():
    cable = read(CABLE)
    assert cable.mrn == "90 LISBON 04418"
    assert cable.precedence.value == "O P"
    assert cable.sender.value == "AMEMBASSY LISBON"
    assert values(cable.addressees) == ["SECSTATE WASHDC", "AMEMBASSY ROME"]
    assert values(cable.references) == ["90 ROME 12345", "STATE 23456"]
    assert values(cable.distribution) == ["NODS-00", "LOG-00", "ADS-00", "EUR-03"]
    assert values(cable.tags) == ["PREL", "EFIS", "PO"]
    assert (cable.caption.value, cable.classification.value) == ("NODIS", "CONFIDENTIAL")
    assert cable.signature.value == "HALLORAN"
    assert cable.date.value.isoformat() == "1990-10-22T13:50:00+00:00"


def test_the_map_of_sections_and_pages():
    found = {
        (s.number, s.of): [(p.number, p.of, [q.number for q in p.paragraphs]) for p in s.pages]
        for s in read(CABLE).sections
    }
    assert found == {(1, 2): [(1, 2, [1, 2]), (2, 2, [3])], (2, 2): [(1, 1, [4])]}


def test_fields_are_what_stands_in_the_text():
    cable = read(CABLE)
    one = [v for v in attrs.asdict(cable, recurse=False).values() if hasattr(v, "original")]
    for field in (*one, *cable.tags, *cable.references, *cable.distribution, *cable.addressees):
        assert CABLE[field.start : field.end] == field.original


def test_references_go_on_on_the_next_line():
    text = CABLE.replace("B) STATE 23456", "B) RIO DE JANEIRO\n04475, C) STATE 23456")
    assert values(read(text).references) == ["90 ROME 12345", "RIO DE JANEIRO 04475", "STATE 23456"]


@pytest.mark.parametrize(("year", "century"), [("40", 1940), ("79", 1979), ("99", 1999)])
def test_the_century(year, century):
    assert read(CABLE.replace("OCT 90", f"OCT {year}")).date.value.year == century


@pytest.mark.parametrize("last", ["HALLORAN\nNNNN\n", "HALLORAN 4\n", "\nHALLORAN\n\nSECRET\n"])
def test_what_follows_the_signature_does_not_hide_it(last):
    assert read(CABLE.replace("HALLORAN\n", last)).signature.value == "HALLORAN"


def test_a_heading_is_no_signature():
    text = CABLE.replace("HALLORAN\n", "PROLIFERATION\nTHE MINISTER WOULD NOT SPEAK OF THIS.\n")
    assert read(text).signature is None


def test_an_outgoing_cable_comes_from_state():
    text = CABLE.replace("AMEMBASSY LISBON", "SECSTATE WASHDC").replace("LISBON", "STATE")
    assert read(text).post.value == "STATE"


def test_a_cable_without_section_numbers_has_one():
    text = CABLE[: CABLE.index("PAGE 01 OF 01")]
    text = text.replace(" 01 OF 02", "").replace("SECTION LISBON", "LISBON")
    assert [(s.number, s.of) for s in read(text).sections] == [(1, 1)]


def test_the_cables_of_a_collection_are_told_apart():
    other = CABLE.replace("04418", "05637").replace("221350Z OCT", "240915Z NOV")
    other = other.replace("C04/09", "C02/07").replace("HALLORAN", "ESMOND")
    third = other.replace("05637", "16902").replace("ESMOND", "PELHAM").replace("LISBON", "ROME")
    result = cablefix.clean(CABLE + other + third)
    assert result.corrections == ()
    assert [c.mrn for c in result.cables] == ["90 LISBON 04418", "90 LISBON 05637", "90 ROME 16902"]
    assert values(c.signature for c in result.cables) == ["HALLORAN", "ESMOND", "PELHAM"]
    assert [len(c.sections) for c in result.cables] == [2, 2, 2]
    ends = [(c.start, c.end) for c in result.cables]
    assert ends == [(0, len(CABLE)), (len(CABLE), 2 * len(CABLE) - 2), (ends[1][1], ends[2][1])]
    assert ends[2][1] == len(result.original)
