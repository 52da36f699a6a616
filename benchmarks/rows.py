"""One row for each document and program: all that the figures are summed from.

Rows are kept in a cache, filed under the versions of program, data and measures, so that a run
that was broken off goes on where it stopped and an unchanged peer is not run again.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import platform
import tempfile
import time
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import attrs

import cablefix
from benchmarks.peers.ours import PEER as OURS
from benchmarks.peers.peer import Peer, package_version
from benchmarks.peers.registry import chosen
from benchmarks.sets import Document
from cablefix.evaluation.field_scores import score_fields
from cablefix.evaluation.gap_scores import known_gap, score_gaps
from cablefix.evaluation.scoring import score_text
from cablefix.evaluation.tallies import judge_result

CACHE = Path(__file__).parent / ".cache"
Row = dict[str, Any]
BATCH = 4


@functools.cache
def measures_version() -> str:
    """A hash of the code that measures."""
    here = Path(__file__)
    files = [here, *sorted((Path(cablefix.__file__).parent / "evaluation").glob("*.py"))]
    return hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest()[:12]


@functools.cache
def libraries() -> list[str]:
    """The versions of what both cablefix and the measures stand on."""
    names = ("rapidfuzz", "symspellpy", "numpy")
    return [platform.python_version(), *(package_version(name) for name in names)]


def key_of(peer: str, version: str, document: Document) -> Path:
    """The file of a row."""
    versions = [version, measures_version(), *libraries()]
    named = json.dumps([peer, versions, attrs.asdict(document)], sort_keys=True)
    digest = hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()
    return CACHE / digest[:2] / f"{digest}.json"


def our_row(document: Document) -> Row:
    """What cablefix finds in a document, judged."""
    begun = time.perf_counter()
    result = cablefix.clean(document.ocr)
    row: Row = {"id": document.id, "seconds": time.perf_counter() - begun}
    row |= {
        "part": document.part,
        "applied": len(result.corrections),
        "gaps_found": len(result.gaps),
    }
    row["harmed"] = sum(
        any(c.start < end and start < c.end for c in result.corrections)
        for start, end in document.protected
    )
    if document.gold is None:
        row["stable"] = cablefix.clean(result.text).text == result.text
        row["tokens"] = len(document.ocr.split())
        return row
    row["score"] = attrs.asdict(score_text(document.ocr, result.text, document.gold))
    row["findings"] = [
        {**attrs.asdict(j.correction), "applied": j.applied, "verdict": attrs.asdict(j.verdict)}
        for j in judge_result(result, document.gold)
    ]
    if document.gaps is not None:
        known = [known_gap(gap) for gap in document.gaps]
        row["gaps"] = {k: attrs.asdict(v) for k, v in score_gaps(result.gaps, known).items()}
    if document.fields is not None:
        scores = score_fields(result.cable, document.fields)
        row["fields"] = {k: attrs.asdict(v) for k, v in scores.items()}
    return row


def their_rows(task: tuple[str, Sequence[Document]]) -> list[Row]:
    """What a peer, by name, makes of some documents, measured."""
    name, documents = task
    (peer,) = chosen([name])
    begun = time.perf_counter()
    texts = peer.correct([d.ocr for d in documents])
    share = (time.perf_counter() - begun) / len(documents)
    return [scored(d, t, share) for d, t in zip(documents, texts, strict=True)]


def scored(document: Document, text: str, seconds: float) -> Row:
    """A text that some program made of a document, measured."""
    assert document.gold is not None
    score = score_text(document.ocr, text, document.gold)
    return {
        "id": document.id, "part": document.part, "seconds": seconds,
        "score": attrs.asdict(score),
    }  # fmt: skip


def rows(peer: Peer, documents: Sequence[Document], jobs: int) -> Iterator[Row]:
    """The rows of a peer, from the cache where they are there."""
    paths = [key_of(peer.name, peer.version(), d) for d in documents]
    todo = [(d, p) for d, p in zip(documents, paths, strict=True) if not p.is_file()]
    with get_context("fork").Pool(jobs) as pool:
        if peer is OURS:
            made = pool.imap(our_row, [d for d, _ in todo])
            for (_, path), row in zip(todo, made, strict=True):
                _keep(path, row)
        else:
            batches = [todo[n : n + BATCH] for n in range(0, len(todo), BATCH)]
            tasks = [(peer.name, [d for d, _ in batch]) for batch in batches]
            for batch, found in zip(batches, pool.imap(their_rows, tasks), strict=True):
                for (_, path), row in zip(batch, found, strict=True):
                    _keep(path, row)
    for path in paths:
        yield json.loads(path.read_text("utf-8"))


def stored_rows(documents: Sequence[Document], name: str = "overproof") -> list[Row]:
    """The output of a system that is stored with the data, measured."""
    found = [d for d in documents if name in d.systems and d.gold is not None]
    return [scored(d, d.systems[name], 0.0) for d in found]


def _keep(path: Path, row: Row) -> None:
    """Write a row in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as f:
        json.dump(row, f)
    os.replace(f.name, path)
