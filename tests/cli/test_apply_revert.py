"""`cablefix apply` and `cablefix revert` as a user runs them."""

import pytest

from cablefix.cli import main


@pytest.fixture
def findings(sample, tmp_path):
    path = tmp_path / "findings.jsonl"
    assert main(["clean", "--format", "jsonl", "-o", str(path), str(sample)]) == 0
    return path


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"TREATY", "TRÉATY\u202e\u2028\U0001f4dc".encode()),
        lambda data: data.replace(b"\n", b"\r"),
        lambda data: data.rstrip() + b" \t",
    ],
    ids=["as it is", "CR LF", "BOM", "odd Unicode", "CR", "no last line end"],
)
def test_there_and_back_byte_for_byte(change, sample, tmp_path, capfdbinary):
    original, findings = tmp_path / "original.txt", tmp_path / "findings.jsonl"
    original.write_bytes(change(sample.read_bytes()))
    assert main(["clean", str(original)]) == 0
    expected = capfdbinary.readouterr().out
    assert main(["clean", "--format", "jsonl", "-o", str(findings), str(original)]) == 0
    clean, back = tmp_path / "clean.txt", tmp_path / "back.txt"
    assert main(["apply", str(findings), str(original), "-o", str(clean)]) == 0
    assert clean.read_bytes() == expected
    assert clean.read_bytes() != original.read_bytes()
    assert main(["revert", str(findings), str(clean), "-o", str(back)]) == 0
    assert back.read_bytes() == original.read_bytes()


def test_apply_writes_any_form(findings, sample, capfdbinary):
    assert main(["apply", str(findings), str(sample), "--format", "inline"]) == 0
    applied = capfdbinary.readouterr().out
    assert main(["clean", str(sample), "--format", "inline"]) == 0
    assert applied == capfdbinary.readouterr().out


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda t: t.replace('"original": "MODIS"', '"original": "MODES"'), "does not stand at"),
        (lambda t: t.replace('"sha256": "', '"sha256": "0'), "belong to another text"),
        (lambda t: t.replace('"record": "correction"', '"record": "change"', 1), "line 2: "),
        (lambda t: "{" + t, "line 1: not JSON"),
        (lambda t: t.replace('"replacement": "NODIS"', '"replacement": "\\ud800"', 1), "U+D800"),
        (lambda t: t.partition("\n")[2], "before any document record"),
    ],
)
def test_a_mismatch_is_one_line_and_code_2_and_nothing_written(
    change, says, findings, sample, tmp_path, capfd
):
    findings.write_text(change(findings.read_text()))
    out = tmp_path / "out.txt"
    assert main(["apply", str(findings), str(sample), "-o", str(out)]) == 2
    printed, err = capfd.readouterr()
    assert printed == ""
    assert err.startswith("cablefix: ")
    assert err.count("\n") == 1
    assert says in err
    assert not out.exists()


def test_revert_of_another_text_writes_nothing(findings, sample, tmp_path, capfd):
    out = tmp_path / "out.txt"
    assert main(["revert", str(findings), str(sample), "-o", str(out)]) == 2
    assert "not the text that the records make" in capfd.readouterr().err
    assert not out.exists()
