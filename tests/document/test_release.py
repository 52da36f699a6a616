"""What a released cable was, and what it was released as."""

import cablefix

CABLE = """RELEASED IN PART

UNCLASSIFIED

O 221350Z OCT 90 ZFF6

FM AMEMBASSY LISBON

TO SECSTATE WASHDC IMMEDIATE 2101

C O N F I D E N T I A L SECTION 01 OF 02 LISBON 04418

TAGS: PREL, EFIS, PO

1. THE MINISTER SAID THAT THE FERRY WOULD SAIL ON MONDAY.

UNCLASSIFIED
"""


def test_the_banner_of_a_released_cable_is_what_it_was_released_as():
    cable = cablefix.clean(CABLE).cable
    assert cable.released_as is not None
    assert cable.released_as.value == "UNCLASSIFIED"
    assert cable.classification is not None
    assert cable.classification.value.replace(" ", "") == "CONFIDENTIAL"


def test_without_a_stamp_of_release_nothing_is_said():
    cable = cablefix.clean(CABLE.replace("RELEASED IN PART\n\n", "")).cable
    assert cable.released_as is None
