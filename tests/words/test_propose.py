"""Words and marks of running text: what is not dropped, and how much work it is to know that."""

from __future__ import annotations

import attrs
import pytest

import cablefix
from cablefix.document.reading import read
from cablefix.words.propose import propose_words


class Counted(tuple):
    """Lines that count how often somebody goes through them."""

    passes = 0

    def __iter__(self):
        Counted.passes += 1
        return super().__iter__()


@pytest.fixture(scope="module")
def head(sample) -> str:
    """The sample as far as its second paragraph."""
    return sample.read_text().split("THE TREATY\n\n3.")[0]


def dropped(reading) -> dict[str, bool]:
    """The figures that are to be dropped."""
    return {
        p.original for p in propose_words(reading) if p.original.isdigit() and not p.replacement
    }


@pytest.mark.parametrize("before", ["\n", "  "])
def test_the_number_of_the_next_paragraph_is_not_dropped_as_dirt(head, before):
    text = f"{head}THE FERRY SAILS AT\n{before}%s NOON AND AT NIGHT\n"
    assert dropped(read(text % 3)) == set()
    assert dropped(read(text % 7)) == {"7"}


def test_the_lines_are_gone_through_as_often_for_many_figures_as_for_few(head):
    passes = []
    for figures in (20, 200):
        reading = read(head + "THE FERRY 7\n\n" * figures)
        reading = attrs.evolve(reading, lines=Counted(reading.lines))
        Counted.passes = 0
        assert sum(p.original == "7" for p in propose_words(reading)) == figures
        passes.append(Counted.passes)
    assert passes[0] == passes[1] > 0


def test_older_english_is_no_misreading():
    text = (
        "I pray thee, tell me what thy master hath sent; for I would know it ere the day is done.\n"
        "Tho captain snid that he would sond thee word of it, and thy friends also.\n"
    )
    found = cablefix.clean(text * 3)
    assert not [c for c in found.corrections if c.original.strip(",.").lower() in {"thee", "thy"}]
