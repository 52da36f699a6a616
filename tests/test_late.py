"""Functions whose modules are loaded when they are first called."""

import ast
from importlib import import_module
from pathlib import Path

import cablefix
from cablefix.late import late


def test_a_module_is_loaded_by_the_call_alone(monkeypatch, tmp_path):
    (tmp_path / "a_late_module.py").write_text("def double(n, *, by=2): return n * by")
    monkeypatch.syspath_prepend(tmp_path)
    loaded = []
    double = late("a_late_module", "double")
    monkeypatch.setattr(
        "cablefix.late.import_module", lambda m: loaded.append(m) or import_module(m)
    )
    assert loaded == []
    assert (double(4), double(4, by=3)) == (8, 12)
    assert loaded == ["a_late_module"] * 2
    assert double.__name__ == "double"


def test_every_late_function_is_there():
    named = 0
    for file in Path(cablefix.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "late":
                given = [getattr(arg, "value", None) for arg in node.args]
                if all(isinstance(name, str) and name.isprintable() for name in given):
                    named += 1
                    assert callable(getattr(import_module(given[0]), given[1])), given
    assert named > 5
