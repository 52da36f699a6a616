"""Articles misread by habits of their own: the same each time, and misread indeed."""

import json

from training.synthesis.misread import confusions, main

GOLD = (
    "The harbor committee recommended that the ferries continue to operate until the\n"
    "reconstruction of the breakwater is completed. It asked the owners to consider, as\n"
    "soon as possible, whether the smaller boats should go on in winter.\n"
) * 6


def test_articles_are_misread_the_same_each_time(tmp_path):
    source, first, again = (tmp_path / name for name in ("in.jsonl", "a.jsonl", "b.jsonl"))
    rows = [{"id": f"article-{n}", "gold": GOLD, "ocr": ""} for n in range(4)]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    elsewhere = tmp_path / "elsewhere.jsonl"
    elsewhere.write_bytes(source.read_bytes())
    assert main([str(source), str(first)]) == main([str(elsewhere), str(again)]) == 0
    assert first.read_bytes() == again.read_bytes()
    read = [json.loads(line) for line in first.read_text(encoding="utf-8").splitlines()]
    assert len({row["ocr"] for row in read}) == len(read) > 0
    for row in read:
        assert row["gold"] == GOLD
        assert 0 < row["cer"] < 0.25
        assert row["ocr"].count("\n") == GOLD.count("\n")


def test_confusions_are_of_small_letters():
    table = confusions()
    assert all(meant.islower() and rows for meant, rows in table.items())
    assert {"e", "s", "rn"} <= set(table)
