"""A user's own words: read whole or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cablefix.language.user_words import UserWordsError, canonical, load_words


@pytest.fixture
def file(tmp_path):
    """A function that writes a word file and returns its path."""

    def write(data):
        path = tmp_path / "words.txt"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    return write


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ()),
        ("# nothing yet\n\n", ()),
        ("Zorvath\nGrelb Pass\n", ("GRELB", "PASS", "ZORVATH")),
        ("ZORVATH\r\nzorvath\r\n", ("ZORVATH",)),
        ("\ufeffŠik\n", ("SIK",)),
        ("MI-24\nF-4E\nQ.E.D.", ("F-4E", "MI-24", "Q.E.D.")),
        ("word\tnote\nZorvath\ta river\nVaxil\t\n", ("VAXIL", "ZORVATH")),
        ("Zorvath\ta river\n", ("ZORVATH",)),
        ("word\n", ("WORD",)),
    ],
)
def test_a_word_file_is_read(file, text, words):
    assert load_words(file(text)) == words


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        ("ZORVATH\n---\n", 2, "no letter or figure"),
        ("ZORVATH\nA\0B\n", 2, "characters that no word has"),
        (f"ZORVATH\n\n{'X' * 61}\n", 3, "longer than 60"),
        ("word\tnote\nZORVATH\n", 2, "1 cells where the first row has 2"),
        ("ZORVATH\nVAXIL\ta town\n", 2, "2 cells where the first row has 1"),
        ("word\tnote\n \ta town\n", 2, "empty word"),
    ],
)
def test_a_malformed_row_is_told_by_file_line_and_reason(file, data, line, reason):
    path = file(data)
    with pytest.raises(UserWordsError, match=reason) as e:
        load_words(path)
    assert str(e.value).startswith(f"{path}:{line}: ")


def test_a_file_that_is_no_text_is_told(file):
    with pytest.raises(UserWordsError, match="not UTF-8"):
        load_words(file(b"\xff\xfeZ\0"))


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UserWordsError, match=r"none\.txt: cannot be read"):
        load_words(tmp_path / "none.txt")
    with pytest.raises(UserWordsError, match="cannot be read"):
        load_words(tmp_path)


@given(st.lists(st.text("abC Š'-.1", min_size=1, max_size=12)))
def test_canonical_words_are_sorted_once_and_stay(words):
    try:
        found = canonical(words)
    except UserWordsError:
        assert any(not any(c.isalnum() for c in p) for w in words for p in (w.split() or [""]))
        return
    assert list(found) == sorted(set(found))
    assert canonical(found) == found


def test_a_single_str_is_not_taken_for_many_words():
    with pytest.raises(TypeError, match="words must be several"):
        canonical("ZORVATH")
