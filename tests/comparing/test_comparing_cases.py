"""What a comparison says of texts of our own."""

import json
import re
from importlib import resources
from pathlib import Path

import jsonschema
import pytest
from lxml import etree

import cablefix

OPEN = """PAGE 01        VALDOR  04418  130535Z
SUBJECT: HARBOR TALKS

1. THE MINISTER RECEIVED THE AMBASSADOR ON MONDAY AND SPOKE OF THE HARBOR.

2. HE SAID THAT MR. KARIMOV HAD PROMISED 250 TONS OF GRAIN BEFORE WINTER,
AND THAT THE PORT AUTHORITY WOULD NOT OBJECT.

3. THE EMBASSY WILL REPORT AGAIN WHEN THE COMMITTEE HAS MET IN THE CAPITAL.
"""
SENTENCE = OPEN[OPEN.index("HE SAID") : OPEN.index("\n\n3.")]
CUT = OPEN.replace(SENTENCE, "[2 lines not declassified]")


def kinds(found):
    return [d.kind for d in found.differences]


def test_what_one_release_withholds():
    found = cablefix.compare(CUT, OPEN, names=("1998", "2009"))
    (passage,) = found.withheld
    assert passage.text == SENTENCE
    assert OPEN[passage.start : passage.end] == SENTENCE
    assert (passage.witness, passage.withheld_by) == (1, 0)
    assert CUT[slice(*passage.sign)] == "[2 lines not declassified]"
    assert passage.words == len(SENTENCE.split())
    assert passage.lines == pytest.approx(2, abs=0.5)
    assert passage.fits is True
    assert passage.extent.quantity == 2
    assert passage.contents.names >= 1
    assert passage.contents.numbers == 1
    assert found.text == OPEN
    assert set(kinds(found)) == {"withheld"}
    assert [w.withholds for w in found.witnesses] == [passage.words, 0]
    assert "1998 withholds, 2009 has" in found.render("text")


def test_codes_are_those_of_the_release():
    cut = "RELEASE IN PART B1\n" + OPEN.replace(SENTENCE, "(b)(1)")
    (passage,) = cablefix.compare(OPEN, cut).withheld
    assert [e.code for e in passage.exemptions] == ["(B)(1)"]


def test_an_extent_that_does_not_fit():
    cut = OPEN.replace(SENTENCE, "[12 lines not declassified]")
    (passage,) = cablefix.compare(OPEN, cut).withheld
    assert passage.fits is False


@pytest.mark.parametrize("lost", [SENTENCE, "THAT MR. KARIMOV HAD", OPEN[OPEN.index("3.") :]])
def test_what_was_only_missed_is_not_withheld(lost):
    found = cablefix.compare(OPEN, OPEN.replace(lost, ""))
    assert found.withheld == ()
    assert "withheld" not in kinds(found)
    assert found.text.split() == OPEN.split()


def test_what_both_withhold_is_no_disclosure():
    other = CUT.replace("[2 lines not declassified]", "[text not declassified]")
    assert cablefix.compare(CUT, other).withheld == ()


def test_each_may_withhold_what_the_other_has():
    other = OPEN.replace("THE MINISTER RECEIVED THE AMBASSADOR ON MONDAY", "[REDACTED]")
    found = cablefix.compare(CUT, other)
    assert [(w.witness, w.withheld_by) for w in found.withheld] == [(0, 1), (1, 0)]
    assert found.text.split() == OPEN.split()


def test_the_word_of_a_list_and_the_language_against_slips():
    a = OPEN.replace("AMBASSADOR", "AMBASSADQR").replace("GRAIN", "GRAIN")
    b = OPEN.replace("CAPITAL", "CAPLTAL").replace("MONDAY", "MONOAY")
    found = cablefix.compare(a, b)
    assert found.text == OPEN
    assert kinds(found) == ["misreading"] * 3
    assert all(d.confidence > 0.9 for d in found.differences)


def test_a_slip_of_the_drafter_that_all_have_stays():
    typed = OPEN.replace("RECEIVED", "RECIEVED")
    found = cablefix.compare(typed, typed.replace("HARBOR TALKS", "HARBOR TA1KS"))
    assert found.text == typed


def test_a_number_by_the_majority():
    other = OPEN.replace("250 TONS", "260 TONS")
    assert cablefix.compare(OPEN, other, OPEN.replace("MONDAY", "MONOAY")).text == OPEN
    (d,) = cablefix.compare(OPEN, other).differences
    assert (d.kind, d.confidence < 0.9) == ("misreading", True)


def test_line_ends_and_hyphens_are_no_differences():
    other = OPEN.replace("MINISTER RECEIVED", "MINIS-\nTER RECEIVED").replace(",\nAND", ", AND")
    assert cablefix.compare(OPEN, other).differences == ()


def test_pages_in_another_order():
    pages = [
        f"PAGE 0{n} OF 03\n" + " ".join(f"{w}{n}" for w in OPEN.split() if len(w) > 3)
        for n in (1, 2, 3)
    ]
    found = cablefix.compare("\f".join(pages), "\f".join([pages[1], pages[0], pages[2]]))
    assert [d.chosen for d in found.differences if d.kind != "order"] in ([], ["PAGE", "PAGE"])
    assert "order" in kinds(found)
    assert found.aligned > 0.98


def test_two_documents():
    other = "We sailed at dawn with forty casks of lamp oil and a crew of nine hands. " * 3
    found = cablefix.compare(OPEN, other)
    assert not found.is_one_document
    assert found.message.startswith("two different documents")
    assert found.withheld == ()
    assert "difference" not in found.render("text").split("\n", 1)[1]


@pytest.mark.parametrize(("a", "b", "said"), [
    ("", "", "every text is empty"), (OPEN, "", "B has no text"), ("\n", OPEN, "A has no text"),
    (OPEN, OPEN, "the same"), (OPEN, OPEN[OPEN.index("3.") :], "part of another"),
    (OPEN, CUT, "one document"),
])  # fmt: skip
def test_messages(a, b, said):
    assert said in cablefix.compare(a, b).message
    assert said in cablefix.compare(a, b).render("text")


def test_what_holds_a_text_is_compared():
    result = cablefix.clean(OPEN)
    assert cablefix.compare(result, OPEN).differences == ()


def test_a_copy_counts_once():
    """Two texts with the very same slips are one reading against a better one."""
    bad = OPEN.replace("EMBASSY", "EMBASSV").replace("WINTER", "WLNTER").replace("WHEN", "WHBN")
    assert cablefix.compare(bad, bad, OPEN).text == OPEN


@pytest.mark.parametrize("size", [3_000, 12_000])
def test_long_rows_of_one_word_and_long_words(size):
    for a, b in (
        ("A " * size, "A " * (size - 9)),
        ("X" * size, "X" * (size - 1)),
        ("[" * size, "]"),
    ):
        found = cablefix.compare(a, b)
        assert len(found.witnesses) == 2


# the written forms


@pytest.fixture(scope="module")
def found():
    return cablefix.compare(CUT.replace("AMBASSADOR", "AMBASSADQR"), OPEN, names=("a.txt", "<b>"))


def test_json_is_as_the_schema_says(found):
    schema = json.loads(
        resources.files("cablefix.comparing.writers")
        .joinpath("comparison.schema.json")
        .read_text(encoding="utf-8")
    )
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for one in (found, cablefix.compare("", ""), cablefix.compare("a b", "c", "d")):
        validator.validate(json.loads(one.render("json")))


def test_the_apparatus(found):
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(found.render("tei").encode(), parser)
    tei = {"t": "http://www.tei-c.org/ns/1.0"}
    assert [w.text for w in root.iterfind(".//t:witness", tei)] == ["a.txt", "<b>"]
    apps = root.findall(".//t:app", tei)
    assert [a.get("type") for a in apps] == kinds(found)
    (gap,) = root.iterfind(".//t:app[@type='withheld']/t:rdg[@wit='#w1']/t:gap", tei)
    assert gap.get("quantity") == str(found.withheld[0].words)
    for rdg in root.iterfind(".//t:rdg", tei):
        rdg.clear()
    text = "".join(root.find(".//t:ab", tei).itertext())
    assert text == found.text


def test_the_page_shows_both_texts_and_lists_what_was_withheld(found):
    page = found.render("html")
    assert "<b>" not in re.findall(r"<h1>(.*?)</h1>", page)[0].replace("&lt;b&gt;", "")
    assert page.count('<mark class="withheld"') >= 1
    assert 'id="p1"' in page
    assert 'href="#p1"' in page
    assert "[2 lines not declassified]" in page
    assert "<script" not in page
    assert "default-src 'none'" in page


def test_annotations_find_their_places(found):
    page = json.loads(found.render("annotations"))
    items = page["items"]
    assert len(items) == len(found.differences) + len(found.withheld)
    selectors = items[-1]["target"]["selector"]
    assert OPEN[selectors[0]["start"] : selectors[0]["end"]] == selectors[1]["exact"] == SENTENCE


def test_no_sentence_of_the_package_is_a_list_in_code():
    folder = Path(cablefix.__file__).parent / "comparing"
    assert max(len(p.read_text().splitlines()) for p in folder.rglob("*.py")) < 400


def test_a_name_that_one_text_alone_has_stays():
    shared = "1. THE MINISTER OPENED THE TALKS.\n\n2. {}\n\n3. WE ASKED WHEN THE FERRY SAILS.\n"
    told = "THE MINISTER NAMED HIS PRICE AND ASKED THAT QUITTERA NOT BE TOLD."
    comparison = cablefix.compare(shared.format("B1"), shared.format(told))
    assert told in comparison.text


def test_the_page_marks_a_passage_in_each_of_its_lines_and_sums_up():
    withholds = "1. HE LEFT.\n\n2. (b)(1)\n\n3. THE CAPTAIN OF THE PORT WAS PRESENT AT THE TALKS.\n"
    has = withholds.replace("(b)(1)", "THE BANK OF <VALDORO> REFUSED\nA LOAN ON MONDAY THE THIRD.")
    page = cablefix.compare(withholds, has).render("html")
    marked = re.findall(r'<mark class="withheld"(?: id="(\w+)")?[^>]*>([^<]*)</mark>', page)
    assert marked == [
        ("p1", "THE BANK OF &lt;VALDORO&gt; REFUSED"), ("", "A LOAN ON MONDAY THE THIRD.")
    ]  # fmt: skip
    assert page.count('id="p1"') == 1
    assert "opens 1 passage: 11 words," in page
