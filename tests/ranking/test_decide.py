"""The place that decides: what it hands on fits the text."""

import cablefix

CABLE = "O 221350Z OCT 90 ZFF6\n\nFM AMEMBASSY ROME\n\nTAGS: PREL, EFIS, IT\n\n"


def test_a_field_broken_by_several_blanks_is_replaced_as_it_stands():
    text = f"-  = -------.----  ---- _7A10C4   221413Z /38\n\n{CABLE}"
    result = cablefix.clean(text)
    assert result.revert() == text
    for c in (*result.corrections, *result.suggestions):
        assert c.original == text[c.start : c.end]


def test_a_figure_that_the_shape_forbids_is_no_certain_one():
    """The shape of a time says that hour 95 is wrong, and not which hour is right."""
    head = "PAGE 01 OF 02 LISBON 04418 951412Z\nFM AMEMBASSY LISBON\nTO SECSTATE WASHDC\n"
    found = cablefix.clean(head + "TEH MINISTRE SXID THXT TRE FIRRY WXS LXTE.\n" * 9)
    (offered,) = (c for c in found.suggestions if c.rule == "time-shape")
    assert offered.replacement == "051412Z"


def test_the_shape_alone_makes_no_flash_cable():
    found = cablefix.clean(CABLE.replace("O 221350Z OCT 90", "2 221350Z OCT 90"))
    assert not any(c.replacement == "Z" for c in found.corrections)


def test_small_letters_of_a_whole_word_are_one_misreading():
    body = "THE MINISTER SAID THAT THE COMMITTEE whose REPORT HE HAD SEEN wAs READY TO MEET.\n"
    found = cablefix.clean(CABLE + "SUBJECT: HARBORS\n\n1. " + body)
    mended = {c.replacement for c in (*found.corrections, *found.suggestions)}
    assert {"WHOSE", "WAS"} <= mended
