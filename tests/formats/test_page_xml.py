"""PAGE XML by hand: readings, versions, texts that repeat, order, glyphs."""

import pytest
from drawn import correct, result_with
from written import PAGE, equiv

import cablefix
from cablefix import Alternative, Box


def page(inside, *, version="2019-07-15"):
    return f'<PcGts xmlns="{PAGE.format(version)}"><Page>\n{inside}\n</Page></PcGts>'.encode()


def region(*lines, name="r", text=""):
    return f'<TextRegion id="{name}">\n' + "\n".join(lines) + f"{text}</TextRegion>"


def line(*words, text=""):
    return f"<TextLine>{''.join(words)}{text}</TextLine>"


def word(text, name="w", left=0, right=50, inside=""):
    points = f"{left},0 {right},0 {right},10 {left},10"
    return f'<Word id="{name}"><Coords points="{points}"/>{inside}{text}</Word>'


def written(data, *changes, **how):
    pages = cablefix.open_pages(data)
    return pages.render(correct(pages.text, *changes), **how).decode()


OLD = '<TextEquiv index="1" conf="0.7"><Unicode>MODIS</Unicode></TextEquiv>'
NEW = '<TextEquiv index="0" conf="0.95"><Unicode>NODIS</Unicode></TextEquiv>'


def test_what_was_read_stays_as_the_second_reading():
    made = written(page(region(line(word(equiv("MODIS"))))), ("MODIS", "NODIS"))
    assert made.encode() == page(region(line(word(NEW + OLD))))


def test_the_reading_with_the_lowest_index_counts():
    readings = (
        '<TextEquiv index="7" conf="0.2"><Unicode>MCDIS</Unicode></TextEquiv>'
        '<TextEquiv index="3" conf="0.7"><Unicode>MODIS</Unicode></TextEquiv>'
    )
    pages = cablefix.open_pages(page(region(line(word(readings)))))
    assert pages.text == "MODIS\n"
    (found,) = pages.words
    assert (found.confidence, found.alternatives) == (0.7, (Alternative("MCDIS", 0.2),))
    made = pages.render(correct(pages.text, ("MODIS", "NODIS"))).decode()
    assert f'{NEW}<TextEquiv index="2" conf="0.2"><Unicode>MCDIS' in made
    assert OLD in made
    assert cablefix.open_pages(made.encode()).text == "NODIS\n"


@pytest.mark.parametrize("version", ["2010-03-19", "2013-07-15"])
def test_older_versions_have_one_reading(version):
    readings = (
        '<TextEquiv conf="0.7"><PlainText>MODIS</PlainText><Unicode>MODIS</Unicode></TextEquiv>'
    )
    data = page(region(line(word(readings))), version=version)
    made = written(data, ("MODIS", "NODIS"))
    assert made == data.decode().replace("MODIS", "NODIS").replace("0.7", "0.95")


def test_lines_and_regions_that_repeat_the_words_say_the_new_ones():
    words = line(word(equiv("MODIS")), word(equiv("STAYS"), "v"), text=equiv("MODIS STAYS"))
    other = line(word(equiv("END"), "u"), text=equiv("ANOTHER TEXT"))
    made = written(page(region(words, other, text=equiv("MODIS STAYS\nEND"))), ("MODIS", "NODIS"))
    assert "<Unicode>NODIS STAYS</Unicode>" in made
    assert "<Unicode>NODIS STAYS\nEND</Unicode>" in made
    assert "<Unicode>ANOTHER TEXT</Unicode>" in made


def test_lines_without_words_keep_the_whole_line_as_second_reading():
    coords = '<Coords points="0,0 110,0 110,10 0,10"/>'
    data = page(region(f"<TextLine>{coords}{equiv('MODIS  AT&T')}</TextLine>"))
    pages = cablefix.open_pages(data)
    assert pages.text == "MODIS AT&T\n"
    assert pages.words[0].box == Box(0, 0, 55, 10)
    made = pages.render(correct(pages.text, ("MODIS", "NODIS"))).decode()
    assert '<TextEquiv index="0" conf="0.95"><Unicode>NODIS  AT&amp;T</Unicode>' in made
    assert '<TextEquiv index="1" conf="0.7"><Unicode>MODIS  AT&amp;T</Unicode>' in made


def test_regions_without_lines():
    data = page(region(text=equiv("MODIS A\nB", "")))
    pages = cablefix.open_pages(data)
    assert pages.text == "MODIS A\nB\n"
    assert pages.words[0].box is None
    assert cablefix.open_pages(pages.render(correct(pages.text, ("A", "")))).text == "MODIS\nB\n"


def test_the_reading_order_decides_and_the_file_keeps_its_own():
    order = (
        '<ReadingOrder><OrderedGroup id="g"><RegionRefIndexed index="1" regionRef="first"/>'
        '<UnorderedGroupIndexed id="h" index="0"><RegionRef regionRef="second"/>'
        "</UnorderedGroupIndexed></OrderedGroup></ReadingOrder>"
    )
    regions = [region(line(word(equiv(n), n)), name=n) for n in ("left", "first", "second")]
    data = page(order + "\n".join(regions))
    pages = cablefix.open_pages(data)
    assert pages.text == "second\n\nfirst\n\nleft\n"
    assert pages.render(result_with(pages.text, [])) == data
    made = pages.render(correct(pages.text, ("second", "2nd"), ("first", "1st"))).decode()
    assert made.index("1st") < made.index("2nd")


def test_a_split_word_gets_an_outline_and_a_name():
    made = written(page(region(line(word(equiv("CASEOF"), right=70)))), ("CASEOF", "CASE OF"))
    assert '<Coords points="0,0 40,0 40,10 0,10"/>' in made
    second = '<TextEquiv conf="0.95"><Unicode>OF</Unicode></TextEquiv>'
    assert word(second, "w_2", 50, 70) in made


def test_glyphs_are_changed_one_by_one_or_go():
    glyphs = "".join(f'<Glyph id="g{i}">{equiv(c)}</Glyph>' for i, c in enumerate("MODIS"))
    data = page(region(line(word(equiv("MODIS"), inside=glyphs))))
    made = written(data, ("MODIS", "NODIS"))
    assert '<Glyph id="g0"><TextEquiv index="0"><Unicode>N</Unicode>' in made
    assert f'<Glyph id="g1">{equiv("O")}' in made
    assert "Glyph" not in written(data, ("MODIS", "NODISX"))


def test_a_dropped_word_goes_or_is_read_as_nothing():
    data = page(region(line(word(equiv("A")), word(equiv("~"), "v"))))
    assert written(data, (" ~", "")).encode() == page(region(line(word(equiv("A")))))
    kept = written(data, (" ~", ""), keep_empty=True)
    assert "<Unicode></Unicode>" in kept
    assert "<Unicode>~</Unicode>" in kept
    assert cablefix.open_pages(kept.encode()).text == "A\n"


@pytest.mark.parametrize(
    "coords", ["", "<Coords/>", '<Coords points="a,b"/>', '<Coords points="1"/>']
)
def test_outlines_that_are_missing_or_nonsense(coords):
    inside = f'<Word id="w">{coords}{equiv("AB")}</Word>'
    pages = cablefix.open_pages(page(region(line(inside))))
    assert pages.words[0].box is None
    assert cablefix.open_pages(pages.render(correct(pages.text, ("AB", "A B")))).text == "A B\n"


def test_words_without_a_text():
    inside = '<Word id="w"></Word><Word id="v"><TextEquiv><Unicode/></TextEquiv></Word>'
    assert cablefix.open_pages(page(region(line(inside, word(equiv("A")))))).text == "A\n"
