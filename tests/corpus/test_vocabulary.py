"""What the documents of a corpus vouch for: counted, and not changed in the second pass."""

import json
import pickle

import attrs
import pytest

pytest.importorskip("pyarrow")

from cablefix import Cleaner
from cablefix.cli import main
from cablefix.corpus.parts import read_parts
from cablefix.corpus.vocabulary import UNTOUCHED, as_table, secure_words

SLIP = "THE AMBASSADOR ASKED WHETHER THE FISHERMEN COULD BE RELEASED BY THE GOVERNMENF.\n"


def row(number, text, *doubted, mrn=None, signature=None, error=None):
    changes = [{"original": word} for word in doubted]
    return {
        "text": text, "corrections": [], "suggestions": changes, "error": error,
        "fields": {"mrn": mrn, "signature": signature}, "provenance": {"sha256": str(number)},
    }  # fmt: skip


def found(rows):
    return {s.word: (s.documents, s.doubted, s.signed) for s in secure_words(rows)}


def test_a_word_of_three_documents_is_secure():
    rows = [row(i, "QUELTHAR SAID NO", signature="QUELTHAR") for i in range(3)]
    assert found(rows) == {"QUELTHAR": (3, 0, 3)}
    assert found(rows[:2]) == {}


def test_copies_of_one_document_count_once():
    assert found([row(7, "QUELTHAR") for _ in range(3)]) == {}
    assert found([row(i, "QUELTHAR", mrn="90 VALDORO 04418") for i in range(3)]) == {}
    assert found([row(i, "QUELTHAR", error="took too long") for i in range(3)]) == {}


@pytest.mark.parametrize(("untouched", "secure"), [(UNTOUCHED, True), (UNTOUCHED - 1, False)])
def test_what_is_doubted_needs_many(untouched, secure):
    rows = [row(i, "QUELTHAR") for i in range(untouched)] + [row("x", "QUELTHAR", "QUELTHAR.")]
    assert ("QUELTHAR" in found(rows)) is secure


def test_known_short_and_mixed_words_do_not_count():
    assert found([row(i, "AMBASSADOR ZRV Z0RVATH") for i in range(5)]) == {}


def test_a_word_of_the_batch_is_not_changed():
    cleaner = Cleaner(batch=("governmenf",))
    result = cleaner.clean(SLIP)
    assert Cleaner().clean(SLIP).text != SLIP
    assert result.text == SLIP
    assert not any("GOVERNMENF" in c.original for c in result.suggestions)
    assert dict(result.provenance.settings)["batch words"].startswith("1, SHA-256")
    assert pickle.loads(pickle.dumps(cleaner)) == cleaner != Cleaner()


def test_the_user_counts_more_than_the_batch():
    cleaner = Cleaner(batch=("HARBOUR",), forced={"HARBOUR": "HARBOR"})
    assert cleaner.clean("AT THE HARBOUR.").text == "AT THE HARBOR."
    assert attrs.evolve(cleaner, batch=()).clean("AT THE HARBOUR.").text == "AT THE HARBOR."


def test_two_passes(tmp_path, capfd):
    pytest.importorskip("distributed")
    source = tmp_path / "cables.jsonl"
    rows = [{"text": f"{i}. MINISTER QUELTHAR ASKED ABOUT FERRY {i}.\n"} for i in range(4)]
    source.write_text("".join(json.dumps(r) + "\n" for r in rows))
    first, out = tmp_path / "first", tmp_path / "out"
    assert main(["corpus", str(source), "--learn", str(first), "-o", str(out), "-q"]) == 0
    told = capfd.readouterr().out
    assert "1 secure words, 0 of them doubted" in told
    assert (first / "words.tsv").read_text().splitlines()[1] == "QUELTHAR\t4\t0\t0"
    (provenance, *_) = (r["provenance"] for r in read_parts(out, ["provenance"]))
    assert dict(provenance["settings"])["batch words"].startswith("1, SHA-256")
    assert main(["corpus", str(source), "--learn", str(first), "-q"]) == 0
    assert main(["corpus", str(source), "-q"]) == 2
    assert "--learn" in capfd.readouterr().err


def test_the_table_can_be_looked_at():
    assert as_table([]) == "word\tdocuments\tdoubted\tsigned\n"
