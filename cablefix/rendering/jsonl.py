"""JSON Lines: a record for the document, then one for each finding, gap and decision.

Those of a file of pages have a record `pages` besides: the file itself, packed.

The form is published in `records.schema.json`. `parse_jsonl` reads it back; a person may have
deleted records or edited them in between.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import attrs

from cablefix.by_fields import ByFields
from cablefix.cable import Cable
from cablefix.decisions import Placed, obey, place, settle
from cablefix.edits import revert
from cablefix.findings import (
    Correction,
    Decision,
    Findings,
    Gap,
    Level,
    Provenance,
    check_level,
    digest,
)
from cablefix.records import SCHEMA, check_findings, check_schema, from_record, to_record
from cablefix.rendering.inline import ranges
from cablefix.rendering.packed import PackedFile
from cablefix.rendering.positions import Lines


def write_jsonl(result: Findings, path: str) -> str:
    """All that was found, one JSON record a line; offsets are code points."""
    return "".join(json.dumps(r) + "\n" for r in records(result, path))


def records(result: Findings, path: str) -> Iterator[dict[str, Any]]:
    """The records of a result, that of the document first."""
    p = result.provenance
    yield {
        "record": "document", "schema": SCHEMA, "path": path, "sha256": p.sha256,
        "version": p.version, "wordlists": p.wordlists, "level": result.level,
        "settings": to_record(p.settings), "characters": len(result.original),
        "output_characters": len(result.text), "cables": to_record(result.cables),
    }  # fmt: skip
    yield from sorted(findings(result), key=lambda r: _ORDER[r["record"]])
    for d in result.decisions:
        yield {"record": "decision", **to_record(d)}


_ORDER = {"correction": 0, "suggestion": 1, "gap": 2}


def with_pages(written: str, packed: PackedFile) -> str:
    """The records of a document with those of the file of pages that it was read from."""
    return written + json.dumps({"record": "pages", **to_record(packed)}) + "\n"


def findings(result: Findings) -> Iterator[dict[str, Any]]:
    """The records of corrections, suggestions and gaps in the order of the text."""
    lines = Lines.of(result.original)
    found: list[tuple[str, Correction | Gap]] = [
        *(("gap", g) for g in result.gaps),
        *(("correction", c) for c in result.corrections),
        *(("suggestion", c) for c in result.suggestions),
    ]
    for name, f in sorted(found, key=lambda pair: pair[1].start):
        line, column = lines.place(f.start)
        certainty = {} if isinstance(f, Gap) else {"certainty": f.certainty}
        yield {
            "record": name, "start": f.start, "end": f.end, "line": line, "column": column,
            "output_start": result.to_output(f.start), "output_end": result.to_output(f.end),
            **to_record(f), **certainty,
        }  # fmt: skip


def summary(record: dict[str, Any]) -> str:
    """A finding in one line: what is to change or is missing, and why."""
    if record["record"] == "gap":
        numbers = ranges(tuple(record["paragraphs"]))
        what = f"{record['kind']} {numbers}".rstrip()
    else:
        mark = "" if record["record"] == "correction" else "?"
        what = f"{mark}{record['original']} -> {record['replacement']}"
    return f"{what} ({record['confidence']:.2f}: {record['why']})"


class RecordError(ValueError):
    """A record that cannot be read or does not fit; the message names its line."""


@attrs.frozen
class RecordFile(ByFields):
    """The records of one document, as read: nothing in them has been applied yet."""

    provenance: Provenance
    level: Level
    cables: tuple[Cable, ...]
    corrections: tuple[Correction, ...]
    suggestions: tuple[Correction, ...]
    gaps: tuple[Gap, ...]
    decisions: tuple[Decision, ...]
    pages: tuple[PackedFile, ...] = ()

    def fit(self, original: str) -> Findings:
        """The result of these records for the text they were made from, decisions obeyed.

        Raises RecordError when the text is another one or a record does not fit it.
        """
        if digest(original) != self.provenance.sha256:
            raise RecordError("the records belong to another text: its SHA-256 differs")
        result = Findings(
            original, self.corrections, self.suggestions, self.gaps,
            self.cables or (Cable("prose", 0, len(original)),), self.provenance, self.level,
        )  # fmt: skip
        for d in self.decisions:
            if place(original, d) is None:
                raise RecordError(f"the decision on {d.quote!r:.60} fits no place of the text")
        try:
            check_findings(result)
            return obey(result, self.decisions)
        except ValueError as e:
            raise RecordError(str(e)) from None

    def revert(self, text: str) -> str | None:
        """The original of the text that `fit` gives, or None when `text` is another."""
        placed: list[Placed] = [
            (d.start, d.start + len(d.quote), d) for d in self.decisions if d.start is not None
        ]
        try:
            edits, _ = settle(self.corrections, self.suggestions, placed)
            original = revert(text, edits)
        except ValueError:
            return None
        return original if digest(original) == self.provenance.sha256 else None


def revert_text(files: list[RecordFile], text: str) -> str:
    """The original of a clean text that one of the files made.

    Raises RecordError when none of them did.
    """
    originals = (f.revert(text) for f in files)
    original = next((o for o in originals if o is not None), None)
    if original is None:
        raise RecordError("this is not the text that the records make of the original")
    return original


def read_jsonl(records: str, original: str) -> Findings:
    """The findings that JSON Lines tell of `original`, with what a person changed in them.

    Corrections that were deleted are not made, those that were edited are made as they are now;
    decisions are obeyed. Of the records of several documents, those that bear the SHA-256 of
    `original` count. Raises RecordError for a record that cannot be read or does not fit.
    """
    return choose(read_records(records), original).fit(original)


def choose(files: list[RecordFile], original: str) -> RecordFile:
    """The records that were made from `original`; the first where none was."""
    wanted = digest(original)
    return next((f for f in files if f.provenance.sha256 == wanted), files[0])


def read_records(text: str) -> list[RecordFile]:
    """The documents of a JSON Lines file with their records; at least one.

    Raises RecordError, with the line, for what cannot be read.
    """
    documents: list[dict[str, list[Any]]] = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        try:
            name, value = _read_line(line)
        except RecursionError:
            raise RecordError(f"line {number}: too deeply nested for a record") from None
        except ValueError as e:
            raise RecordError(f"line {number}: {e}") from None
        if name == "document":
            documents.append({n: [] for n in _CLASSES})
        elif not documents:
            raise RecordError(f"line {number}: a {name} stands before any document record")
        documents[-1][name].append(value)
    if not documents:
        raise RecordError("it holds no document record")
    return [_gather(d) for d in documents]


@attrs.frozen
class _Document(ByFields):
    """The part of a document record that is read back; the rest can be counted anew."""

    schema: int
    sha256: str
    version: str
    wordlists: str
    level: str
    settings: tuple[tuple[str, str], ...] = ()
    cables: tuple[Cable, ...] = ()


_CLASSES: dict[str, Any] = {
    "document": _Document, "correction": Correction, "suggestion": Correction, "gap": Gap,
    "decision": Decision, "pages": PackedFile,
}  # fmt: skip


def _read_line(line: str) -> tuple[str, Any]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as e:
        raise ValueError(f"not JSON ({e.msg} at column {e.colno})") from None
    name = record.get("record") if isinstance(record, dict) else None
    if not isinstance(name, str) or name not in _CLASSES:
        raise ValueError(f'no record: "record" must be one of {", ".join(_CLASSES)}')
    if name == "document":
        check_schema(record.get("schema"))
    value = from_record(_CLASSES[name], record, name)
    if name == "document":
        check_level(value.level)
    return name, value


def _gather(read: dict[str, list[Any]]) -> RecordFile:
    head: _Document = read["document"][0]
    corrections, suggestions, gaps = (
        tuple(sorted(read[name], key=lambda found: found.start))
        for name in ("correction", "suggestion", "gap")
    )
    return RecordFile(
        Provenance(head.version, head.wordlists, head.sha256, head.settings),
        check_level(head.level), head.cables, corrections, suggestions, gaps,
        tuple(read["decision"]), tuple(read["pages"]),
    )  # fmt: skip
