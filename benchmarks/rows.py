"""One row for each document and program: all that the figures are summed from.

What takes long is kept in a cache, so that a run that was broken off goes on where it stopped: the
texts that the peers make, filed under peer, version and OCR text, and the rows of cablefix, filed
under its code, wordlists and libraries as well.
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
from multiprocessing.pool import Pool
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


FORM = 1
"""To be raised when the rows of cablefix hold something else."""


@functools.cache
def libraries() -> list[str]:
    """The versions of what cablefix stands on."""
    names = ("rapidfuzz", "symspellpy", "numpy")
    return [platform.python_version(), *(package_version(name) for name in names)]


def key_of(peer: Peer, document: Document) -> Path:
    """The file of what a program made of a document."""
    if peer is OURS:
        named = [FORM, peer.name, peer.version(), *libraries(), attrs.asdict(document)]
    else:
        named = [peer.name, peer.version(), peer.use, document.ocr]
    text = json.dumps(named, sort_keys=True)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
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


def their_texts(task: tuple[str, Sequence[Document]]) -> list[Row]:
    """What a peer, by name, makes of some documents."""
    name, documents = task
    (peer,) = chosen([name])
    begun = time.perf_counter()
    texts = peer.correct([d.ocr for d in documents])
    share = (time.perf_counter() - begun) / len(documents)
    return [{"text": text, "seconds": share} for text in texts]


def scored(task: tuple[Document, str, float]) -> Row:
    """A text that some program made of a document, measured."""
    document, text, seconds = task
    assert document.gold is not None
    score = score_text(document.ocr, text, document.gold)
    return {
        "id": document.id, "part": document.part, "seconds": seconds,
        "score": attrs.asdict(score),
    }  # fmt: skip


def rows(peer: Peer, documents: Sequence[Document], jobs: int) -> list[Row]:
    """The rows of a program, as far as possible from the cache."""
    paths = [key_of(peer, d) for d in documents]
    todo = [(d, p) for d, p in zip(documents, paths, strict=True) if not p.is_file()]
    with get_context("fork").Pool(jobs) as pool:
        for path, made in _made(peer, todo, pool):
            _keep(path, made)
        kept = [json.loads(path.read_text("utf-8")) for path in paths]
        if peer is OURS:
            return kept
        tasks = [(d, k["text"], k["seconds"]) for d, k in zip(documents, kept, strict=True)]
        return pool.map(scored, tasks)


def _made(
    peer: Peer, todo: Sequence[tuple[Document, Path]], pool: Pool
) -> Iterator[tuple[Path, Row]]:
    """What is not in the cache yet, as it comes."""
    if peer is OURS:
        made = pool.imap(our_row, [d for d, _ in todo])
        yield from zip((p for _, p in todo), made, strict=True)
        return
    batches = [todo[n : n + BATCH] for n in range(0, len(todo), BATCH)]
    tasks = [(peer.name, [d for d, _ in batch]) for batch in batches]
    for batch, found in zip(batches, pool.imap(their_texts, tasks), strict=True):
        yield from zip((p for _, p in batch), found, strict=True)


def stored_rows(documents: Sequence[Document], name: str = "overproof") -> list[Row]:
    """The output of a system that is stored with the data, measured."""
    found = [d for d in documents if name in d.systems and d.gold is not None]
    return [scored((d, d.systems[name], 0.0)) for d in found]


def _keep(path: Path, row: Row) -> None:
    """Write a row in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as f:
        json.dump(row, f)
    os.replace(f.name, path)
