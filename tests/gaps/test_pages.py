"""Pages and sections: missing, blank, twice, out of order, of another cable."""

import pytest
from cables import HEAD, cable, page, paragraphs

import cablefix

TEXTS = {n: paragraphs(2 * n - 1, 2 * n) for n in range(1, 5)}


def paged(*sheets, of=4):
    """Pages of one section, each a number or a text."""
    out = []
    for sheet in sheets:
        text = f"O 221350Z OCT 90\n{HEAD}{TEXTS[1]}" if sheet == 1 else TEXTS.get(sheet)
        out.append(page(sheet, of) + text if isinstance(sheet, int) else sheet)
    return "\f".join(out) + "HALLORAN\n"


def gaps(text):
    return [(g.kind, g.section, g.page) for g in cablefix.clean(text).gaps
            if g.kind != "missing-paragraphs"]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (paged(1, 2, 3, 4), []),
        (paged(1, 2, 4), [("missing-page", 1, 3)]),
        (paged(1, 2, page(3, 4), 4), [("blank-page", 1, 3)]),
        (paged(1, 2, 2, 3, 4), [("duplicate-page", 1, 2)]),
        (paged(1, 3, 2, 4), [("page-order", 1, 3)]),
        (paged(1, 2, 3, 4).replace("PAGE 03", "PAGE O3"), []),
        (paged(1, 2, 3, 4).replace("PAGE 03 OF 04", "PAGE 03 OF 64"), []),
    ],
)
def test_what_is_wrong_with_the_pages(text, expected):
    assert gaps(text) == expected


def test_a_page_of_another_cable():
    guest = page(2, 4, cable="13377") + "THE PRICE OF ROPE HAS RISEN IN ALL THE PORTS.\n\n"
    found = gaps(paged(1, 2, guest, 3, 4))
    assert ("interpolated-page", 1, 2) in found
    assert {kind for kind, _, _ in found} <= {"interpolated-page", "missing-page", "truncated-text"}


def test_a_section_of_which_nothing_is_here_and_the_note_that_explains_it():
    def section(n, body):
        head = cable(body, sign="").replace("A L VALDORO", f"A L SECTION {n:02d} OF 03 VALDORO")
        return page(1, 1, n, 3) + head

    guest = page(1, 1, 2, 3, cable="13377") + "THE PRICE OF ROPE HAS RISEN.\n\n"
    text = (
        "See VALDORO 13377\nwhich has para 3\n\n"
        + section(1, TEXTS[1]) + "\f" + guest + "\f" + section(3, TEXTS[2])
    )  # fmt: skip
    gap = next(g for g in cablefix.clean(text).gaps if g.kind == "missing-section")
    assert gap.section == 2
    assert "pages of cable 13377 stand in its place" in gap.why
    assert 'a note says "See VALDORO 13377 which has para 3"' in gap.why
