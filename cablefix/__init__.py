"""cablefix: mend OCR slips in declassified cables, and find what is missing.

>>> import cablefix
>>> result = cablefix.clean("Nothing to mend here.")
>>> result.text
'Nothing to mend here.'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from cablefix.version import VERSION as __version__  # noqa: N811 (Python tools look for it)

if TYPE_CHECKING:
    from cablefix.cable import Cable, Exemption, Field, Page, Paragraph, Release, Section
    from cablefix.cleaner import Cleaner, clean
    from cablefix.comparing.comparison import (
        Comparison,
        Difference,
        Withheld,
        WitnessReport,
        compare,
    )
    from cablefix.deadline import TimeLimitError
    from cablefix.files import clean_file
    from cablefix.findings import Correction, Decision, Extent, Gap, Level, Provenance
    from cablefix.formats.errors import PagesError
    from cablefix.formats.opening import open_pages
    from cablefix.formats.pages import Pages
    from cablefix.page_text import Alternative, Box, Word
    from cablefix.parallel import Failure
    from cablefix.rendering import Form
    from cablefix.result import CleanResult, parse_inline, parse_jsonl

__all__ = [
    "Alternative",
    "Box",
    "Cable",
    "CleanResult",
    "Cleaner",
    "Comparison",
    "Correction",
    "Decision",
    "Difference",
    "Exemption",
    "Extent",
    "Failure",
    "Field",
    "Form",
    "Gap",
    "Level",
    "Page",
    "Pages",
    "PagesError",
    "Paragraph",
    "Provenance",
    "Release",
    "Section",
    "TimeLimitError",
    "Withheld",
    "WitnessReport",
    "Word",
    "__version__",
    "clean",
    "clean_file",
    "compare",
    "open_pages",
    "parse_inline",
    "parse_jsonl",
]

_HOMES = (
    "cablefix.cable", "cablefix.findings", "cablefix.result", "cablefix.deadline",
    "cablefix.cleaner", "cablefix.parallel", "cablefix.rendering", "cablefix.rendering.inline",
    "cablefix.rendering.jsonl", "cablefix.page_text", "cablefix.formats.errors",
    "cablefix.formats.opening", "cablefix.formats.pages", "cablefix.files",
    "cablefix.comparing.comparison",
)  # fmt: skip
"""Where the public names live. They are fetched when first asked for, since numpy and the rest take
longer to load than a command that only prints its help takes to run."""


def __getattr__(name: str) -> object:
    if name == "corpus":
        return import_module("cablefix.corpus")  # its import asks for pyarrow, so it is not eager
    if name in __all__:
        for home in _HOMES:
            found: object = getattr(import_module(home), name, None)
            if found is not None:
                globals()[name] = found
                return found
    raise AttributeError(f"module 'cablefix' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
