"""Long texts: the work grows as they do, whatever they have in common. Texts that are all alike."""

import gc
import random
import re
import time

import pytest

import cablefix
from cablefix.comparing import comparison
from cablefix.comparing.alignment import align
from cablefix.comparing.mending import Mended
from cablefix.findings import Gap

TIMES = 8
"""So much longer are the second texts; quadratic work takes 64 times as long."""

SIGN = re.compile(r"\(b\)\(\d\)")


def read_only_signs(text):
    """What cleaning finds, without cleaning: it takes most of the time, and is timed elsewhere."""
    gaps = tuple(
        Gap("explicit-marker", m.start(), m.end(), 1.0, "a sign") for m in SIGN.finditer(text)
    )
    return Mended(text, (), (), gaps)


def words(seed, count):
    """Invented words, none of them alike."""
    draw = random.Random(seed)
    return ["".join(draw.choices("abcdefghijklmnop", k=6)) for _ in range(count)]


def with_slips(text, seed, every=29):
    """Another reading: a letter in so many is misread."""
    draw = random.Random(seed)
    return "".join(
        draw.choice("xyz") if c.isalpha() and not draw.randrange(every) else c for c in text
    )


def in_lines(all_words):
    return "\n".join(" ".join(all_words[i : i + 8]) for i in range(0, len(all_words), 8))


def unrelated(count):
    return in_lines(words(1, count)), in_lines(words(2, count))


def one_in_another(count):
    whole = words(1, count)
    return in_lines(whole), in_lines(whole[count // 2 : count // 2 + 40])


def read_twice(count):
    text = in_lines(words(1, count))
    return with_slips(text, 3), with_slips(text, 4)


def all_alike(count):
    text = in_lines(words(1, 60) * (count // 60))
    return with_slips(text, 3), with_slips(text, 4)


def signs_against_text(count):
    return "\n".join(["(b)(1)"] * count), in_lines(words(1, count))


def signs_in_both(count):
    withheld = [w if i % 5 else "(b)(1)" for i, w in enumerate(words(1, count))]
    other = [w if i % 7 else "(b)(3)" for i, w in enumerate(words(1, count))]
    return in_lines(withheld), in_lines(other)


def signs_in_other_text(count):
    return tuple(
        in_lines([w if i % 5 else "(b)(1)" for i, w in enumerate(words(seed, count))])
        for seed in (1, 2)
    )


def three_in_another_order(count):
    pages = [words(page, 40) for page in range(count // 40)]
    turned = [pages[n ^ 2] if (n ^ 2) < len(pages) else pages[n] for n in range(len(pages))]
    one, other = (in_lines([w for page in some for w in page]) for some in (pages, turned))
    return with_slips(one, 3), with_slips(other, 4), with_slips(other, 5)


def seconds(texts):
    best = []
    for _ in range(2):
        gc.collect()
        gc.disable()
        started = time.process_time()
        found = cablefix.compare(*texts)
        for form in ("text", "json", "html", "tei", "annotations"):
            found.render(form)
        best.append(time.process_time() - started)
        gc.enable()
    return min(best)


@pytest.mark.parametrize(
    "texts_of",
    [
        unrelated, one_in_another, read_twice, all_alike, signs_against_text, signs_in_both,
        signs_in_other_text, three_in_another_order,
    ],
)  # fmt: skip
def test_long_texts_take_as_much_longer_as_they_are_longer(texts_of, monkeypatch):
    monkeypatch.setattr(comparison, "find_mended", read_only_signs)
    assert seconds(texts_of(480 * TIMES)) < 3 * TIMES * seconds(texts_of(480))


def test_a_word_without_end():
    """Most of the time is that of cleaning it: a long word is not cut into two everywhere."""

    def time_of(count):
        return seconds(("".join(words(1, count)), "".join(words(2, count))))

    assert time_of(400 * TIMES) < 3 * TIMES * time_of(400)


def test_a_file_of_telegrams_that_are_all_alike_is_aligned():
    ours, theirs = (text.split() for text in all_alike(6000))
    links = align(ours, theirs)
    assert sum(x.a0 == x.b0 and x.a1 == x.b1 for x in links) > 0.95 * len(ours)
    for n in range(0, 6000, 60):  # each has a number; the other text lacks thirty of them
        ours[n] = theirs[n] = str(1000 + n)
    kept = {x.a0: x.b0 for x in align(ours, theirs[:1200] + theirs[3000:])}
    assert sum(kept.get(i) == i for i in range(1200)) > 0.75 * 1200
    assert sum(kept.get(i) == i - 1800 for i in range(3000, 6000)) > 0.75 * 3000


def test_a_mark_of_a_long_passage_tells_only_its_beginning():
    """Each line of a passage has the mark: with all of it, the page would grow as its square."""
    one, other = one_in_another(480)
    page = cablefix.compare(one, other).render("html")
    assert len(page) < 20 * len(one)
