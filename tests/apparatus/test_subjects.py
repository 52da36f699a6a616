"""Subject lines that differ from their fellows."""

from cablefix.apparatus.copies import propose_from_subjects
from cablefix.document.reading import read

SECTION = """SECTION 0{n} OF 05 VALDORO 04418

NODIS

E.O. 12356: DECL: OADR

TAGS: PREL, EFIS, VL

SUBJECT: {subject}

{n}. THE MINISTER SAID THAT THE FERRY WOULD SAIL ON MONDAY.

"""


def _proposals(*subjects):
    text = "".join(SECTION.format(n=n, subject=s) for n, s in enumerate(subjects, 1))
    return [(p.original, p.replacement) for p in propose_from_subjects(read(text))]


SAME = "LUNCH WITH MINISTER QUITTERA:"


def test_a_lone_copy_is_mended():
    other = "LUNCH WITH MINISTER QUITTERA;"
    assert _proposals(SAME, other, SAME, SAME) == [("QUITTERA;", "QUITTERA:")]


def test_two_against_two_decide_nothing():
    other = "LUNCH WITH MINISTER QUITTERA;"
    assert _proposals(SAME, other, SAME, other) == []


def test_another_subject_is_no_slip():
    assert _proposals(SAME, SAME, SAME, "TALKS ON THE HARBOR OF") == []
