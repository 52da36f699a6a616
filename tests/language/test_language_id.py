"""What is known of other languages: their letters, their common words, how they are written."""

import numpy as np
import pytest

from cablefix.language import letter_ngram as spelling
from cablefix.language import tables
from cablefix.language.language_id import SIZE, STEP, languages, to_capitals
from training.lists.languages import choose_common, count_grams, latin, spellings, train_letters


def test_every_language_has_its_letters_and_words():
    known = languages()
    assert known.letters.shape == (len(known.names), SIZE**3)
    common = known.are_common(list(known.at))
    assert (common.sum(axis=0) > 80).all()


def test_the_letters_after_any_two_add_up():
    sums = np.exp(-STEP * languages().letters.astype(float)).reshape(-1, SIZE).sum(axis=1)
    assert np.abs(sums - 1).max() < 0.1


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("EL MINISTRO NO PUEDE VENIR", "Spanish"),
        ("LE MINISTRE NE PEUT PAS VENIR CHEZ NOUS", "French"),
        ("DER MINISTER KANN NICHT KOMMEN", "German"),
        ("PREZIDENT SKAZAL CHTO ETO NE TAK", "Russian"),
        ("THU TUONG KHONG THE DEN", "Vietnamese"),
        ("BUZHANG BU NENG LAI", "Chinese"),
    ],
)
def test_a_sentence_is_likeliest_in_its_language(words, language):
    known = languages()
    totals = known.log_probabilities(words.split()).sum(axis=0)
    assert known.names[int(totals.argmax())] == language


def test_english_letters_are_likelier_than_those_of_any_language():
    words = ["HERRING", "FERRY", "HARBORS", "QUARREL"]
    right, _ = spelling.log_probabilities(words)
    assert right.sum() > languages().log_probabilities(words).sum(axis=0).max()


def test_no_words_at_all():
    assert languages().log_probabilities([]).shape == (0, len(languages().names))


def test_the_same_for_many_words_as_for_one():
    words = ["KARIMOV", "O'BRIEN", "QXZ", "A"]
    right, _ = spelling.log_probabilities(words)
    assert right.tolist() == pytest.approx([spelling.log_probability(w) for w in words])


def test_syllables_that_make_names_are_no_common_words():
    known = languages()
    chinese = known.names.index("Chinese")
    common = known.are_common(["LIU", "WEI", "KEYI"])[:, chinese].tolist()
    assert common == [False, False, True]


def test_two_ways_of_writing():
    assert [latin("Jürgen Groß", s) for s in spellings("de")] == ["JURGEN GROSS", "JUERGEN GROSS"]
    assert latin("хорошо", spellings("ru")[0]) == "KHOROSHO"


def test_capitals_without_marks():
    assert to_capitals("Łódź, señor, Straße") == "LODZ, SENOR, STRASSE"


def test_building_is_exact():
    words = {"SE": 3.0, "SEA": 1.0}
    costs = train_letters(count_grams(words)).reshape(SIZE, SIZE, SIZE)
    after_se = costs[19, 5]
    assert after_se.argmin() == 0  # most often the word ends here
    assert after_se[1] < after_se[2]  # and A comes before letters that never follow
    assert choose_common(words) == {"SE": 0.75, "SEA": 0.25}


def test_the_letters_of_every_language_are_plain():
    for _, letter, plain in tables.load("latin_letters").rows:
        assert len(letter) == 1
        assert plain == to_capitals(plain)
        assert all("A" <= c <= "Z" for c in plain)
