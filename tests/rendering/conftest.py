"""What the tests of reports in a real browser share: the page of the sample."""

import pytest

import cablefix
from cablefix.findings import Correction
from cablefix.result import CleanResult


@pytest.fixture(scope="session")
def result(sample) -> CleanResult:
    return cablefix.clean(sample.read_text())


@pytest.fixture
def opened(reader, result, tmp_path):
    """The page of the sample, just opened; nothing has been decided."""
    file = tmp_path / "sample.html"
    file.write_text(result.render("html", path="sample.txt"))
    reader.open(file)
    reader.run("localStorage.clear()")
    reader.open(file)
    return reader


@pytest.fixture(scope="session")
def modis(result) -> Correction:
    """The change of the caption."""
    return next(c for c in result.corrections if c.original == "MODIS")
