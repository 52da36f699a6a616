"""A corpus is cleaned whole, however often its run is killed; what is done is not done again."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("distributed")

from cablefix import Cleaner
from cablefix.cli.targets import find_targets
from cablefix.corpus import engine
from cablefix.corpus.engine import Plan, batches_of
from cablefix.corpus.parts import is_done, make_part, path_of, read_parts
from cablefix.corpus.sources import Record, SourceError, read_records, read_rows
from cablefix.corpus.summary import as_page, summarise

SLIP = "{}. THE AMBASSADOR ASKED WHETHER THE FERRY COULD SAIL TO THE GOVERNMENF PIER.\n[REDACTED]\n"


@pytest.fixture
def corpus(tmp_path):
    rows = [json.dumps({"id": f"d{i}", "body": SLIP.format(i)}) for i in range(24)]
    rows += ["{", json.dumps({"id": "n", "body": None}), json.dumps({"id": "t", "body": 7})]
    source = tmp_path / "cables.jsonl"
    source.write_text("\n".join(rows) + "\n")
    return source


def command(source, out, *more):
    return [sys.executable, "-m", "cablefix", "corpus", str(source), "--field", "body", "--id",
            "id", "-o", str(out), "--batch", "3", "-q", *more]  # fmt: skip


def rows_of(out):
    keep = ("id", "text", "corrections", "gaps", "error")
    return list(read_parts(out, keep))


def counts_of(out):
    counts = json.loads((out / "summary.json").read_text())
    return {k: v for k, v in counts.items() if k != "slowest"}


KILLS = ("driver", "all", "worker", "worker", "driver", "all", "worker", "driver", "worker", "all")


def wait_for_more(out, count, run):
    """Wait until there are more parts than so many, or the run has ended; how many there are."""
    while run.poll() is None:
        if (now := len(list((out / "parts").glob("part-*.parquet")))) > count:
            return now
        time.sleep(0.02)
    return count


def find_workers(run):
    """What the driver has spawned: it works, or counts semaphores.

    Dask's nannies are in the driver, and after a kill there may be none of these for a moment.
    """
    import psutil  # comes with Dask

    while run.poll() is None:
        children = psutil.Process(run.pid).children()
        found = []
        for child in children:
            with suppress(psutil.Error):  # it may be gone meanwhile
                found += [child] if "spawn_main" in " ".join(child.cmdline()) else []
        if found:
            return found
        time.sleep(0.02)
    return []


def kill(run, kind, chance):
    if kind == "worker":
        if workers := find_workers(run):
            chance.choice(workers).kill()
    elif kind == "all":
        os.killpg(run.pid, signal.SIGKILL)
    else:
        os.kill(run.pid, signal.SIGKILL)


def test_ten_kills_at_random_moments_and_the_same_end(tmp_path):
    source, whole, broken = tmp_path / "cables.jsonl", tmp_path / "whole", tmp_path / "broken"
    rows = [json.dumps({"id": f"d{i}", "body": SLIP.format(i)}) for i in range(222)]
    rows += ["{", json.dumps({"id": "n", "body": None}), json.dumps({"id": "t", "body": 7})]
    source.write_text("\n".join(rows) + "\n")
    assert subprocess.run(command(source, whole, "-j", "2"), check=False).returncode == 1
    chance = random.Random(7)
    killed, count, run = [], 0, None
    for kind in KILLS:
        if run is None or run.poll() is not None:
            run = subprocess.Popen(
                command(source, broken, "-j", "2"), start_new_session=True,
                stderr=subprocess.DEVNULL,
            )  # fmt: skip
        count = wait_for_more(broken, count, run)
        time.sleep(chance.uniform(0, 0.15))
        if run.poll() is not None:
            break
        kill(run, kind, chance)
        killed.append(kind)
        if kind != "worker":
            run.wait()
    if run.poll() is None:
        run.wait()
    assert killed == list(KILLS)
    (broken / "parts" / ".part-000001.parquet.1.2").write_bytes(b"half a file")
    done = subprocess.run(command(source, broken, "-j", "2"), check=False)
    assert done.returncode == 1
    assert rows_of(broken) == rows_of(whole)
    assert counts_of(broken) == counts_of(whole)
    assert counts_of(whole)["records"] == 225
    assert counts_of(whole)["failed"] == 2
    assert sorted(p.name for p in (broken / "parts").iterdir()) == [
        f"part-{n:06d}.parquet" for n in range(75)
    ]


@pytest.fixture
def tiny(tmp_path):
    """A file system with room for next to nothing."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small file system cannot be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_one_line_and_no_half_part(corpus, tiny):
    done = subprocess.run(
        command(corpus, tiny / "out"), check=False, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    assert done.stderr.count("\n") == 1
    parts = list((tiny / "out" / "parts").iterdir())
    assert all(p.name.startswith("part-") for p in parts)
    assert len(rows_of(tiny / "out")) == 3 * len(parts)


def test_a_folder_that_cannot_be_written_is_one_line(corpus):
    done = subprocess.run(
        command(corpus, "/proc/nowhere"), check=False, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "/proc/nowhere cannot be written" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_part_is_made_again_only_when_something_changed(tmp_path):
    records = [Record(str(i), SLIP.format(i)) for i in range(4)]
    (tmp_path / "parts").mkdir()
    first, second = batches_of(records, Plan(2, Cleaner()))
    assert not is_done(tmp_path, first)
    assert make_part(tmp_path, first) == 2
    assert is_done(tmp_path, first)
    assert not is_done(tmp_path, second)
    (stricter, _) = batches_of(records, Plan(2, Cleaner(level="certain")))
    assert not is_done(tmp_path, stricter)
    path_of(tmp_path, 0).write_bytes(b"half a file")
    assert not is_done(tmp_path, first)


def test_sources_of_all_sorts(tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    wanted = [("0", "NODIS"), ("1", None)]
    pq.write_table(pa.table({"text": ["NODIS", None]}), tmp_path / "a.parquet")
    (tmp_path / "a.csv").write_text("text\nNODIS\n")
    folder = tmp_path / "texts" / "below"
    folder.mkdir(parents=True)
    (folder / "x.txt").write_bytes(b"NODIS")
    (folder / "y.txt").write_bytes(b"\xff\xfe\xfd")
    found = [(r.id, r.text) for r in read_records(tmp_path / "a.parquet", "text", None)]
    assert found == wanted
    assert [r.text for r in read_records(tmp_path / "a.csv", "text", None)] == ["NODIS"]
    good, bad = read_records(tmp_path / "texts", "text", None)
    assert (good.id, good.text, bad.text) == ("below/x.txt", "NODIS", None)
    assert "not UTF-8" in (bad.error or "")
    assert [(r.id, r.text) for r in read_records(tmp_path, "text", None)] == wanted


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.doc", b"", "convert it"),
        ("x.parquet", b"no", "cannot be read as Parquet"),
        ("x.csv", b"id\n1\n", "has no 'text'"),
        (None, b"", "does not exist"),
    ],
)
def test_sources_that_cannot_be_read_are_told(tmp_path, name, content, said):
    path = tmp_path / (name or "nothing")
    if name:
        path.write_bytes(content)
    with pytest.raises(SourceError, match=said):
        list(read_records(path, "text", None))


def test_a_file_that_cannot_be_opened_is_told(tmp_path):
    (tmp_path / "x.jsonl").mkdir()
    with pytest.raises(SourceError, match="cannot be read"):
        read_rows(tmp_path / "x.jsonl")


def test_a_row_that_is_broken_is_one_error(tmp_path):
    half = json.dumps({"text": "\ud800"})
    (tmp_path / "x.jsonl").write_text(f'{{"text": "NODIS"}}\n{{"id": 1}}\n{half}\n')
    good, without, broken = read_records(tmp_path / "x.jsonl", "text", None)
    assert (good.text, good.error) == ("NODIS", None)
    assert (without.text, without.error) == (None, "has no 'text'")
    assert (broken.id, broken.text) == ("2", None)
    assert "half a character" in broken.error


def test_the_page_escapes_what_it_shows(tmp_path):
    (tmp_path / "parts").mkdir()
    (batch,) = batches_of([Record("<b>", None, "<i>")], Plan(2, Cleaner()))
    make_part(tmp_path, batch)
    page = as_page(summarise(tmp_path), "<title>")
    assert "&lt;b&gt;" in page
    assert "<b>" not in page
    assert "<i>" not in page


def _kept_by(dask_worker):
    return dask_worker.profile_history.maxlen


def test_dask_does_not_keep_the_texts_of_a_thousand_batches():
    import dask

    before = dask.config.get("distributed.admin.low-level-log-length")
    with engine._client(engine.Cluster(), lambda address: None) as client:
        (kept,) = client.run(_kept_by).values()
        messages = client.scheduler_comm.recent_message_log.maxlen
    assert kept == messages == engine.LOGGED["distributed.admin.low-level-log-length"] < 100
    assert dask.config.get("distributed.admin.low-level-log-length") == before


def test_files_are_read_folder_by_folder_in_order(tmp_path):
    names = ["b.txt", "a/z.txt", "a.txt", "a/b/c.txt", "a0/x.txt", "B/y.txt", "c.md", "out/o.txt"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("NODIS")
    (tmp_path / "link.txt").symlink_to(tmp_path / "out" / "o.txt")
    (tmp_path / "other.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "round").symlink_to(tmp_path)
    found = [r.id for r in read_records(tmp_path, "text", None, tmp_path / "out")]
    assert found == [
        "a.txt", "b.txt", "other.txt", "B/y.txt", "a/z.txt", "a/b/c.txt", "a0/x.txt",
    ]  # fmt: skip


SETTINGS = 'include = ["*.ocr", "drafts/*.txt"]\nexclude = ["b?.ocr", "old/"]\n'


def test_the_settings_choose_the_files_of_a_folder_as_for_clean(tmp_path):
    names = ["a.ocr", "b1.ocr", "c.OCR", "d.txt", "drafts/e.txt", "old/f.ocr", ".g.ocr", ".h/i.ocr"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("NODIS\n")
    (tmp_path / "cablefix.toml").write_text(SETTINGS + 'encoding = "latin-1"\n')
    (tmp_path / "c.OCR").write_bytes("SÃO PAULO".encode("latin-1"))
    found = {r.id: r.text for r in read_records(tmp_path, "text", None)}
    assert found == {"a.ocr": "NODIS\n", "c.OCR": "SÃO PAULO", "drafts/e.txt": "NODIS\n"}
    targets = find_targets([str(tmp_path)])
    assert [tmp_path / name for name in found] == [Path(file) for file in targets.files]


def test_settings_leave_out_tables_and_may_leave_nothing(tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"text": ["NODIS"]}), tmp_path / "a.parquet")
    (tmp_path / "b.txt").write_text("EXDIS")
    (tmp_path / "own.toml").write_text('exclude = ["*.parquet"]\n')
    (tmp_path / "none.toml").write_text('exclude = ["*.parquet"]\ninclude = ["*.ocr"]\n')
    own, none = str(tmp_path / "own.toml"), str(tmp_path / "none.toml")
    assert [r.id for r in read_records(tmp_path, "text", None, config=own)] == ["b.txt"]
    with pytest.raises(SourceError, match=r"none that match \*\.ocr"):
        read_records(tmp_path, "text", None, config=none)


def test_what_a_run_wrote_is_no_source(tmp_path):
    (tmp_path / "a.txt").write_text("NODIS\n")
    out = tmp_path / "out" / "parts"
    out.mkdir(parents=True)
    (out / "part-000000.parquet").write_bytes(b"of an earlier run")
    found = read_records(tmp_path, "text", None, tmp_path / "out")
    assert [r.id for r in found] == ["a.txt"]
    with pytest.raises(SourceError, match="which is written"):
        list(read_records(tmp_path / "out", "text", None, tmp_path / "out"))
