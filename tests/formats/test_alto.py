"""ALTO by hand: broken words, hyphens, alternatives, glyphs, versions, what is missing."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from drawn import correct, result_with, squeezed

import cablefix
from cablefix import Alternative, Box, Correction, PagesError
from cablefix.version import VERSION

FILE = Path(__file__).parents[2] / "samples" / "valdoro_13790.alto.xml"
STEP = (
    "<processingStepDescription>correction of misread words</processingStepDescription>"
    "<processingSoftware><softwareName>cablefix</softwareName>"
    f"<softwareVersion>{VERSION}</softwareVersion></processingSoftware>"
)


def page(*lines, head="", name="http://www.loc.gov/standards/alto/ns-v4#"):
    body = "\n".join(f"<TextLine>{line}</TextLine>" for line in lines)
    return (
        f"<?xml version='1.0'?>\n<alto xmlns='{name}'>{head}<Layout><Page ID='p'><PrintSpace>"
        f"<TextBlock ID='b'>\n{body}\n</TextBlock></PrintSpace></Page></Layout></alto>"
    ).encode()


def string(text, more=""):
    return f'<String CONTENT="{text}"{more}/>'


def written(data, *changes, **how):
    pages = cablefix.open_pages(data)
    return pages.render(correct(pages.text, *changes), **how)


def test_the_file_of_tesseract():
    pages = cablefix.open_pages(FILE)
    assert pages.render(result_with(pages.text, [])) == FILE.read_bytes()
    assert [leaf.image for leaf in pages.leaves] == ["valdoro_13790-1.png"] * 2
    result = cablefix.clean(pages)
    again = cablefix.open_pages(pages.render(result))
    assert squeezed(again.text) == squeezed(result.text)
    assert pages.render(result).count(STEP.encode()) == 1


def test_a_changed_word_keeps_what_was_read_as_an_alternative():
    made = written(page(string("MODIS", ' WC="0.61" CC="00012"')), ("MODIS", "NODIS"))
    assert made == page(
        '<String CONTENT="NODIS" WC="0.95"><ALTERNATIVE>MODIS</ALTERNATIVE></String>'
    )


def test_alternatives_come_behind_a_shape_and_before_others():
    inside = '><Shape/><ALTERNATIVE>MCDIS</ALTERNATIVE><Glyph CONTENT="M"/></String>'
    data = page(f'<String CONTENT="MODIS"{inside}')
    pages = cablefix.open_pages(data)
    assert pages.words[0].alternatives == (Alternative("MCDIS"),)
    made = pages.render(correct(pages.text, ("MODIS", "NODIS")))
    assert made == page(
        '<String CONTENT="NODIS"><Shape/><ALTERNATIVE>MODIS</ALTERNATIVE>'
        "<ALTERNATIVE>MCDIS</ALTERNATIVE></String>"
    )


def test_variants_of_glyphs_are_alternatives():
    glyphs = (
        '><Glyph CONTENT="M"><Variant CONTENT="N" VC="0.4"/></Glyph><Glyph CONTENT="F"/></String>'
    )
    (word,) = cablefix.open_pages(page(f'<String CONTENT="MF"{glyphs}')).words
    assert word.alternatives == (Alternative("NF", 0.4),)


def test_a_broken_word_stays_in_its_places_and_both_halves_say_the_whole():
    broken = ' SUBS_TYPE="HypPart{}" SUBS_CONTENT="proliferat1on"'
    data = page(
        string("prolif", broken.format(1)) + '<HYP CONTENT="\u00ad"/>',
        string("erat1on", broken.format(2)),
    )
    pages = cablefix.open_pages(data)
    assert pages.text == "prolif-\nerat1on\n"
    made = pages.render(correct(pages.text, ("prolif-\nerat1on", "prolif-\neration"))).decode()
    assert made.count('SUBS_CONTENT="proliferation"') == 2
    assert "<ALTERNATIVE>erat1on</ALTERNATIVE>" in made
    assert '<HYP CONTENT="\u00ad"/>' in made


def test_a_word_broken_over_two_pages_says_the_whole_on_both():
    broken = ' SUBS_TYPE="HypPart{}" SUBS_CONTENT="proliferat1on"'
    (first, last) = (page(line).decode() for line in (
        string("prolif", broken.format(1)) + "<HYP/>", string("erat1on", broken.format(2)),
    ))  # fmt: skip
    leaf = "<Page ID='p'>"
    more = leaf + "</Page>" + leaf + last.partition(leaf)[2].partition("</Layout>")[0]
    data = first.replace("</Layout>", more + "</Layout>").encode()
    pages = cablefix.open_pages(data)
    assert pages.text.split() == ["prolif-", "erat1on"]
    made = pages.render(correct(pages.text, ("erat1on", "eration"))).decode()
    assert made.count('SUBS_CONTENT="proliferation"') == 2
    assert made.count("<Page") == data.count(b"<Page") == 3


@pytest.mark.parametrize("keep", [False, True])
@pytest.mark.parametrize("blank", ["before", "behind", "none"])
def test_blanks_of_a_line_stand_between_words_whatever_goes(keep, blank):
    data = page("<SP/>".join(string("0") for _ in range(3)) + "<HYP/>", string("X"))
    pages = cablefix.open_pages(data)
    for gone in (g for n in (1, 2, 3) for g in combinations(pages.words[:3], n)):
        found = []
        for word in gone:
            start, end = word.start, word.end
            start -= blank == "before" and start > 0
            end += blank == "behind" and pages.text[end] == " "
            found.append(
                Correction(start, end, pages.text[start:end], "", kind="word", rule="words-word",
                           confidence=0.95, why="told")
            )  # fmt: skip
        made = pages.render(result_with(pages.text, found), keep_empty=keep).decode()
        names = re.findall(r"<(String|SP|HYP)", made.partition("</TextLine>")[0])
        assert re.fullmatch(r"String( SP String)*( HYP)?", " ".join(names)), names


def test_a_split_and_a_join():
    box = ' HPOS="0" VPOS="0" WIDTH="{}" HEIGHT="10"'
    made = written(page(string("CASEOF", box.format(70) + ' ID="s"')), ("CASEOF", "CASE OF"))
    assert made == page(
        f'<String CONTENT="CASE"{box.format(40)} ID="s"><ALTERNATIVE>CASEOF</ALTERNATIVE></String>'
        '<SP/><String CONTENT="OF" HPOS="50" VPOS="0" WIDTH="20" HEIGHT="10" ID="s_2"/>'
    )
    made = written(page("\n".join((string("SYS"), "<SP/>", string("TEM")))), ("SYS TEM", "SYSTEM"))
    assert made == page(
        '\n<String CONTENT="SYSTEM"><ALTERNATIVE>SYS TEM</ALTERNATIVE></String>'.lstrip()
    )


def test_the_last_word_of_a_line_stays_empty_for_the_schema():
    made = written(page(string("~"), string("A")), ("~", ""))
    assert made == page(string(""), string("A"))
    made = written(page(string("A") + "<SP/>" + string("~")), (" ~", ""))
    assert made == page(string("A"))


def test_a_file_of_version_4_says_who_changed_it():
    head = "<Description><MeasurementUnit>pixel</MeasurementUnit></Description>"
    made = written(page(string("MODIS"), head=head), ("MODIS", "NODIS")).decode()
    category = "<processingCategory>contentModification</processingCategory>"
    step = f'<Processing ID="cablefix_1">{category}{STEP}</Processing>'
    assert f"</MeasurementUnit>{step}</Description>" in made


@pytest.mark.parametrize(
    ("more", "box"),
    [
        (' HPOS="1.5" VPOS="2" WIDTH="3.25" HEIGHT="4"', Box(1.5, 2, 4.75, 6)),
        (' HPOS="1" VPOS="2" WIDTH="3"', None),
        (' HPOS="a" VPOS="2" WIDTH="3" HEIGHT="4"', None),
        (' HPOS="1" VPOS="2" WIDTH="-3" HEIGHT="4"', None),
        (' HPOS="1" VPOS="nan" WIDTH="3" HEIGHT="4"', None),
        (' HPOS="inf" VPOS="2" WIDTH="3" HEIGHT="4"', None),
        ("", None),
    ],
)
def test_boxes_that_are_missing_or_nonsense(more, box):
    (word,) = cablefix.open_pages(page(string("A", more))).words
    assert word.box == box


@pytest.mark.parametrize("more", [' WC="high"', ' WC=""', ""])
def test_confidences_that_are_none(more):
    assert cablefix.open_pages(page(string("A", more))).words[0].confidence is None


def test_entities_and_quotes():
    data = page(string("AT&amp;T&#x41;")).replace(b'"', b"'")
    pages = cablefix.open_pages(data)
    assert pages.text == "AT&TA\n"
    made = cablefix.open_pages(pages.render(correct(pages.text, ("AT&TA", "<'\">"))))
    assert made.text == "<'\">\n"


@pytest.mark.parametrize(
    "data",
    [
        b"<alto><Layout>",
        b"<alto>\x00</alto>",
        b"<?xml version='1.0' encoding='utf-16'?><alto/>",
        b"<!DOCTYPE a [<!ENTITY x 'y'>]><alto>&x;</alto>",
        b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><alto>&x;</alto>",
        b"<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://127.0.0.1/'> %x;]><alto/>",
        b"<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><alto>&b;</alto>",
        b"<alto>" * 300 + b"</alto>" * 300,
        b"<alto>" * 100_000,
    ],
)
def test_what_is_broken_or_an_attack_is_told_in_one_line(data):
    with pytest.raises(PagesError) as found:
        cablefix.open_pages(data)
    assert "\n" not in str(found.value)
    assert len(str(found.value)) < 200
