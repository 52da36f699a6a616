"""`explain`, `profile`, `completion`, and several files joined into one document."""

import json
import shutil
import subprocess

import pytest

from cablefix.cli import COMMANDS, build_parser, main
from cablefix.language import tables


def run(capfd, *args):
    code = main(list(args))
    out, err = capfd.readouterr()
    return code, out, err


def test_explain_gives_the_page_of_a_rule(capfd):
    code, out, _ = run(capfd, "explain", "dtg-agreement", "gap-missing-page", "caption")
    assert code == 0
    for part in ("Where:", "What for:", "Evidence:", "Example:", "Record:", "a kind of gaps"):
        assert part in out


def test_every_rule_that_a_check_names_can_be_explained(sample, capfd):
    _, out, _ = run(capfd, "check", "-v", "--level", "possible", str(sample))
    rules = {line.rpartition("[")[2].rstrip("]") for line in out.splitlines()}
    assert len(rules) > 10
    assert run(capfd, "explain", *sorted(rules))[0] == 0


def test_explain_lists_all_names(capfd):
    names = run(capfd, "explain")[1].split()
    assert {"dtg-agreement", "caption", "gap-missing-page"} <= set(names)


def test_explain_names_the_nearest_rule(capfd):
    code, out, err = run(capfd, "explain", "dtg-agrement")
    assert (code, out) == (2, "")
    assert err == (
        "cablefix: no rule or kind is called 'dtg-agrement': did you mean 'dtg-agreement'?\n"
    )


def test_profile_counts_confusions_over_files(sample, tmp_path, capfd):
    for name in ("a.txt", "b.txt"):
        shutil.copy(sample, tmp_path / name)
    code, out, _ = run(capfd, "profile", "--format", "json", str(tmp_path))
    assert code == 0
    series = json.loads(out)
    counts = [s["count"] for s in series]
    assert counts == sorted(counts, reverse=True)
    (m_for_n,) = [s for s in series if (s["read"], s["meant"]) == ("M", "N")]
    assert m_for_n["files"] == 2
    assert "MOD612 -> NOD612" in m_for_n["examples"]
    code, out, _ = run(capfd, "profile", "--top", "1", str(tmp_path))
    assert len(out.splitlines()) == 2


def test_profile_of_nothing(tmp_path, capfd):
    (tmp_path / "a.txt").write_text("NOTHING HERE.\n")
    assert run(capfd, "profile", str(tmp_path)) == (0, "no confusions found\n", "")


def complete(script, *words):
    line = " ".join(words)
    done = subprocess.run(
        ["bash", "-c", f'{script}\nCOMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; _cablefix\n'
         'printf "%s\\n" "${COMPREPLY[@]}"'],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.split()


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_bash_completes_commands_options_and_choices(capfd):
    script = run(capfd, "completion", "bash")[1]
    assert complete(script, "cablefix", "''") == list(COMMANDS)
    assert complete(script, "cablefix", "co") == ["compare", "corpus", "config", "completion"]
    assert "--level" in complete(script, "cablefix", "check", "--le")
    assert complete(script, "cablefix", "check", "--level", "p") == ["probable", "possible"]
    assert complete(script, "cablefix", "completion", "f") == ["fish"]
    assert complete(script, "cablefix", "check", "some") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_a_script_that_names_every_command(shell, capfd):
    out = run(capfd, "completion", shell)[1]
    assert all(name in out for name in COMMANDS)


def test_json_of_several_files_is_one_array(sample, capfd):
    args = ("--level", "probable", "--format", "json", str(sample), str(sample.parent / "gone"))
    out = run(capfd, "check", *args)[1]
    (found,) = json.loads(out)
    assert found["path"] == str(sample)
    assert found["corrections"]


def test_sarif_of_several_files_is_one_run(sample, tmp_path, capfd):
    for name in ("a.txt", "b.txt"):
        shutil.copy(sample, tmp_path / name)
    out = run(capfd, "check", "-v", "--format", "sarif", str(tmp_path))[1]
    (log,) = json.loads(out)["runs"]
    names = [a["location"]["uri"] for a in log["artifacts"]]
    assert [n.rpartition("/")[2] for n in names] == ["a.txt", "b.txt"]
    rules = [r["id"] for r in log["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    half = len(log["results"]) // 2
    for i, result in enumerate(log["results"]):
        assert rules[result["ruleIndex"]] == result["ruleId"]
        at = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert at["index"] == (0 if i < half else 1)
        assert at["uri"] == names[at["index"]]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(command, capfd):
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    assert stop.value.code == 0
    out = capfd.readouterr().out
    assert "examples:" in out
    assert f"cablefix {command}" in out


@pytest.mark.parametrize("args", [[], ["help"], ["--help"], ["help", "gaps"], ["gaps", "--help"]])
def test_help_however_it_is_asked_for(args, capfd):
    with pytest.raises(SystemExit) as stop:
        main(args)
    out, err = capfd.readouterr()
    assert (stop.value.code, err) == (0, "")
    assert out.startswith("usage: cablefix gaps" if "gaps" in args else "usage: cablefix [-h]")


@pytest.mark.parametrize(
    ("name", "near"),
    [("chek", "check"), ("cleen", "clean"), ("fxi", "fix"), ("CHECK", "check"), ("gap", "gaps"),
     ("reportcase", "report-case"), ("harbor", None), ("zzzz", None), ("lint", None), ("x", None)],
)  # fmt: skip
def test_near_commands_are_suggested_and_far_ones_not(name, near, capfd):
    with pytest.raises(SystemExit) as stop:
        main([name])
    out, err = capfd.readouterr()
    assert (stop.value.code, out, err.count("\n")) == (2, "", 1)
    assert f"there is no command {name!r}" in err
    assert ("did you mean" in err) == (near is not None)
    assert near is None or f"did you mean {near!r}?" in err


def test_a_file_in_place_of_a_command(sample, capfd):
    with pytest.raises(SystemExit):
        main([str(sample)])
    assert f"`cablefix check {sample}` looks at it" in capfd.readouterr().err


TABLES = ["gaps", "gaps --explain", "gaps --summary", "show --explain", "profile", "evaluate"]


@pytest.mark.parametrize("command", TABLES)
def test_tables_fit_sixty_columns(command, sample, tmp_path, monkeypatch, capfd):
    monkeypatch.setenv("COLUMNS", "60")
    names = [sample, sample] if command == "evaluate" else [sample]
    assert main([*command.split(), *map(str, names)]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert len(lines) > 4
    assert [line for line in lines if len(line) > 60] == []


def test_pages_of_rules_and_words_fit_too(monkeypatch, capfd):
    monkeypatch.setenv("COLUMNS", "60")
    assert main(["explain", "dtg-agreement", "gap-missing-page", "caption"]) == 0
    assert main(["words", "MODIS", "DRL", "--year", "1990"]) == 0
    assert main(["completion", "bash"]) == 0
    lines = capfd.readouterr().out.partition("_cablefix")[0].splitlines()
    assert [line for line in lines if len(line) > 60] == []


def test_a_narrow_list_of_gaps_has_lines_plain_words_and_terms(sample, monkeypatch, capfd):
    monkeypatch.setenv("COLUMNS", "60")
    assert main(["gaps", str(sample)]) == 0
    out = capfd.readouterr().out
    assert "line 125: missing paragraphs, paragraphs 9-11, section 2," in out
    assert "[missing-paragraphs]" in out
    assert "what the terms mean" not in out


def test_terms_are_explained(sample, capfd):
    assert main(["gaps", "--explain", str(sample)]) == 0
    out = capfd.readouterr().out
    for part in ("O, IMMEDIATE (precedence): ", "NODIS (caption): ", "[missing-page]: A page"):
        assert part in out
    assert main(["show", "--explain", str(sample)]) == 0
    assert "NODIS (caption): no distribution" in capfd.readouterr().out


def test_every_caption_and_precedence_has_a_meaning_but_one():
    marks = tables.load("marks")
    named = {m for m, kind in marks.rows if kind in ("caption", "precedence")}
    assert named - set(tables.load("mark_meanings").column("mark")) == {"TM CHANNEL"}


@pytest.mark.parametrize("command", COMMANDS)
def test_the_prose_of_the_help_fits_sixty_columns(command, monkeypatch, capfd):
    monkeypatch.setenv("COLUMNS", "60")
    with pytest.raises(SystemExit):
        main([command, "--help"])
    prose = [line for line in capfd.readouterr().out.splitlines() if line[:1] not in ("", " ")]
    assert prose
    assert [line for line in prose if len(line) > 60] == []


def test_the_help_is_that_of_all_commands_though_none_is_loaded():
    assert build_parser("").format_help() == build_parser().format_help()
