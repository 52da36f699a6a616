"""The gold fields: what a clean reading of the pages that are left would say."""

import re
from datetime import datetime
from typing import Any

from .compose import Document
from .facts import Facts
from .headers import single
from .page import Page, visible
from .reader import Reader, numbers

MARKS = ("banner", "section")


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def fields_of(reader: Reader) -> dict[str, Any]:
    """All fields; what cannot be read on the pages is null or left out of its list."""
    document, text = reader.document, _squeezed(reader.gold.text)
    if document.facts is None:
        return {**document.extra, "pages": _pages(reader, None)}
    facts = document.facts
    fields: dict[str, Any] = {"kind": "cable", "family": facts.family}
    fields |= _identity(facts, text, _marks(reader))
    fields |= _address(facts, text)
    signed = {spot.line.text for spot in reader.seen.values() if spot.line.role == "signature"}
    fields |= _subject(facts, text, signed)
    fields |= _release(facts, text)
    fields["sections"] = [
        section for strip in facts.strips if (section := _section(reader, strip.number))["pages"]
    ]
    fields["sections_total"] = len(facts.strips)
    fields["paragraphs"] = paragraphs_of(reader)
    return fields


def _if_seen(value: str, text: str, *forms: str) -> str | None:
    return value if any(form in text for form in (forms or (value,))) else None


def _marks(reader: Reader) -> str:
    """The lines that can say how the cable was classified."""
    lines = (visible(spot.line) for spot in reader.gold.spots if spot.line.role in MARKS)
    entire = (
        visible(spot.line)
        for spot in reader.seen.values()
        if spot.line.opens and "ENTIRE TEXT" in spot.line.text
    )
    return " ".join([*lines, *entire])


def _identity(facts: Facts, text: str, marks: str) -> dict[str, Any]:
    name = f"{facts.post} {facts.number}"
    seen = _if_seen(name, text, name, f"{facts.six} {facts.number}")
    dtg = _if_seen(facts.dtg, text)
    spaced = single(facts.classification)
    return {
        "post": facts.post if seen else None,
        "number": facts.number if seen else None,
        "mrn": facts.mrn if seen and dtg else None,
        "dtg": dtg,
        "date": f"{facts.when:%Y-%m-%dT%H:%MZ}" if dtg else None,
        "precedence": facts.precedence if dtg else None,
        "signals": list(facts.signals) if dtg else [],
        "classification": _if_seen(_full(facts), marks, facts.classification, spaced),
        "caption": _if_seen(facts.caption, text) if facts.caption else None,
        "eo": _if_seen(facts.eo, text),
    }


def _full(facts: Facts) -> str:
    return "UNCLASSIFIED" if facts.classification == "UNCLAS" else facts.classification


def _address(facts: Facts, text: str) -> dict[str, Any]:
    addressees = []
    for one in facts.addressees:
        serials = {
            strip.number: one.serial + strip.number - 1
            for strip in facts.strips
            if one.serial is not None and one.line(strip.number) in text
        }
        if one.line(1) in text or serials:
            addressees.append(
                {
                    "address": one.address,
                    "role": one.role,
                    "precedence": one.precedence or None,
                    "zen": one.zen,
                    "serials": serials,
                }
            )
    codes = [code for code in (*facts.action, *facts.info) if code in text]
    return {
        "sender": _if_seen(facts.sender, text, f"FM {facts.sender}"),
        "addressees": addressees,
        "distribution": codes,
        "distribution_total": _if_seen(facts.total, text),
        "drafted_by": _credit(facts, text, "DRAFTED BY"),
        "approved_by": _credit(facts, text, "APPROVED BY"),
        "clearances": [line for line in facts.drafting[2:] if line in text],
    }


def _credit(facts: Facts, text: str, label: str) -> str | None:
    for line in facts.drafting:
        if line.startswith(label) and line in text:
            return line.removeprefix(label).removeprefix(":").strip()
    return None


def _subject(facts: Facts, text: str, signed: set[str]) -> dict[str, Any]:
    references = []
    for name in facts.references:
        short = name.split(" ", 1)[1]
        references += [name] if name in text else ([short] if short in text else [])
    return {
        "tags": [tag for tag in facts.tags if re.search(rf"\b{tag}\b", text)]
        if "TAGS: " + facts.tags[0] in text
        else [],
        "subject": _if_seen(facts.subject, text),
        "references": references,
        "signature": facts.signature if facts.signature in signed else None,
    }


def _release(facts: Facts, text: str) -> dict[str, Any]:
    release = facts.release
    stamped = bool(release.text) and release.text in text
    authority, date = release.authority, release.date
    if not authority or authority not in text:
        authority, date = _systematic(text)
    found = {
        "text": release.text if stamped else None,
        "exemptions": list(release.exemptions) if stamped else [],
        "authority": authority or None,
        "date": date or None,
        "case": release.case if release.case and release.case in text else None,
    }
    return {
        "released_as": "UNCLASSIFIED" if " UNCLASSIFIED " in f" {text} " else None,
        "release": found if stamped or authority else None,
    }


def _systematic(text: str) -> tuple[str, str]:
    """Name and date in the footer of the systematic review."""
    found = re.search(
        r"(\S+ \S\. \S+) Declassified/Released .{10,50}? (\d\d [A-Za-z]{3} \d{4})", text
    )
    if not found:
        return "", ""
    return found[1], f"{datetime.strptime(found[2], '%d %b %Y'):%Y-%m-%d}"


def _section(reader: Reader, number: int) -> dict[str, Any]:
    facts = reader.document.facts
    assert facts is not None
    strip = facts.strips[number - 1]
    text = _squeezed(reader.gold.text)
    shown = {"header_time": strip.header_time, "copy": strip.copy, "sequence": strip.sequence,
             "serial": strip.serial, "reception_number": strip.reception_number,
             "reception_time": strip.reception_time}  # fmt: skip
    return {
        "number": number,
        "of": len(facts.strips),
        "pages": _pages(reader, number),
        "corrected_copy": strip.corrected or None,
        **{key: value if value in text else None for key, value in shown.items()},
    }


def _pages(reader: Reader, section: int | None) -> list[dict[str, Any]]:
    found = []
    for at, page in enumerate(reader.document.pages):
        if section is not None and (page.section != section or page.status == "foreign"):
            continue
        found.append(_page(reader, at, page))
    return found


def _page(reader: Reader, at: int, page: Page) -> dict[str, Any]:
    start, end = reader.gold.sheets[at]
    printed = [
        int(found[1])
        for line in page.body
        if line.opens and (found := re.match(r"(\d+)\.", visible(line)))
    ]
    return {"number": page.number, "of": page.of, "status": page.status, "paragraphs": printed,
            "start": start, "end": end}  # fmt: skip


def paragraphs_of(reader: Reader) -> list[dict[str, Any]]:
    """Every paragraph of the undamaged body and what is left of it."""
    shown, rows = numbers(reader)
    opened = {line.paragraph: line.section for line in reader.document.flow if line.opens}
    return [
        {
            "number": number,
            "section": opened[number],
            "status": _status(reader, rows[number]),
            "number_shown": number in shown,
        }
        for number in sorted(rows)
    ]


def _status(reader: Reader, rows: list[int]) -> str:
    """present, partial, redacted, empty or missing."""
    spots = [reader.seen[row] for row in rows if row in reader.seen]
    if not spots:
        return "missing"
    left = re.sub(r"^\d+\.", "", " ".join(visible(spot.line) for spot in spots)).strip()
    markers = [hole.marker for spot in spots for hole in spot.line.holes if hole.marker]
    margins = any(spot.line.margin for spot in spots)
    for marker in markers:
        left = left.replace(marker, "").strip()
    if not left:
        return "redacted" if markers or margins else "empty"
    whole = len(spots) == len(rows) and not any(spot.line.holes for spot in spots)
    return "present" if whole else "partial"


def document_fields(document: Document, reader: Reader) -> dict[str, Any]:
    """Fields of a cable or a memorandum."""
    fields = fields_of(reader)
    fields.setdefault("excised", bool(document.extra.get("excised")))
    return fields
