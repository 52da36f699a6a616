"""Laws that every finished document must keep; prints the documents that break one.

python -m training.synthesis.audit FOLDER
"""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from .read import squeezed
from .report import Row, rows_of


def spans_fit(row: Row) -> Iterator[str]:
    """Every gap lies inside both texts."""
    for gap in row["gaps"]:
        if not 0 <= gap["start"] <= gap["end"] <= len(row["gold"]):
            yield f"{gap['id']} lies outside the gold text"
        if not 0 <= gap["ocr_start"] <= gap["ocr_end"] <= len(row["ocr"]):
            yield f"{gap['id']} lies outside the OCR text"


def own_text(row: Row) -> str:
    """The gold text without the pages of other cables."""
    text = row["gold"]
    for gap in row["gaps"]:
        if gap["kind"] == "interpolated-page":
            blank = " " * (gap["end"] - gap["start"])
            text = text[: gap["start"]] + blank + text[gap["end"] :]
    return str(text)


def numbers_agree(row: Row) -> Iterator[str]:
    """Missing numbers do not occur; empty ones stand alone; present ones occur."""
    text = own_text(row)
    for gap in row["gaps"]:
        if gap["kind"] == "missing-paragraphs":
            for number in gap["paragraphs"]:
                if re.search(rf"^{number}\. ", text, re.MULTILINE):
                    yield f"{gap['id']} {number} is not missing"
        quoted = text[gap["start"] : gap["end"]]
        if gap["kind"] == "empty-paragraph" and not re.fullmatch(r"\d+\.", quoted):
            yield f"{gap['id']} is not an empty number: {quoted!r}"
        if gap["kind"] == "explicit-marker" and not quoted.strip():
            yield f"{gap['id']} marks nothing"
    for paragraph in row["fields"].get("paragraphs", ()):
        if paragraph["number_shown"] and paragraph["status"] == "missing":
            yield f"{row['id']} paragraph {paragraph['number']} is shown and missing"


def fields_are_visible(row: Row) -> Iterator[str]:
    """What the fields say stands in the gold text."""
    text, fields = squeezed(row["gold"]), row["fields"]
    names = ("dtg", "eo", "subject", "caption", "signature", "drafted_by", "approved_by",
             "released_as", "distribution_total")  # fmt: skip
    for name in names:
        value = fields.get(name)
        if value and value not in text:
            yield f"{row['id']} {name} {value!r} is not in the text"
    for name in ("tags", "references", "distribution", "clearances"):
        for value in fields.get(name) or ():
            if value not in text:
                yield f"{row['id']} {name} {value!r} is not in the text"
    for addressee in fields.get("addressees", ()):
        value = addressee["address"] if isinstance(addressee, dict) else addressee
        if value not in text:
            yield f"{row['id']} addressee {value!r} is not in the text"


def counts_add_up(row: Row) -> Iterator[str]:
    """The distribution adds up to its total, where all of it is on the page."""
    total = row["fields"].get("distribution_total")
    codes = row["fields"].get("distribution") or []
    if total and codes:
        counted = sum(int(code.rsplit("-", 1)[1]) for code in codes)
        if counted != int(re.sub(r"\D", "", total)):
            yield f"{row['id']} {codes} do not add up to {total}"


def alphabet_holds(row: Row) -> Iterator[str]:
    """Cables are sent in the teletype alphabet; stamps alone have other signs."""
    if row["family"] == "memo":
        return
    for line in row["gold"].splitlines():
        if re.search(r"[^A-Za-z0-9 .,:;\-/()\"'?$#&\[\]]", line):
            yield f"{row['id']} has an odd sign: {line!r}"


LAWS: tuple[Callable[[Row], Iterator[str]], ...] = (
    spans_fit, numbers_agree, fields_are_visible, counts_add_up, alphabet_holds,
)  # fmt: skip


def broken(row: dict[str, Any]) -> list[str]:
    """All complaints about one document."""
    return [complaint for law in LAWS for complaint in law(row)]


def main(argv: list[str]) -> int:
    """Check every set in a folder; 1 if any law is broken."""
    complaints = 0
    for path in sorted(Path(argv[0]).rglob("*.jsonl")):
        for row in rows_of(path):
            for complaint in broken(row):
                complaints += 1
                print(f"{path.parent.name}/{path.stem}: {complaint}")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
