"""Values of closed lists behind damaged tokens."""

from cablefix.channel.alignment import ClosedList, nearest


def test_a_closed_list_gives_the_values_of_about_a_length():
    values = ClosedList.of(["MAY", "JUNE", "SEPTEMBER"])
    assert set(values.about(4, 1)) == {"MAY", "JUNE"}
    assert "JUNE" in values
    assert "JULY" not in values


def test_of_two_equally_near_values_none_is_taken():
    assert nearest("XUNE", ClosedList.of(["JUNE", "TUNE"])).value is None
    assert nearest("JUNF", ClosedList.of(["JUNE", "SEPTEMBER"])).value == "JUNE"
