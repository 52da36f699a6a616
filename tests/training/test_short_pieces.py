"""Short pieces: the same each time, most with no slip or one, each slip within a word."""

import json

from rapidfuzz.distance import Levenshtein

from training.synthesis.pieces import PIECES, main

GOLD = (
    "The harbor committee recommended that the ferries continue to operate until the\n"
    "reconstruction of the breakwater is completed. It asked the owners to consider, as\n"
    "soon as possible, whether the smaller boats should go on in winter.\n"
) * 6


def test_pieces_are_cut_and_misread_the_same_each_time(tmp_path):
    source, first, again = (tmp_path / name for name in ("in.jsonl", "a.jsonl", "b.jsonl"))
    source.write_text(json.dumps({"gold": GOLD}) + "\n", encoding="utf-8")
    assert main([str(first), str(source)]) == main([str(again), str(source)]) == 0
    assert first.read_bytes() == again.read_bytes()
    rows = [json.loads(line) for line in first.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == PIECES
    right = sum(row["ocr"] == row["gold"] for row in rows)
    assert 0.4 < right / PIECES < 0.7
    for row in rows:
        assert row["gold"].strip() in GOLD
        assert Levenshtein.distance(row["gold"], row["ocr"]) <= 12


def test_without_texts_it_says_how_it_is_called(tmp_path, capsys):
    assert main([str(tmp_path / "out.jsonl")]) == 2
    assert "usage" in capsys.readouterr().err
