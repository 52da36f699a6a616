"""cablefix: mend OCR slips in declassified cables, and find what is missing.

>>> import cablefix
>>> result = cablefix.clean("Nothing to mend here.")
>>> result.text
'Nothing to mend here.'
"""

from __future__ import annotations

from cablefix.cable import Cable, Exemption, Field, Page, Paragraph, Release, Section
from cablefix.cleaner import Cleaner, clean
from cablefix.model import CleanResult, Correction, Extent, Gap, Provenance
from cablefix.version import VERSION as __version__  # noqa: N811 (Python tools look for it)

__all__ = [
    "Cable",
    "CleanResult",
    "Cleaner",
    "Correction",
    "Exemption",
    "Extent",
    "Field",
    "Gap",
    "Page",
    "Paragraph",
    "Provenance",
    "Release",
    "Section",
    "__version__",
    "clean",
]
