"""The note in an ALTO file of who changed its words: a processing step."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cablefix.formats.markup import Element, Source, Splice, fresh_id
from cablefix.formats.parsing import parse
from cablefix.late import late_regex
from cablefix.version import VERSION

_HEAD = late_regex(r"</(?:[\w.-]+:)?Description\s*>")
STEP = "cablefix"
PROCESSING_SINCE = 4
"""The version of ALTO that has `Processing`; before, steps stand in `OCRProcessing`."""


def record_step(file: Source) -> Iterator[Splice]:
    """A processing step at the end of the description; none where the file describes nothing.

    Versions before 4 have a place for it only behind the step of an engine.
    """
    source = file.text
    end = _HEAD.search(source)
    if end is None:
        return
    head = parse(file, end=end.end())
    description = next((e for e in head.walk() if e.name == "Description"), None)
    if description is None:
        return
    p = description.prefix
    steps = [e for e in description.elements if e.name == "OCRProcessing"]
    if _version(head) >= PROCESSING_SINCE:
        name = fresh_id(head, STEP, 1)
        last = description.elements[-1] if description.elements else None
        at = last.end if last else description.inner
        lead = source[last.lead : last.start] if last else ""
        category = f"<{p}processingCategory>contentModification</{p}processingCategory>"
        yield Splice(at, at, f'{lead}<{p}Processing ID="{name}">{category}{_software(p)}'
                             f"</{p}Processing>")  # fmt: skip
    elif steps and steps[-1].elements:
        last = steps[-1].elements[-1]
        lead = source[last.lead : last.start]
        step = f"<{p}postProcessingStep>{_software(p)}</{p}postProcessingStep>"
        yield Splice(last.end, last.end, f"{lead}{step}")


def _version(head: Element) -> int:
    """The version of a file, by its namespace; 1 for those from before there was one."""
    root = next((e for e in head.walk() if e.name.lower() == "alto"), head)
    for name, value in root.attributes.items():
        m = re.search(r"/ns-v(\d+)#?$", value.raw) if name.startswith("xmlns") else None
        if m:
            return int(m[1])
    return 1


def _software(prefix: str) -> str:
    p = prefix
    return (
        f"<{p}processingStepDescription>correction of misread words</{p}processingStepDescription>"
        f"<{p}processingSoftware><{p}softwareName>cablefix</{p}softwareName>"
        f"<{p}softwareVersion>{VERSION}</{p}softwareVersion></{p}processingSoftware>"
    )
