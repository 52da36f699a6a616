"""What is given wrongly is told plainly: what was given, and what to do."""

import io
from pathlib import Path

import pytest

import cablefix

TEXTS = {
    "None": (None, "not None: where there is no text, leave it out or give ''"),
    "bytes": (b"NODIS", r"not bytes: decode it first, e\.g\. data\.decode\('utf-8'\)"),
    "bytearray": (bytearray(b"NODIS"), "not bytearray: decode it first"),
    "Path": (Path("a.txt"), r"not a \w+Path: read the file first, e\.g\. path\.read_text\("),
    "file": (io.StringIO("NODIS"), r"not a StringIO: read it first, e\.g\. file\.read\(\)"),
    "list": (["NODIS"], "not a list: give one text, or give several to clean_many"),
    "generator": ((x for x in "AB"), "not a generator: give one text, or give several"),
    "dict": ({"a": "NODIS"}, "not a dict: give the text itself"),
    "nan": (float("nan"), "not the float nan: where there is no text, leave it out or give ''"),
    "int": (5, "not the int 5: give the text itself"),
}


@pytest.mark.parametrize(("given", "says"), TEXTS.values(), ids=TEXTS)
def test_clean_takes_a_text(given, says):
    with pytest.raises(TypeError, match=f"^clean takes a str, {says}"):
        cablefix.clean(given)
    with pytest.raises(TypeError, match=r"^clean takes a str"):
        cablefix.Cleaner(level="certain").clean(given)


def test_a_result_is_no_text():
    with pytest.raises(TypeError, match=r"not a CleanResult: give result\.original"):
        cablefix.clean(cablefix.clean("NODIS"))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("NODIS", "one str is a sequence of letters: give a list"),
        (b"NODIS", "not bytes: give a list of str"),
        (None, "not None: give a list of str"),
        (5, "not the int 5: give a list"),
        (Path("a"), "Path: give a list"),
        ({"a.txt": "NODIS"}, r"this dict has names for them: give its \.values\(\)"),
    ],
)
def test_clean_many_takes_several_texts(given, says):
    with pytest.raises(TypeError, match=says):
        cablefix.Cleaner().clean_many(given)


def test_one_wrong_text_of_many_is_a_failure():
    first, failure, last = cablefix.Cleaner().clean_many(["A", b"NODIS", "B"])
    assert (first.text, last.text) == ("A", "B")
    assert failure.error.startswith("TypeError: clean takes a str, not bytes: decode it first")


def test_the_number_of_workers_is_a_whole_one():
    with pytest.raises(TypeError, match="workers must be a whole number, not '2'"):
        cablefix.Cleaner().clean_many([], workers="2")


SETTINGS = [
    ({"forced": "AB"}, TypeError, "forced must be pairs of str, as in forced={'HARBO"),
    ({"forced": 5}, TypeError, "forced must be pairs of str.* not the int 5"),
    ({"forced": ["AB"]}, TypeError, "each entry of forced must be a pair.* not the str 'AB'"),
    ({"forced": [("A",)]}, TypeError, r"must be a pair of str, \(read, meant\), not \('A',\)"),
    ({"forced": {"A": 1}}, TypeError, r"must be a pair of str.* not \('A', 1\)"),
    ({"words": "ABC"}, TypeError, "words must be several str, as in words="),
    ({"words": None}, TypeError, "words must be several str.* not None"),
    ({"words": [5]}, TypeError, "each entry of words must be a str, not the int 5"),
    ({"keep": "ABC"}, TypeError, "keep must be several str"),
    ({"keep": [None]}, TypeError, "each entry of keep must be a str, not None"),
    ({"off": "punctuation"}, TypeError, "off must be several str"),
    ({"off": [b"word"]}, TypeError, "each entry of off must be a str, not bytes"),
    ({"off": ["punctuaton"]}, ValueError, "no kind or rule is called 'punctuaton': did you mean"),
    ({"level": 0.9}, TypeError, "a level is a name, not the float 0.9: use one of certain, "),
    ({"level": None}, TypeError, "a level is a name, not None"),
    ({"level": ["certain"]}, TypeError, "a level is a name, not a list"),
    ({"level": "probabel"}, ValueError,
     "unknown level 'probabel': use one of certain, probable, possible; the nearest is 'probable'"),
]  # fmt: skip


@pytest.mark.parametrize(("settings", "error", "says"), SETTINGS)
def test_settings_of_the_wrong_shape(settings, error, says):
    with pytest.raises(error, match=says):
        cablefix.Cleaner(**settings)


def test_forced_corrections_may_be_a_mapping():
    cleaner = cablefix.Cleaner(forced={"HARBOUR": "HARBOR", "TRE": "THE"})
    assert cleaner == cablefix.Cleaner(forced=[("HARBOUR", "HARBOR"), ["TRE", "THE"]])
    assert cleaner.clean("TRE HARBOUR.").text == "THE HARBOR."


def test_names_that_do_not_exist():
    result = cablefix.clean("NODIS")
    with pytest.raises(ValueError, match="unknown level 'x': use one of certain, probable"):
        result.at("x")
    with pytest.raises(ValueError, match=r"unknown form 'jsn': use one of text, .*nearest is 'jso"):
        result.render("jsn")
    with pytest.raises(TypeError, match="a form is a name, not None"):
        result.render(None)
