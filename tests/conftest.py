"""What all tests share: the sample cable, and the folder of gold documents where it is there."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


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
