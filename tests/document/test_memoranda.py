"""The head of a memorandum: labels in their places, displaced, damaged."""

import pytest

import cablefix


def read(text):
    return cablefix.clean(text).cable


def values(fields):
    return [f.value for f in fields]


HEAD = """SECRET

UNCLASSIFIED
RELEASED IN FULL
DEPARTMENT OF STATE
WASHINGTON
May 7. 1981
ACTION MEMORANDUM
TO: The Secretary
FROM: 'EUR - Harold Brinkley

SUBJECT: The Ferries of Valdoro
and the Harbor Dues

The ferries sail again, and the dues were paid.
"""


def test_labels_stand_before_their_values():
    cable = read(HEAD)
    assert cable.kind == "memorandum"
    assert values(cable.addressees) == ["The Secretary"]
    assert cable.sender.value == "EUR - Harold Brinkley"
    assert cable.subject.value == "The Ferries of Valdoro and the Harbor Dues"
    assert cable.classification.value == "SECRET"
    assert cable.released_as.value == "UNCLASSIFIED"
    assert cable.date.value.isoformat() == "1981-05-07T00:00:00+00:00"


def test_fields_know_their_places():
    for cable in (read(HEAD), read("\ufeff" + HEAD)):
        assert cable.sender.original == "EUR - Harold Brinkley"
    cable = read(HEAD)
    assert HEAD[cable.sender.start : cable.sender.end] == cable.sender.original


def test_a_head_that_was_run_together_gives_what_looks_like_an_officer():
    cable = read(
        "BRIEFING MEMORANDUM S/S\n\nCONFIDENTIAL The Secretary TO: THROUGH: P - Mr. Ashby RK "
        "EUR - Harold Brinkley FROM: AB Your Lunch SUBJECT: with the Minister\n\nText follows.\n"
    )
    assert values(cable.addressees) == ["The Secretary"]
    assert values(cable.through) == ["P - Mr. Ashby"]
    assert cable.sender.value == "EUR - Harold Brinkley"
    assert cable.subject is None  # its words are strewn: rather none than a wrong one


def test_a_label_with_a_letter_misread_is_still_a_label():
    cable = read(HEAD.replace("FROM:", "PROM:").replace("SUBJECT:", "SUBJBCT:"))
    assert cable.sender.value == "EUR - Harold Brinkley"
    assert cable.subject.value.startswith("The Ferries")


def test_prose_has_no_head():
    text = "The minister spoke. TO: be or not. FROM: here to there.\nMay 7, 1981 was a Thursday.\n"
    cable = read(text)
    assert (cable.kind, cable.sender, cable.addressees, cable.date) == ("prose", None, (), None)


@pytest.mark.parametrize(
    ("stamp", "date"),
    [
        ("IS/FPC/CDR () RELEASE () DECLASSIFY () EXCISE Date: 1MAY96", "1996-05-01"),
        ("() RELEASE () DECLASSIFY () DENY\nDate: 14 AUG 1997", "1997-08-14"),
    ],
)
def test_the_date_of_the_older_stamp(stamp, date):
    assert read(f"{stamp}\n\n{HEAD.replace('RELEASED IN FULL', '')}").release.date == date


def test_the_date_of_a_letter_is_not_that_of_a_release():
    assert read("Dear Mr. Ashby:\n\nDate: 1 MAY 96 was set for the ferry.\n").release is None


BODY = """You are to meet Foreign Minister Castellane at 3:30 p.m. on
Thursday. The meeting is expected to last forty minutes, and he
speaks good English. The ferries sail again and the dues were paid.
"""


@pytest.mark.parametrize(
    "subject",
    [
        "Visit of the Foreign Minister",
        "Visit of the Foreign\nMinister of Valdoro",
        "The ferries of Valdoro and what the harbor master\nasks for them",
        "The Ferries of\n         Valdoro and Their Dues",
    ],
)
def test_a_subject_ends_where_the_text_begins_without_a_blank_line(subject):
    head = "ACTION MEMORANDUM\nTO: The Secretary\nFROM: EUR - Harold Brinkley\nSUBJECT: "
    cable = read(f"{head}{subject}\n{BODY}")
    assert cable.subject.value == " ".join(subject.split())


DAMAGED = """SEGREF
UNCLASSIFIED
DEPARTMENT OF STATE
May 16 1973
MEMORANDUM OF CONVERSATION
TO: The Secretary
FROM EUR - Harold Brinkley
SUBLZECT: The Ferries

They sail again.
"""


def test_labels_and_stamps_that_are_damaged():
    cable = read(DAMAGED)
    assert cable.sender.value == "EUR - Harold Brinkley"
    assert cable.subject.value == "The Ferries"
    assert cable.date.value.date().isoformat() == "1973-05-16"
    assert (cable.classification.value, cable.classification.original) == ("SECRET", "SEGREF")


def test_a_sentence_that_opens_with_the_word_of_a_label():
    text = "MEMORANDUM\nTO: The Secretary\nSUBJECT: Ferries\n\nFROM here on we saw them sail.\n"
    assert read(text).sender is None
