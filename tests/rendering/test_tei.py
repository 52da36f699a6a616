"""TEI P5: valid against `tei_all`, and its text is the text."""

import re
from itertools import pairwise
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree
from strategies import results, texts

import cablefix
from cablefix import Correction, Decision, Exemption, Extent, Gap, parse_jsonl
from cablefix.cable import Cable, Page, Paragraph, Section
from cablefix.rendering.xml import FORBIDDEN

TEI = "{http://www.tei-c.org/ns/1.0}"
GOLDEN = Path(__file__).parent / "golden"


def parse(written):
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(written.encode(), parser)


def plain(element, choose):
    """The text of an element with one side of every choice, and the real forbidden characters."""
    if element.tag == f"{TEI}g":
        return chr(int(element.get("ref")[2:], 16))
    inside = [element.text or ""]
    for child in element:
        if not (element.tag == f"{TEI}choice" and child.tag != TEI + choose):
            inside.append(plain(child, choose))
        inside.append(child.tail or "")
    return "".join(inside)


def body(tree):
    return tree.find(f"{TEI}text/{TEI}body")


def check_text(result, form="tei"):
    tree = parse(result.render(form, path='a"<&\x00.txt'))
    assert plain(body(tree), "corr") == result.text
    assert plain(body(tree), "sic") == result.original
    ids = [e.get("{http://www.w3.org/XML/1998/namespace}id") for e in tree.iter()]
    ids = [i for i in ids if i]
    assert len(ids) == len(set(ids))
    pointers = [
        p
        for e in tree.iter()
        for name in ("corresp", "target", "resp", "ref", "ana")
        for p in (e.get(name) or "").split()
    ]
    assert {p[1:] for p in pointers} <= set(ids)
    return tree


@st.composite
def paged(draw):
    """Any result, with pages and paragraphs wherever they may be."""
    result = draw(results)
    length = len(result.original)
    edges = sorted(draw(st.lists(st.integers(0, length), max_size=6)))
    pages = []
    for number, (start, end) in enumerate(pairwise(edges), 1):
        cut = draw(st.integers(start, end))
        pages.append(Page(number, None, (Paragraph(number, cut, end),), start, end))
    sections = tuple(
        Section(draw(st.integers(1, 3)), None, tuple(part), part[0].start, part[-1].end)
        for part in (pages[:2], pages[2:])
        if part
    )
    return attrs.evolve(result, cables=(Cable("cable", 0, length, sections=sections),))


def test_a_page_that_turns_within_a_correction(tei_all):
    page = Page(1, None, (Paragraph(1, 1, 1),), 1, 1)
    cable = Cable("cable", 0, 1, sections=(Section(1, None, (page,), 1, 1),))
    tei_all.assertValid(check_text(attrs.evolve(single("0", "0", "\r0"), cables=(cable,))))


@settings(max_examples=100, deadline=None)
@given(paged())
def test_the_text_is_kept_wherever_the_pages_turn(result):
    check_text(result)


@settings(max_examples=60, deadline=None)
@given(results)
def test_the_text_of_any_result_is_kept(result):
    check_text(result)


@given(texts)
@settings(max_examples=60, deadline=None)
@example(
    "PAGE 01 OF 02 BEIJIN 13790 01 OF 01 130559Z C01/11 025213 NOD388\n\x0c1. TEXT\x0c\n\x85\n"
)
@example("A\r\nB\rC\n\u2028\ufeff\x00\x0b")
@example("]]>&lt;&amp;<!-- --><?x ?><![CDATA[")
def test_the_text_of_any_cable_is_kept(text):
    check_text(cablefix.clean(text))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(results | paged())
def test_any_result_is_valid(tei_all, result):
    tei_all.assertValid(check_text(result))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts)
def test_any_cable_is_valid(tei_all, text):
    tei_all.assertValid(check_text(cablefix.clean(text)))


@pytest.fixture(scope="module")
def golden(sample):
    findings = (GOLDEN / "findings.jsonl").read_text(encoding="utf-8")
    return parse_jsonl(findings, sample.read_bytes().decode())


@pytest.mark.parametrize("form", ["tei", "tei-frus"])
def test_the_sample_is_valid(tei_all, golden, form):
    tei_all.assertValid(parse(golden.render(form, path="cable.txt")))


@pytest.mark.parametrize("number", ["002", "003"])
@pytest.mark.parametrize("form", ["tei", "tei-frus"])
def test_real_documents_are_valid(tei_all, shared, number, form):
    (path,) = (shared / "seeds").glob(f"{number}_*.txt")
    result = cablefix.clean(path.read_bytes().decode())
    tei_all.assertValid(parse(result.render(form, path=path.name)))
    check_text(result)


def test_the_schema_finds_faults(tei_all, golden):
    written = golden.render("tei")
    assert not tei_all.validate(parse(written.replace("<gap ", "<hole ", 1)))
    assert not tei_all.validate(parse(written.replace('type="section"', 'sort="section"', 1)))


def test_sections_pages_and_paragraphs(golden):
    tree = check_text(golden)
    divs = body(tree).findall(f"{TEI}div")
    assert [(d.get("type"), d.get("n")) for d in divs] == [("section", "1"), ("section", "2")]
    assert [pb.get("n") for pb in divs[0].iter(f"{TEI}pb")] == ["2", "3", "4"]
    assert [p.get("n") for p in divs[1].iter(f"{TEI}p") if p.get("n")] == ["8", "12"]
    assert [fw.get("type") for fw in divs[1].iter(f"{TEI}fw")][:2] == ["header", "mark"]
    assert divs[0].find(f".//{TEI}stamp").get("type") == "caption-removed"


def test_corrections_and_gaps(golden):
    tree = check_text(golden)
    corr = next(c for c in body(tree).iter(f"{TEI}corr") if c.text == "NODIS")
    assert corr.get("type") == "ocr"
    assert float(corr.get("cert")) == golden.corrections[0].confidence
    assert corr.getparent()[0].text == "MODIS"
    gaps = {g.get("extent"): g for g in body(tree).iter(f"{TEI}gap")}
    gap = gaps["paragraphs 9-11"]
    assert (gap.get("reason"), gap.get("unit"), gap.get("quantity")) == (
        "redacted", "paragraph", "3",
    )  # fmt: skip
    assert any(g.get("atMost") == "2" and g.get("unit") == "line" for g in tree.iter(f"{TEI}gap"))


def test_the_header_tells_what_the_cable_is(golden):
    header = check_text(golden).find(f"{TEI}teiHeader")
    assert header.find(f".//{TEI}title").text.startswith("LUNCH WITH THE MINISTER")
    assert header.find(f".//{TEI}date").get("when") == "1990-10-22T13:50:00Z"
    terms = [t.text for t in header.iter(f"{TEI}term")]
    assert terms[:3] == ["PREL", "PARM", "EFIS"]
    method = header.find(f".//{TEI}correction").get("method")
    assert method == "markup"


def single(text, original, replacement, *gaps):
    start = text.index(original)
    c = Correction(
        start, start + len(original), original, replacement, kind="section-number",
        rule="cut-section-line", confidence=0.99, why="w",
    )  # fmt: skip
    return attrs.evolve(cablefix.clean(""), original=text, corrections=(c,), gaps=gaps)


@pytest.mark.parametrize(
    ("text", "original", "replacement"),
    [
        ("ONE TWO\nUNCLASSIFIED", "TWO", "A\n\nB\n\nUNCLASSIFIED\nC"),
        ("ONE\n\n~~\n\nTWO", "~~", ""),
        ("ONE\n\n~~\n\nTWO", "\n~~\n", ""),
        ("ONE\n\nTWO", "NE\n\nT", "NLY T"),
        ("ONE\nUNCLASSIFIED\nTWO", "E\nUNCLASSIFIED\nT", "E T"),
        ("ONE\x0cTWO", "\x0c", "\x0c\x0c"),
        ("ONE", "ONE", "\n"),
        ("AB [sic]", "AB", "A B"),
        ("AB [sic]", "B [s", "B C [s"),
    ],
)
def test_a_change_that_would_cut_a_block_is_kept_whole(tei_all, text, original, replacement):
    tei_all.assertValid(check_text(single(text, original, replacement)))


def test_letters_that_an_excision_took_are_supplied():
    gap = Gap("cut-line", 0, 12, 0.9, "the start of the section line is lost")
    tree = check_text(single("ION 02 OF 03", "ION", "SECTION", gap))
    supplied = tree.find(f".//{TEI}supplied")
    assert (supplied.get("reason"), supplied.text, supplied.tail) == ("excised", "SECT", "ION")


def test_what_a_person_wrote_is_the_person_s():
    result = cablefix.clean("THE TREATY")
    decided = result.with_decisions([Decision.at("THE TREATY", 4, 10, "TREATIES", "edited")])
    corr = check_text(decided).find(f".//{TEI}corr")
    assert (corr.get("type"), corr.get("resp")) == ("editor", "#editor")


def test_a_slip_of_the_drafter_is_sic_alone():
    for before in ("A ", "\n", "", "\u0130\u0130 ", "X" * 90 + " "):
        tree = check_text(cablefix.clean(f"{before}SALUTORY [SIC] WARNING"))
        assert [e.text for e in tree.iter(f"{TEI}sic")] == ["SALUTORY"]


@pytest.mark.parametrize("before", ["", "X" * 90, "WORD\n"])
def test_sic_after_no_word_says_nothing(before):
    tree = check_text(cablefix.clean(f"{before} [sic] WARNING".replace("\n ", "\n")))
    assert not list(tree.iter(f"{TEI}sic"))


def test_forbidden_characters_are_told(tei_all):
    tree = check_text(cablefix.clean("PAGE ONE\x0c\nPAGE\x00 TWO \ud800"))
    tei_all.assertValid(tree)
    told = "".join(tree.find(f".//{TEI}normalization").itertext())
    assert "U+0000, U+000C, U+D800" in told
    assert [g.text for g in body(tree).iter(f"{TEI}g")] == ["␌", "␀", "\ufffd"]
    assert not FORBIDDEN.search(cablefix.clean("A\x0cB").render("tei", path="\x00"))


def test_exemptions_are_named_in_the_header(tei_all):
    gap = Gap(
        "explicit-marker", 0, 10, 0.99, "w", extent=Extent(1.5, "line"),
        exemptions=(Exemption("(b)(1)", "FOIA", "here"),),
    )  # fmt: skip
    result = attrs.evolve(cablefix.clean(""), original="[REDACTED] TEXT", gaps=(gap,))
    tree = check_text(result)
    tei_all.assertValid(tree)
    category = tree.find(f".//{TEI}category")
    name = category.get("{http://www.w3.org/XML/1998/namespace}id")
    assert category.find(f"{TEI}catDesc").text == "(b)(1) (FOIA)"
    assert tree.find(f".//{TEI}gap").get("ana") == f"#{name}"
    frus = parse(result.render("tei-frus"))
    assert frus.find(f".//{TEI}note/{TEI}hi").text == "[1-1/2 lines not declassified]"


def test_an_entity_is_only_text():
    text = '<!DOCTYPE x [<!ENTITY a "b">]>&a; <script>alert(1)</script>'
    written = cablefix.clean(text).render("tei")
    assert "<script" not in written
    assert not re.search(r"<!(?:DOCTYPE|ENTITY)", written)
    check_text(cablefix.clean(text))
