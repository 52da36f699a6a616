"""The place that decides: what it hands on fits the text."""

import cablefix

CABLE = "O 221350Z OCT 90 ZFF6\n\nFM AMEMBASSY ROME\n\nTAGS: PREL, EFIS, IT\n\n"


def test_a_field_broken_by_several_blanks_is_replaced_as_it_stands():
    text = f"-  = -------.----  ---- _7A10C4   221413Z /38\n\n{CABLE}"
    result = cablefix.clean(text)
    assert result.revert() == text
    for c in (*result.corrections, *result.suggestions):
        assert c.original == text[c.start : c.end]
