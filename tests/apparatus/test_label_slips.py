"""Labels of typed heads: mended where one letter is wrong, kept where they are right."""

import cablefix

FORM = """INCOMING TELEGRAM  Department of State
SECRET
     {control} 4682
     Rec'd:   February 7, 1963
FROM: Lagos
TO: Secretary of State
NO: 245, February 7, Noon

The ships are not known here.

LUND
"""


def test_a_slip_in_a_label_is_mended():
    result = cablefix.clean(FORM.format(control="Centrol:"))
    assert result.text == FORM.format(control="Control:")
    assert "the form prints Control: here" in result.corrections[0].why


def test_right_labels_stay():
    text = FORM.format(control="Control:")
    assert cablefix.clean(text).text == text


def test_a_word_of_prose_is_no_label():
    text = "The Centrol: a club of sailors. The members met in May.\n"
    assert cablefix.clean(text).text == text


def test_hyphens_between_the_letters_of_a_classification():
    text = "C-0-N-F-I-D-E-N-T-I-A-L\n\nThe minister came at noon.\n"
    assert cablefix.clean(text).text.startswith("C-O-N-F-I-D-E-N-T-I-A-L\n")
    other = "A-B-C-D-E-F-G-H\n\nThe minister came at noon.\n"
    assert cablefix.clean(other).text == other
