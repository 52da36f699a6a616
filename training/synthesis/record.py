"""One line of the output: OCR text, gold text, fields and gaps of one document."""

from typing import Any

from attrs import frozen
from rapidfuzz.distance import Levenshtein

from .compose import Document
from .fields import document_fields
from .gaps import empty_gaps, header_gaps, marker_gaps, number_gaps, truncation_gaps
from .page_gaps import missing_sheets, sheet_gaps
from .read import Reading, error_rate
from .reader import Gap, reader_of


@frozen
class Alignment:
    """Places of the gold text in the OCR text."""

    steps: tuple[tuple[int, int, int, int], ...]

    def place(self, offset: int, first: bool) -> int:
        """The OCR offset for a gold offset; `first` where junk was read in between."""
        best = 0
        for a0, a1, b0, b1 in self.steps:
            if a0 > offset or (a0 == offset and first and a0 == a1):
                break
            share = (offset - a0) / (a1 - a0) if a1 > a0 else 1.0
            best = b0 + round(min(1.0, share) * (b1 - b0))
            if a0 <= offset < a1:
                break
        return best


def aligned(gold: str, ocr: str) -> Alignment:
    """Character alignment of the whole texts."""
    return Alignment(
        tuple(
            (op.src_start, op.src_end, op.dest_start, op.dest_end)
            for op in Levenshtein.opcodes(gold, ocr)
        )
    )


def all_gaps(document: Document) -> tuple[str, list[Gap], dict[str, Any]]:
    """Gold text, gaps in the order of the text, and the fields."""
    reader = reader_of(document)
    finders = (marker_gaps, empty_gaps, number_gaps, truncation_gaps, header_gaps, sheet_gaps)
    gaps = [gap for finder in finders for gap in finder(reader)]
    if reader.counted:
        gaps += missing_sheets(reader)
    gaps.sort(key=lambda gap: (gap.start, gap.end, gap.kind, gap.section or 0, gap.page or 0))
    return reader.gold.text, gaps, document_fields(document, reader)


def gap_row(gap: Gap, number: int, id: str, alignment: Alignment) -> dict[str, Any]:
    """A gap as it is written, with its place in the OCR text."""
    start = alignment.place(gap.start, first=False)
    row = {
        "id": f"{id}-g{number:02d}", "kind": gap.kind, "start": gap.start, "end": gap.end,
        "ocr_start": start, "ocr_end": max(start, alignment.place(gap.end, first=True)),
        "paragraphs": list(gap.paragraphs), "section": gap.section, "page": gap.page,
        "extent": None, "exemptions": list(gap.exemptions), "confidence": gap.confidence,
        "evidence": gap.evidence,
    }  # fmt: skip
    return row | dict(gap.extra)


def record(document: Document, sources: list[str], reading: Reading, split: str, level: str,
           engine: str) -> dict[str, Any]:  # fmt: skip
    """Everything about one document, ready for JSON."""
    gold, gaps, fields = all_gaps(document)
    alignment = aligned(gold, reading.text)
    return {
        "id": f"{document.id}-{engine}" if engine != "tesseract" else document.id,
        "doc": document.id,
        "volume": document.volume,
        "sources": list(sources),
        "split": split,
        "level": level,
        "engine": engine,
        "family": document.family,
        "face": reading.face,
        "dpi": reading.dpi,
        "psm": reading.psm,
        "wear": reading.mode,
        "cer": round(error_rate(reading.text, gold), 5),
        "ocr": reading.text,
        "gold": gold,
        "fields": fields,
        "gaps": [gap_row(gap, at, document.id, alignment) for at, gap in enumerate(gaps, 1)],
    }
