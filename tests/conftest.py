"""What all tests share: the sample cable, and the folder of gold documents where it is there."""

import hashlib
import lzma
import pickletools
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
PACKAGE = Path(sys.prefix) / "schemas" / "trafilatura-1.9.0-py3-none-any.whl"
SHA256 = "156fcf0e5a18917859f2d015a5ee1f2d05df9e880b3958246497262c30f13dbe"


@pytest.fixture(scope="session")
def sample() -> Path:
    """The invented cable that is in the repository."""
    return ROOT / "samples" / "valdoro_04418.txt"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold documents beside the checkout; tests that need it say so without it."""
    if not SHARED.is_dir():
        pytest.skip(f"needs the gold documents in {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def tei_all():
    """`tei_all` of TEI P5 3.6.0 in RELAX NG, which the package trafilatura 1.9.0 carries.

    It carries it as a pickled string; the string is read out of the opcodes, nothing is unpickled.
    """
    etree = pytest.importorskip("lxml.etree")
    if not PACKAGE.is_file():
        pytest.skip(f"needs the schema in {PACKAGE}: make test puts it there")
    with zipfile.ZipFile(PACKAGE) as wheel:
        data = lzma.decompress(wheel.read("trafilatura/data/tei-schema-pickle.lzma"))
    (schema,) = [arg for _, arg, _ in pickletools.genops(data) if isinstance(arg, str)]
    assert hashlib.sha256(schema.encode()).hexdigest() == SHA256
    return etree.RelaxNG(etree.fromstring(schema.encode()))
