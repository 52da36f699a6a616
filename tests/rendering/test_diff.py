"""Unified diffs: what `patch` makes of one is the clean text."""

import re
import shutil
import subprocess

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import results

import cablefix
from cablefix import Correction


def patched(original, diff):
    """What a plain reading of a unified diff makes of a text."""
    old = re.findall(r"[^\n]*\n|[^\n]+\Z", original)
    new, at = [], 0
    body = re.findall(r"[^\n]*\n", diff)[2:]
    for i, line in enumerate(body):
        if line.startswith("@@"):
            first, count = map(int, re.match(r"@@ -(\d+),(\d+) ", line).groups())
            first = first - 1 if count else first
            new += old[at:first]
            at = first
            continue
        if line.startswith("\\"):
            continue
        cut = i + 1 < len(body) and body[i + 1].startswith("\\ ")
        text = line[1:-1] if cut else line[1:]
        if line[0] in " -":
            assert old[at] == text
            at += 1
        if line[0] in " +":
            new.append(text)
    return "".join(new + old[at:])


def hunks(diff):
    for m in re.finditer(r"^@@ -\d+,(\d+) \+\d+,(\d+) @@\n((?:[ +\\-].*\n)*)", diff, re.M):
        yield int(m[1]), int(m[2]), [line[0] for line in m[3].split("\n")[:-1]]


@settings(max_examples=40, deadline=None)
@given(results)
def test_patching_gives_the_clean_text(result):
    assert patched(result.original, result.render("diff")) == result.text


lines = st.lists(st.sampled_from("ABC"), min_size=1, max_size=40).map("\n".join)


@given(lines, st.data())
def test_patching_many_lines_gives_the_clean_text(text, data):
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    found = tuple(
        Correction(a, b, text[a:b], data.draw(st.text("X\n", max_size=3)),
                   kind="word", rule="r", confidence=1.0, why="")
        for a, b in zip(edges[::2], edges[1::2], strict=False)
    )  # fmt: skip
    result = attrs.evolve(
        cablefix.clean(""), original=text, corrections=found, suggestions=(), gaps=()
    )
    diff = result.render("diff")
    assert patched(text, diff) == result.text
    for old, new, signs in hunks(diff):
        assert old == sum(s in " -" for s in signs)
        assert new == sum(s in " +" for s in signs)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_git_applies_it(sample, tmp_path, line_end):
    if not shutil.which("git"):
        pytest.skip("needs git")
    text = sample.read_bytes().decode().replace("\n", line_end)
    (tmp_path / "cable.txt").write_bytes(text.encode())
    result = cablefix.clean(text)
    diff = result.render("diff", path="cable.txt").encode()
    command = ["git", "apply", "-p0", "--whitespace=nowarn", "-"]
    subprocess.run(command, input=diff, cwd=tmp_path, check=True)
    assert (tmp_path / "cable.txt").read_bytes() == result.text.encode()


def test_nothing_to_change_gives_nothing():
    assert cablefix.clean("NOTHING").render("diff") == ""


def test_a_path_cannot_break_the_header(sample):
    result = cablefix.clean(sample.read_bytes().decode())
    head = result.render("diff", path='a\n+++ "b')[:40].split("\n")[:2]
    assert head == [r'--- "a\012+++ \"b"', r'+++ "a\012+++ \"b"']
