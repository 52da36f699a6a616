"""Text that breaks off, headings with nothing under them, enclosures that are not here."""

import pytest
from cables import HEAD, cable, page, paragraphs

import cablefix


def gaps(text, kind):
    return [g for g in cablefix.clean(text).gaps if g.kind == kind]


def test_text_that_stops_before_missing_numbers():
    text = cable(paragraphs(1) + "2. THE MINISTER SAID THAT HE WOULD NOT\n\n" + paragraphs(5, 6))
    (gap,) = gaps(text, "truncated-text")
    assert text[gap.start : gap.end].endswith("WOULD NOT")


def test_text_that_stops_before_a_blank_page():
    head = f"O 221350Z OCT 90\n{HEAD}"
    cut = "2. THE MINISTER SAID THAT HE WOULD NOT\n\n"
    text = (
        page(1, 3) + head + paragraphs(1) + cut + "\f" + page(2, 3) + "\f" + page(3, 3)
        + paragraphs(3, 4)
    )  # fmt: skip
    (gap,) = gaps(text, "truncated-text")
    assert text[gap.start : gap.end].endswith("WOULD NOT")


def test_a_heading_with_nothing_under_it():
    text = cable(paragraphs(1, 2) + "TRADE MATTERS\n\nIN CLOSING\n\n" + paragraphs(6, 7))
    (gap,) = gaps(text, "truncated-text")
    assert text[gap.start : gap.end] == "TRADE MATTERS"


def test_a_summary_that_does_not_end():
    text = cable("1. SUMMARY: THE FERRY SAILS.\n\n" + paragraphs(4, 5))
    (gap,) = gaps(text, "truncated-text")
    assert "does not end" in gap.why


@pytest.mark.parametrize(
    ("text", "kind", "quoted"),
    [
        (
            "MEMORANDUM\n\nThe minister calls on Friday.\n\nAttachments:\n\n"
            "Tab 1 - Talking Points\n\nTab 2 - Biographic Information\n\nDrafted: The desk\n\n"
            "TALKING POINTS\n\n-- The ferry matters to both of us.\n",
            "missing-attachment", "Tab 2 - Biographic Information",
        ),
        (
            "MEMORANDUM\n\nThe minister calls on Friday.\n\nCONTINGENCY TALKING POINTS\n\n| .\n",
            "truncated-text", "CONTINGENCY TALKING POINTS",
        ),
        ("MEMORANDUM\n\nTO: FROM: SUBJECT:\n\nThe Secretary\nThe Bureau\nFerries\n",
         "displaced-text", "TO: FROM: SUBJECT:"),
        ("WITHDRAWAL SHEET\n\nDocument 12, two pages, letter\n", "withheld-in-full",
         "WITHDRAWAL SHEET"),
    ],
)  # fmt: skip
def test_papers_that_are_no_cables(text, kind, quoted):
    (gap,) = gaps(text, kind)
    assert text[gap.start : gap.end].startswith(quoted)


def test_a_header_without_a_page_is_no_page():
    assert cablefix.clean("E.O 12356 0\rTAGAJ").gaps == ()
