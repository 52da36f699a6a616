"""Workflow commands that GitHub Actions shows as annotations of the file."""

from __future__ import annotations

from typing import Any

from cablefix.findings import Findings
from cablefix.rendering.jsonl import findings, summary
from cablefix.rendering.names import as_text


def write_github(result: Findings, path: str) -> str:
    """A warning for each correction, a notice for each suggestion and gap."""
    return "".join(_command(record, path) for record in findings(result))


def _command(record: dict[str, Any], path: str) -> str:
    level = "warning" if record["record"] == "correction" else "notice"
    place = f"line={record['line']},col={record['column']}"
    title = _property(record.get("rule") or record["kind"])
    file = _property(as_text(path))
    return f"::{level} file={file},{place},title={title}::{_data(summary(record))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
