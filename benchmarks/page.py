"""Write the results page and its plots from the figures on file: `python -m benchmarks.page`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.figures import WHOLE
from benchmarks.peers.ours import PEER as OURS
from benchmarks.run import RESULTS
from benchmarks.sets import SETS

HERE = Path(__file__).parent
Results = dict[str, Any]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first are set right."""
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * (len(head) - 1)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)]) + "\n"


def page(results: Sequence[Results], speed: Results | None, plots: Sequence[Path]) -> str:
    """The whole page."""
    title, _, about = (HERE / "about.md").read_text("utf-8").partition("\n")
    parts = [f"{title}\n\n{opening(results, speed)}{about}"]
    parts += [_set_section(result, plots) for result in results]
    parts += [file.read_text("utf-8") for file in sorted(RESULTS.glob("*.md"))]
    if speed:
        parts.append(_speed_section(speed, plots))
    return "\n".join(parts)


def opening(results: Sequence[Results], speed: Results | None) -> str:
    """In a few lines: how good, how safe, how sure, how fast; nothing where there is no figure."""
    small = next((r["parts"][WHOLE] for r in results if r["set"] == "small"), None)
    lines = []
    if small:
        ours = small["systems"][OURS.name]
        rivals = {n: s for n, s in small["systems"].items() if n not in (OURS.name, "do nothing")}
        best = max(rivals, key=lambda n: rivals[n]["cer_gain"], default=None)
        then = f"; the best of the others, {best}, {rivals[best]['cer_gain']:.0%}" if best else ""
        sure, gaps = small["findings"]["by_certainty"]["certain"], small["gaps_all"]
        lines += [
            f"* **How good**: {ours['cer_gain']:.0%} of the errors mended in the small set, whose "
            f"print goes from good to hardly readable{then}.",
            f"* **How safe**: of 10,000 right tokens {ours['harm']:.1f} harmed.",
            f"* **How sure**: of {sure['made']} corrections called certain {sure['better']} bring "
            "the text nearer to the truth.",
            f"* **What is missing**: gaps found with precision {gaps['precision']:.0%}, recall "
            f"{gaps['recall']:.0%}, in the same print.",
        ]
    if speed:
        programs = speed["processes"]["programs"]
        here = programs[OURS.name]["kilobytes_per_second"]
        lines.append(
            f"* **How fast**: {here:.0f} kB a second, start included, on "
            f"{speed['processes']['kilobytes']} kB of the set of the section on speed."
        )
    return "\n".join([*lines, "", ""]) if lines else ""


def _set_section(result: Results, plots: Sequence[Path]) -> str:
    lines = [f"## {result['set']}: {result['about']}\n", _provenance(result)]
    parts = result["parts"]
    for part, found in parts.items():
        if "wild" in found:
            lines.append(_wild(found["wild"]))
        elif part == WHOLE or result["set"] in ("small", "rendered", "clean"):
            lines += [f"### {result['set']}, {part}\n", _systems(found)]
    whole = parts.get(WHOLE, {})
    lines += _plots(result["set"], _PLOTS, plots)
    if "findings" in whole and result["set"] != "clean":
        lines += [_certainties(whole["findings"]), _kinds(whole["findings"])]
    lines += [_gaps(whole["gaps"], whole["gaps_all"])] if "gaps" in whole else []
    lines += [_fields(whole["fields"])] if "fields" in whole else []
    return "\n".join(lines)


def _provenance(result: Results) -> str:
    m = result["machine"]
    versions = ", ".join(
        f"{name} {_short(v)}" for name, v in result["versions"].items() if v != "1"
    )
    data = ", ".join(f"`{name}` {digest[:12]}" for name, digest in result["data"].items())
    lines = [
        f"`{result['command']}`: {result['documents']} documents, {m['date']}, {m['processor']},",
        f"{m['memory']}, {m['system']}, Python {m['python']}, Tesseract {m['tesseract']}.",
        f"Versions: {versions}.",
    ]
    lines += [f"Data (SHA-256): {data}."] if data else []
    lines += [f"Not run: {name}: {why}." for name, why in result["skipped"].items()]
    return "  \n".join(lines) + "\n"


def _short(version: str) -> str:
    """`@(#) International Ispell ... (but really Aspell 0.60.8)` -> `0.60.8`."""
    return version.rstrip(")").split()[-1]


def _systems(found: Results) -> str:
    head = ("program", "CER before", "after", "gain", "WER gain", "harm", "ICDAR 1", "ICDAR 2",
            "cMER", "preference", "less cablefix")  # fmt: skip
    return table(head, (_system(name, s, found) for name, s in found["systems"].items()))


def _system(name: str, s: Results, found: Results) -> tuple[str, ...]:
    return (
        f"**{name}**" if name == OURS.name else name,
        f"{s['cer_before']:.2%}", f"{s['cer_after']:.2%}", f"{s['cer_gain']:+.1%}",
        f"{s['wer_gain']:+.1%}", f"{s['harm']:.1f}", f"{s['icdar_task1_f1']:.1%}",
        f"{s['icdar_task2_improvement']:+.1%}", f"{s['hipe_cmer_after']:.2%}",
        f"{s['hipe_preference']:+.2f}", _difference(found.get("bootstrap", {}).get(name)),
    )  # fmt: skip


def _difference(found: Results | None) -> str:
    """How far another program lies above cablefix, in points of CER."""
    if not found:
        return ""
    low, high = -found["high"], -found["low"]
    return f"{-100 * found['value']:+.2f} ({100 * low:+.2f} to {100 * high:+.2f})"


def _certainties(findings: Results) -> str:
    rows = [
        (name, f"{t['made']:,}", f"{t['better']:,}", f"{t['worse']:,}", f"{t['harm']:,}",
         f"{t['precision']:.1%}", f"{t['low']:.1%} to {t['high']:.1%}")
        for name, t in findings["by_certainty"].items() if t["made"]
    ]  # fmt: skip
    head = ("certainty", "findings", "better", "worse", "harm", "precision", "95 % (Wilson)")
    note = (
        f"Expected calibration error {findings['calibration_error']:.3f} over all findings, "
        f"{findings['calibration_error_applied']:.3f} over the applied ones.\n"
    )
    return "Of cablefix alone, all findings by certainty:\n\n" + table(head, rows) + "\n" + note


def _kinds(findings: Results) -> str:
    rows = [
        (name, f"{t['made']:,}", f"{t['better']:,}", f"{t['worse']:,}", f"{t['harm']:,}",
         f"{t['precision']:.1%}", f"{t['low']:.1%} to {t['high']:.1%}")
        for name, t in findings["by_kind"].items()
    ]  # fmt: skip
    head = ("kind", "applied", "better", "worse", "harm", "precision", "95 % (Wilson)")
    return "Applied corrections by kind:\n\n" + table(head, rows)


def _gaps(gaps: Results, total: Results) -> str:
    rows = [
        (name, str(g["known"]), str(g["found"]), str(g["agreed"]), f"{g['precision']:.0%}",
         f"{g['recall']:.0%}", f"{g['f1']:.2f}", f"{g['extent']:.0%}" if g["agreed"] else "")
        for name, g in [*gaps.items(), ("**all**", total)]
    ]  # fmt: skip
    head = ("gap", "known", "found", "agree", "precision", "recall", "F1", "extent right")
    return "Gaps:\n\n" + table(head, rows)


def _fields(fields: Results) -> str:
    rows = [
        (name, str(f["known"]), str(f["given"]), str(f["right_read"]), str(f["right"]),
         f"{f['precision']:.0%}" if f["given"] else "", f"{f['recall']:.0%}" if f["known"] else "")
        for name, f in fields.items()
    ]  # fmt: skip
    head = ("field", "known", "given", "right as read", "right as corrected", "precision", "recall")
    return "Header fields:\n\n" + table(head, rows)


def _wild(found: Results) -> str:
    return (
        f"No truth is known: {found['documents']} documents of {found['tokens']:,} tokens, "
        f"{found['changes_per_10000_tokens']:.0f} changes in 10,000 tokens, "
        f"{found['gaps_per_document']:.2f} gaps a document. Cleaned again, "
        f"{found['stable']} of {found['documents']} stay as they are. None crashed.\n"
    )


def _plots(name: str, plots: Iterable[str], files: Sequence[Path]) -> list[str]:
    there = {path.stem for path in files}
    names = [f"{name}_{plot}" if plot else name for plot in plots]
    return [f"![{n.replace('_', ' ')}](plots/{n}.png)\n" for n in names if n in there]


def _speed_section(speed: Results, plots: Sequence[Path]) -> str:
    m = speed["machine"]
    lines = ["## Speed\n", f"`python -m benchmarks.speed`, {m['date']}, {m['processor']}, "
             f"{m['memory']}, Python {m['python']}.\n"]  # fmt: skip
    for name, write in _SPEED.items():
        if name in speed:
            lines.append(write(speed[name]))
    return "\n".join([*lines, *_plots("throughput", [""], plots)])


def _processes(found: Results) -> str:
    rows = [
        (name, f"{p['seconds']:.2f}", f"{p['times_cablefix']:.2f}",
         f"{p['processor_seconds']:.2f}", f"{p['megabytes']:.0f}",
         f"{p['kilobytes_per_second']:.1f}")
        for name, p in found["programs"].items()
    ]  # fmt: skip
    head = ("program", "seconds", "times cablefix", "processor s", "peak MB", "kB/s")
    about = f"Whole processes on {found['kilobytes']} kB, medians of {found['repeat']} runs:\n\n"
    return about + table(head, rows)


def _noise(found: Results) -> str:
    rates = found["kilobytes_per_second"]
    return "cablefix by error rate, everything loaded:\n\n" + table(
        ("", *rates), [("kB/s", *(f"{rate:.1f}" for rate in rates.values()))]
    )


def _length(found: Sequence[Results]) -> str:
    rows = [
        ("seconds", *(f"{row['seconds']:.2f}" for row in found)),
        ("kB/s", *(f"{row['kilobytes'] / row['seconds']:.1f}" for row in found)),
    ]
    return "Time against length:\n\n" + table(("kB", *(str(r["kilobytes"]) for r in found)), rows)


def _workers(found: Results) -> str:
    return "Documents in several processes:\n\n" + table(
        ("processes", *found), [("seconds", *(f"{seconds:.1f}" for seconds in found.values()))]
    )


def _start(found: Sequence[str]) -> str:
    return "From nothing to the first result. " + "\n".join(found) + "\n"


def _profile(found: Results) -> str:
    return "Where the time goes (own time of the functions of a file):\n\n" + table(
        ("file", "share"), [(f"`{name}`", f"{share:.1%}") for name, share in found.items()]
    )


_PLOTS = ("cer", "harm_gain", "reliability", "gap_recall")

_SPEED: dict[str, Callable[[Any], str]] = {
    "processes": _processes, "noise": _noise, "length": _length, "workers": _workers,
    "start": _start, "profile": _profile,
}  # fmt: skip


def main(argv: list[str] | None = None) -> int:
    """Read the figures, draw, write."""
    order = [one.name for one in SETS]
    files = sorted(
        (p for p in RESULTS.glob("*.json") if p.stem in order), key=lambda p: order.index(p.stem)
    )
    if not files:
        print("benchmarks.page: no figures yet: run python -m benchmarks.run --set small",
              file=sys.stderr)  # fmt: skip
        return 2
    from benchmarks.drawing import draw  # here, so that the text can be made without matplotlib

    results = [json.loads(path.read_text("utf-8")) for path in files]
    speed_file = RESULTS / "speed.json"
    speed = json.loads(speed_file.read_text("utf-8")) if speed_file.is_file() else None
    plots = draw(results, speed, HERE / "plots")
    (HERE / "README.md").write_text(page(results, speed, plots), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
