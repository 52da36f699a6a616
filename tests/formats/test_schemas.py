"""What is written is valid: ALTO 4.3, PAGE 2019-07-15, and hOCR by the checker of hocr-spec."""

import io
import sys
import tarfile
import warnings
from pathlib import Path

import pytest
from drawn import correct, documents, results_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from written import alto, page_xml

import cablefix

PACKAGE = Path(sys.prefix) / "schemas" / "kraken-4.3.13.tar.gz"
FOLDER = "kraken-4.3.13/tests/resources"
LAWS = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


class _Beside(etree.Resolver):
    """Finds the schemas that a schema imports in the package, never on the network."""

    def __init__(self, files):
        super().__init__()
        self.files = files

    def resolve(self, url, public, context):
        return self.resolve_string(self.files[url.rpartition("/")[2]], context)


@pytest.fixture(scope="session")
def schemas():
    """The schemas that the tests of the package kraken 4.3.13 carry; it is not installed."""
    if not PACKAGE.is_file():
        pytest.skip(f"needs the schemas in {PACKAGE}: make test puts it there")
    with tarfile.open(PACKAGE) as package:
        files = {
            name: package.extractfile(f"{FOLDER}/{name}").read()
            for name in ("alto-4-3.xsd", "pagecontent.xsd", "xlink.xsd")
        }

    def load(name):
        parser = etree.XMLParser(no_network=True)
        parser.resolvers.add(_Beside(files))
        return etree.XMLSchema(etree.parse(io.BytesIO(files[name]), parser))

    return {"alto": load("alto-4-3.xsd"), "page": load("pagecontent.xsd")}


def parsed(data):
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


@LAWS
@given(data=st.data(), glyphs=st.booleans(), keep=st.booleans())
def test_alto(schemas, data, glyphs, keep):
    check(
        schemas["alto"], data.draw(st.builds(alto, documents, glyphs=st.just(glyphs))), data, keep
    )


@LAWS
@given(data=st.data(), words=st.booleans(), keep=st.booleans())
def test_page(schemas, data, words, keep):
    source = data.draw(st.builds(page_xml, documents, words=st.just(words)))
    check(schemas["page"], source, data, keep)


def check(schema, source, data, keep):
    schema.assertValid(parsed(source))
    pages = cablefix.open_pages(source)
    written = pages.render(data.draw(results_of(pages.text)), keep_empty=keep)
    schema.assertValid(parsed(written))


def test_hocr():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        validate = pytest.importorskip("hocr_spec").HocrValidator
    file = Path(__file__).parents[2] / "samples" / "valdoro_13790.hocr"
    pages = cablefix.open_pages(file)
    result = correct(pages.text, ("MODIS", "NODIS"), ("S EC R E T", "SECRET"), ("MFWM ", ""))

    def complaints(data):
        report = validate("standard").validate(io.BytesIO(data), filename="x")
        # Tesseract gives languages without saying that it does
        return [i.message for i in report.items if "ocrp_lang" not in i.message]

    assert complaints(file.read_bytes()) == complaints(pages.render(result))
