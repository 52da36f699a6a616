"""The data sets: documents as OCR read them, with their truth where there is one.

Each reader takes the folder of the set and yields documents; a set of several parts (levels) gives
each of its documents the name of its part.
"""

from __future__ import annotations

import hashlib
import json
import lzma
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from attrs import field, frozen

from training.synthesis.corpus import memoranda, telegrams
from training.synthesis.lists import read_splits

SMALL = Path(__file__).parent / "small"
LINES, SKIPPED = 120, 1200
"""Lines that make one document of the wild set, whose lines stand alone; lines left out then."""


@frozen
class Document:
    """One text of a set. `gold` is None where nobody knows the truth."""

    id: str
    part: str
    ocr: str
    gold: str | None
    fields: Mapping[str, Any] | None = None
    gaps: tuple[Mapping[str, Any], ...] | None = None
    systems: Mapping[str, str] = field(factory=dict)
    protected: tuple[tuple[int, int], ...] = ()


@frozen
class DataSet:
    """A set: what it is, its files below a folder, and how to read one of them."""

    name: str
    about: str
    files: Callable[[Path], list[Path]]
    read: Callable[[Path], Iterator[Document]]
    committed: bool = False  # whether its texts may stand in the repository
    peers: bool = True  # whether the peers run on it


def digest(path: Path) -> str:
    """SHA-256 of a file, or of the files of a folder with their names."""
    total = hashlib.sha256()
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    for file in files:
        total.update(b"" if file == path else file.relative_to(path).as_posix().encode())
        with file.open("rb") as f:
            while block := f.read(1 << 20):
                total.update(block)
    return total.hexdigest()


def _rendered(path: Path) -> Iterator[Document]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Document(
                row["id"], path.stem, row["ocr"], row["gold"], row["fields"], tuple(row["gaps"])
            )


def _pairs(path: Path) -> Iterator[Document]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Document(
                row["id"], "all", row["ocr"], row["gold"], systems=row.get("systems", {})
            )


def _seed(folder: Path) -> Iterator[Document]:
    """One document with hand-made gold; `clean.txt` is missing where nothing is to be mended."""
    from training.synthesis.lists import rows

    (seed,) = folder.parent.parent.glob(f"seeds/{folder.name}_*.txt")
    text = seed.read_bytes().decode("utf-8")
    clean = folder / "clean.txt"
    gold = clean.read_bytes().decode("utf-8") if clean.is_file() else text
    gaps = tuple(
        json.loads(line) for line in (folder / "gaps.jsonl").read_text("utf-8").splitlines() if line
    )
    protected = tuple((int(r["start"]), int(r["end"])) for r in rows(folder / "protected.tsv"))
    yield Document(folder.name, "all", text, gold, None, gaps, {}, protected)


def _clean(path: Path) -> Iterator[Document]:
    """Every tenth telegram, in capitals, or memorandum of the volumes for testing."""
    volumes = frozenset(v for v, split in read_splits().items() if split == "test")
    part, read = ("telegrams", telegrams) if "telegrams" in path.name else ("prose", memoranda)
    for source in islice(read(path.parent, volumes), 0, None, 10):
        text = "\n\n".join(block.text for block in source.blocks) + "\n"
        yield Document(source.id, part, text, text)


def _lines(path: Path) -> Iterator[Document]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for number in range(1000):
            chunk = "".join(islice(lines, LINES))
            if not chunk:
                return
            yield Document(f"jfk-{number:04d}", "all", chunk, None)
            deque(islice(lines, SKIPPED), maxlen=0)


def _levels(folder: Path) -> list[Path]:
    return sorted(p for p in folder.glob("*.jsonl") if p.stat().st_size)


SETS: tuple[DataSet, ...] = (
    DataSet(
        "small", "our own texts, rendered and read by Tesseract; in the repository",
        lambda folder: _levels(SMALL), _rendered, committed=True,
    ),
    DataSet(
        "rendered", "telegrams and memoranda of other volumes than those fitted on, rendered",
        _levels, _rendered,
    ),
    DataSet(
        "overproof2", "newspapers, corrected by hand (Overproof data set 2)",
        lambda folder: [folder / "postocr" / "overproof2.dev.jsonl.xz"], _pairs,
    ),
    DataSet(
        "icdar2017", "English newspapers and books (ICDAR 2017)",
        lambda folder: [folder / "postocr" / "icdar2017_eng.dev.jsonl.xz"], _pairs,
    ),
    DataSet(
        "icdar2019", "English books (ICDAR 2019)",
        lambda folder: [folder / "postocr" / "icdar2019_eng.dev.jsonl.xz"], _pairs,
    ),
    DataSet(
        "gold", "three real documents with gold made by hand",
        lambda folder: sorted(p for p in (folder.parent / "gold").iterdir() if p.is_dir()), _seed,
    ),
    DataSet(
        "clean", "clean telegrams and memoranda: nothing to mend",
        lambda folder: [folder / "telegrams.tar.xz", folder / "frus.txt.xz"],
        _clean,
    ),
    DataSet(
        "wild", "lines of OCR'd records without a known truth",
        lambda folder: [folder / "jfk_lines.txt.xz"], _lines, peers=False,
    ),
)  # fmt: skip


def read_set(data: DataSet, folder: Path, count: int | None) -> Iterator[Document]:
    """The first `count` documents of every part. Raises FileNotFoundError for a missing file."""
    taken: dict[str, int] = {}
    files = data.files(folder)
    if not files:
        raise FileNotFoundError(f"no data of the set {data.name} in {folder}")
    for path in files:
        for document in data.read(path):
            taken[document.part] = taken.get(document.part, 0) + 1
            if count is None or taken[document.part] <= count:
                yield document
            else:
                break
