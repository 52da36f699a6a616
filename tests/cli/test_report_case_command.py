"""`cablefix report-case`: the record of a line, and what --anonymous takes out of it."""

import json
import re

import pytest

from cablefix.cli import main
from cablefix.cli.anonymous import Mask

NAMES = ("QUITTERA", "QUITERA", "HALLORAN", "ANSELMO", "VALDOR", "04418", "031877", "221350Z")


def case_of(capfd, *args):
    assert main(["report-case", *map(str, args)]) == 0
    out, err = capfd.readouterr()
    assert "look it over" in err
    return json.loads(out)


def test_a_case_has_the_line_and_what_was_found_there(sample, capfd):
    case = case_of(capfd, f"{sample}:54")
    (found,) = case["found"]
    assert (found["original"], found["replacement"]) == ("MOD612", "NOD612")
    assert case["text"][found["start"] : found["end"]] == "MOD612"
    assert case["text"].splitlines()[case["line"] - 1].endswith("MOD612")
    assert str(sample) not in json.dumps(case)
    assert "why" in found


def test_the_place_may_be_copied_from_a_check(sample, capfd):
    assert case_of(capfd, f"{sample}:54:59:") == case_of(capfd, f"{sample}:54")


@pytest.mark.parametrize("line", [3, 5, 28, 40, 54, 60])
def test_an_anonymous_case_names_nobody_and_no_number(sample, line, capfd):
    open_case = case_of(capfd, f"{sample}:{line}", "--context", "200")
    case = case_of(capfd, "--anonymous", f"{sample}:{line}", "--context", "200")
    for name in NAMES:
        assert name in open_case["text"]
        assert name not in json.dumps(case)
    assert "THE TREATY" in case["text"]
    assert "[REDACTED]" in case["text"]
    assert len(case["text"]) == len(open_case["text"])
    assert case["text"].count("\n") == open_case["text"].count("\n")
    assert [f["kind"] for f in case["found"]] == [f["kind"] for f in open_case["found"]]
    for found in case["found"]:
        assert "why" not in found
        assert case["text"][found["start"] : found["end"]] == found.get("original", "")


def test_a_slip_of_a_word_stays_to_be_seen(sample, capfd):
    case = case_of(capfd, "--anonymous", f"{sample}:40")
    assert [f["original"] for f in case["found"]] == ["PARLAMENT"]


@pytest.mark.parametrize(("line", "alone"), [(16, True), (80, False)])
def test_it_says_whether_the_excerpt_shows_the_same(line, alone, sample, capfd):
    # a caption is mended by its list, a time by the other copies of it
    assert case_of(capfd, "--anonymous", f"{sample}:{line}")["alone"] is alone


def test_a_word_may_be_kept(tmp_path, capfd):
    (tmp_path / "a.txt").write_text("MR. HALLORAN SAW THE XQUAYX.\n")
    assert "XQUAYX" not in case_of(capfd, "--anonymous", f"{tmp_path}/a.txt:1")["text"]
    case = case_of(capfd, "--anonymous", "--keep", "xquayx", f"{tmp_path}/a.txt:1")
    assert case["text"].endswith(" SAW THE XQUAYX.\n")
    assert "HALLORAN" not in case["text"]


def test_readings_of_one_number_differ_where_they_differed():
    for _ in range(50):  # what is drawn is drawn at random
        one, other = Mask().hide("13790 13798").split()
        assert one[:4] == other[:4]
        assert one[4] != other[4]
        assert "1379" not in one
    long, short = Mask().hide("QUITTERA QUITERA").split()
    assert (len(long), len(short)) == (8, 7)
    assert long[:3] == short[:3]
    assert long[-3:] == short[-3:]


def test_letters_of_other_scripts_and_case():
    hidden = Mask().hide("Señor Straßmann, Łódź 1974: ﬁnis")
    assert not re.search("Straß|Łódź|1974", hidden)
    assert len(hidden) == len("Señor Straßmann, Łódź 1974: ﬁnis")


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("{sample}", "names no line"),
        ("{sample}:0", "names no line"),
        ("{sample}:999", "no line 999"),
        ("nothing.txt:3", "does not exist"),
    ],
)
def test_what_is_no_place_is_told_in_a_line(place, said, sample, capfd):
    assert main(["report-case", place.format(sample=sample)]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1
