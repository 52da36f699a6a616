"""Puts what a writer made of many files together into one document of the same form."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any


def join_lines(parts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Forms of lines: one part after another."""
    for _, written in parts:
        yield written


def join_json(parts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """An array of the objects, each with the path of its file."""
    yield "["
    first = True
    for path, written in parts:
        yield "\n" if first else ",\n"
        yield json.dumps({"path": path, **json.loads(written)})
        first = False
    yield "\n]\n"


def join_csv(parts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """One table: the names of the columns once."""
    for i, (_, written) in enumerate(parts):
        yield written if i == 0 else written.partition("\r\n")[2]


def join_sarif(parts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """One log with one run: artifacts and rules numbered anew."""
    log: dict[str, Any] = {}
    rules: dict[str, int] = {}
    descriptors: dict[str, Any] = {}
    for _, written in parts:
        one = json.loads(written)
        if not log:
            log = one
            artifacts, results = log["runs"][0]["artifacts"], log["runs"][0]["results"]
            new, at = results, 0
        else:
            at = len(artifacts)
            new = one["runs"][0]["results"]
            artifacts += one["runs"][0]["artifacts"]
            results += new
        described = one["runs"][0]["tool"]["driver"]["rules"]
        descriptors |= {rule["id"]: rule for rule in described}
        for result in new:
            result["ruleIndex"] = rules.setdefault(result["ruleId"], len(rules))
            _renumber(result, at)
    if log:
        log["runs"][0]["tool"]["driver"]["rules"] = [descriptors[rule] for rule in rules]
        yield json.dumps(log, indent=2) + "\n"


def _renumber(result: dict[str, Any], artifact: int) -> None:
    for location in result["locations"]:
        location["physicalLocation"]["artifactLocation"]["index"] = artifact
    for fix in result.get("fixes", ()):
        for change in fix["artifactChanges"]:
            change["artifactLocation"]["index"] = artifact


JOINERS: Mapping[str, Callable[[Iterable[tuple[str, str]]], Iterator[str]]] = {
    "text": join_lines,
    "json": join_json,
    "jsonl": join_lines,
    "sarif": join_sarif,
    "github": join_lines,
}
"""The forms that `check` prints, and how those of several files become one."""
