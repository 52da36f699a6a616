"""The build of the wordlists, on a tiny invented corpus: the same to the byte each time."""

import hashlib
import lzma
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from cablefix.language import tables
from cablefix.language.ngram import Arrays, LanguageModel
from training.lists.__main__ import main
from training.lists.books import Books, read_books, share_out
from training.lists.counts import encode
from training.lists.smoothing import smooth
from training.lists.sources import HELD_OUT_LINES, read_frus, read_jfk, read_prose, read_table

INSTALLED = Path(str(tables.folder()))
BY_HAND = ("abbreviations", "amendments", "held_out", "address_words", "classifications", "marks",
           "mission_seats")  # fmt: skip

SENTENCES = (
    "The Embassy at Valdoro reported that the Minister had agreed to the visit.",
    "He said that the Government would reply, but not before March 7.",
    'Prime Minister Velk told the Ambassador: "We shall see." The talks go on.',
)
TABLES = {
    "vocab/tags_subject.tsv": "code\ttitle\tfield\tbasis\nPINT\tInternal Affairs\tP\t74"
    "\nPXXX\t?\tP\th",
    "vocab/tags_geographic.tsv": "code\tname\tkind\tbasis\nVD\tValdoro\tcountry\t74",
    "vocab/tags_organization.tsv": "code\tname\tkind\tbasis\nVTU\tTrade Union\torganization\tACP",
    "vocab/posts.tsv": "station\tmrn6\tvariants\nVALDORO CITY\tVALDOR\tVALDROO CITY; VALDOR"
    "\nATLANT\tA\t",
    "vocab/addressees.tsv": "addressee\tcount\nAMEMBASSY VALDORO CITY\t5\nAMCONSUL PERA\t2",
    "vocab/distribution_office_codes.tsv": "code\tmeaning\tbasis\nEUR\tEurope\th\nXX\tGuess\tg",
    "vocab/office_symbols.tsv": "symbol\tdescription\nEUR/VD\tValdoro Desk\nA-A\tno office",
    "vocab/frus_terms.tsv": "key\tdescription\tn_volumes\tvolumes\nVTU\tUnion\t2\tv1,v2",
    "vocab/frus_terms_historylab.tsv": "term\tdescription\tcount\nVDA\tAgency\t1",
    "names/surnames.tsv": "name\tcount\nVelk\t3\nO'Dara\t1",
    "names/forenames.tsv": "name\tcount\nOrsa\t2\nLone\t1",
    "names/frus_dateline_places.tsv": "place\tcount\nValdoro City\t9",
    "names/us_chiefs_of_mission.tsv":
        "surname\tforename\taltname\tbirth\tdeath\trole\tplace\tstart\tend"
        "\nHale\tAnn\t\t1920\t\tambassador-e-p\tchina\t1977\t1981"
        "\nHale\tJohn\t\t1880\t\tambassador-e-p\tchina\t1921\t1923",
    "names/countries.tsv": "iso2\tiso3\tname\tofficial_name\tcapital"
    "\nVD\tVLD\tValdoro\t\tValdoro City",
    "names/cities.tsv": "name\tcountry\tpopulation\nPéra\tVD\t400000\nHamlet\tVD\t900",
}  # fmt: skip

REBUILD = """
import sys
from pathlib import Path
from training.lists.__main__ import rebuild
from training.lists.books import Books
words = {"TREATY": 900, "REPLIES": 500, "TALKS": 400, "MINISTER": 300, "OX": 7}
pairs = {("TREATY", "TALKS"): 90, ("MINISTER", "REPLIES"): 20, ("UNLISTED", "PAIR"): 9}
rebuild(Path(sys.argv[1]), Path(sys.argv[2]), Books(words, pairs))
"""
"""In a process of its own, so that the order of sets differs; with little English, to be quick."""


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """A folder of sources with a few invented documents and lists."""
    folder = tmp_path_factory.mktemp("sources")
    for name, text in TABLES.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"# invented\n{text}\n", encoding="utf-8")
    documents = "".join(
        f"### invented01/d{i}\t1975-01-0{i % 9 + 1}\ttelegram\tTelegram {i}\n"
        + "".join(f"{SENTENCES[(i + k) % 3]}\n" for k in range(i % 4 + 1))
        for i in range(40)
    )
    kept = "### frus1961-63v05/d1\t1961-01-01\tmemo\tHeld out\nXYZZYX XYZZYX XYZZYX.\n"
    with lzma.open(folder / "frus.txt.xz", "wt", encoding="utf-8") as f:
        f.write(documents + kept)
    with lzma.open(folder / "jfk_lines.txt.xz", "wt", encoding="utf-8") as f:
        f.writelines(
            "HELDOUT LINE\n" if n % HELD_OUT_LINES == 0 else f"{SENTENCES[n % 3]} QUORNDON\n"
            for n in range(1, 401)
        )
    prose = folder / "prose"
    prose.mkdir()
    (prose / "letters.txt").write_text(
        "The Minister\nwalked his dog.\n\nTreaty talks\nbored the dog.\n", encoding="utf-8"
    )
    return folder


def build(sources, folder, seed):
    folder.mkdir()
    for name in BY_HAND:
        shutil.copy(INSTALLED / f"{name}.tsv", folder)
    subprocess.run(
        [sys.executable, "-c", REBUILD, str(sources), str(folder)],
        env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True,
    )  # fmt: skip
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}


@pytest.fixture(scope="module")
def built(sources, tmp_path_factory):
    """The wordlists of the invented sources, and their digests."""
    folder = tmp_path_factory.mktemp("built") / "wordlists"
    return folder, build(sources, folder, "1")


def column(folder, name, key):
    return {row[key]: row for row in read_table(folder / f"{name}.tsv")}


def test_two_builds_are_the_same_to_the_byte(sources, built, tmp_path):
    _, first = built
    assert build(sources, tmp_path / "again", "4242") == first
    assert len(first) >= 20


def test_the_lists_hold_what_the_sources_say(built):
    folder, _ = built
    tags = column(folder, "tags", "code")
    assert tags["PINT"]["years"] == "1974"
    assert "PXXX" not in tags  # from memory, not checked
    posts = column(folder, "posts", "post")
    assert posts["VALDORO CITY"]["short"] == "VALDOR"
    assert posts["VALDORO CITY"]["address"] == "AMEMBASSY"
    assert "PERA" in posts
    assert "ATLANT" not in posts  # dropped by the amendments
    names = ("surname", "post", "from", "to")
    seats = {tuple(r[n] for n in names) for r in read_table(folder / "officials.tsv")}
    assert seats == {  # the seat of the mission by the year; who left before 1945 is left out
        ("HALE", "PEKING", "1977", "1981"),
        ("HALE", "BEIJING", "1977", "1981"),
        ("HALE", "TAIPEI", "1977", "1981"),
    }
    assert column(folder, "slips", "slip")["VALDROO CITY"]["right"] == "VALDORO CITY"
    assert column(folder, "places", "place")["PERA"]["from"] == "city"
    assert "HAMLET" not in column(folder, "places", "place")


def test_the_vocabulary_has_words_names_and_codes_but_nothing_held_out(built):
    folder, _ = built
    words = column(folder, "words", "word")
    assert words["EMBASSY"]["from"] == "corpus" or int(words["EMBASSY"]["frus"]) > 5
    for word in ("VELK", "O'DARA", "VTU", "AMEMBASSY", "UNCLAS", "QUORNDON", "TREATY"):
        assert word in words
    for word in ("XYZZYX", "HELDOUT", "PINT", "OX"):
        assert word not in words


def test_jfk_lines_are_taught_or_held_out_never_both(sources):
    taught = list(read_jfk(sources, held_out=False))
    kept = list(read_jfk(sources, held_out=True))
    assert len(taught) + len(kept) == 400
    assert set(kept) == {"HELDOUT LINE\n"}
    assert "HELDOUT LINE\n" not in taught


def test_documents_are_read_with_their_volume(sources):
    documents = list(read_frus(sources))
    assert len(documents) == 41
    assert documents[-1].volume == "frus1961-63v05"


def test_paragraphs_of_prose_are_read_as_lines(sources):
    assert list(read_prose(sources)) == [
        "The Minister walked his dog.",
        "Treaty talks bored the dog.",
    ]


def test_the_model_knows_what_books_say(built):
    """TREATY is no word of the corpus; what follows it is known from books and other prose."""
    folder, _ = built
    words = bytes(np.load(folder / "lexicon.npy")).decode().split("\n")
    model = LanguageModel(Arrays.load(folder))
    treaty, talks, minister = (words.index(w) for w in ("TREATY", "TALKS", "MINISTER"))
    assert treaty < len(model.arrays.unigram)
    cost = model.pair_costs(np.array([treaty, treaty]), np.array([talks, minister]))
    assert cost[0] < cost[1]


def test_what_follows_a_word_in_books_sums_to_less_than_one():
    books = Books({"A": 10, "B": 10, "C": 5}, {("A", "B"): 9, ("A", "C"): 9, ("C", "X"): 1})
    shares = share_out(books, ["<unk>", "<p>", "A", "B", "C"])
    assert shares.keys.tolist() == [2 * 5 + 3, 2 * 5 + 4]
    assert shares.pairs.sum() == pytest.approx(0.95)
    assert shares.paired.tolist() == pytest.approx([0, 0, 0.95, 0, 0])
    assert shares.words.tolist() == [0, 0, 0.4, 0.4, 0.2]


def test_the_books_hold_common_words_and_pairs():
    books = read_books()
    assert books.words["HOUSE"] > books.words["ABACUS"] > 0
    assert books.pairs["IN", "THE"] > books.pairs["ABBOTT", "AND"] > 0


def test_without_sources_the_build_says_what_it_needs(tmp_path, capsys):
    assert main([str(tmp_path), str(tmp_path)]) == 2
    assert "SOURCES must hold frus.txt.xz and prose" in capsys.readouterr().err


@pytest.fixture(scope="module")
def tiny():
    """A model of three words: after `a` mostly `b`, then mostly `c`."""
    ids = {"<unk>": 0, "<p>": 1, "a": 2, "b": 3, "c": 4}
    lines = [["a", "b", "c"]] * 20 + [["a", "c", "b"]] * 3 + [["b", "c"]] * 5
    books = share_out(Books({"a": 5, "c": 5}, {("a", "c"): 1}), list(ids))
    return LanguageModel(smooth(encode(lines, ids), books, 1, 1)), len(ids)


def test_the_model_knows_what_follows(tiny):
    model, _ = tiny
    asked = [np.array(x, np.int64) for x in ([1, 1], [2, 2], [3, 4])]
    often, seldom = model.score(*asked)
    assert often > seldom + 1


def test_probabilities_of_all_followers_sum_to_one(tiny):
    """Within what the quantisation to steps of 1/12 allows."""
    model, size = tiny
    for first in range(1, size):
        for second in range(1, size):
            third = np.arange(size)
            logs = model.score(np.full(size, first), np.full(size, second), third)
            assert 0.9 < np.exp(logs).sum() < 1.1, (first, second)
