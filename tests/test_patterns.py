"""Patterns mean what they mean to git, and to pathspec."""

import re
import shutil
import subprocess

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from cablefix.patterns import matches

NAMES = st.text("ab.[]!#*? \\-", min_size=1, max_size=4).filter(lambda n: n.strip(". "))
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)
PIECES = st.sampled_from(
    ["a", "b", ".", "*", "**", "?", "/", "/**/", "[ab]", "[!a]", "[^-b]", "[[:alpha:]]", "[a-]",
     "\\*", "\\[", "!", "#", "\\!", "\\#", " ", "\\ ", "[", "]", "-", "[]a]", "[b-a]", "\\"]
)  # fmt: skip
OF_SLASHES = re.compile(r"\[[^\]]*/|\\/")
"""A slash in brackets or behind a backslash, which git takes for one between names or for none."""
PATTERNS = (
    st.lists(PIECES, min_size=1, max_size=5).map("".join).filter(lambda p: not OF_SLASHES.search(p))
)
LISTS = st.lists(PATTERNS, min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("patterns", "meant", "not_meant"),
    [
        (["*.txt"], ["a.txt", "b/a.txt"], ["a.txt.gz"]),
        (["/a.txt"], ["a.txt"], ["b/a.txt"]),
        (["a/*.txt"], ["a/b.txt"], ["a/b/c.txt", "c/a/b.txt"]),
        (["a/*"], ["a/b.txt", "a/b/c.txt"], ["a"]),
        (["**/a"], ["a", "b/a", "b/c/a/d"], ["ab"]),
        (["a/**/b"], ["a/b", "a/c/d/b"], ["c/a/b"]),
        (["a/**"], ["a/b", "a/b/c"], ["a", "b/a/c"]),
        (["drafts/"], ["drafts/a", "b/drafts/a"], ["drafts"]),
        (["*", "!b"], ["a", "a/b"], ["b"]),
        (["drafts/", "!drafts/b"], ["drafts/b"], []),
        (["drafts/*", "!drafts/b"], ["drafts/a"], ["drafts/b"]),
        (["[0-9]?[!x].txt"], ["1ab.txt"], ["1ax.txt", "aab.txt"]),
        (["[[:digit:]]", "\\[a]", "\\!b", "\\#c", "d\\ "], ["7", "[a]", "!b", "#c", "d "], ["a"]),
        (["#a", "[a", "b\\", "", "/", "!"], [], ["#a", "a", "[a", "b", "b\\"]),
        (["a  "], ["a"], ["a  "]),
    ],
)
def test_a_list_means(patterns, meant, not_meant):
    assert [p for p in meant if not matches(p, patterns)] == []
    assert [p for p in not_meant if matches(p, patterns)] == []


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    folder = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    return folder


@given(LISTS, st.lists(PATHS, min_size=1, max_size=20, unique=True))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@example(["a", "!a/b"], ["a", "a/b"])
@example(["/**", "!b"], ["a/b", "b"])
def test_git_leaves_out_the_same(repository, patterns, paths):
    (repository / ".gitignore").write_text("\n".join(patterns) + "\n")
    said = subprocess.run(
        ["git", "-C", str(repository), "check-ignore", "--no-index", "-z", "--stdin"],
        input="\0".join(paths) + "\0", capture_output=True, text=True,
    )  # fmt: skip
    assert said.returncode in (0, 1), said.stderr
    ignored = {p for p in said.stdout.split("\0") if p}
    assert {p for p in paths if matches(p, patterns)} == ignored


@given(PATTERNS.filter(lambda p: "\\" not in p and "[" not in p), PATHS)
def test_pathspec_takes_the_same(pattern, path):
    pathspec = pytest.importorskip("pathspec")
    assume(pattern.strip(" !/"))  # refused by pathspec
    spec = pathspec.GitIgnoreSpec.from_lines([pattern])
    assert matches(path, [pattern]) == spec.match_file(path)


def test_many_stars_take_no_time():
    assert not matches("a" * 2000, ["*a" * 30 + "b"])


def test_a_name_is_taken_as_it_is():
    assert matches("a+(b).txt", ["a+(b).txt"])
    assert not matches("aab.txt", ["a+b.txt"])
