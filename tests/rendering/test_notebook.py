"""A result as it is printed and as a notebook shows it."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from strategies import results, texts

import cablefix
from cablefix.rendering import notebook


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("NODIS", "CleanResult('NODIS', prose, 0 corrections, 0 suggestions, 0 gaps)"),
        ("", "CleanResult('', prose, 0 corrections, 0 suggestions, 0 gaps)"),
        ("NO\n\n NO", "CleanResult('NO NO', prose, 0 corrections, 0 suggestions, 0 gaps)"),
        ("NODIS\0", "CleanResult('NODIS\ufffd', prose, 0 corrections, 0 suggestions, 0 gaps)"),
        ("[REDACTED]", "CleanResult('[REDACTED]', prose, 0 corrections, 0 suggestions, 1 gap)"),
    ],
)
def test_a_result_is_printed_by_how_it_begins_and_what_was_found(text, shown):
    assert repr(cablefix.clean(text)) == shown


def test_the_cable_is_named(sample):
    text = sample.read_text(encoding="utf-8")
    shown = repr(cablefix.clean(text))
    assert shown.startswith("CleanResult('PAGE 02 OF 04 VALDOR")
    assert ", cable 90 VALDORO 04418, " in shown
    other = text.replace("04418", "05637").replace("221350Z OCT", "240915Z NOV")
    assert " and 1 more, " in repr(cablefix.clean(text + other))


@settings(max_examples=60, deadline=None)
@given(results | texts.map(cablefix.clean))
def test_whatever_was_cleaned_fits_two_lines(result):
    shown = repr(result)
    assert len(shown) <= 160
    assert "\n" not in shown


class Frame(HTMLParser):
    """The attributes of the one element, and whatever else there is."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.text = [], ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.text += data


@settings(max_examples=30, deadline=None)
@given(results)
def test_the_page_stands_in_a_frame_of_its_own(result):
    shown = result._repr_html_()
    shown.encode("utf-8")
    frame = Frame(shown)
    ((tag, attributes),) = frame.elements
    assert (tag, frame.text) == ("iframe", "")
    assert attributes["sandbox"] == "allow-scripts allow-downloads"
    assert attributes["srcdoc"] == result.render("html", path="text")


def test_nothing_is_loaded(sample):
    page = cablefix.clean(sample.read_text(encoding="utf-8"))._repr_html_()
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", unescape(page))
    assert "default-src 'none'" in unescape(page)


def test_a_very_long_text_is_only_named(monkeypatch):
    monkeypatch.setattr(notebook, "LARGEST", 20)
    shown = cablefix.clean("<b>THE TREATY</b> IS <i>HERE</i>.")._repr_html_()
    assert [tag for tag, _ in Frame(shown).elements] == ["p", "code"]
    assert "too long to be shown here" in shown
    assert "CleanResult('<b>THE" in Frame(shown).text
