"""A missing or damaged file of the wordlists: one line that names it and says what to do."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import cablefix
from cablefix.language import tables
from cablefix.language.arrays import load_array
from cablefix.language.candidate_index import StoredIndex
from cablefix.language.lexicon import lexicon
from cablefix.language.ngram import Arrays
from cablefix.language.tables import REBUILD, WordlistError, parse

CODE = Path(cablefix.__file__).parent
FOLDER = Path(str(tables.folder()))


@pytest.fixture
def house(tmp_path):
    """A copy of the package (by links) whose wordlists can be spoilt."""
    package = tmp_path / "house" / "cablefix"
    package.mkdir(parents=True)
    for path in CODE.iterdir():
        if path.name not in ("__pycache__", "wordlists"):
            (package / path.name).symlink_to(path)
    (package / "wordlists").mkdir()
    for path in FOLDER.iterdir():
        if path.name != "__pycache__":
            (package / "wordlists" / path.name).symlink_to(path)
    return package


def spoil(path, data):
    """Put other bytes, or nothing, in the place of a file."""
    path.unlink()
    if data is not None:
        path.write_bytes(data)


def clean(house, sample):
    return subprocess.run(
        [sys.executable, "-m", "cablefix", "clean", str(sample)],
        env={**os.environ, "PYTHONPATH": str(house.parent)}, cwd=house.parent,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def half(name):
    data = (FOLDER / name).read_bytes()
    return data[: len(data) // 2]


def with_a_word_for_a_number(name):
    return (FOLDER / name).read_bytes().rstrip(b"\n") + b"x\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("slots.tsv", None),
        ("marks.tsv", b"mark\tkind\nNODIS\n"),
        ("posts.tsv", b"\xff\xfe\x00"),
        ("forms.tsv", b""),
        ("channel.tsv", with_a_word_for_a_number("channel.tsv")),
        ("lexicon.npy", None),
        ("lexicon.npy", half("lexicon.npy")),
        ("lexicon_slots.npy", None),
        ("lexicon_starts.npy", half("lexicon_starts.npy")),
        ("lm_trigram.npy", half("lm_trigram.npy")),
        ("near_words.npy", b""),
        ("judge_words_value.npy", b"no array at all"),
        ("spelling.npy", (FOLDER / "near_starts.npy").read_bytes()),
    ],
    ids=lambda v: v if isinstance(v, str) else "gone" if v is None else f"{len(v)} bytes",
)
def test_the_command_line_says_which_file_and_what_to_do(house, sample, name, data):
    spoil(house / "wordlists" / name, data)
    run = clean(house, sample)
    assert run.returncode == 2
    assert run.stdout == ""
    assert len(run.stderr.splitlines()) == 1
    assert run.stderr.startswith("cablefix: ")
    assert name in run.stderr
    assert "make wordlists SOURCES=folder" in run.stderr


def test_an_unspoilt_copy_works(house, sample):
    run = clean(house, sample)
    assert (run.returncode, run.stderr) == (0, "")
    assert "NODIS" in run.stdout


def test_arrays_of_two_builds_are_told(tmp_path):
    for path in FOLDER.glob("lm_*.npy"):
        (tmp_path / path.name).symlink_to(path)
    (tmp_path / "lm_unigram.npy").unlink()
    np.save(tmp_path / "lm_unigram.npy", np.zeros(7, np.uint8))
    with pytest.raises(WordlistError, match=r"lm_\*\.npy .* do not belong together"):
        Arrays.load(tmp_path)


def test_an_index_of_other_words_is_told():
    with pytest.raises(WordlistError, match="do not belong together"):
        StoredIndex.load(lexicon().forms[:100])
    with pytest.raises(WordlistError, match="do not belong together"):
        StoredIndex.load(lexicon().forms[1:])  # as many, but others


def test_an_array_is_mapped_as_numpy_reads_it(tmp_path):
    given = np.arange(1000, dtype="<u2")
    np.save(tmp_path / "near_words.npy", given)
    read = load_array("near_words", np.uint16, tmp_path)
    assert (read.dtype, read.tolist(), read.flags.writeable) == (given.dtype, given.tolist(), False)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (np.zeros((3, 3), np.uint16), "no array of one dimension"),
        (np.zeros(3, np.uint8), "uint8 where uint16 belongs"),
        (np.zeros(3, [("a", np.uint8)]), "no array of one dimension"),
    ],
    ids=["two dimensions", "another type", "records"],
)
def test_another_array_is_refused(tmp_path, given, why):
    np.save(tmp_path / "near_words.npy", given)
    with pytest.raises(WordlistError, match=why):
        load_array("near_words", np.uint16, tmp_path)


def test_a_pickled_array_is_refused(tmp_path):
    np.save(tmp_path / "near_words.npy", np.array([{}], object), allow_pickle=True)
    with pytest.raises(WordlistError, match="damaged"):
        load_array("near_words", np.uint16, tmp_path)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no line of column names"),
        ("# only a comment\n", "no line of column names"),
        ("a\tb\n1\n", "line 2: 1 cells where the header has 2"),
        ("a\tb\n\n1\t2\t3\n4\n", "line 3: 3 cells where the header has 2"),
        ("# numbers: b\na\tb\nx\t1\ny\tz\n", "line 4: 'z' is no number"),
    ],
)
def test_a_malformed_table_is_told_by_line(text, reason):
    with pytest.raises(WordlistError, match=reason) as e:
        parse("x", text)
    assert REBUILD in str(e.value)


@pytest.mark.parametrize("text", ["a\tb\n1\t2\n3\t\n", "# c\n\na\tb\n\n1\t2\n\n\n3\t"])
def test_a_table_is_cut_by_columns_and_blank_lines_are_none(text):
    table = parse("x", text)
    assert (table.column("a"), table.column("b")) == (("1", "3"), ("2", ""))
    assert table.rows == (("1", "2"), ("3", ""))


def test_a_table_without_rows_has_its_columns():
    assert (parse("x", "a\tb\n").column("b"), parse("x", "a\tb").rows) == ((), ())
