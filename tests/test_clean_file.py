"""`clean_file`, `Cleaner.from_settings`, `to_frame` and what is logged."""

import logging
import subprocess
import sys

import pytest

import cablefix
from cablefix import Cleaner, clean_file


def test_a_file_is_cleaned_as_its_text_is(sample):
    found = clean_file(sample)
    assert found == cablefix.clean(sample.read_bytes().decode())
    assert clean_file(str(sample), cleaner=Cleaner(level="certain")).level == "certain"


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (b"NODIS\r\n\rX\x0c", None, "NODIS\r\n\rX\x0c"),
        ("\ufeffé".encode(), None, "\ufeffé"),
        ("\ufeffé".encode("utf-16-le"), None, "\ufeffé"),
        (b"\xe9", "cp1252", "é"),
        (b"", None, ""),
    ],
)
def test_every_byte_is_in_the_text(data, encoding, text, tmp_path):
    (tmp_path / "a.txt").write_bytes(data)
    assert clean_file(tmp_path / "a.txt", encoding=encoding).original == text


def test_pages_are_read_as_pages(sample):
    scan = sample.parent / "valdoro_13790.hocr"
    assert clean_file(scan).original == cablefix.open_pages(scan).text


def test_what_is_no_text_is_told(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"abc\xe9")
    with pytest.raises(ValueError, match=r"a\.txt: it is not UTF-8 \(byte 3\).*encoding='cp1252'"):
        clean_file(tmp_path / "a.txt")
    (tmp_path / "a.txt").write_bytes(b"a\0")
    with pytest.raises(ValueError, match="binary file"):
        clean_file(tmp_path / "a.txt")
    with pytest.raises(FileNotFoundError):
        clean_file(tmp_path / "b.txt")
    with pytest.raises(TypeError, match="takes a path, not the int 5"):
        clean_file(5)


def test_settings_of_a_file_a_folder_and_a_transcription(tmp_path):
    (tmp_path / "cablefix.toml").write_text(
        'level = "certain"\nforced = ["HARBOUR -> HARBOR"]\n'
        '[[overrides]]\npaths = ["old/*"]\nlevel = "possible"\n'
    )
    (tmp_path / "old").mkdir()
    for path, level in (
        (tmp_path / "cablefix.toml", "certain"), (tmp_path, "certain"),
        (str(tmp_path / "a.txt"), "certain"), (tmp_path / "old" / "a.txt", "possible"),
    ):  # fmt: skip
        cleaner = Cleaner.from_settings(path)
        assert cleaner.level == level
        assert cleaner.forced == (("HARBOUR", "HARBOR"),)
    (tmp_path / "bare.toml").write_text("")
    assert Cleaner.from_settings(tmp_path / "bare.toml") == Cleaner()


def test_wrong_settings_are_one_line(tmp_path):
    (tmp_path / "wrong.toml").write_text("levle = 1")
    with pytest.raises(ValueError, match=r"wrong\.toml: there is no setting 'levle'"):
        Cleaner.from_settings(tmp_path / "wrong.toml")
    with pytest.raises(ValueError, match="does not exist"):
        Cleaner.from_settings(tmp_path / "none.toml")


def test_a_frame_has_a_row_for_each_finding(sample):
    pd = pytest.importorskip("pandas")
    result = clean_file(sample)
    frame = result.to_frame("a.txt")
    found = (*result.corrections, *result.suggestions, *result.gaps)
    assert len(frame) == len(found)
    assert set(frame["record"]) == {"correction", "suggestion", "gap"}
    assert frame["start"].tolist() == sorted(f.start for f in found)
    assert str(frame["page"].dtype) == "Int64"
    assert (frame["path"] == "a.txt").all()
    applied = frame[frame["record"] == "correction"]
    assert applied["replacement"].tolist() == [c.replacement for c in result.corrections]
    empty = cablefix.clean("").to_frame()
    assert len(empty) == 0
    assert isinstance(empty, pd.DataFrame)
    assert list(empty.columns) == list(frame.columns)


def test_without_pandas_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match="pip install pandas"):
        cablefix.clean("").to_frame()


def test_what_is_done_is_logged_under_one_name(caplog):
    with caplog.at_level(logging.DEBUG, logger="cablefix"):
        cablefix.clean("AT THE HARBOR.")
    assert any(r.name.startswith("cablefix") for r in caplog.records)
    assert "14 characters" in caplog.text
    assert "HARBOR" not in caplog.text  # what the text says is nobody's business


def test_nothing_is_printed_where_nobody_listens():
    code = (
        "import cablefix, logging; cablefix.clean('NODIS');"
        "logging.getLogger('cablefix.cleaner').warning('unheard')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
