"""The house: which room may import which, and that no file is part of a circle."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import cablefix

PACKAGE = Path(cablefix.__file__).parent

FLOORS = (
    {"by_fields", "late", "log"},
    {
        "atomic",
        "cable",
        "collector",
        "deadline",
        "edits",
        "page_text",
        "parallel",
        "remembered",
        "version",
    },
    {"misuse", "kernel", "patterns"},
    {"findings", "language"},
    {"channel", "decisions", "records", "settings_files"},
    {"layout"},
    {"fields", "proposals", "withheld"},
    {"document"},
    {"apparatus", "gaps", "words"},
    {"ranking", "user_lists"},
    {"rendering", "settings"},
    {"folders", "result"},
    {"cleaner", "evaluation"},
    {"comparing", "corpus", "formats"},
    {"files"},
    {"cli", "lsp"},
)
"""The rooms from the ground up; a room imports only from those on the floors below it."""

LONGEST = 400
"""Lines of a file."""

CONVENIENCE = {"__init__", "__main__"}
"""The doors of the package: they name what is in it."""


def _module(file: Path) -> str:
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


FILES = {_module(f): f for f in sorted(PACKAGE.rglob("*.py"))}


def _imports(file: Path) -> set[str]:
    """The modules of the package that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cablefix"):
            home = node.module.removeprefix("cablefix").lstrip(".")
            for name in node.names:
                inner = f"{home}.{name.name}".lstrip(".")
                found.add(inner if inner in FILES else home)
        elif isinstance(node, ast.Constant) and str(node.value).startswith("cablefix."):
            found.update({str(node.value).removeprefix("cablefix.")} & set(FILES))  # for `late`
    return found - {""}


GRAPH = {name: _imports(file) for name, file in FILES.items() if name not in CONVENIENCE}
FLOOR = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}


def test_every_room_has_a_floor():
    rooms = {name.split(".")[0] for name in GRAPH}
    assert rooms <= set(FLOOR)


@pytest.mark.parametrize("name", GRAPH)
def test_imports_point_down(name):
    room = name.split(".")[0]
    up = [d for d in GRAPH[name] if (r := d.split(".")[0]) != room and FLOOR[r] >= FLOOR[room]]
    assert not up, f"{name} imports {', '.join(up)}, which is not below it"


def test_no_file_is_part_of_a_circle():
    order = list(TopologicalSorter(GRAPH).static_order())  # raises CycleError
    assert len(order) > 100


@pytest.mark.parametrize("name", FILES)
def test_no_file_is_too_long(name):
    assert len(FILES[name].read_text(encoding="utf-8").splitlines()) <= LONGEST
