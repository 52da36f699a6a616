"""Page headers on two lines, and a first page that stands behind the others."""

import cablefix

HEAD = (
    "ACTION AF-10\nINFO OCT-01 ISO-00 PM-05 /016 W\n------------------093221 150035Z /21\n"
    "P 110940Z AUG 78\nFM AMEMBASSY KIGALI\nTO SECSTATE WASHDC PRIORITY 6513\n"
    "C O N F I D E N T I A L KIGALI 1343\nE.O. 11652: GDS\nTAGS: PEPR, CG\nSUBJECT: HARBORS\n"
)


def test_number_and_page_are_read_from_two_lines():
    text = (
        f"PAGE 01\nKIGALI 01343 150033Z\n{HEAD}1. THE FERRY SAILS ON FRIDAY.\n"
        "PAGE 02\nKIGALI 01343 150033Z\n2. THE ENVOY WILL COME AGAIN IN THE SPRING.\n"
    )
    result = cablefix.clean(text)
    assert result.text == text
    assert [p.number for s in result.cable.sections for p in s.pages] == [1, 2]
    assert result.gaps == ()


def test_a_sentence_with_a_page_in_it_is_no_header():
    text = "PAGE 02\nTHE FERRY 01343 SAILS ON FRIDAY AND COMES BACK ON MONDAY AT NOON.\n"
    assert cablefix.clean(text).cable.kind == "prose"
