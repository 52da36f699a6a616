"""Settings: where they are found, which file wins, what is refused."""

import json

import pytest

from cablefix import settings as module
from cablefix.cli import main
from cablefix.settings import Settings

FORMS = {
    "cablefix.toml": 'level = "probable"\nforced = ["HARBOUR -> HARBOR"]\n',
    "pyproject.toml": '[tool.cablefix]\nlevel = "probable"\nforced = ["HARBOUR -> HARBOR"]\n',
    "setup.cfg": "[cablefix]\nlevel = probable\nforced = HARBOUR -> HARBOR\n",
}


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder to be in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def forget():
    """Settings are read once in a run; each test is a run."""
    yield
    for cached in (module.find_settings, module.read_settings, module._with_overrides):
        cached.cache_clear()


def config(capfd, *args):
    module.find_settings.cache_clear()
    code = main(["config", *args])
    out, err = capfd.readouterr()
    return code, out, err


@pytest.mark.parametrize("name", FORMS)
def test_each_form_is_read(name, here, capfd):
    (here / name).write_text(FORMS[name])
    code, out, err = config(capfd)
    assert (code, err) == (0, "")
    assert f"# settings: {here / name}\n" in out
    assert 'level = "probable"\n' in out
    assert 'forced = ["HARBOUR -> HARBOR"]\n' in out


def test_exactly_one_file_wins(here, capfd):
    for name, text in FORMS.items():
        (here / name).write_text(text)
    (here / "cablefix.toml").write_text('off = ["punctuation"]\n')
    _, out, _ = config(capfd)
    assert f"# settings: {here / 'cablefix.toml'}\n" in out
    assert "forced = []\n" in out
    (here / "cablefix.toml").unlink()
    assert f"# settings: {here / 'pyproject.toml'}\n" in config(capfd)[1]
    (here / "pyproject.toml").write_text("[tool.other]\n")
    assert f"# settings: {here / 'setup.cfg'}\n" in config(capfd)[1]


def test_the_nearest_folder_upwards_from_the_file_decides(here, capfd):
    (here / "cables" / "1974").mkdir(parents=True)
    (here / "cablefix.toml").write_text(FORMS["cablefix.toml"])
    deep = here / "cables" / "1974" / "a.txt"
    deep.write_text("HARBOUR\n")
    assert f"# settings: {here / 'cablefix.toml'}\n" in config(capfd, str(deep))[1]
    (here / "cables" / "setup.cfg").write_text("[cablefix]\n")
    assert f"# settings: {here / 'cables' / 'setup.cfg'}\n" in config(capfd, str(deep))[1]
    assert main(["check", "cables"]) == 0
    (here / "cables" / "setup.cfg").unlink()
    module.find_settings.cache_clear()
    assert main(["check", "cables"]) == 1


def test_without_any_the_defaults_hold(here, capfd):
    code, out, _ = config(capfd)
    assert code == 0
    assert "# settings: none found, the defaults hold\n" in out


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('levle = "certain"', "there is no setting 'levle': did you mean 'level'?"),
        ('level = "sure"', "level cannot be 'sure': use one of certain, probable, possible"),
        ("level = 3", "level must be a string, not 3"),
        ('off = "punctuation"', "off must be a list of strings"),
        ('off = ["punctuaton"]', "did you mean 'punctuation'?"),
        ('encoding = "utf8"', "encoding cannot be 'utf8'"),
        ('forced = ["HARBOUR"]', "is not of the form 'WRONG -> RIGHT'"),
        ('forced = ["A -> B", "B -> C"]', "which is forced itself"),
        ('keep_from = ["gone.txt"]', "gone.txt cannot be read"),
        ('forced_from = ["list.tsv"]', "list.tsv, line 3: 'ONE' is not two words"),
        ('words_from = ["list.tsv"]', "list.tsv:3: 1 cells where the first row has 2"),
        ('words = ["--"]', "words in the settings: '--' has no letter or figure"),
        ('[[overrides]]\nlevel = "certain"', "an override has no `paths`"),
        ('[[overrides]]\npath = ["a"]', "did you mean 'paths'?"),
        ('overrides = "a"', "overrides must be tables"),
        ("level = ", "cannot be read as TOML"),
    ],
)
def test_what_is_wrong_is_one_line_that_helps(text, says, here, capfd):
    (here / "list.tsv").write_text("# what\tto\nHARBOUR\tHARBOR\nONE\n")
    (here / "cablefix.toml").write_text(text)
    (here / "a.txt").write_text("HARBOUR\n")
    for command in (["config"], ["check", "a.txt"], ["fix", "a.txt"], ["clean", "a.txt"]):
        assert main(command) == 2
        out, err = capfd.readouterr()
        assert out == ""
        assert err.count("\n") == 1
        assert says in err


def test_a_broken_setup_cfg_is_one_line(here, capfd):
    (here / "setup.cfg").write_text("level\n[cablefix]\n")
    code, out, err = config(capfd)
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_lists_in_files_beside_the_settings(here, capfd):
    (here / "sub").mkdir()
    (here / "keep.txt").write_text("# names\n\nMOD612\n")
    (here / "forced.tsv").write_text("HARBOUR\tHARBOR\nPARLAMENT\tPARLIAMENT\n")
    (here / "cablefix.toml").write_text(
        'keep_from = ["keep.txt"]\nforced_from = ["forced.tsv"]\nkeep = ["QUITERA"]\n'
    )
    (here / "sub" / "a.txt").write_text("THE PARLAMENT AT THE HARBOUR.\n")
    assert main(["fix", "-q", "sub"]) == 0
    assert (here / "sub" / "a.txt").read_text() == "THE PARLIAMENT AT THE HARBOR.\n"


def test_words_that_the_team_vouches_for(here, sample, capfd):
    (here / "a.txt").write_bytes(sample.read_bytes())
    (here / "names.txt").write_text("# of the port\nMOD612\n")
    for text in ('words = ["MOD612"]\n', 'words_from = ["names.txt"]\n'):
        (here / "cablefix.toml").write_text(text)
        module.find_settings.cache_clear()
        main(["check", "--level", "probable", "a.txt"])
        assert "MOD612" not in capfd.readouterr().out


def test_settings_reach_every_command_that_cleans(here, sample, capfd):
    (here / "a.txt").write_bytes(sample.read_bytes())
    assert main(["check", "--level", "probable", "a.txt"]) == 1
    assert "MOD612" in capfd.readouterr().out
    (here / "cablefix.toml").write_text('keep = ["MOD612"]\n')
    module.find_settings.cache_clear()
    for command in (
        ["check", "a.txt"],
        ["profile", "a.txt"],
        ["clean", "--format", "diff", "a.txt"],
    ):
        main(command)
        assert "MOD612 ->" not in capfd.readouterr().out


def test_the_level_of_the_settings_yields_to_the_command_line(here, sample, capfd):
    (here / "a.txt").write_bytes(sample.read_bytes())
    (here / "cablefix.toml").write_text('level = "probable"\n')
    main(["check", "a.txt"])
    assert ": probable " in capfd.readouterr().out
    main(["check", "--level", "certain", "a.txt"])
    assert ": probable " not in capfd.readouterr().out


@pytest.mark.parametrize("name", ["cablefix.toml", "setup.cfg"])
def test_overrides_by_path(name, here, capfd):
    text = {
        "cablefix.toml": 'forced = ["HARBOUR -> HARBOR"]\n[[overrides]]\npaths = ["drafts/*"]\n'
        'forced = []\nkeep = ["HARBOUR"]\n',
        "setup.cfg": "[cablefix]\nforced = HARBOUR -> HARBOR\n[cablefix:drafts]\n"
        "paths = drafts/*\nforced =\nkeep = HARBOUR\n",
    }
    (here / name).write_text(text[name])
    (here / "drafts").mkdir()
    for path in ("a.txt", "drafts/a.txt"):
        (here / path).write_text("HARBOUR\n")
    assert main(["check", "a.txt"]) == 1
    assert main(["check", "drafts/a.txt"]) == 0
    capfd.readouterr()
    assert 'keep = ["HARBOUR"]' in config(capfd, "drafts/a.txt")[1]


def test_off_in_general_and_on_for_some(here, sample, capfd):
    (here / "cablefix.toml").write_text(
        'level = "probable"\noff = ["ss-serial"]\n'
        '[[overrides]]\npaths = ["b.txt"]\non = ["ss-serial"]\n'
    )
    for name in ("a.txt", "b.txt"):
        (here / name).write_bytes(sample.read_bytes())
    main(["check", "."])
    lines = [line.split(":")[0] for line in capfd.readouterr().out.splitlines() if "MOD612" in line]
    assert [name.removeprefix("./") for name in lines] == ["b.txt"]


def test_excluded_files_are_left_alone_even_when_named(here, capfd):
    (here / "cablefix.toml").write_text(
        'forced = ["HARBOUR -> HARBOR"]\nexclude = ["old/"]\ninclude = ["*.txt", "*.ocr"]\n'
    )
    (here / "old").mkdir()
    for path in ("old/a.txt", "b.ocr", "c.md"):
        (here / path).write_text("HARBOUR\n")
    assert main(["check", "-v", ".", "old/a.txt"]) == 1
    out, err = capfd.readouterr()
    assert [line.split(":")[0].removeprefix("./") for line in out.splitlines()] == ["b.ocr"]
    assert err.count("old/a.txt: left out by the settings\n") == 2
    assert main(["check", "old/a.txt"]) == 0


def test_a_chosen_file_of_settings(here, capfd):
    (here / "mine.toml").write_text('forced = ["HARBOUR -> HARBOR"]\n')
    (here / "a.txt").write_text("HARBOUR\n")
    assert main(["check", "a.txt"]) == 0
    assert main(["check", "--config", "mine.toml", "a.txt"]) == 1
    capfd.readouterr()
    assert main(["check", "--config", "gone.toml", "a.txt"]) == 2
    assert "gone.toml does not exist" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("*.txt", "b/c.txt", True), ("b", "b/c.txt", True), ("b/", "b/c.txt", True),
        ("b/**", "b/x/c.txt", True), ("b/*.txt", "b/c.txt", True), ("**/c.txt", "c.txt", True),
        ("**/c.txt", "b/c.txt", True), ("x/*.txt", "b/c.txt", False), ("b/c", "b/c/d.txt", True),
        ("b/*.txt", "b/x/c.txt", False), ("!c.txt", "c.txt", False), ("[a-c].txt", "b/c.txt", True),
        ("B", "b/c.txt", False), ("c", "b/c.txt", False),
    ],
)  # fmt: skip
def test_patterns(pattern, path, matches, here):
    settings = Settings(here)
    assert settings.matches(str(here / path), [pattern]) is matches


def test_config_prints_toml_that_can_be_used_as_settings(here, capfd):
    (here / "setup.cfg").write_text("[cablefix]\nkeep = A,\n  B C\nfail-on = gaps\n")
    out = config(capfd)[1]
    assert f"keep = {json.dumps(['A', 'B C'])}\n" in out
    (here / "cablefix.toml").write_text(out)
    assert config(capfd)[1].splitlines()[1:] == out.splitlines()[1:]


def test_names_in_capitals_are_found_in_a_folder(here, capfd):
    (here / "deep").mkdir()
    for name in ("A.TXT", "b.Txt", "c.txt", "d.md"):
        (here / "deep" / name).write_text("AT THE HARBOUR.\n")
    (here / "cablefix.toml").write_text('forced = ["HARBOUR -> HARBOR"]\n')
    assert main(["check", "deep"]) == 1
    out = capfd.readouterr().out
    assert [line.split(":")[0] for line in out.splitlines()] == [
        "deep/A.TXT", "deep/b.Txt", "deep/c.txt",
    ]  # fmt: skip
