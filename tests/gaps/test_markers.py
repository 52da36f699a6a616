"""Written markers: what is read as one, how much it says was withheld, and on what ground."""

import pytest

import cablefix
from benchmarks.gaps.formulas import read_formulas

HEAD = (
    "PAGE 02 OF 02 VALDOR 04418 01 OF 01 221412Z C04/09 031877 NOD612\n"
    "FM AMEMBASSY VALDORO\nTO SECSTATE WASHDC IMMEDIATE 2107\n"
    "E.O. 12356: DECL: OADR\nTAGS: PREL, EFIS\nSUBJECT: FERRIES\n\n"
)
TAIL = "\n\n2. THE MINISTER OF HARBORS SAID THAT THE FERRY WOULD SAIL ON FRIDAY.\n"


def gaps(text, kind):
    return [g for g in cablefix.clean(text).gaps if g.kind == kind]


@pytest.mark.parametrize(
    "sign",
    [
        "[REDACTED]", "[EXCISED]", "[DELETED]", "[SANITIZED]", "[WITHHELD]", "[NOT DECLASSIFIED]",
        "[REOACTED]", "RED ACTED]", "{ DELETED)", "[DRLETED]", "(EKCTSED]",
        "/12 LIBES OF TAXT DELETED/", "[Bil", "[3 LINES NOT DECLASSIFIED]",
        "[3 LINES OF TEXT DELETED]", "[1 1ine not declassified]", "[B1]", "[1.4(D)]", "(B)(1)",
        "1.5(B)", "25X1", "(b)(7)(C)", "3.4(b)(1)", "XXXXXXXX", "XXXXX XXXXXXX",
        "\u2588\u2588\u2588\u2588\u2588", "\u25a0 \u25a0 \u25a0",
    ],
)  # fmt: skip
def test_a_sign_in_place_of_a_paragraph_is_found(sign):
    (gap,) = gaps(f"{HEAD}1. {sign}{TAIL}", "explicit-marker")
    assert gap.paragraphs == (1,)
    assert gap.start == len(HEAD) + 3
    assert gap.end == gap.start + len(sign)


@pytest.mark.parametrize(
    ("sign", "quantity", "unit"),
    [
        ("[1 line not declassified]", 1, "line"),
        ("[less than 1 line of source text not declassified]", 1, "line"),
        ("[1-1/2 lines not declassified]", 1.5, "line"),
        ("[11/2 lines not declassified]", 1.5, "line"),
        ("[2½ lines of 2-column source text not declassified]", 2.5, "line"),
        ("[1 1ine not declassified]", 1, "line"),
        ("[l line not declassified]", 1, "line"),
        ("[2 paragraphs (8 lines) not declassified]", 2, "paragraph"),
        ("[Paragraphs 4–6 (1 page of source text) not declassified]", 3, "paragraph"),
        ("[remainder of paragraph (3 lines) not declassified]", 3, "line"),
        ("[three pages not declassified]", 3, "page"),
        ("[name not declassified]", 1, "name"),
        ("[Paragraphs 4 and 6 not declassified]", 2, "paragraph"),
        ("[dollar amount not declassified]", 1, "dollar amount"),
        ("[handling restriction not declassified]", 1, "handling restriction"),
        ("[12 LINES OF TEXT DELETED]", 12, "line"),
    ],
)
def test_the_extent_carries_quantity_and_unit(sign, quantity, unit):
    (gap,) = cablefix.clean(f"The envoy said that {sign} would be paid in May.").gaps
    assert gap.kind == "explicit-marker"
    assert gap.extent is not None
    assert (gap.extent.quantity, gap.extent.unit) == (quantity, unit)
    assert gap.extent.at_most == ("less than" in sign)


def test_what_stands_in_round_brackets_is_the_same_extent_in_another_unit():
    (gap,) = cablefix.clean("[2 paragraphs (8-1/2 lines) not declassified]").gaps
    assert gap.extent is not None
    assert gap.extent.detail is not None
    assert (gap.extent.detail.quantity, gap.extent.detail.unit) == (8.5, "line")


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("[garble]", "illegible"),
        ("[garble—harbor?]", "illegible"),
        ("[illegible]", "illegible"),
        ("[2 words illegible]", "illegible"),
        ("[omission]", "editorial-omission"),
        ("[omission in the source text]", "editorial-omission"),
        ("[Here follows a list of the ferries.]", "editorial-omission"),
        ("[Omitted here is the text of the treaty.]", "editorial-omission"),
    ],
)
def test_what_is_not_withheld_has_a_kind_of_its_own(note, kind):
    (gap,) = cablefix.clean(f"The ferry {note} sails on Friday.").gaps
    assert gap.kind == kind
    assert gap.extent is None


def test_a_code_beside_a_marker_belongs_to_it():
    (gap,) = gaps(f"{HEAD}1. [REDACTED] B1, 1.4(D){TAIL}", "explicit-marker")
    assert [(e.code, e.authority, e.scope) for e in gap.exemptions] == [
        ("B1", "FOIA", "here"),
        ("1.4(D)", "executive order", "here"),
    ]


def test_a_marker_without_a_code_has_those_of_the_document():
    (gap,) = gaps(f"RELEASED IN PART\nB1, B6\n{HEAD}1. [REDACTED]{TAIL}", "explicit-marker")
    assert [(e.code, e.scope) for e in gap.exemptions] == [("B1", "document"), ("B6", "document")]


def test_a_code_at_the_end_of_a_line_is_a_marker():
    text = f"RELEASED IN PART\nB1\n{HEAD}1. THE MINISTER SAID THAT THE  B1\nFERRY SAILS.{TAIL}"
    (gap,) = gaps(text, "explicit-marker")
    assert text[gap.start : gap.end] == "B1"


def test_the_caption_that_was_removed():
    assert gaps(f"{HEAD.replace('TAGS', 'DECAPTIONED' + chr(10) + 'TAGS')}1. TEXT.{TAIL}",
                "decaptioned")  # fmt: skip


def test_the_published_formulas(shared):
    formulas = list(read_formulas(shared / "data" / "vocab" / "frus_redactions.tsv"))
    assert len(formulas) > 2000
    assert [f.text for f in formulas if f.wrong] == []
