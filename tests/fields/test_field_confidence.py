"""How sure a field is."""

import attrs
import pytest

import cablefix
from cablefix.cable import Field
from cablefix.fields.field_confidence import measure_field

CABLE = (
    "O 221350Z OCT 90\nFM AMEMBASSY VALDORO\nTO SECSTATE WASHDC IMMEDIATE 2107\n"
    "C O N F I D E N T I A L VALDORO 04418\n{caption}\nE.O. 12356: DECL: OADR\nTAGS: PREL, EFIS\n"
    "SUBJECT: FERRIES\n\n1. THE MINISTER OF HARBORS SAID THAT THE FERRY WOULD SAIL ON FRIDAY.\n"
)


def fields(cable):
    for a in attrs.fields(type(cable)):
        value = getattr(cable, a.name)
        yield from [value] if isinstance(value, Field) else []
        if isinstance(value, tuple):
            yield from (v for v in value if isinstance(v, Field))


def test_a_field_is_never_surer_than_can_be_measured():
    found = list(fields(cablefix.clean(CABLE.format(caption="NODIS")).cable))
    assert len(found) > 5
    assert all(0.5 < f.confidence < 1 for f in found)


def test_a_field_that_was_misread_is_less_sure():
    right = cablefix.clean(CABLE.format(caption="NODIS")).cable.caption
    mended = cablefix.clean(CABLE.format(caption="MODIS")).cable.caption
    assert right.value == mended.value == "NODIS"
    assert mended.confidence < right.confidence


@pytest.mark.parametrize(("text", "copies"), [("", 0.0), ("A B A B", 1.0), ("A B " * 99, 5.0)])
def test_copies_are_counted_up_to_a_limit(text, copies):
    assert measure_field("caption", Field("A B", "A B", 0, 3), text, 0)["copies"] == copies
