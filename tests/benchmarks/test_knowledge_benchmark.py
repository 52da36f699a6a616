"""The figures of benchmarks/knowledge: what is looked for is found, and held-out text is scored."""

import lzma
import sys

import pytest

from benchmarks.knowledge import coverage, perplexity
from benchmarks.speed import cold_start, lookup

TELEGRAM = """TELEGRAM
ACTION SS 70
R 101240Z DEC 75
FM AMEMBASSY VALDORO
TO SECSTATE WASHDC PRIORITY 2949
INFO AMEMBASSY PORT VELK IMMEDIATE
AMCONSUL ADDIS ABABA UNN
VALDORO 5332
EXDIS
TAGS: PINT, OVIP (VELK, ORSA), VD
1. AMEMBASSY NOWHERE IS PART OF THE TEXT. NODIS
"""


def test_tags_posts_and_captions_are_found_by_their_places():
    assert list(coverage.find_tags(TELEGRAM)) == ["PINT", "OVIP", "VD"]
    posts = ["VALDORO", "PORT VELK", "ADDIS ABABA", "VALDORO"]
    assert list(coverage.find_posts(TELEGRAM)) == posts
    assert list(coverage.find_captions(TELEGRAM)) == ["EXDIS"]


def test_posts_are_known_as_such_or_by_their_words():
    assert coverage.knows_post("ADDIS ABABA")
    assert coverage.knows_post("OECD PARIS")
    assert not coverage.knows_post("PORT VELK")


def test_held_out_text_is_scored_and_its_unknown_words_counted(tmp_path):
    sentence = "The Ambassador said that the Government would not agree to the proposal.\n"
    with lzma.open(tmp_path / "frus.txt.xz", "wt", encoding="utf-8") as f:
        f.write(f"### frus1961-63v05/d1\t1961-01-01\tmemo\tHeld out\n{sentence * 9}Xqzvw.\n")
        f.write(f"### invented01/d1\t1961-01-01\tmemo\tTaught\n{sentence * 50}")
    with lzma.open(tmp_path / "jfk_lines.txt.xz", "wt", encoding="utf-8") as f:
        f.write(sentence.upper() * 200)
    frus, jfk = perplexity.measure(tmp_path)
    assert frus.tokens == 9 * 14 + 3
    assert frus.unknown == pytest.approx(1 / frus.tokens)
    assert jfk.unknown == 0
    for fit in (frus, jfk):
        assert 1 < fit.trigram < fit.bigram


def test_words_to_look_up_are_unknown_and_the_same_each_time():
    words = lookup.unknown_words(50, 7)
    assert words == lookup.unknown_words(50, 7) != lookup.unknown_words(50, 8)
    assert not any(w in lookup.lexicon() for w in words)


def test_a_process_is_measured():
    cost = cold_start.measure([sys.executable, "-c", "pass"])
    assert cost.memory > 1
    assert cost.wall > 0
    with pytest.raises(RuntimeError, match="exit code 3"):
        cold_start.measure([sys.executable, "-c", "raise SystemExit(3)"])


def test_the_import_time_is_read():
    assert 0 < cold_start.import_time("cablefix") < 60
