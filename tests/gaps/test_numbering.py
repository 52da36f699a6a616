"""Paragraph numbers through a whole cable: what is missing, emptied, repeated, lost."""

import pytest
from cables import cable, paragraphs

import cablefix
from cablefix.document.reading import read
from cablefix.edits import OffsetMap
from cablefix.gaps import find_gaps
from cablefix.layout.places import Places


def gaps(text):
    return [(g.kind, g.paragraphs) for g in cablefix.clean(text).gaps]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraphs(1, 2, 4, 5), [("missing-paragraphs", (3,))]),
        (paragraphs(1, 2, 6, 7), [("missing-paragraphs", (3, 4, 5))]),
        (paragraphs(1, 2) + "3.\n\n" + paragraphs(4), [("empty-paragraph", (3,))]),
        (paragraphs(1, 2) + "3\n\n" + paragraphs(4), [("empty-paragraph", (3,))]),
        (
            paragraphs(1, 2) + paragraphs(3).replace("3.", "2.") + paragraphs(4),
            [("numbering-anomaly", (2,))],
        ),
        (
            paragraphs(1, 2) + "THE HARBOR MASTER CAME IN AND SPOKE OF\nTHE TIDES.\n\n"
            + paragraphs(4),
            [("lost-number", (3,))],
        ),
        (paragraphs(1, 2) + "l3. IT RAINED ALL DAY IN THE PORT.\n\n" + paragraphs(14), None),
    ],
)  # fmt: skip
def test_what_became_of_a_number(body, expected):
    found = gaps(cable(body))
    assert found == expected or (expected is None and found)


def test_a_corrected_copy_note_proves_a_number():
    text = cable(paragraphs(1, 2, 6)).replace(
        "E.O. 12356", "C O R R E C T E D C O P Y (PARAS 4 AND 5)\n\nE.O. 12356"
    )
    (gap,) = cablefix.clean(text).gaps
    assert gap.kind == "missing-paragraphs"
    assert gap.confidence > 0.95
    assert "CORRECTED COPY note names 4, 5" in gap.why


def test_the_numbering_runs_through_the_sections():
    first, second = cable(paragraphs(1, 2), sign=""), cable(paragraphs(5, 6))
    first = first.replace("VALDORO 04418\n", "SECTION 01 OF 02 VALDORO 04418\n", 1)
    second = second.replace("VALDORO 04418\n", "SECTION 02 OF 02 VALDORO 04418\n", 1)
    assert gaps(f"{first}\f{second}") == [("missing-paragraphs", (3, 4))]


def test_each_of_two_cables_has_a_numbering_of_its_own():
    other = cable(paragraphs(1, 3)).replace("04418", "17756").replace("221350Z", "030915Z")
    page = "PAGE 01 OF 01 VALDOR {} 01 OF 01 {}Z C04/09 0{} NOD{}\n"
    text = (
        page.format("04418", "221412", "31877", "612") + cable(paragraphs(1, 2)) + "\f"
        + page.format("17756", "030931", "54210", "788") + other
    )  # fmt: skip
    assert gaps(text) == [("missing-paragraphs", (2,))]


def test_a_gap_lies_where_the_text_would_have_stood():
    text = cable(paragraphs(1, 2, 4))
    (gap,) = cablefix.clean(text).gaps
    assert text[: gap.start].endswith("RECESS.")
    assert text[gap.end :].startswith("4.")


HEADER = "PAGE {:02d} OF {:02d} VALDOR 04418 01 OF 01 221412Z C04/09 031871 NOD611\n"


def test_a_page_that_is_here_twice_does_not_repeat_its_numbers():
    first, second, third = (cable(paragraphs(1, 2), sign=""), paragraphs(3, 4), paragraphs(5, 6))
    sheets = [(1, first), (2, second), (3, third), (3, third)]
    text = "\f".join(HEADER.format(n, 3) + body for n, body in sheets) + "HALLORAN\n"
    assert gaps(text) == [("duplicate-page", ())]


def test_numbers_are_followed_in_the_order_of_the_pages():
    bodies = [cable(paragraphs(1, 2), sign=""), *(paragraphs(n, n + 1) for n in (3, 6, 8))]
    sheets = [(n, bodies[n - 1]) for n in (1, 3, 2, 4)]
    text = "\f".join(HEADER.format(n, 4) + body for n, body in sheets) + "HALLORAN\n"
    assert ("missing-paragraphs", (5,)) in gaps(text)
    assert {kind for kind, _ in gaps(text)} == {"missing-paragraphs", "page-order"}


def test_text_before_a_page_turn_keeps_the_numbers_before_the_first_from_being_missing():
    lost = cable(paragraphs(1), sign="").replace("1. THE", "a THE")
    text = HEADER.format(1, 2) + lost + "\f" + HEADER.format(2, 2) + paragraphs(2, 3, 4)
    assert gaps(text + "HALLORAN\n") == []


def test_a_number_whose_stop_was_lost_is_there_though_it_was_dropped_as_speckle():
    text = cable(paragraphs(1, 2, 3) + paragraphs(4).replace("4. ", "4 ") + paragraphs(5, 6))
    dropped = Places(text, OffsetMap.of([], len(text)))
    reading = read(text.replace("4 THE EMB", "  THE EMB"))
    assert [g.kind for g in find_gaps(reading, dropped)] == []


SMART = """MRN:          11 ACCRA 88
Date/DTG:     Feb 02, 2011 / 021015Z FEB 11
From:         AMEMBASSY ACCRA
Action:       WASHDC, SECSTATE ROUTINE
E.O.:         13526
TAGS:         PREL, GH
Subject:      FERRIES ON THE LAKE

{body}
Signature:    BROWN
"""


def test_messages_of_labels_and_values_have_numbered_paragraphs():
    body = "1. (SBU) The ferries sail again.\n\n" + " " * 60 + "1.4(D)\n\n5. (U) We agree.\n"
    marked, lost = cablefix.clean(SMART.format(body=body)).gaps
    assert (marked.kind, marked.paragraphs) == ("explicit-marker", (1,))
    assert (lost.kind, lost.paragraphs) == ("missing-paragraphs", (2, 3, 4))


def test_a_list_within_a_paragraph_of_such_a_message_is_no_gap():
    body = "1. (U) Points:\n\n1. dues\n2. boats\n3. crews\n\n2. (U) We agree.\n"
    assert cablefix.clean(SMART.format(body=body)).gaps == ()
