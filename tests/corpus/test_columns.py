"""Columns of texts: nulls, bad rows, names, types, batches, frames."""

import subprocess
import sys

import pytest

pa = pytest.importorskip("pyarrow")

from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

import cablefix  # noqa: E402
from cablefix.corpus import clean_batches, clean_table, schema, to_frame  # noqa: E402
from cablefix.edits import revert  # noqa: E402

SLIP = "THE AMBASSADOR ASKED WHETHER THE FISHERMEN COULD BE RELEASED BY THE GOVERNMENF.\n"


def test_other_columns_stay_and_findings_stand_beside_them():
    table = pa.table({"id": ["a", "b", "c"], "text": [SLIP, None, ""], "year": [1990, 1991, 1992]})
    found = clean_table(table)
    assert found.schema.names == ["id", "year", *schema().names]
    assert found.column("text").to_pylist() == [SLIP.replace("GOVERNMENF", "GOVERNMENT"), None, ""]
    assert found.column("corrections")[1].as_py() is None
    assert found.column("provenance")[0].as_py()["sha256"] == cablefix.clean(SLIP).provenance.sha256
    (change,) = found.column("corrections")[0].as_py()
    assert (change["original"], change["replacement"]) == ("GOVERNMENF.", "GOVERNMENT.")


def test_a_column_of_another_name_is_kept():
    found = clean_table(pa.table({"body": [SLIP]}), "body")
    assert found.column("body").to_pylist() == [SLIP]
    kept = clean_table(pa.table({"text": [SLIP]}), keep_original=True)
    assert kept.column("original").to_pylist() == [SLIP]


def test_each_row_says_what_the_library_says():
    text = "FM AMEMBASSY VALDORO\n\n1. [REDACTED]\n\n2. THE FERRY SAILS.\n"
    result = cablefix.clean(text)
    row = clean_table(pa.table({"text": [text]})).to_pylist()[0]
    assert [g["kind"] for g in row["gaps"]] == [g.kind for g in result.gaps]
    assert row["fields"]["kind"] == result.cable.kind
    assert row["confidence"] == min((c.confidence for c in result.corrections), default=1.0)


def test_a_row_that_takes_too_long_is_one_error():
    table = pa.table({"text": [SLIP * 400, "NODIS\n"]})
    found = clean_table(table, time_limit=0.05).to_pylist()
    assert "TimeLimitError" in found[0]["error"]
    assert found[0]["text"] == SLIP * 400
    assert found[1]["error"] is None


@pytest.mark.parametrize(
    ("table", "text", "raised", "said"),
    [
        (pa.table({"id": [1]}), "text", KeyError, "there is no column 'text'"),
        (pa.table({"text": [1]}), "text", TypeError, "holds int64, not text"),
        (pa.table({"body": ["x"], "gaps": [1]}), "body", ValueError, "'gaps' already"),
        (pa.table({"body": ["x"], "text": ["y"]}), "body", ValueError, "'text' already"),
    ],
)
def test_what_does_not_fit_is_told(table, text, raised, said):
    with pytest.raises(raised, match=said):
        clean_table(table, text)


def test_all_sorts_of_text_columns_and_empty_tables():
    for kind in (pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())):
        table = pa.table({"text": pa.array(["NODIS\n", None], kind)})
        assert clean_table(table).column("text").to_pylist() == ["NODIS\n", None]
    assert clean_table(pa.table({"text": pa.array([], pa.string())})).num_rows == 0


def test_batches_come_one_by_one():
    table = pa.table({"text": ["NODIS\n"] * 5})
    reader = pa.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=2))
    assert [b.num_rows for b in clean_batches(reader)] == [2, 2, 1]


def test_frames_of_both_libraries():
    results = list(cablefix.Cleaner().clean_many([SLIP, None]))
    for library in ("pandas", "polars"):
        pytest.importorskip(library)
        frame = to_frame(results, library)
        assert frame.shape == (2, len(schema()))
    with pytest.raises(ValueError, match="not of 'numpy'"):
        to_frame(results, "numpy")


@settings(max_examples=15, deadline=None)
@given(st.lists(st.none() | st.text(max_size=60), max_size=4))
def test_the_original_can_be_rebuilt_from_every_row(texts):
    texts = [t if t is None else t.encode("utf-8", "ignore").decode() for t in texts]
    table = pa.table({"text": pa.array(texts, pa.string())})
    for text, row in zip(texts, clean_table(table).to_pylist(), strict=True):
        if text is not None:
            made = [_edit(c) for c in row["corrections"]]
            assert revert(row["text"], made) == text


def _edit(row):
    row = {k: v for k, v in row.items() if k != "certainty"}
    return cablefix.Correction(**row)


def test_the_room_is_there_after_the_package_alone_is_imported():
    code = "import cablefix; print(cablefix.corpus.clean_table.__name__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "clean_table\n"
