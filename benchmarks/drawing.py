"""The plots of the results page: `benchmarks/plots/*.png`, drawn from the figures on file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("Agg")

from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from benchmarks.figures import WHOLE
from benchmarks.peers.nothing import PEER as NOTHING
from benchmarks.peers.ours import PEER as OURS
from cablefix.evaluation.intervals import wilson

Results = dict[str, Any]
OUR_COLOUR, THEIR_COLOUR, LIGHT = "#b5382a", "#4d6a8a", "#b9c4d0"
COLOURS = ("#2f6fa8", "#7fb0d8", "#6a4c93", "#2e8b57", "#8fbc5a", "#555555", "#c9a227", "#d98cb3")
MARKERS = "osD^vP*X"
HARM_TICKS = (0, 1, 10, 100, 1000)
GAIN_TICKS = (-2000, -1000, -500, -200, -100, -50, 0, 25, 50, 75, 100)
STYLE: Any = {
    "figure.dpi": 110, "font.size": 10, "axes.spines.top": False, "axes.spines.right": False,
    "axes.grid": True, "grid.color": "#e6e6e6", "axes.axisbelow": True, "svg.hashsalt": "cablefix",
}  # fmt: skip


def draw(results: Sequence[Results], speed: Results | None, out: Path) -> list[Path]:
    """Draw all that the figures on file allow; gives the files written."""
    out.mkdir(parents=True, exist_ok=True)
    made = []
    with plt.rc_context(STYLE):
        for result in results:
            for name, plot in PLOTS.items():
                figure = plot(result)
                if figure is not None:
                    made.append(_save(figure, out / f"{result['set']}_{name}.png"))
        if speed and "processes" in speed:
            made.append(_save(throughput(speed), out / "throughput.png"))
    return made


def _save(figure: Any, path: Path) -> Path:
    figure.savefig(path, bbox_inches="tight", metadata={"Software": None})
    plt.close(figure)
    return path


def _parts(result: Results) -> list[str]:
    return [part for part, found in result["parts"].items() if "systems" in found]


def error_rates(result: Results) -> Any:
    """CER before and after, each program a row, each part a panel."""
    parts = _parts(result)
    names = list(result["parts"][parts[0]]["systems"]) if parts else []
    if len(names) < 3 or result["set"] == "clean":
        return None
    columns = min(4, len(parts))
    rows = -(-len(parts) // columns)
    figure, axes = plt.subplots(
        rows, columns, figsize=(3.1 * columns + 1.4, (0.32 * len(names) + 0.9) * rows),
        squeeze=False, sharey=True,
    )  # fmt: skip
    for ax, part in zip(axes.flat, parts, strict=False):
        _error_panel(ax, result["parts"][part]["systems"], names, part)
    for ax in axes.flat[len(parts) :]:
        ax.axis("off")
    figure.suptitle(f"Character errors after correction, {result['set']} (line: before)", y=1.0)
    figure.tight_layout()
    return figure


def _error_panel(ax: Axes, systems: Results, names: Sequence[str], part: str) -> None:
    before = 100 * systems[NOTHING.name]["cer_before"]
    for y, name in enumerate(reversed(names)):
        if name in systems:
            after = 100 * systems[name]["cer_after"]
            colour = OUR_COLOUR if name == OURS.name else THEIR_COLOUR
            ax.barh(y, after, color=LIGHT if name == NOTHING.name else colour, height=0.66)
            ax.annotate(
                f"{after:.2f}", (after, y), (5, 0), textcoords="offset points", va="center",
                fontsize=8, bbox={"facecolor": "white", "edgecolor": "none", "pad": 1}, zorder=4,
            )  # fmt: skip
    ax.axvline(before, color="black", linewidth=1, zorder=3)
    ax.set_yticks(range(len(names)), list(reversed(names)))
    ax.set_title(part, fontsize=10)
    ax.set_xlabel("CER in %")
    ax.grid(axis="y", visible=False)
    ax.margins(x=0.22)


def harm_and_gain(result: Results) -> Any:
    """Harm against CER gain, each program a colour, each part a mark."""
    parts = [part for part in _parts(result) if part != WHOLE] or _parts(result)
    if not parts or len(result["parts"][parts[0]]["systems"]) < 3 or result["set"] == "clean":
        return None
    names = [n for n in result["parts"][parts[0]]["systems"] if n != NOTHING.name]
    figure, ax = plt.subplots(figsize=(8.2, 5))
    for n, name in enumerate(names):
        colour = OUR_COLOUR if name == OURS.name else COLOURS[n % len(COLOURS)]
        for marker, part in zip(MARKERS, parts, strict=False):
            s = result["parts"][part]["systems"].get(name)
            if s:
                ax.scatter(s["harm"], 100 * s["cer_gain"], marker=marker, color=colour, s=52,
                           edgecolor="white", linewidth=0.6, zorder=3)  # fmt: skip
        ax.scatter([], [], color=colour, label=name)
    for marker, part in zip(MARKERS, parts, strict=False):
        ax.scatter([], [], color="grey", marker=marker, label=part)
    ax.axhline(0, color="black", linewidth=1)
    ax.set_xscale("symlog", linthresh=1)
    ax.set_xticks(HARM_TICKS, [str(t) for t in HARM_TICKS])
    ax.set_xlim(-0.15, 2000)
    lowest = min(100 * result["parts"][p]["systems"][n]["cer_gain"] for p in parts
                 for n in names if n in result["parts"][p]["systems"])  # fmt: skip
    ax.set_yscale("symlog", linthresh=100, linscale=2)
    ticks = [t for t in GAIN_TICKS if t >= 1.3 * lowest]
    ax.set_ylim(min(-10.0, 1.3 * lowest), 105)
    ax.set_yticks(ticks, [f"{t:+d}" if t else "0" for t in ticks])
    ax.minorticks_off()
    ax.set_xlabel("harm: right tokens changed, in 10,000 (best: left)")
    ax.set_ylabel("CER gain in % (best: top)")
    ax.set_title(f"Harm against gain, {result['set']}")
    ax.legend(loc="center left", bbox_to_anchor=(1.01, 0.5), frameon=False, fontsize=9)
    return figure


def reliability(result: Results) -> Any:
    """Confidence against what came true, with Wilson intervals; the counts below."""
    found = result["parts"].get(WHOLE, {}).get("findings")
    if not found or sum(b["made"] for b in found["reliability"]) < 50:
        return None
    bins = found["reliability"]
    figure, (ax, counts) = plt.subplots(2, 1, figsize=(5.4, 6.2), height_ratios=(3, 1), sharex=True)
    xs = [b["confidence"] for b in bins]
    ys = [b["accuracy"] for b in bins]
    spans = [wilson(b["good"], b["made"]) for b in bins]
    errors = [
        [max(0.0, y - s[0]) for y, s in zip(ys, spans, strict=True)],
        [max(0.0, s[1] - y) for y, s in zip(ys, spans, strict=True)],
    ]
    ax.plot([0, 1], [0, 1], color="grey", linewidth=1)
    ax.errorbar(xs, ys, yerr=errors, fmt="o", color=OUR_COLOUR, capsize=3, markersize=5)
    ax.axvspan(0.9, 1.0, color="#f3e6d8", zorder=0)
    ax.text(0.895, 0.03, "applied by default", fontsize=8, ha="right")
    ax.set_ylabel("share nearer to the truth")
    ax.set_ylim(0, 1.02)
    ax.set_title(
        f"Confidence and outcome, {result['set']}\n"
        f"(expected calibration error {found['calibration_error']:.3f})"
    )
    counts.bar(xs, [b["made"] for b in bins], width=0.018, color=THEIR_COLOUR)
    counts.set_ylabel("findings")
    counts.set_xlabel("confidence")
    figure.tight_layout()
    return figure


def gap_recall(result: Results) -> Any:
    """Recall by kind of gap, a row for each kind, a column for each part."""
    parts = [p for p in _parts(result) if "gaps" in result["parts"][p]]
    if not parts:
        return None
    whole = result["parts"][WHOLE]["gaps"]
    kinds = sorted((k for k in whole if whole[k]["known"]), key=lambda k: -whole[k]["known"])
    if len(kinds) < 2:
        return None
    figure, ax = plt.subplots(figsize=(1.05 * len(parts) + 2.6, 0.36 * len(kinds) + 1.2))
    table = [[_recall(result["parts"][p]["gaps"].get(k)) for p in parts] for k in kinds]
    ax.imshow([[r if r is not None else float("nan") for r, _ in row] for row in table],
              cmap="YlGn", vmin=0, vmax=1.7, aspect="auto")  # fmt: skip
    for y, row in enumerate(table):
        for x, (recall, known) in enumerate(row):
            if recall is not None:
                ax.text(x, y, f"{recall:.0%} of {known}", ha="center", va="center", fontsize=8)
    ax.set_xticks(range(len(parts)), parts)
    ax.set_yticks(range(len(kinds)), kinds)
    ax.grid(visible=False)
    ax.set_title(f"Gaps found, by kind and level, {result['set']}")
    return figure


def _recall(score: Results | None) -> tuple[float | None, int]:
    if not score or not score["known"]:
        return None, 0
    return score["recall"], score["known"]


def throughput(speed: Results) -> Any:
    """kB/s of every program as a whole process."""
    programs = speed["processes"]["programs"]
    names = sorted((n for n in programs if n != NOTHING.name),
                   key=lambda n: programs[n]["kilobytes_per_second"])  # fmt: skip
    figure, ax = plt.subplots(figsize=(7, 0.36 * len(names) + 1.2))
    for y, name in enumerate(names):
        rate = programs[name]["kilobytes_per_second"]
        ax.barh(y, rate, color=OUR_COLOUR if name == OURS.name else THEIR_COLOUR, height=0.66)
        ax.text(rate, y, f" {rate:.1f} kB/s, {programs[name]['megabytes']:.0f} MB", va="center",
                fontsize=8)  # fmt: skip
    ax.set_yticks(range(len(names)), names)
    ax.set_xscale("log")
    ax.margins(x=0.3)
    ax.grid(axis="y", visible=False)
    ax.set_xlabel("kB/s, the start of the process included")
    ax.set_title(f"Throughput on {speed['processes']['kilobytes']} kB of OCR text")
    return figure


PLOTS: dict[str, Callable[[Results], Any]] = {
    "cer": error_rates,
    "harm_gain": harm_and_gain,
    "reliability": reliability,
    "gap_recall": gap_recall,
}
