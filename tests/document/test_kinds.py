"""What kind of document a text is."""

import pytest

import cablefix


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("FM AMEMBASSY LISBON\nTO SECSTATE WASHDC\nTAGS: PREL, PO\n", "cable"),
        ("ACTION MEMORANDUM\n\nTO: The Secretary\n", "memorandum"),
        ("DEPARTMENT OF STATE\nAIRGRAM\n\nThe ferries sail.\n", "airgram"),
        ("Dear Mr. Ashby:\n\nThe ferries sail again.\n\nSincerely,\n", "letter"),
        ("WITHDRAWAL SHEET\n\nCable, Valdoro 4418, 3 pages\n", "withdrawal-sheet"),
        ("This document has been withdrawn.\n", "withdrawal-sheet"),
        ("The airgram came. Dear readers, the ferries sail.\n", "prose"),
        ("", "prose"),
    ],
)
def test_kinds(text, kind):
    assert cablefix.clean(text).cable.kind == kind


def test_a_long_text_only_mentions_a_withdrawal():
    text = "WITHDRAWAL SHEET\n" + "The ferries sail again, and nobody complained.\n" * 100
    assert cablefix.clean(text).cable.kind == "prose"


def test_a_withdrawal_sheet_is_a_gap_too():
    result = cablefix.clean("WITHDRAWAL SHEET\n\nCable, Valdoro 4418, 3 pages\n")
    assert [g.kind for g in result.gaps] == ["withheld-in-full"]
