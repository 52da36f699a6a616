"""docs/scale.md, written from the figures on file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any

from benchmarks.scale.simulate import Cost

Figures = Mapping[str, Any]

TEXT = Path(__file__).with_name("page.md")
BATCH = 64


def page(figures: Figures) -> str:
    """The page."""
    one, two = figures["rates"]
    memory, driver, m = figures["memory"], figures["driver"], figures["machine"]
    clock, processor = (
        [r[rate] * (r["workers"] if rate == "per_processor_second" else 1) for r in (one, two)]
        for rate in ("per_second", "per_processor_second")
    )
    return Template(TEXT.read_text("utf-8")).substitute(
        command=figures["command"], memory_command=memory["command"], date=m["date"],
        processor=m["processor"], memory=m["memory"],
        python=m["python"], rows=_rows([one, two, figures["whole"]]),
        twice=f"{clock[1] / clock[0]:.2f}", gain=f"{processor[1] / processor[0]:.2f}",
        start=f"{one['start']:.0f}", counted=f"{two['records']:,}",
        summary=f"{two['summary_seconds']:.1f}", long=f"{memory['records']:,}",
        workers=memory["workers"], batch=memory["batch"], lines=memory["lines"],
        later=f"{memory['records'] * 2 // 5:,}", each_rate=f"{memory['per_second']:.0f}",
        each_processor=f"{memory['per_processor_second']:.0f}",
        driver_growth=_growth(memory["memory"], "driver"),
        workers_growth=_growth(memory["memory"], "workers"), stages=_memory(memory["memory"]),
        read=f"{driver['read_record'] * 1e3:.2f}", name=f"{driver['name_batch'] * 1e3:.1f}",
        send=f"{driver['send_batch'] * 1e3:.1f}", models=_models(figures["models"]),
        checks=_checks(figures), pieces_cores=_most(driver, one),
        whole_cores=_most(driver, figures["whole"]),
    )  # fmt: skip


def _rows(runs: Sequence[Figures]) -> str:
    return "\n".join(
        f"| {r['records']:,} {'whole' if r['whole'] else 'pieces'} | {r['workers']} | {r['load']} "
        f"| {r['per_second']:.1f} | {r['per_processor_second']:.1f} "
        f"| {r['seconds']['mean'] * 1e3:.0f} ms "
        f"| {r['seconds']['50'] * 1e3:.0f} ms | {r['seconds']['99'] * 1e3:.0f} ms "
        f"| {r['seconds']['100']:.1f} s |"
        for r in runs
    )


def _memory(stages: Sequence[Mapping[str, int]]) -> str:
    return "\n".join(
        f"| {i} of {len(stages)} | {s['driver']} | {s['workers']} |"
        for i, s in enumerate(stages, 1)
    )


def _growth(stages: Sequence[Mapping[str, int]], whose: str) -> str:
    """By how much memory grew from the third part of a run to the last."""
    return f"{stages[-1][whose] / stages[2][whose] - 1:.1%}"


def _models(models: Mapping[str, Sequence[Figures]]) -> str:
    return "\n".join(
        f"| {name} | {m['cores']} | {m['hours']:,.1f} | {m['core_hours']:,.0f} | {m['busy']:.0%} "
        f"| {m['driver']:.1%} | {m['tail_seconds']:.0f} s | {m['limit']} |"
        for name, of in models.items()
        for m in of
    )


def _checks(figures: Figures) -> str:
    return " and ".join(
        f"{r['records'] / (c['hours'] * 3600):.1f} records a second for {r['workers']} "
        f"({r['per_processor_second'] * r['workers']:.1f} by the processor time measured)"
        for r, c in zip(figures["rates"], figures["checks"], strict=True)
    )


def _most(driver: Mapping[str, float], run: Figures) -> str:
    """Cores that the driver can feed with such records."""
    return f"{int(run['seconds']['mean'] * BATCH / Cost(**driver).of_batch(BATCH)):,}"
