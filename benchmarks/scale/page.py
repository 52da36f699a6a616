"""docs/scale.md, written from the figures on file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Figures = Mapping[str, Any]


def page(figures: Figures) -> str:
    """The page."""
    m = figures["machine"]
    rates, whole, memory = figures["rates"], figures["whole"], figures["memory"]
    one, two = rates
    return f"""# How far it scales

`cablefix corpus` ([a corpus of any size](corpus.md)) measured on one machine, and a model of the cost
of three million cables. All figures are those of

```
{figures["command"]}
```

of {m["date"]} on {m["processor"]}, {m["memory"]}, Python {m["python"]}. The command measures, simulates
and writes this page.

## Measured

The documents are pieces of {one["records"]:,} and more rendered texts of our own (12 lines, other
figures in each), and whole ones of one to four pages. The load is that of the whole machine over five
minutes, other work on it included: {m["processor"].split()[0]} is what two workers of a free machine
come to.

| documents | workers | load | records a second | mean | median | 99 % below | slowest |
|---|---|---|---|---|---|---|---|
{_rows([*rates, whole])}

Two workers are {two["per_second"] / one["per_second"]:.2f} times one. The start of Dask and of the models
takes {one["start"]:.0f} s, once. Counting up what {two["records"]:,} records came to takes
{two["summary_seconds"]:.1f} s at the end.

Memory over a run of {memory["records"]:,} records in {memory["workers"]} workers, the median in each fifth,
in MiB:

| part of the run | driver | all workers |
|---|---|---|
{_memory(memory["memory"])}

## Three million cables

A simulation of the run, batch by batch, with the times that were measured: each record takes as long as
one of those above, drawn anew. The driver needs {figures["driver"]["read_record"] * 1e3:.3f} ms to read a
record, {figures["driver"]["name_batch"] * 1e3:.1f} ms to see whether a batch of 64 is done already, and
{figures["driver"]["send_batch"] * 1e3:.1f} ms for Dask to send it and to hear that it is done.

| documents | cores | hours | core-hours | cores busy | driver busy | all wait for the last | what limits it |
|---|---|---|---|---|---|---|---|
{_models(figures["models"])}

The same simulation of the runs above gives {_checks(figures)}.

- **The work** limits nearly always. It is the same whatever the number of cores, and goes with length
  and damage: what takes longest are pages of which half is noise.
- **The driver** reads, names and sends one batch after another, which bounds the number of cores that it
  can feed: about {_most(figures)} of them with whole cables. Beyond, split the corpus and run several.
  Larger batches (`--batch`) cost the driver less, and more is done again after a crash.
- **Stragglers**: at the end all wait for the slowest batch, at most 64 slow records one after another.
  `--time-limit` bounds a record; smaller batches bound the wait.
- **Input and output**: a record is read once, by the driver, and its part is written once, by the worker;
  a shared disk must take the sum of the texts, some gigabytes for three million.
"""


def _rows(runs: Sequence[Figures]) -> str:
    return "\n".join(
        f"| {r['records']:,} {'whole' if r['whole'] else 'pieces'} | {r['workers']} | {r['load']} "
        f"| {r['per_second']:.1f} | {r['seconds']['mean'] * 1e3:.0f} ms "
        f"| {r['seconds']['50'] * 1e3:.0f} ms | {r['seconds']['99'] * 1e3:.0f} ms "
        f"| {r['seconds']['100']:.1f} s |"
        for r in runs
    )


def _memory(stages: Sequence[Mapping[str, int]]) -> str:
    return "\n".join(
        f"| {i} of {len(stages)} | {s['driver']} | {s['workers']} |"
        for i, s in enumerate(stages, 1)
    )


def _models(models: Mapping[str, Sequence[Figures]]) -> str:
    return "\n".join(
        f"| {name} | {m['cores']} | {m['hours']:,.1f} | {m['core_hours']:,.0f} | {m['busy']:.0%} "
        f"| {m['driver']:.1%} | {m['tail_seconds']:.0f} s | {m['limit']} |"
        for name, of in models.items()
        for m in of
    )


def _checks(figures: Figures) -> str:
    said = [
        f"{r['records'] / (c['hours'] * 3600):.1f} records a second for {r['workers']} "
        f"({r['per_second']:.1f} measured)"
        for r, c in zip(figures["rates"], figures["checks"], strict=True)
    ]
    return " and ".join(said)


def _most(figures: Figures) -> str:
    """Cores that the driver can feed with whole cables."""
    d = figures["driver"]
    own = d["read_record"] * 64 + d["name_batch"] + d["send_batch"]
    return f"{int(figures['whole']['seconds']['mean'] * 64 / own):,}"
