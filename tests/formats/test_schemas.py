"""What is written is valid: each version of ALTO and PAGE, and hOCR by the checker of hocr-spec.

The schemas of ALTO 4.3 and PAGE 2019-07-15 are at hand in a package. Older versions are checked
against them, too, with the name of the version changed: each of the two holds all that versions
before it had, and what these lack is asserted. Where the schema of an older version lies in
`schemas` of the environment (as `alto-2-1.xsd`, whatever its name), it is taken as well.
"""

import functools
import io
import re
import sys
import tarfile
import warnings
from pathlib import Path

import pytest
from drawn import correct, documents, results_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from written import ALTO, PAGE, alto, page_xml

import cablefix

BESIDE = Path(sys.prefix) / "schemas"
PACKAGE = BESIDE / "kraken-4.3.13.tar.gz"
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


def check(schema, source, data, keep, adapted=lambda made: made):
    schema.assertValid(parsed(adapted(source)))
    pages = cablefix.open_pages(source)
    written = pages.render(data.draw(results_of(pages.text)), keep_empty=keep)
    schema.assertValid(parsed(adapted(written)))
    return written


OLD_ALTO = (1, 2, 3)
OLD_PAGE = ("2013-07-15", "2016-07-15", "2017-07-15", "2018-07-15")
INDEXED = "2017-07-15"
"""The first version of PAGE whose texts have `index`."""


@pytest.mark.parametrize("version", OLD_ALTO)
@LAWS
@given(data=st.data(), keep=st.booleans())
def test_older_alto(schemas, version, data, keep):
    def adapted(made):
        return made.replace(ALTO.format(version).encode(), ALTO.format(4).encode())

    source = data.draw(st.builds(alto, documents, version=st.just(version)))
    written = check(schemas["alto"], source, data, keep, adapted)
    # what came with version 4
    assert b"<Processing" not in written
    assert written.count(b"postProcessingStep>") in ((0,) if written == source else (2,))


@pytest.mark.parametrize("version", OLD_PAGE)
@LAWS
@given(data=st.data(), words=st.booleans(), keep=st.booleans())
def test_older_page(schemas, version, data, words, keep):
    def adapted(made):
        return made.replace(version.encode(), b"2019-07-15")

    drawn = st.builds(page_xml, documents, version=st.just(version), words=st.just(words))
    written = check(schemas["page"], data.draw(drawn), data, keep, adapted)
    if version < INDEXED:
        assert not re.search(rb"<TextEquiv[^>]*index=", written)
        assert not re.search(rb"</TextEquiv>\s*<TextEquiv", written)


@pytest.mark.parametrize("name", ["transkribus", "ocr_d", "tesseract"])
@LAWS
@given(data=st.data(), keep=st.booleans())
def test_page_as_programs_write_it(schemas, name, data, keep):
    source = (Path(__file__).parent / "data" / f"page_{name}.xml").read_bytes()
    check(
        schemas["page"], source, data, keep, lambda made: made.replace(b"2013-07-15", b"2019-07-15")
    )


@functools.cache
def schema_beside(name):
    """The schema for a namespace, of those that someone put beside the packages."""
    files = {f.name: f.read_bytes() for f in BESIDE.glob("*.xsd")}
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Beside(files))
    for data in files.values():
        tree = etree.parse(io.BytesIO(data), parser)
        if tree.getroot().get("targetNamespace") == name:
            return etree.XMLSchema(tree)
    return None


OLDER = [
    name for name in (*map(ALTO.format, OLD_ALTO), *map(PAGE.format, OLD_PAGE))
    if schema_beside(name)
]  # fmt: skip
NONE = pytest.param(
    "", marks=pytest.mark.skip(reason=f"needs older schemas in {BESIDE}; no registry carries them")
)


@pytest.mark.parametrize("name", OLDER or [NONE])
@LAWS
@given(data=st.data(), keep=st.booleans())
def test_the_schema_of_a_version_itself(name, data, keep):
    schema = schema_beside(name)
    version = name.rstrip("#").rpartition("/")[2].removeprefix("ns-v")
    drawn = (
        st.builds(alto, documents, version=st.just(int(version)))
        if "alto" in name
        else st.builds(page_xml, documents, version=st.just(version))
    )
    check(schema, data.draw(drawn), data, keep)


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
