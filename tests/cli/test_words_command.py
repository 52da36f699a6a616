"""`cablefix words`: what is known of a word, and why it is, or is not, changed."""

import pytest

from cablefix.cli import main
from cablefix.language.lookup import inquire


def told(capsys, *args):
    code = main(["words", *args])
    out = capsys.readouterr()
    assert out.err == ""
    assert code == 0
    return out.out.splitlines()


def test_a_word_that_no_list_knows(capsys):
    first, near = told(capsys, "MODIS")
    assert first == "MODIS: not known"
    assert "NODIS (1)" in near


def test_a_caption_in_small_letters(capsys):
    first, *rest = told(capsys, "nodis")
    assert first == "nodis (looked up as NODIS): known"
    assert "  marks: mark that stands alone, kind caption" in rest
    assert any(line.startswith("  words: general vocabulary, frus ") for line in rest)
    assert "  language model: counts it" in rest


@pytest.mark.parametrize(
    ("token", "what", "more"),
    [
        ("PREL", "TAGS code", "meaning External Political Relations"),
        ("BEIJIN", "post", "post BEIJING"),
        ("OADR", "word of the E.O. line", "Originating Agency's Determination Required"),
        ("1.4(D)", "exemption code", "foreign relations"),
        ("S E C R E T", "classification", "classification SECRET"),
        ("(SBU)", "portion mark", "sensitive but unclassified"),
        ("EUR/EE", "office symbol", "Eastern European Affairs"),
        ("AMEMDASSY", "known slip", "right AMEMBASSY"),
    ],
)
def test_where_a_code_is_known(capsys, token, what, more):
    lines = told(capsys, token)
    assert any(what in line and more in line for line in lines[1:])


def test_a_code_that_is_no_word_of_running_text(capsys):
    assert told(capsys, "BEIJIN")[0] == "BEIJIN: known as post, not as a word of running text"


def test_a_known_slip_is_not_known(capsys):
    assert told(capsys, "AMEMDASSY")[0] == "AMEMDASSY: not known"


def test_several_tokens_in_order(capsys):
    heads = [line for line in told(capsys, "TREATY", "XQZVW", "13790") if line[0] != " "]
    assert heads == ["TREATY: known", "XQZVW: not known", "13790: known"]


def test_own_words_are_known_and_near(capsys, tmp_path):
    file = tmp_path / "mine.txt"
    file.write_text("Zorvath\n", encoding="utf-8")
    lines = told(capsys, "--words", str(file), "ZORVATH", "ZORVATN")
    assert lines[:2] == [
        "ZORVATH: known",
        "  your words: never changed, and garbled ones may be mended to it",
    ]
    assert "ZORVATH (1)" in lines[-1]


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (["--words", "nowhere.txt", "X"], "nowhere.txt: cannot be read"),
        ([" "], "an empty word"),
    ],
)
def test_trouble_is_one_line_and_exit_2(capsys, tmp_path, monkeypatch, args, reason):
    monkeypatch.chdir(tmp_path)
    assert main(["words", *args]) == 2
    out = capsys.readouterr()
    assert out.out == ""
    assert out.err.startswith("cablefix: ")
    assert reason in out.err
    assert len(out.err.splitlines()) == 1


def test_a_malformed_word_file_is_told_by_line(capsys, tmp_path):
    file = tmp_path / "mine.txt"
    file.write_text("ZORVATH\n--\n", encoding="utf-8")
    assert main(["words", "--words", str(file), "X"]) == 2
    assert f"{file}:2: " in capsys.readouterr().err


@pytest.mark.parametrize("token", ["\0", "\ud800", "É" * 300, "-", "\u0661", "A" * 5000])
def test_any_token_is_answered(token):
    assert inquire(token).token == token


def test_help_shows_examples(capsys):
    with pytest.raises(SystemExit) as e:
        main(["words", "--help"])
    assert e.value.code == 0
    assert "cablefix words MODIS" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("year", "holds"), [("1990", "not in use in 1990"), ("1996", "in use in 1996")]
)
def test_a_list_with_years_says_whether_it_holds(capsys, year, holds):
    rows = told(capsys, "DRL", "--year", year)
    assert any(row.startswith("  office_years: ") and row.endswith(f": {holds}") for row in rows)
