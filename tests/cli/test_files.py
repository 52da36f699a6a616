"""Reading and writing files: bytes in, bytes out, and never half a file."""

import os
import resource
import stat
import subprocess
import sys
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cablefix.cli import files
from cablefix.cli.files import ENCODINGS, TroubleError, read_source, write_bytes, write_text

BOMS = [
    pytest.param(b"\xef\xbb\xbf", "utf-8", id="UTF-8"),
    pytest.param(b"\xff\xfe", "utf-16-le", id="UTF-16 LE"),
    pytest.param(b"\xfe\xff", "utf-16-be", id="UTF-16 BE"),
]


@pytest.mark.parametrize(("mark", "encoding"), BOMS)
def test_a_byte_order_mark_names_the_encoding(mark, encoding, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(mark + "Né\r\n".encode(encoding))
    source = read_source(str(path), "cp1252")
    assert (source.encoding, source.text) == (encoding, "\ufeffNé\r\n")
    assert source.encode(source.text) == path.read_bytes()


@pytest.mark.parametrize("encoding", ENCODINGS)
@settings(deadline=None)
@given(text=st.text("A é\r\n\f\x85\x1a\xa0", min_size=1))
def test_what_is_read_is_written_back_as_the_same_bytes(encoding, text, tmp_path_factory):
    if encoding == "cp1252":
        text = text.replace("\x85", "…")
    path = tmp_path_factory.mktemp("f") / "a.txt"
    path.write_bytes(text.encode(encoding))
    source = read_source(str(path), encoding)
    assert source.text == text
    assert source.encode(source.text) == path.read_bytes()


def test_a_character_that_the_encoding_lacks_is_told():
    source = files.Source("a.txt", "", "latin-1")
    with pytest.raises(TroubleError, match=r"a\.txt: '—' does not exist in latin-1"):
        source.encode("A—B")


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
def test_nothing_and_a_byte_order_mark_alone_are_in_order(data, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    source = read_source(str(path))
    assert source.text in ("", "\ufeff")
    assert source.encode(source.text) == data


@pytest.mark.parametrize(
    ("data", "encoding"),
    [(b"A\0B", "utf-8"), (b"A\0B", "latin-1"), ("A\0B".encode("utf-16"), "utf-8"),
     ("AB".encode("utf-32"), "utf-8"), ("AB".encode("utf-16-le"), "utf-8")],
    ids=["NUL", "NUL in Latin-1", "NUL in UTF-16", "UTF-32", "UTF-16 without a mark"],
)  # fmt: skip
def test_binary_files_are_refused(data, encoding, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(TroubleError, match="is a binary file"):
        read_source(str(path), encoding)


@pytest.mark.parametrize("data", [b"caf\xe9", b"\xff\xfeA", b"\xef\xbb\xbf\xff"])
def test_bytes_that_are_no_text_are_told_with_their_place(data, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(TroubleError, match=r"is not UTF-.* \(byte \d+\): name its encoding"):
        read_source(str(path))


def test_a_new_file_has_the_mode_that_any_new_file_has(tmp_path):
    (tmp_path / "by_hand").write_text("")
    write_text(str(tmp_path / "new"), "A")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "by_hand").stat().st_mode


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o755])
def test_the_mode_is_kept(mode, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(mode)
    write_text(str(path), "new")
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_the_owner_is_kept(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    os.chown(path, 12345, 23456)
    write_text(str(path), "new")
    assert (path.stat().st_uid, path.stat().st_gid) == (12345, 23456)


def test_a_symbolic_link_stays_one(tmp_path):
    (tmp_path / "far").mkdir()
    target = tmp_path / "far" / "a.txt"
    target.write_text("old")
    link = tmp_path / "link.txt"
    link.symlink_to("far/a.txt")
    write_text(str(link), "new")
    assert os.readlink(link) == "far/a.txt"
    assert target.read_text() == "new"
    assert os.listdir(tmp_path / "far") == ["a.txt"]


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write_text(str(pipe), "new")
    reader.join(10)
    assert got == [b"new"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_read_only_file_is_told_and_left_alone(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(0o444)
    with pytest.raises(TroubleError, match="is read-only"):
        write_text(str(path), "new")
    assert path.read_text() == "old"


def test_a_file_that_changed_meanwhile_is_told_and_left_alone(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("theirs")
    with pytest.raises(TroubleError, match="was changed by someone else"):
        write_bytes(str(path), b"ours", expected=b"old")
    assert path.read_text() == "theirs"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_file_that_vanished_meanwhile_is_told(tmp_path):
    with pytest.raises(TroubleError, match="cannot be written"):
        write_bytes(str(tmp_path / "a.txt"), b"ours", expected=b"old")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_stops_the_writing_leaves_the_old_file(step, error, tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("old")

    def fail(*args):
        raise error

    monkeypatch.setattr(os, step, fail)
    with pytest.raises((TroubleError, KeyboardInterrupt)):
        write_text(str(path), "new")
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_full_disk_leaves_the_old_file(sample, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    done = subprocess.run(
        [sys.executable, "-B", "-m", "cablefix", "clean", str(sample), "-o", str(path)],
        capture_output=True, text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "cannot be written (File too large)" in done.stderr
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("stream", ["stdout", "stdin"])
def test_a_closed_stream_gives_no_traceback(stream, sample):
    at = {"stdout": 1, "stdin": 0}[stream]
    name = {"stdout": str(sample), "stdin": "-"}[stream]
    done = subprocess.run(
        [sys.executable, "-m", "cablefix", "clean", name],
        stderr=subprocess.PIPE, text=True, preexec_fn=lambda: os.close(at),
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


def test_a_full_standard_output_is_told(sample):
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "cablefix", "clean", str(sample)],
            stdout=full, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == (
        "cablefix: standard output cannot be written (No space left on device)\n"
    )


def test_a_reader_that_goes_away_is_no_trouble(sample):
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "cablefix", "clean", "--level", "certain", str(sample)],
        stdout=write, stderr=subprocess.PIPE,
    )  # fmt: skip
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")
