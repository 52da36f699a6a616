"""A file that ends in mid-sentence is told; one that ends as its kind ends is not."""

import pytest

import cablefix
from cablefix.document.reading import read
from cablefix.gaps.end_of_file import FEWEST_LINES, find_text_end, measure
from cablefix.layout.running_text import is_ended

STORY = (
    "The committee met on Tuesday and heard the report of the harbor master on the state of the\n"
    "piers. Two of them will have to be rebuilt before the winter, and the third can be repaired\n"
    "at a cost that the port can bear. The members asked when the work could begin and were\n"
    "told that it depends on the loan. It was agreed to write to the bank once more, and that the\n"
)
CABLE = (
    "CONFIDENTIAL\nPAGE 01 VALDOR 04418 130535Z\nACTION EUR-00\nO 130535Z MAY 91\n"
    "FM AMEMBASSY VALDORO\nTO SECSTATE WASHDC IMMEDIATE 1234\n"
    "C O N F I D E N T I A L VALDORO 04418\n"
    "E.O. 12356: DECL: OADR\nTAGS: PREL, VD\nSUBJECT: FERRY TALKS\n\n"
    "1. THE MINISTER OPENED THE SECOND ROUND OF THE FERRY TALKS THIS MORNING. HE SAID THAT HIS\n"
    "GOVERNMENT HAD TAKEN NOTE OF OUR LETTER AND WOULD ANSWER IT BEFORE THE END OF THE MONTH.\n\n"
    "2. WE ASKED WHETHER THE TARIFF COULD BE LOWERED. HE THOUGHT THAT THE\n"
    "ANSWER TO OUR LETTER WOULD MAKE THIS PLAIN, AND THAT ALL OF THIS WOULD DEPEND ON THE\n"
)
LETTER = (
    "Dear Mr. Halloran:\n\nThank you for your letter of the fourth. The inspectors have looked at\n"
    "both of the ferries and found that they are sound. I am glad that the service goes on.\n\n"
    "Sincerely yours,\n\nPia Lonbrosa\nAssistant to the Harbor Master\n"
)


def truncated(text):
    return [g for g in cablefix.clean(text).gaps if g.kind == "truncated-text"]


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        CABLE,
        STORY + "hull of the second ferr",
        STORY + "harbor master should be asked to report again on the first day of the despond-\n",
        CABLE + "PRICE OF OIL AND ON THE VALUE OF THE\n\nCONFIDENTIAL\n",
        STORY.replace("\n", "\r\n"),
    ],
)
def test_a_file_that_ends_in_mid_sentence(text):
    (gap,) = truncated(text)
    assert gap.confidence >= 0.6
    assert gap.end == len(text.replace("CONFIDENTIAL\n", "").rstrip()) or text.startswith("CONF")
    assert not is_ended(text[: gap.end])


@pytest.mark.parametrize(
    "text",
    [
        STORY + "letter should go out this week.\n",
        CABLE + "PRICE OF OIL.\nHALLORAN\nCONFIDENTIAL\n\nNNNN\n",
        CABLE + "PRICE OF OIL.\nHALLORAN\nBT\n#4418\n",
        CABLE + "PRICE OF OIL. END SUMMARY\n",
        LETTER,
        LETTER + "\ncc: The Harbor Board\nThe Bank of the Islands\n",
        "INFO LOG-00 ADS-00 EUR-02 SSO-00 INR-10 PM-05\nEB-07 AID-01 TRSE-00 /031W\n" * 4,
        "name      tons   built\nMaria     1200   1951\nOttoline   800   1949\nRamiro 950   1962\n",
        "def read(path):\n    with open(path) as f:\n        return f.read()\n\nprint(read(1))",
        "- oil\n- coal\n- two engines for the ferry\n- paint, white\n- rope\n- lamps\n",
        "AND THE MINISTER SAID SO",
        "",
    ],
)  # fmt: skip
def test_a_file_that_ends_as_its_kind_does(text):
    assert truncated(text) == []


def test_short_texts_tell_nothing_of_their_ends():
    assert find_text_end(read("ONE LINE\n" * (FEWEST_LINES - 1)).lines) is None


def test_measurements_are_shares():
    end = find_text_end(read(CABLE).lines)
    assert end is not None
    assert all(0 <= v <= 1 for v in measure(end, is_cable=True).values())
