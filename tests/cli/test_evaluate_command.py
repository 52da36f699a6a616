"""`cablefix evaluate` as a user runs it."""

import json

import pytest

from cablefix.cli import main


@pytest.fixture
def files(tmp_path):
    """An OCR text, its truth, and what a program made of it."""
    texts = {"ocr": "TRE END OF MFN.\n", "gold": "THE END OF MFN.\n", "out": "THE END OF MAN.\n"}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return [str(tmp_path / f"{name}.txt") for name in texts]


def test_another_program_is_measured(files, capfd):
    ocr, gold, out = files
    assert main(["evaluate", ocr, gold, "--system", out, "--format", "json"]) == 0
    figures = json.loads(capfd.readouterr().out)
    assert figures["cer_before"] == pytest.approx(1 / 15)
    assert figures["cer_after"] == pytest.approx(1 / 15)
    assert (figures["tokens"]["corrected"], figures["tokens"]["added_mistake"]) == (1, 1)
    assert figures["harm"] == pytest.approx(10_000 / 3)
    assert "findings" not in figures


def test_the_table_is_for_people(files, capfd):
    ocr, gold, out = files
    assert main(["evaluate", ocr, gold, "--system", out]) == 0
    table = capfd.readouterr().out
    assert "added mistake" in table
    assert "6.67%" in table


def test_without_a_system_cablefix_is_measured(sample, capfd):
    assert main(["evaluate", str(sample), str(sample), "--format", "json"]) == 0
    figures = json.loads(capfd.readouterr().out)
    assert figures["cer_before"] == 0
    made = sum(t["made"] for t in figures["findings"]["by_kind"].values())
    assert (
        made
        == figures["findings"]["by_certainty"]["certain"]["made"]
        + (figures["findings"]["by_certainty"]["probable"]["made"])
    )
    assert main(["evaluate", str(sample), str(sample)]) == 0
    assert "95% interval" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("which", "data", "says"),
    [
        (0, None, "does not exist"),
        (1, None, "does not exist"),
        (2, None, "does not exist"),
        (1, b"\xff\xff", "is not UTF-8"),
        (1, b" \n", "holds only blanks"),
        (2, b"\0", "is a binary file"),
    ],
)
def test_bad_input_gives_one_line_and_code_2(files, which, data, says, tmp_path, capfd):
    bad = tmp_path / "bad.txt"
    if data is not None:
        bad.write_bytes(data)
    files[which] = str(bad)
    ocr, gold, out = files
    assert main(["evaluate", ocr, gold, "--system", out]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("cablefix: ")
    assert err.count("\n") == 1
    assert says in err


def test_standard_input_is_read_once(files, capfd):
    assert main(["evaluate", "-", "-"]) == 2
    assert "only once" in capfd.readouterr().err
