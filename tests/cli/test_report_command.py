"""`cablefix report`: pages and index, troubles told, names that do not collide."""

from cablefix.cli import main
from cablefix.cli.report import page_names


def test_a_page_for_each_document_and_an_index(sample, tmp_path, capsys):
    (tmp_path / "a&b <i>.txt").write_text("Nothing to mend here.")
    out = tmp_path / "deep" / "out"
    assert main(["report", "-o", str(out), str(sample), str(tmp_path / "a&b <i>.txt")]) == 0
    assert sorted(f.name for f in out.iterdir()) == [
        "a&b <i>.html", "index.html", "valdoro_04418.html",
    ]  # fmt: skip
    index = (out / "index.html").read_text()
    assert 'href="a%26b%20%3Ci%3E.html"' in index
    assert "a&amp;b &lt;i&gt;.txt" in index
    assert "<h1>2 documents</h1>" in index
    assert capsys.readouterr().out.startswith(f"{out / 'index.html'}: 2 documents, ")


def test_what_cannot_be_read_is_told_and_the_rest_is_done(sample, tmp_path, capsys):
    missing = str(tmp_path / "missing.txt")
    assert main(["report", "-o", str(tmp_path / "out"), missing, str(sample)]) == 2
    assert capsys.readouterr().err == f"cablefix: {missing} does not exist: check the path\n"
    assert (tmp_path / "out" / "valdoro_04418.html").exists()
    assert "missing.txt does not exist" in (tmp_path / "out" / "index.html").read_text()


def test_without_any_document_there_is_no_index(tmp_path, capsys):
    assert main(["report", "-o", str(tmp_path / "out"), str(tmp_path / "missing.txt")]) == 2
    assert list((tmp_path / "out").iterdir()) == []
    assert capsys.readouterr().out == ""


def test_a_file_in_place_of_the_folder_is_told(sample, tmp_path, capsys):
    (tmp_path / "out").write_text("")
    assert main(["report", "-o", str(tmp_path / "out"), str(sample)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_pages_never_overwrite_each_other():
    names = page_names(["a.txt", "b/a.txt", "A.TXT", "a-2.txt", "index", "x/index.txt"])
    assert len({n.casefold() for n in names}) == len(names)
    assert "index.html" not in names
