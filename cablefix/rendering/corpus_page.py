"""What a cleaned corpus comes to, as a page to look at: plots, failures, copies, slow records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from string import Template
from typing import Any

from cablefix.rendering.html import web_file
from cablefix.rendering.web.escape import fingerprint, plain, visible
from cablefix.version import VERSION

PLOTS = {
    "kinds": "Documents by kind", "decades": "Documents by decade",
    "corrections": "Corrections by kind", "certainty": "Corrections by certainty",
    "gaps": "Gaps by kind", "codes": "Codes of withholding",
}  # fmt: skip
"""The counts that are plotted, and what stands over each plot."""

CERTAINTIES = ("certain", "probable", "possible")
"""In the order in which they are drawn."""

WIDTH, LABEL, NUMBER = 560, 150, 110
"""Units of a plot, of the names on its left, and of the numbers on its right."""

ROW, BAR = 24, 14
COLUMNS = 150
"""Height of a plot of columns."""

MOST_BARS = 20
"""Bars of a plot; the last one stands for all the others together."""

NO_DATE = "no date"


def write_corpus_page(summary: Mapping[str, Any], title: str) -> str:
    """The counts of a corpus, as `summary.json` has them, as one HTML page that loads nothing."""
    style = web_file("report.css") + web_file("corpus.css")
    plots = "".join(_plot(name, summary[name]) for name in PLOTS if summary[name])
    lists = "".join(
        (
            _table("Failed", ("record", "why"),
                   [(f["id"], f["error"]) for f in summary["failures"]]),
            _table("Copies of one cable", ("cable", "records"),
                   [(m, ", ".join(ids)) for m, ids in summary["copies"].items()]),
            _table("Slowest", ("record", "seconds"),
                   [(s["id"], f"{s['seconds']:.2f}") for s in summary["slowest"]], numbers=True),
        )
    )  # fmt: skip
    return Template(web_file("corpus.html")).substitute(
        style=style, style_hash=fingerprint(style), title=plain(title), version=plain(VERSION),
        totals=_totals(summary), plots=plots, lists=lists,
    )  # fmt: skip


def _totals(summary: Mapping[str, Any]) -> str:
    count = summary["records"]
    said = [("records", ""), ("changed", ""), ("withheld", "with text "), ("failed", "")]
    return "".join(
        f"<li><strong>{summary[name]:,}</strong> {before}{name}"
        f"{_share(summary[name], count, name)}</li>"
        for name, before in said
    )


def _share(n: int, count: int, name: str) -> str:
    return f" ({n / count:.1%})" if count and name != "records" else ""


def _plot(name: str, counts: Mapping[str, int]) -> str:
    rows = _ordered(name, counts)
    height, drawn = _columns(rows) if name == "decades" else _bars(rows)
    return (
        f'<section class="plot"><h2 id="p-{name}">{PLOTS[name]}</h2>'
        f'<svg class="{name}" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-labelledby="p-{name}">{drawn}</svg></section>\n'
    )


def _ordered(name: str, counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The counts in the order in which they are drawn: time, certainty, or the most frequent."""
    if name == "decades":
        dated = sorted((d, n) for d, n in counts.items() if d != NO_DATE)
        return dated + [(d, n) for d, n in counts.items() if d == NO_DATE]
    if name == "certainty":
        return [(c, counts[c]) for c in CERTAINTIES if c in counts]
    rows = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if len(rows) > MOST_BARS:
        rest = rows[MOST_BARS - 1 :]
        rows = [*rows[: MOST_BARS - 1], (f"{len(rest)} others", sum(n for _, n in rest))]
    return rows


def _bars(rows: Sequence[tuple[str, int]]) -> tuple[int, str]:
    """A bar for each count, one below the other, with its share of the whole; and the height."""
    most, total = max(n for _, n in rows), sum(n for _, n in rows)
    room = WIDTH - LABEL - NUMBER
    drawn = []
    for i, (name, n) in enumerate(rows):
        middle = i * ROW + ROW / 2
        drawn.append(
            f'<text x="{LABEL - 10}" y="{middle + 4.5:g}" text-anchor="end">{visible(name)}</text>'
            f'<rect x="{LABEL}" y="{middle - BAR / 2:g}" height="{BAR}" rx="2" '
            f'width="{max(1.5, room * n / most):.1f}"/>'
            f'<text class="n" x="{LABEL + max(1.5, room * n / most) + 8:.1f}" y="{middle + 4.5:g}">'
            f"{n:,} · {visible(_percent(n / total))}</text>"
        )
    return len(rows) * ROW, "".join(drawn)


def _percent(share: float) -> str:
    """A share; a small one is not nothing.

    >>> _percent(0.254), _percent(0.001)
    ('25%', '<1%')
    """
    return f"{share:.0%}" if share >= 0.005 else "<1%"


def _columns(rows: Sequence[tuple[str, int]]) -> tuple[int, str]:
    """A column for each count, side by side, in the order of time; and the height."""
    most = max(n for _, n in rows)
    step = min(90.0, WIDTH / len(rows))
    wide = min(46.0, step * 0.6)
    drawn = [f'<line class="axis" x1="0" x2="{WIDTH}" y1="{COLUMNS}" y2="{COLUMNS}"/>']
    for i, (name, n) in enumerate(rows):
        middle, high = (i + 0.5) * step, max(1.5, (COLUMNS - 24) * n / most)
        drawn.append(
            f'<rect x="{middle - wide / 2:.1f}" y="{COLUMNS - high:.1f}" width="{wide:.1f}" '
            f'height="{high:.1f}" rx="2"/>'
            f'<text class="n" x="{middle:.1f}" y="{COLUMNS - high - 6:.1f}" text-anchor="middle">'
            f"{n:,}</text>"
            f'<text x="{middle:.1f}" y="{COLUMNS + 18}" text-anchor="middle">{visible(name)}</text>'
        )
    return COLUMNS + 24, "".join(drawn)


def _table(
    title: str, heads: tuple[str, str], rows: Iterable[tuple[str, str]], *, numbers: bool = False
) -> str:
    cell = '<td class="n">' if numbers else "<td>"
    written = "".join(f"<tr><td>{visible(a)}</td>{cell}{visible(b)}</td></tr>\n" for a, b in rows)
    if not written:
        return ""
    return (
        f'<section class="table"><h2>{title}</h2><table><thead><tr><th scope="col">{heads[0]}</th>'
        f'<th scope="col"{" class=n" if numbers else ""}>{heads[1]}</th></tr></thead>'
        f"<tbody>{written}</tbody></table></section>\n"
    )
