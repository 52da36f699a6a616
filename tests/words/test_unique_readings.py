"""Words that look like one known word alone, in their texts."""

import cablefix


def test_the_second_half_of_a_broken_word_is_no_word_of_its_own():
    text = "The consul spoke of the inter-\nnatlon and left. Nothing else was said that day.\n"
    assert "nation and" not in cablefix.clean(text).text


def test_a_word_that_the_text_has_again_and_again_is_its_own():
    text = "The Foliowing sailed. The Foliowing came back. The Foliowing lies in the harbor.\n"
    assert cablefix.clean(text).text == text
