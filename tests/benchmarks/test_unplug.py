"""Every mechanism that is listed is where the list says, and can be taken out."""

import pytest

import cablefix
from benchmarks.unplug import WITHOUT, got_worse, mechanisms, of_case, unplugged

HEAD = "FM AMEMBASSY NAIROBI\nTO SECSTATE WASHDC 4400\nTAGS: PFOR, KE\n\n"


@pytest.mark.parametrize(("name", "place", "without"), mechanisms())
def test_each_mechanism_is_there(name, place, without):
    assert without in WITHOUT or without.startswith("-")
    with unplugged(place, without):
        assert cablefix.clean("THE TALKS OPEN ON MONDAY.").text == "THE TALKS OPEN ON MONDAY."


def test_what_is_taken_out_is_missed_and_comes_back():
    text = f"{HEAD}THE MINISTER WAS NOT AT THE OPENTNC OF THE HARBOR TALKS TODAY."
    before = of_case(text)
    with unplugged("cablefix.ranking.decide:propose_words", "nothing"):
        assert got_worse(before, of_case(text))
    assert of_case(text) == before


def test_a_figure_that_is_lower_is_better():
    assert got_worse((3, 0), (2, 1))
    assert not got_worse((3, 1), (3, 0))


def test_a_name_that_is_gone_is_told():
    with pytest.raises(AttributeError), unplugged("cablefix.gaps:FINDERS", "-find_nothing"):
        pass
