"""Tell what a rule is for: what it goes by, an example, how often it was right.

The name of a rule stands in brackets at the end of each line of `cablefix check`. Without a name
all rules are listed.

examples:
  cablefix explain dtg-agreement
  cablefix explain gap-missing-page caption   gaps and kinds of corrections have pages too
  cablefix explain                            the names of all rules
"""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator

from cablefix.cli.console import say
from cablefix.cli.files import TroubleError
from cablefix.cli.terminal import terminal_width
from cablefix.misuse import nearest
from cablefix.ranking.rules import RulePage, describe, gap_kinds, kinds, rule_names

WIDTH = 88
GAP = "gap-"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("rule", nargs="*", metavar="RULE", help="the name of a rule or kind")


def run(args: argparse.Namespace) -> int:
    """Print the pages of the rules, or the names of all."""
    if args.rule:
        say("\n".join(page(name) for name in args.rule))
    else:
        say("".join(f"{name}\n" for name in _names()))
    return 0


def page(name: str) -> str:
    """The page of a rule or kind. Raises TroubleError, with the nearest name, if there is none."""
    rule = describe(name)
    if rule:
        return "".join(_rule_lines(rule))
    if name in kinds():
        return f"{name}: a kind of corrections\n" + _filled(kinds()[name], "  ", "  ")
    gap = gap_kinds().get(name.removeprefix(GAP))
    if gap:
        return f"{name.removeprefix(GAP)}: a kind of gaps\n" + _filled(gap, "  ", "  ")
    near = nearest(name, _names())
    raise TroubleError(f"no rule or kind is called {name!r}: did you mean {near!r}?")


def _names() -> list[str]:
    return [*rule_names(), *kinds(), *(GAP + kind for kind in gap_kinds())]


def _rule_lines(rule: RulePage) -> Iterator[str]:
    yield f"{rule.rule}: a rule\n"
    parts = {
        "Where": rule.place, "What for": rule.purpose, "Evidence": rule.evidence,
        "Example": rule.example,
    }  # fmt: skip
    if rule.proposed:
        parts["Record"] = (
            f"on rendered cables {rule.proposed} proposals, sure or not; {rule.right} brought the "
            "text nearer to the truth"
        )
    parts["Switch off"] = f'off = ["{rule.rule}"] in the settings'
    for title, text in parts.items():
        if text:
            yield _filled(text, f"  {title + ':':12}", " " * 14)


def _filled(text: str, first: str, then: str) -> str:
    width = min(WIDTH, terminal_width())
    return textwrap.fill(text, width, initial_indent=first, subsequent_indent=then) + "\n"
