"""Pages of the site that are made, not written: commands, rules, accuracy, changes.

MkDocs calls the functions whose names begin with `on_`. Each page comes from what it tells of, so
that it cannot grow old.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cablefix.cli import COMMANDS, build_parser
from cablefix.cli.completion import commands_of
from cablefix.ranking.rules import describe, gap_kinds, kinds, rule_names

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

ROOT = Path(__file__).parents[1]
HOME = "https://github.com/cablefix/cablefix/blob/main/"
NO_PAGE = ("forced", "by-hand")
"""Rules that no list names: what the settings demand, and what a person wrote."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made, and the plots that one of them shows."""
    from mkdocs.structure.files import File

    made = {"commands.md": commands(), "rules.md": rules(), "accuracy.md": accuracy(),
            "changes.md": (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")}  # fmt: skip
    for name, content in made.items():
        files.append(File.generated(config, name, content=content))
    for plot in sorted((ROOT / "benchmarks" / "plots").glob("*.png")):
        files.append(File.generated(config, f"plots/{plot.name}", abs_src_path=str(plot)))
    return files


def on_post_page(output: str, **_: object) -> str:
    """Name the search for who hears the page: the theme leaves its dialog without a name."""
    named = output.replace('role="dialog">', 'role="dialog" aria-label="Search">', 1)
    return named.replace('id="__search" ', 'id="__search" aria-label="Search" ', 1)


def on_post_template(output_content: str, **_: object) -> str:
    """Name it in the page for addresses that lead nowhere, too."""
    return on_post_page(output_content)


def commands() -> str:
    """The help of each command, as `cablefix help COMMAND` prints it in eighty columns."""
    os.environ["COLUMNS"] = "80"  # not the width of who builds it
    parser = build_parser()
    subs = commands_of(parser)
    parts = ["# Commands\n\nWhat `cablefix help COMMAND` prints.\n", _help("cablefix", parser)]
    parts += [_help(f"cablefix {name}", subs[name]) for name in COMMANDS]
    return "\n".join(parts)


def _help(title: str, parser: object) -> str:
    text = parser.format_help()  # type: ignore[attr-defined]
    return f"## {title}\n\n```text\n{text}```\n"


def rules() -> str:
    """A section for each rule, kind of correction and kind of gap, by its name."""
    return "\n".join(
        ["# Rules", "", "What `cablefix explain NAME` tells. The name of a rule stands in brackets",
         "behind each finding of `cablefix check`.", "", "## Rules of corrections", "",
         *_rules(), "## Kinds of corrections", "",
         *(line for k, what in kinds().items() for line in _section(k, f"kind-{k}", what)),
         "## Kinds of gaps", "",
         *(line for k, what in gap_kinds().items() for line in _section(k, f"gap-{k}", what))]
    )  # fmt: skip


def _rules() -> Iterator[str]:
    for name in sorted({*rule_names(), *NO_PAGE}):
        page = describe(name)
        if page is None:
            yield from _section(name, name, "A change that the settings or a person ask for.")
            continue
        where = f"Where: {page.place}." if page.place else ""
        example = f"Example: `{page.example}`" if page.example else ""
        told = "\n\n".join(x for x in (page.purpose, where, page.evidence, example) if x)
        yield from _section(name, name, told)


def _section(title: str, anchor: str, text: str) -> Iterator[str]:
    yield from (f"### {title} {{ #{anchor} }}", "", text, "")


def accuracy() -> str:
    """The figures of the benchmarks; their links lead to the repository."""
    text = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")
    return re.sub(r"\]\((?!https?://|#|plots/)([^)]+)\)", rf"]({HOME}benchmarks/\1)", text)
