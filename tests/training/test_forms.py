"""Documents of further families: forms that are filled in, and the truth of their heads."""

from datetime import datetime

import pytest

from benchmarks.fields.families import OPEN, compared, report
from training.synthesis.forms import filled, lines_of, read_forms, truth_of
from training.synthesis.run import FAMILIES, KINDS

SENT = datetime(1965, 3, 9, 14, 5)


def test_a_line_with_an_empty_slot_is_left_out():
    assert filled("INFO: {place}", {"place": ""}) is None
    assert filled("WASHDC{word?} {serial}", {"word": "", "serial": 12}) == "WASHDC 12"


def test_dates_and_capitals_are_written_as_the_form_has_them():
    slots = {"sent": SENT, "place": "Port Louis"}
    assert filled("{sent!u:%d%H%MZ %b %y} {place!u}", slots) == "091405Z MAR 65 PORT LOUIS"


@pytest.mark.parametrize("family", sorted(read_forms()))
def test_every_family_has_years_a_head_and_a_truth(family):
    form = read_forms()[family]
    first, last = map(int, form.setting("years").split())
    assert first <= last
    assert form.part("head")
    assert form.part("truth")
    assert form.setting("text") in ("mixed", "capitals")
    assert {f"{family}.L{n}" for n in (1, 2, 3, 4)} <= set(FAMILIES) <= set(KINDS)


def test_flags_choose_lines_and_truth():
    form = read_forms()["outgoing-telegram"]
    slots = {"mission": "Amembassy", "place": "Oslo", "place2": "Bonn", "other": 7, "number": 12,
             "urgent": "", "mark": "SECRET", "sent": SENT, "name1": "Lund"}  # fmt: skip
    shown = [line.text for line in lines_of(form.part("head"), slots, frozenset())]
    assert "ACTION: Amembassy OSLO 12" in shown
    assert not any("BONN" in text for text in shown)
    assert truth_of(form, slots, frozenset())["addressees"] == ["Amembassy OSLO"]
    both = truth_of(form, slots, frozenset({"info"}))
    assert both["addressees"] == ["Amembassy OSLO", "Amembassy BONN"]
    assert both["date"] == "1965-03-09"


def test_values_are_compared_one_by_one():
    count, notes = compared(["PREL", "PGOV"], [("PREL", "PREL"), ("PCOV", "PCOV")])
    assert (count.known, count.right, count.extra, count.spoilt) == (2, 1, 1, 0)
    assert notes == ["'PGOV' given 'PCOV' read 'PCOV'"]
    assert compared([], [("SIPDIS", "SIPDIS")])[0].extra == 1


def test_the_report_names_what_is_wanted():
    assert "wanted" in report({("airgram", "L1"): []})
    assert set(OPEN) <= set(read_forms())
