"""A typist's own way of writing a head stays; what a scanner broke is mended."""

import pytest

import cablefix

HEAD = """VALDORO 418
{dtg} ZFF4

FM {from_}

TO {to} PRIORITY 2107

SUBJ{mark} LUNCH WITH THE MINISTER OF HARBORS

1. THE MINISTER OF HARBORS SAID THAT THE FERRY WOULD SAIL
EVERY FRIDAY FROM THE OLD QUAY.
"""
USUAL = {
    "dtg": "O 221350Z OCT 70", "from_": "AMEMBASSY ROME", "to": "SECSTATE WASHDC", "mark": ":",
}  # fmt: skip


def applied(text):
    return [(c.original, c.replacement) for c in cablefix.clean(text).corrections]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("from_", "AM EMBASSY ROME"),
        ("to", "SEC STATE WASHDC"),
        ("to", "SECSTATE WASH DC"),
        ("to", "SECSTATE-WASHDC"),
        ("dtg", "O 221350 Z OCT 70"),
        ("mark", "."),
    ],
)
def test_what_typists_write_apart_or_otherwise_stays(name, written):
    assert applied(HEAD.format(**USUAL | {name: written})) == []


@pytest.mark.parametrize("signal", ["ZFF 4", "ZFF-4"])
def test_a_signal_may_be_written_in_two_parts(signal):
    assert applied(HEAD.format(**USUAL).replace("ZFF4", signal)) == []


def test_what_is_broken_within_a_unit_is_mended():
    assert applied(HEAD.format(**USUAL | {"from_": "AMEMB ASSY ROME"})) == [
        ("AMEMB ASSY", "AMEMBASSY")
    ]


def test_both_ways_may_stand_in_one_text():
    text = HEAD.format(**USUAL).replace(
        "PRIORITY 2107", "PRIORITY 2107\n\nINFO AM EMBASSY LONDON\nAMEMBASSY PARIS"
    )
    assert applied(text) == []


def test_a_counter_without_its_hyphens_stays_in_a_clean_text():
    text = "ACTION EUR-05\n\nINFO OCT-01 ISO-00 /006 W\n\n053223\n\n" + HEAD.format(**USUAL)
    assert applied(text) == []


def test_a_plain_note_on_the_copy_stays():
    text = HEAD.format(**USUAL).replace("SUBJ:", "CORRECTED COPY (TEXT)\n\nSUBJ:")
    assert applied(text) == []
