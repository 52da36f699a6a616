"""What holds for every format: nothing changes but the words, and they say the clean text."""

import json
import re

import attrs
import pytest
from drawn import (
    HEIGHT,
    WIDTH,
    correct,
    documents,
    full_lines,
    placed,
    reopened,
    result_with,
    results_of,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from written import alto, hocr, page_xml, tsv

import cablefix
from cablefix import Box, PagesError
from cablefix.formats.reverting import revert_pages
from cablefix.formats.written import render
from cablefix.rendering.jsonl import RecordError, read_records

SLOW = settings(deadline=None, max_examples=60)
indents = st.sampled_from(["\n   ", ""])
bools = st.booleans()

FORMATS = {
    "hocr": st.builds(hocr, documents, words=bools, indent=indents),
    "alto": st.builds(
        alto, documents, version=st.sampled_from([1, 2, 3, 4]), prefix=st.sampled_from(["", "a"]),
        glyphs=bools, indent=indents,
    ),
    "page": st.builds(
        page_xml, documents, version=st.sampled_from(["2010-03-19", "2013-07-15", "2019-07-15"]),
        words=bools, repeated=bools, indent=indents,
    ),
    "tsv": st.builds(tsv, documents, end=st.sampled_from(["\n", "\r\n"])),
}  # fmt: skip
PLAIN = {"hocr": hocr, "alto": alto, "page": page_xml, "tsv": tsv}
MARKS = {
    "hocr": "id='w_{}'.*?</span>",
    "alto": 'ID="s_{}".*?/>',
    "page": '<Word id="w{}".*?</Word>',
}
each = pytest.mark.parametrize("name", FORMATS)


@each
@SLOW
@given(data=st.data())
def test_without_corrections_nothing_changes(name, data):
    source = data.draw(FORMATS[name])
    pages = cablefix.open_pages(source)
    assert pages.files[0].format.name == name
    assert pages.render(result_with(pages.text, [])) == source


@each
@SLOW
@given(document=documents)
def test_the_text_is_that_of_the_pages(name, document):
    if name == "page":
        document = document[:1]
    pages = cablefix.open_pages(PLAIN[name](document))
    text = "\f".join(
        "\n\n".join("\n".join(" ".join(line) for line in block) for block in page) + "\n"
        for page in document
    )
    assert pages.text == text
    flat = [
        (word, Box(*box))
        for page in placed(document)
        for block in page
        for line, _ in block
        for word, box in line
    ]
    assert [(pages.text[w.start : w.end], w.box) for w in pages.words] == flat
    assert [leaf.number for leaf in pages.leaves] == list(range(1, len(document) + 1))
    assert all(leaf.box == Box(0, 0, WIDTH, HEIGHT) for leaf in pages.leaves)


@each
@SLOW
@given(data=st.data())
def test_the_text_of_what_is_written_is_the_clean_text(name, data):
    pages = cablefix.open_pages(data.draw(FORMATS[name]))
    result = data.draw(results_of(pages.text))
    assert full_lines(reopened(pages, result).text) == full_lines(result.text)
    kept = reopened(pages, result, keep_empty=True)
    assert full_lines(kept.text) == full_lines(result.text)


@each
@SLOW
@given(data=st.data())
def test_each_word_has_a_box_inside_its_page(name, data):
    pages = cablefix.open_pages(data.draw(FORMATS[name]))
    again = reopened(pages, data.draw(results_of(pages.text)))
    for word in again.words:
        assert word.box is None or Box(0, 0, WIDTH, HEIGHT).holds(word.box)


@pytest.mark.parametrize("name", MARKS)
@SLOW
@given(data=st.data())
def test_words_that_no_correction_touches_stay_byte_for_byte(name, data):
    source = PLAIN[name](data.draw(documents))
    pages = cablefix.open_pages(source)
    result = data.draw(results_of(pages.text))
    written = pages.render(result).decode()
    mark = MARKS[name]
    for i, word in enumerate(pages.words, 1):
        touched = any(c.start <= word.end and word.start <= c.end for c in result.corrections)
        if touched:
            continue
        own = re.search(mark.format(i), source.decode(), re.S)[0]
        assert own in written


@each
@SLOW
@given(data=st.data())
def test_taking_corrections_back_restores_the_file(name, data):
    source = data.draw(FORMATS[name])
    pages = cablefix.open_pages(source)
    result = data.draw(results_of(pages.text))
    assert pages.render(attrs.evolve(result, corrections=())) == source


@each
@SLOW
@given(data=st.data(), keep=bools, order=st.sampled_from(["file", "boxes"]))
def test_the_findings_restore_the_file(name, data, keep, order):
    source = data.draw(FORMATS[name])
    pages = cablefix.open_pages(source, order=order)
    result = data.draw(results_of(pages.text))
    found = read_records(render(pages, result, "jsonl", "page"))
    assert revert_pages(found, pages.render(result, keep_empty=keep)) == source


@each
def test_a_file_that_was_changed_since_is_not_restored(name):
    pages = cablefix.open_pages(PLAIN[name]([[[["CASEOF", "X"]]]]))
    result = correct(pages.text, ("CASEOF", "CASE OF"))
    written = render(pages, result, "jsonl", "page")
    made = pages.render(result)
    with pytest.raises(RecordError, match="not the file that the records make"):
        revert_pages(read_records(written), made + b"\n")
    other = json.loads(written.splitlines()[-1])
    for change in ({"packed": other["packed"][:-8]}, {"packed": "?"}, {"length": 1 << 40},
                   {"length": 3}, {"sha256": "0" * 64}):  # fmt: skip
        changed = written.replace(json.dumps(other), json.dumps(other | change))
        with pytest.raises(RecordError, match="packed file"):
            revert_pages(read_records(changed), made)


@each
def test_a_result_of_another_text_is_refused(name):
    pages = cablefix.open_pages(PLAIN[name]([[[["A"]]]]))
    with pytest.raises(PagesError, match="of another text"):
        pages.render(result_with("B\n", []))
