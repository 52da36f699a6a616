"""Make the sets: one resumable file per split and level."""

import json
import multiprocessing
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import frozen

from .choose import Task, tasks
from .compose import compose
from .corpus import Source, memoranda, own_texts, telegrams
from .engines import check_engine
from .fonts import check_fonts
from .forms import compose_form, read_forms
from .levels import LEVELS
from .lists import Lists, read_lists, read_splits
from .memo import compose_memo
from .press import compose_article
from .read import read_document
from .record import record


@frozen
class Kind:
    """One set: which wear, which engine, which documents, how many per split."""

    name: str
    level: str
    engine: str
    turn: int
    sizes: dict[str, int]
    family: str = "cable"
    check: bool = False  # made only when asked for
    mixed: bool = False  # of prose in both cases, not of telegrams in capitals

    @property
    def document_level(self) -> str:
        """The set whose documents are read: another engine reads those of its level."""
        return self.name if self.engine == "tesseract" else self.level


CABLES = {"fit": 240, "dev": 120, "test": 120, "texts": 120}
MEMOS = {"fit": 60, "dev": 60, "test": 60, "texts": 60}
PRESS = {"fit": 240, "dev": 60, "test": 60, "texts": 60}
OTHERS = {"fit": 40, "dev": 40, "test": 40, "texts": 40}
FORMS = {"fit": 40, "dev": 12, "test": 12, "texts": 12}
KINDS = {
    kind.name: kind
    for kind in (
        Kind("L0", "L0", "tesseract", 0, CABLES, check=True),
        Kind("L1", "L1", "tesseract", 0, CABLES),
        Kind("L2", "L2", "tesseract", 1, CABLES),
        Kind("L3", "L3", "tesseract", 2, CABLES),
        Kind("L4", "L4", "tesseract", 3, CABLES),
        Kind("memo1", "L1", "tesseract", 0, MEMOS, "memo", mixed=True),
        Kind("memo3", "L3", "tesseract", 1, MEMOS, "memo", mixed=True),
        Kind("press", "press", "tesseract", 2, PRESS, "press", mixed=True),
        Kind("ocrad", "L1", "ocrad", 0, OTHERS),
    )
}
FAMILIES = {
    kind.name: kind
    for turn, (family, form) in enumerate(read_forms().items())
    for level in ("L1", "L2", "L3", "L4")
    for kind in (
        Kind(f"{family}.{level}", level, "tesseract", 4 * turn + int(level[1]), FORMS, family,
             check=True, mixed=form.setting("text") == "mixed"),
    )
}  # fmt: skip
KINDS |= FAMILIES


@frozen
class Job:
    """What a worker needs for one document."""

    sources: Path
    kind: Kind
    split: str
    seed: int
    task: Task


def check(engines: set[str]) -> None:
    """Stop with one clear line if something is not installed."""
    check_fonts()
    for engine in sorted(engines):
        check_engine(engine)


def make(job: Job) -> dict[str, Any]:
    """Compose, print, wear, read and record one document."""
    lists: Lists = read_lists(job.sources)
    task, kind = job.task, job.kind
    if kind.family == "memo":
        document = compose_memo(task.id, lists, list(task.sources), job.seed)
    elif kind.family == "press":
        document = compose_article(task.id, list(task.sources), job.seed)
    elif kind.family in read_forms():
        document = compose_form(task.id, kind.family, lists, list(task.sources), job.seed)
    else:
        document = compose(task.id, lists, list(task.sources), task.other, job.seed)
    reading = read_document(document, LEVELS[kind.level], lists, job.seed, kind.engine)
    return record(
        document, [one.id for one in task.sources], reading, job.split, kind.name, kind.engine
    )


def made(path: Path) -> int:
    """Whole lines in the file; a line that was cut off is taken away."""
    if not path.exists():
        return 0
    data = path.read_bytes()
    whole = data.rfind(b"\n") + 1
    if whole < len(data):
        path.write_bytes(data[:whole])
    return data.count(b"\n")


def jobs_of(kind: Kind, split: str, pool: list[Source], sources: Path, count: int,
            seed: int) -> list[Job]:  # fmt: skip
    """The documents of one file. Their number does not depend on `count`, only where to stop."""
    full = max(count, CABLES[split] if kind.engine != "tesseract" else kind.sizes[split])
    chosen = tasks(pool, split, kind.document_level, kind.turn, full, seed)[:count]
    return [Job(sources, kind, split, seed, task) for task in chosen]


def results(todo: list[Job], workers: int) -> Iterator[dict[str, Any]]:
    """The records in order, made by one or more processes."""
    if workers <= 1:
        yield from map(make, todo)
        return
    with multiprocessing.get_context("fork").Pool(workers) as workshop:
        yield from workshop.imap(make, todo, chunksize=1)


def write_set(path: Path, todo: list[Job], workers: int) -> None:
    """Append what is missing to one file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    done = made(path)
    errors, chars, begun = 0.0, 0, time.monotonic()
    with path.open("a", encoding="utf-8") as out:
        for number, row in enumerate(results(todo[done:], workers), done + 1):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            out.flush()
            errors, chars = errors + row["cer"] * len(row["gold"]), chars + len(row["gold"])
            print(
                f"{path.parent.name}/{path.stem} {number}/{len(todo)} {row['id']} {row['wear']} "
                f"CER {row['cer']:.4f}, so far {errors / chars:.4f}, "
                f"{time.monotonic() - begun:.0f} s",
                file=sys.stderr, flush=True,
            )  # fmt: skip


def pools(sources: Path, splits: list[str], mixed: bool) -> dict[str, list[Source]]:
    """The clean texts of every split."""
    wanted = {volume: split for volume, split in read_splits().items() if split in splits}
    read = memoranda if mixed else telegrams
    found: dict[str, list[Source]] = {split: [] for split in splits}
    for source in read(sources, frozenset(wanted)):
        found[wanted[source.volume]].append(source)
    return found


def run(sources: Path, out: Path, splits: list[str], names: list[str], count: int | None,
        seed: int, workers: int, texts: Path | None) -> None:  # fmt: skip
    """Write every set that was asked for."""
    kinds = [KINDS[name] for name in names]
    check({kind.engine for kind in kinds} | {"tesseract"})
    for mixed in (False, True):
        chosen = [kind for kind in kinds if kind.mixed == mixed]
        if not chosen:
            continue
        own = {"texts": list(own_texts(texts, upper=not mixed))} if texts else None
        for split, pool in (own or pools(sources, splits, mixed)).items():
            for kind in chosen:
                size = min(count or len(pool), len(pool)) if own else count or kind.sizes[split]
                todo = jobs_of(kind, split, pool, sources, size, seed)
                write_set(out / split / f"{kind.name}.jsonl", todo, workers)
