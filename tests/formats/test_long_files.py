"""Files of many pages: the work grows as the file does; names that are new."""

import tracemalloc

import attrs
import pytest
from drawn import correct, result_with
from timing import least_seconds
from written import alto, hocr, page_xml

import cablefix
from benchmarks.speed import page_files
from cablefix import Correction
from cablefix.formats.markup import Source, TextNode
from cablefix.formats.parsing import parse

TIMES = 8
"""So much longer is the second file; quadratic work takes 64 times as long."""


def splits(pages):
    """A result that takes every word apart."""
    return result_with(
        pages.text,
        [
            Correction(w.start, w.end, "CASEOF", "CASE OF", kind="word-boundary",
                       rule="words-word", confidence=0.95, why="told")
            for w in pages.words
        ],
    )  # fmt: skip


def seconds(write, pages_of, count):
    data = write(pages_of(count))

    def run():
        pages = cablefix.open_pages(data)
        pages.render(splits(pages))

    return least_seconds(run)


@pytest.mark.parametrize("write", [alto, hocr])
def test_many_pages_take_as_much_longer_as_there_are_more(write):
    def pages_of(count):
        return [[[["CASEOF"] * 8] * 10] * 2] * count

    assert seconds(write, pages_of, 4 * TIMES) < 3 * TIMES * seconds(write, pages_of, 4)


@pytest.mark.parametrize("version", ["2013-07-15", "2019-07-15"])
def test_a_long_region_takes_as_much_longer_as_it_has_lines(version):
    def write(document):
        return page_xml(document, version=version)

    def lines_of(count):
        return [[[["CASEOF"] * 4] * count]]

    assert seconds(write, lines_of, 80 * TIMES) < 3 * TIMES * seconds(write, lines_of, 80)


def test_white_space_that_sets_elements_apart_is_no_node():
    (root,) = parse(Source("<a>\n  <b/>\n <c> <!-- x --> </c>\n</a>")).elements
    assert [n for n in root.nodes() if n not in root.child("c").children] == []
    assert root.child("c").text == "  "
    (mixed,) = parse(Source("<p>one <b>two</b> <i>three</i></p>"), html=True).elements
    assert mixed.text == "one two three"
    assert isinstance(mixed.children[2], TextNode)


def test_a_name_that_is_taken_anywhere_in_the_file_is_not_given_again():
    data = alto([[[["CASEOF", "X"]]]]).replace(b'ID="s_2"', b'ID="s_1_2"')
    pages = cablefix.open_pages(data)
    made = pages.render(correct(pages.text, ("CASEOF", "CASE OF")))
    assert made.count(b'ID="s_1_2"') == 1
    assert b'ID="s_1_2_"' in made
    step = data.replace(b'"p_0"', b'"cablefix_1"').replace(b'"page_0"', b'"cablefix_1"')
    pages = cablefix.open_pages(step)
    assert b'ID="cablefix_1_"' in pages.render(correct(pages.text, ("CASEOF", "CASE OF")))


MOST = 5
"""Times its own size that a long file may take in memory when it is read or written: its text once,
what is written once, the words. A tree of all of it took nine to thirteen times as much."""


@pytest.mark.parametrize("name", page_files.WRITERS)
def test_a_long_file_is_never_in_memory_as_a_tree(name):
    data = "".join(page_files.WRITERS[name](12)).encode()
    cablefix.open_pages("".join(page_files.WRITERS[name](1)).encode())  # loads what is needed
    tracemalloc.start()
    try:
        pages = cablefix.open_pages(data)
        read, reading = tracemalloc.get_traced_memory()
        result = page_files.result_of(pages, tuple(page_files.changes_of(pages)))
        before, _ = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        pages.render(result)
        _, writing = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert read <= reading < MOST * len(data)
    assert writing - before < MOST * len(data)


def test_only_parts_with_edits_are_read_again(monkeypatch):
    pages = cablefix.open_pages(alto([[[["CASEOF", "X"]]], [[["Y"]]], [[["CASEOF"]]]]))
    again = []
    (file,) = pages.files

    def slots(source, start, end):
        again.append((start, end))
        return file.format.slots(source, start, end)

    watched = attrs.evolve(file, format=attrs.evolve(file.format, slots=slots))
    pages = attrs.evolve(pages, files=(watched,))
    pages.render(result_with(pages.text, []))
    assert again == []
    pages.render(splits(attrs.evolve(pages, words=pages.words[-1:])))
    assert again == [file.parts[2]]


def test_no_place_of_a_page_overlaps_another():
    pages = cablefix.open_pages(hocr([[[["A", "B"]]], [[["C"]]]]))
    (file,) = pages.files
    first, second = (pages.files[0].source[start:end] for start, end in file.parts)
    assert first.count("ocr_page") == second.count("ocr_page") == 1
    starts = [file.source[at:].split(">", 1)[1][0] for at in file.places]
    assert starts == ["A", "B", "C"]
