"""The page of a document as text: safe whatever the document holds, and true to it."""

import html
import json
import re
from html.parser import HTMLParser
from itertools import pairwise

import attrs
import pytest
from hypothesis import given, settings
from strategies import texts

import cablefix
from cablefix import Correction, Exemption, Gap
from cablefix.rendering.positions import LINE_END
from cablefix.rendering.web.escape import fingerprint, visible
from cablefix.rendering.web.rows import cut_rows, marks_of

EVIL = "</script><script>boom()</script><img src=x onerror='boom()'> ]]> \" \u202eback"


class Page(HTMLParser):
    """What a browser makes of a page: the cells of both columns, the scripts, every attribute."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.sides = {"a": [], "b": []}
        self.scripts, self.styles, self.attributes = [], [], []
        self._open: list[str] = []
        self._side = None
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        self.attributes += [(tag, k, v) for k, v in attributes]
        if tag == "script":
            self.scripts.append([named.get("type"), ""])
        if tag == "style":
            self.styles.append("")
        if tag == "div" and named.get("class") in self.sides:
            self._side = named["class"]
            self.sides[self._side].append("")
        self._open.append(tag)

    def handle_endtag(self, tag):
        if tag == "div":
            self._side = None
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data):
        if self._open and self._open[-1] == "script":
            self.scripts[-1][1] += data
        elif self._open and self._open[-1] == "style":
            self.styles[-1] += data
        elif self._side:
            self.sides[self._side][-1] += data


def shown(text: str) -> str:
    """What a reader sees of a text."""
    return html.unescape(re.sub(r"</?span[^>]*>", "", visible(text)))


def result_with(text: str, **changes):
    return attrs.evolve(cablefix.clean("x"), **{"original": text, **changes})


@settings(max_examples=40, deadline=None)
@given(texts)
def test_both_columns_show_their_text(text):
    result = cablefix.clean(text)
    rows = cut_rows(text, marks_of(result)[0])
    page = Page(result.render("html"))
    assert page.sides["a"] == [shown(text[r.start : r.end]) for r in rows]
    out = result.to_output
    assert page.sides["b"] == [shown(result.text[out(r.start) : out(r.end)]) for r in rows]
    assert_nothing_left_out(text, rows)


def assert_nothing_left_out(text, rows):
    """The rows hold all of the text but line ends, and bear the numbers of their lines."""
    assert rows[0].start == 0
    assert all(LINE_END.fullmatch(text[a.end : b.start]) for a, b in pairwise(rows))
    assert text[rows[-1].end :] == "" or LINE_END.fullmatch(text[rows[-1].end :])
    numbers = [len(LINE_END.findall(text[: r.start])) + 1 for r in rows]
    assert [r.number for r in rows] == numbers


def test_a_finding_over_a_line_end_joins_its_lines():
    c = Correction(2, 7, "c-\r\nd", "cd", kind="word", rule="r", confidence=0.95, why="")
    result = result_with("a\nc-\r\nd e\nf", corrections=(c,))
    page = Page(result.render("html"))
    assert page.sides["a"] == ["a", "c-U+000D\nd e", "f"]
    assert page.sides["b"] == ["a", "cd e", "f"]


def test_nothing_a_document_says_becomes_markup():
    c = Correction(0, 4, "EVIL", EVIL, kind=EVIL, rule=EVIL, confidence=0.95, why=EVIL)
    gap = Gap(EVIL, 4, 4, 0.9, EVIL, exemptions=(Exemption(EVIL, EVIL),))
    result = result_with("EVIL " + EVIL, corrections=(c,), gaps=(gap,))
    page = Page(result.render("html", path=EVIL))
    assert [kind for kind, _ in page.scripts] == ["application/json", None]
    assert not any(name.startswith("on") for _, name, _ in page.attributes)
    marks = [v for _, k, v in page.attributes if k == "data-i"]
    assert marks == ["1", "1", "2"]
    assert "img" not in {tag for tag, _, _ in page.attributes}
    assert page.sides["b"] == [shown(EVIL + " " + EVIL)]
    data = json.loads(page.scripts[0][1])
    assert data["records"][1]["why"] == EVIL


def test_the_page_runs_only_its_own_script_and_loads_nothing():
    page = Page(cablefix.clean("FM X").render("html"))
    policy = next(v for _, k, v in page.attributes if k == "content" and "default-src" in v)
    assert policy.startswith("default-src 'none'; ")
    assert f"script-src {fingerprint(page.scripts[1][1])};" in policy
    assert f"style-src {fingerprint(page.styles[0])};" in policy
    assert "unsafe" not in policy
    assert not {k for _, k, _ in page.attributes} & {"src", "style", "srcset"}
    links = [v for _, k, v in page.attributes if k == "href"]
    assert all(link.startswith("#") for link in links)
    assert "url(" not in page.styles[0]
    assert "@import" not in page.styles[0]


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\u202e", "\u2066", "\u200b", "\ud800", "\ufeff"])
def test_signs_that_act_unseen_are_named(sign):
    page = result_with(f"A{sign}B").render("html")
    assert sign not in page
    assert f'A<span class="unseen">U+{ord(sign):04X}</span>B' in page


def test_gaps_are_bars_of_their_size(sample):
    page = cablefix.clean(sample.read_text()).render("html")
    bars = re.findall(r'class="gapbar m gap [a-z-]+ h(\d+)".*?class="what">(.*?)<', page)
    lines = {what: int(height) for height, what in bars}
    assert lines["missing paragraph 7"] == 2
    assert lines["missing paragraphs 9–11"] == 6
    assert lines["missing section 3"] > lines["missing page 4 of section 2"] > 2


def test_the_strip_shows_what_is_missing(sample):
    page = cablefix.clean(sample.read_text()).render("html")
    strip = page[page.index('<nav class="strip"') : page.index("</nav>")]
    missing = re.findall(r'class="cell missing.*?>(\d+)</a>', strip)
    assert missing == ["1", "7", "1", "4", "9", "10", "11"]
    assert "section missing" in strip


def test_a_text_without_parts_has_no_strip():
    assert '<nav class="strip"' not in cablefix.clean("A plain sentence.").render("html")


def test_the_page_knows_which_gaps_are_withheld():
    page = cablefix.clean("He met (b)(6) there.\n").render("html")
    assert '"withheld": ["blank-page", "empty-paragraph", "explicit-marker"' in page.replace(
        '"withheld":[', '"withheld": ['
    ).replace('","', '", "')
    assert "withheld only" in page
