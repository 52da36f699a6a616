"""Annotations with the places of findings on pages, and TEI with a facsimile."""

import json
from pathlib import Path

import attrs
from drawn import correct
from lxml import etree
from written import alto

import cablefix
from cablefix.formats.written import render

SAMPLES = Path(__file__).parents[2] / "samples"
TEI = "{http://www.tei-c.org/ns/1.0}"


def places(pages, result):
    items = json.loads(render(pages, result, "annotations", "a.xml"))["items"]
    return [
        (t["source"], t["selector"]["value"])
        for item in items
        if isinstance(item["target"], list)
        for t in item["target"][1:]
    ]


def test_annotations_name_the_box_on_the_image():
    pages = cablefix.open_pages(SAMPLES / "valdoro_13790.hocr")
    found = places(pages, correct(pages.text, ("MODIS", "NODIS")))
    assert found == [("valdoro_13790-1.png", "xywh=91,439,64,14")]


def test_a_finding_over_two_lines_has_two_boxes():
    pages = cablefix.open_pages(alto([[[["AB", "CD"], ["EF"]]]]))
    found = places(pages, correct(pages.text, ("AB CD\nEF", "AB CE\nEF")))
    assert found == [("a.xml", "xywh=10,10,50,12"), ("a.xml", "xywh=10,30,20,12")]


def test_units_that_are_no_pixels_are_written_as_shares():
    data = alto([[[["AB"]]]]).replace(b">pixel<", b">mm10<")
    pages = cablefix.open_pages(data)
    found = places(pages, correct(pages.text, ("AB", "AC")))
    assert found == [("a.xml", "xywh=percent:1.11,1.43,2.22,1.71")]


def test_without_boxes_there_are_no_places():
    pages = cablefix.open_pages(b"<p class='ocr_par'><i class='ocrx_word'>AB</i></p>")
    result = correct(pages.text, ("AB", "AC"))
    assert places(pages, result) == []
    assert render(pages, result, "tei", "a") == result.render("tei", path="a")


def test_tei_has_a_zone_for_each_finding(tei_all):
    pages = cablefix.open_pages(SAMPLES / "valdoro_13790.hocr")
    result = cablefix.clean(pages)
    for form in ("tei", "tei-frus"):
        tree = etree.fromstring(render(pages, result, form, "scan.hocr").encode())
        tei_all.assertValid(tree)
        surfaces = tree.findall(f"{TEI}facsimile/{TEI}surface")
        assert [s.get("n") for s in surfaces] == ["1", "2"]
        named = {z.get("corresp") for z in tree.iter(f"{TEI}zone")}
        assert {f"#c{i}" for i in range(1, len(result.corrections) + 1)} <= named
    (one,) = [z for z in tree.iter(f"{TEI}zone") if z.get("corresp") == "#c6"]
    assert one.get("ulx") == "92"


def test_the_text_of_the_tei_stays_the_clean_text():
    pages = cablefix.open_pages(SAMPLES / "valdoro_13790.hocr")
    result = cablefix.clean(pages)
    made = render(pages, result, "tei", "a")
    head, _, rest = made.partition("<facsimile>")
    assert head + rest.partition("</facsimile>\n")[2] == result.render("tei", path="a")
    assert render(pages, attrs.evolve(result, corrections=()), "text", "a") == pages.text
