"""What is no transcription: told by its name, its first bytes, how it opens, what is inside."""

import shutil

import pytest

from cablefix.cli import main
from cablefix.cli.foreign import advice, binary_sort, certain_sort, foreign_sort
from cablefix.language import tables

TEXTS = {
    "JSON": '{"text": "FM AMEMBASSY VALDORO\\nTO SECSTATE WASHDC"}\n',
    "a list of JSON": '\ufeff [{"a": 1}, {"a": 2}]',
    "JSON Lines": '{"a": 1}\n{"a": 2}\n',
    "HTML": "\n <!DOCTYPE html>\n<html><p>FM AMEMBASSY VALDORO\n",
    "hOCR": '<?xml version="1.0"?>\n<html><div class="ocr_page" id="page_1">',
    "hOCR by its head": "<!DOCTYPE html>\n<html><meta name='ocr-system' content='x'>",
    "ALTO": '<?xml version="1.0"?>\n<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#">',
    "ALTO with a prefix": '<?xml version="1.0"?>\n<a:alto xmlns:a="x">',
    "PAGE XML": '<?xml version="1.0"?>\n<PcGts xmlns="x">',
    "TEI": '<TEI xmlns="http://www.tei-c.org/ns/1.0">',
    "XML": '<?xml version="1.0"?>\n<cable/>',
    "PostScript": "%!PS-Adobe-3.0\n",
    "a word processor's file": "{\\rtf1\\ansi FM AMEMBASSY}",
}
SORTS = {"a list of JSON": "JSON", "hOCR by its head": "hOCR", "ALTO with a prefix": "ALTO"}

BYTES = {
    "an image": b"\x89PNG\r\n\x1a\n\0\0",
    "an archive": b"PK\x03\x04\x14\0", "a DjVu file": b"AT&TFORM\0\0",
}  # fmt: skip

COMMANDS = ["clean", "gaps", "show", "report", "fix"]


def arguments(command, *names):
    return [command, *(["-o", "pages"] if command == "report" else []), *names]


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder, to be in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("what", TEXTS)
def test_texts_by_how_they_open(what):
    sort = SORTS.get(what, what)
    assert certain_sort("a.txt", TEXTS[what]) == sort
    assert foreign_sort("a.txt", TEXTS[what], is_cable=True) == sort


@pytest.mark.parametrize(
    "text",
    ["", "[1]", "[REDACTED]", "[1]\n[2]\n", "{garbled", "<SECRET>\nFM AMEMBASSY", "1", '"NODIS"',
     "{1} NODIS\n{2} NODIS", "BT\nPK"],
)  # fmt: skip
def test_texts_that_only_begin_so(text):
    assert certain_sort("a.txt", text) is None
    assert binary_sort("a.txt", text.encode()) is None


@pytest.mark.parametrize("name", ["a.pdf", "a.JSON", "a.docx", "a.b.html", "a.py"])
def test_texts_by_their_names(name):
    assert certain_sort(name, "FM AMEMBASSY VALDORO") is not None


def test_no_real_transcription_is_taken_for_anything_else(shared, sample):
    files = [sample, *shared.rglob("*.txt")]
    assert len(files) > 10
    for file in files:
        text = file.read_bytes().decode("utf-8", "replace")
        assert certain_sort(file.name, text) is None, file


def test_each_sort_that_is_to_be_read_first_says_how():
    sorts = {*SORTS.values(), *(set(TEXTS) - set(SORTS)), *BYTES}
    assert all("first" in advice(sort) for sort in sorts)
    listed = set(tables.load("foreign_sorts").column("what"))
    assert listed <= {*tables.load("foreign_files").column("what"), "JSON"}
    assert advice("source code") == "exclude it in the settings"


@pytest.mark.parametrize("what", ["JSON", "HTML", "TEI", "XML"])
@pytest.mark.parametrize("command", COMMANDS)
def test_commands_refuse_it_unless_forced(command, what, here, capfd):
    (here / "a.txt").write_text(TEXTS[what])
    assert main(arguments(command, "a.txt")) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert f"a.txt looks like {what}, not a transcription: " in err
    assert " first; --force takes it as it is" in err
    assert not list(here.rglob("*.html"))
    assert main(arguments(command, "--force", "a.txt")) == 0


@pytest.mark.parametrize("what", BYTES)
@pytest.mark.parametrize("command", [*COMMANDS, "check", "profile"])
def test_binary_files_are_named_and_never_taken(command, what, here, capfd):
    (here / "a.txt").write_bytes(BYTES[what])
    for force in ([], ["--force"] if command in COMMANDS else []):
        assert main(arguments(command, *force, "a.txt")) == 2
        err = capfd.readouterr().err
        assert err.startswith(f"cablefix: a.txt is {what}, not a transcription: ")
        assert err.count("\n") == 1


def test_an_archive_may_be_a_word_processors_file(here, capfd):
    (here / "a.docx").write_bytes(BYTES["an archive"])
    assert main(["clean", "a.docx"]) == 2
    assert "is a word processor's file, not a transcription: save it as plain" in (
        capfd.readouterr().err
    )


def test_a_report_does_the_others(here, sample, capfd):
    shutil.copy(sample, "good.txt")
    (here / "bad.txt").write_text(TEXTS["JSON"])
    assert main(["report", "-o", "pages", "bad.txt", "good.txt"]) == 2
    assert capfd.readouterr().err.count("\n") == 1
    assert (here / "pages" / "good.html").is_file()
    assert not (here / "pages" / "bad.html").exists()
