"""Files of pages go through the commands like any other, and come out as what they are."""

import json
import shutil
from importlib import resources
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest

import cablefix
from cablefix.cli import main

DATA = Path(__file__).parents[2] / "samples"
FILES = ("valdoro_13790.hocr", "valdoro_13790.alto.xml", "valdoro_13790.tsv")
SCHEMA = jsonschema.Draft202012Validator(
    json.loads(resources.files("cablefix.rendering").joinpath("records.schema.json").read_text())
)


def alto(inside="<String CONTENT='MODIS'/>", encoding="UTF-8"):
    return (
        f"<?xml version='1.0' encoding='{encoding}'?><alto><Layout><Page><PrintSpace><TextBlock>"
        f"<TextLine>{inside}</TextLine></TextBlock></PrintSpace></Page></Layout></alto>"
    )


DOCTYPE = "<!DOCTYPE alto [{}]><alto>&a;</alto>"
LAUGHS = "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in pairwise("zyxwvuta"))
BROKEN = {
    "utf16.xml": alto(encoding="UTF-16").encode(),
    "latin1.xml": alto("<String CONTENT='caf\xe9'/>").encode("latin-1"),
    "unknown.xml": alto(encoding="hex").encode(),
    "utf7.xml": alto(encoding="UTF-7").encode(),
    "twice.xml": alto("<String CONTENT='A' CONTENT='B'/>").encode(),
    "roots.xml": (alto() + "<alto/>").encode(),
    "laughs.xml": DOCTYPE.format("<!ENTITY z 'ha'>" + LAUGHS).encode(),
    "outside.xml": DOCTYPE.format("<!ENTITY a SYSTEM 'file:///etc/passwd'>").encode(),
    "deep.xml": b"<alto>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</alto>",
    "open.xml": b"<alto>" * 100_000,
    "word.xml": alto(f"<String CONTENT='{'A' * 1_000_000}'/>").encode(),
    "line.xml": alto(f"<String CONTENT='{'AB ' * 100_000}'/>").encode(),
    "quote.hocr": b"<div class='ocr_page' title='" + b'"' * 1_000_000,
    "quotes.hocr": b"<div class='ocr_page'>" + b"<a '" * 100_000,
    "comment.hocr": b"<div class='ocr_page'>" + b"<!--" * 100_000,
    "declaration.hocr": b"<div class='ocr_page'>" + b"<![" * 100_000,
    "cut.pdf": b"%PDF-1.4\n1 0 obj",
    "row.tsv": (DATA / FILES[2]).read_bytes() + b"5\t1\n",
    "tag.xml": b"<alto><Layout>",
    "entity.xml": b"<!DOCTYPE a [<!ENTITY x 'y'>]><alto>&x;</alto>",
    "bytes.hocr": b"<div class='ocr_page'>\xff</div>",
    "cut.hocr": b"<div class='ocr_page'><span class='ocr_line",
    "deep.html": b"<div class='ocr_page'>" + b"<b>" * 1000,
    "page.xml": b"<PcGts><Page></PcGts>",
}


MANY = "".join(f" a{i}='1'" for i in range(9999))
HARMLESS = {
    "attribute.xml": alto(f"<String CONTENT='MODIS' STYLE='{'a' * 10_000_000}'/>"),
    "attributes.xml": alto(f"<String CONTENT='MODIS'{MANY}/>"),
    "title.hocr": "<div class='ocr_page'><span class='ocrx_word' title='"
    + "bbox 1 2 3; " * 100_000 + "'>MODIS</span></div>",
    "boxes.hocr": "<div class='ocr_page'><span class='ocrx_word' title='bbox 0 0 1e400 9'>"
    "MODIS</span></div>",
    "none.hocr": "<div class='ocr_page'><span class='ocrx_word'>MODIS</span></div>",
    "angles.hocr": "<div class='ocr_page'><span class='ocrx_word'>MODIS</span>" + "< " * 100_000,
    "network.xml": "<!DOCTYPE alto SYSTEM 'http://127.0.0.1:1/x.dtd'>" + alto().partition("?>")[2],
    "include.xml": alto("<i:include xmlns:i='http://www.w3.org/2001/XInclude' "
                        "href='file:///etc/passwd' parse='text'/><String CONTENT='MODIS'/>"),
}  # fmt: skip
"""What looks like an attack and does no harm: the words are read, and nothing else."""


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder with the files, to be in."""
    monkeypatch.chdir(tmp_path)
    for name in FILES:
        shutil.copy(DATA / name, tmp_path)
    return tmp_path


each = pytest.mark.parametrize("name", FILES)


@each
def test_clean_gives_the_file_with_its_words_corrected(name, here, capfdbinary):
    assert main(["clean", name]) == 0
    pages = cablefix.open_pages(name)
    result = cablefix.clean(pages)
    assert result.corrections
    assert capfdbinary.readouterr() == (pages.render(result), b"")
    assert main(["clean", "--format", "text", name]) == 0
    assert capfdbinary.readouterr() == (result.text.encode(), b"")


@each
def test_clean_writes_into_a_folder(name, here, capfd):
    for form in ([], ["--format", "text"], ["--format", "jsonl"]):
        assert main(["clean", "-o", "out/", *form, name]) == 0
    stem = Path(name).stem
    assert {p.name for p in Path("out").iterdir()} == {name, f"{stem}.txt", f"{stem}.jsonl"}
    assert capfd.readouterr() == ("", "")
    assert Path(name).read_bytes() == (DATA / name).read_bytes()


@each
def test_fix_corrects_it_in_place(name, here, capfd):
    assert main(["fix", name]) == 0
    fixed = cablefix.open_pages(name)
    assert "NODIS" in fixed.text
    assert len(fixed.words) == len(cablefix.open_pages(DATA / name).words)
    capfd.readouterr()
    assert main(["fix", name]) == 0
    assert capfd.readouterr().out == ""


@each
def test_findings_that_a_person_went_through_are_applied(name, here, capfdbinary):
    assert main(["clean", "--format", "jsonl", "-o", "found.jsonl", name]) == 0
    assert main(["apply", "found.jsonl", name, "-o", "applied"]) == 0
    assert main(["clean", "-o", "cleaned", name]) == 0
    assert Path("applied").read_bytes() == Path("cleaned").read_bytes()
    assert main(["apply", "--format", "text", "found.jsonl", name]) == 0
    text = cablefix.clean(cablefix.open_pages(name)).text
    assert capfdbinary.readouterr().out == text.encode()


@each
def test_the_other_commands_take_it(name, here, capfd):
    assert main(["check", name]) == 1
    assert main(["gaps", "--format", "json", name]) == 0
    out = capfd.readouterr().out
    gaps = json.loads(out[out.index("{") :])["gaps"]
    assert {"explicit-marker", "missing-page"} <= {g["kind"] for g in gaps}
    assert main(["show", name]) == 0
    assert "NODIS (read MODIS)" in capfd.readouterr().out
    assert main(["report", "-o", "pages", name]) == 0
    assert main(["profile", name]) == 0


def test_standard_input(here, monkeypatch, capfdbinary):
    with open("valdoro_13790.tsv", encoding="utf-8") as stream:
        monkeypatch.setattr("sys.stdin", stream)
        assert main(["fix", "-"]) == 0
    fixed = capfdbinary.readouterr().out
    assert cablefix.open_pages(fixed).files[0].format.name == "tsv"


def test_forced_it_is_text(here, capfdbinary):
    assert main(["clean", "--force", "--format", "text", "valdoro_13790.hocr"]) == 0
    assert b"ocrx_word" in capfdbinary.readouterr().out


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize(
    "command", ["clean -o out", "gaps -o out", "show -o out", "check", "fix", "report -o out"]
)
def test_what_is_broken_is_told_and_nothing_is_written(command, name, here, capfd):
    Path(name).write_bytes(BROKEN[name])
    assert main([*command.split(), name]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith(f"cablefix: {name}: ")
    assert err.count("\n") == 1
    assert Path(name).read_bytes() == BROKEN[name]
    assert not Path("out").is_file()
    assert not list(here.rglob("*.html")) or name.endswith("html")


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_odd_only_is_read(name, here, capfd):
    Path(name).write_text(HARMLESS[name], encoding="utf-8")
    assert main(["clean", "--format", "text", name]) == 0
    out, err = capfd.readouterr()
    assert out.split() in (["MODIS"], ["MODIS", *"<" * 100_000])
    assert err == ""


@pytest.mark.parametrize("encoding", ["UTF-16", "ISO-8859-1", "windows-1252"])
def test_files_in_other_encodings_stay_in_them(encoding, here, capfdbinary):
    data = alto("<String CONTENT='M0DIS'/><SP/><String CONTENT='caf\xe9'/>", encoding).encode(
        encoding
    )
    Path("a.xml").write_bytes(data)
    assert main(["clean", "a.xml"]) == 0
    assert capfdbinary.readouterr().out.decode(encoding).count("caf\xe9") == 1


def test_full_memory_is_told_in_one_line(here, capfd, monkeypatch):
    def run(args):
        raise MemoryError

    monkeypatch.setattr("cablefix.cli.clean.run", run)
    assert main(["clean", FILES[0]]) == 2
    assert capfd.readouterr().err.startswith("cablefix: the memory is full")


def test_the_file_itself_is_not_written_over_by_its_text(here, capfd):
    before = Path("valdoro_13790.tsv").read_bytes()
    assert main(["clean", "--format", "text", "-o", "valdoro_13790.tsv", "valdoro_13790.tsv"]) == 2
    assert "would be written over" in capfd.readouterr().err
    assert Path("valdoro_13790.tsv").read_bytes() == before
    assert main(["clean", "-o", "valdoro_13790.tsv", "valdoro_13790.tsv"]) == 0
    assert Path("valdoro_13790.tsv").read_bytes() != before


def test_a_folder_needs_a_name(here, capfd, monkeypatch):
    assert main(["clean", "-o", "out/", "-"]) == 2
    assert capfd.readouterr().err.count("\n") == 1


@each
@pytest.mark.parametrize("order", ["file", "boxes"])
def test_revert_restores_the_file_byte_for_byte(name, order, here, capfd):
    original = Path(name).read_bytes()
    command = ["clean", "--format", "jsonl", "--order", order, "-o", "found.jsonl", name]
    assert main(command) == 0
    records = [json.loads(line) for line in Path("found.jsonl").read_text("utf-8").splitlines()]
    SCHEMA.validate(records[-1])
    kept = [r for r in records if r["record"] != "correction" or r["original"] != "MODIS"]
    assert len(kept) < len(records)
    Path("found.jsonl").write_text("".join(json.dumps(r) + "\n" for r in kept), "utf-8")
    assert main(["apply", "found.jsonl", name, "-o", "fixed"]) == 0
    assert Path("fixed").read_bytes() != original
    assert main(["revert", "found.jsonl", "fixed", "-o", "back"]) == 0
    assert Path("back").read_bytes() == original
    assert capfd.readouterr() == ("", "")


def test_revert_refuses_what_the_findings_did_not_make(here, capfd):
    name = FILES[0]
    assert main(["clean", "--format", "jsonl", "-o", "found.jsonl", name]) == 0
    capfd.readouterr()
    assert main(["revert", "found.jsonl", name, "-o", "back"]) == 2
    assert "does not revert" in (said := capfd.readouterr().err)
    assert said.count("\n") == 1
    lines = Path("found.jsonl").read_text("utf-8").splitlines(keepends=True)
    Path("found.jsonl").write_text("".join(lines[:-1]), "utf-8")
    assert main(["revert", "found.jsonl", name, "-o", "back"]) == 2
    assert "hold no file of pages" in capfd.readouterr().err
    assert not Path("back").exists()
