"""Functions whose modules are loaded when they are first called."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

import cablefix
from cablefix.late import late, late_regex

COMPILED = type(late_regex("")).__base__
"""What a late expression becomes."""


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


def test_an_expression_is_compiled_by_its_first_use_alone():
    broken = late_regex("(")
    assert broken.pattern == "("
    with pytest.raises(re.error):
        broken.search("x")
    with pytest.raises(AttributeError):
        late_regex("x").__wrapped__  # noqa: B018


@pytest.mark.parametrize(("source", "flags"), [("n(o)dis", re.I), (b"n(o)dis", re.I)])
def test_it_does_what_a_compiled_one_does(source, flags):
    late, made = late_regex(source, flags), re.compile(source, flags)
    text = source.upper().replace(source[1:2], b"" if isinstance(source, bytes) else "")
    for name in (n for n in dir(re.Pattern) if not n.startswith("_")):
        one, other = getattr(late, name), getattr(made, name)
        assert callable(one) == callable(other)
        assert callable(one) or one == other
    assert late.fullmatch(text) is made.fullmatch(text) is None
    assert late.findall(source) == made.findall(source)


def test_every_expression_of_the_package_can_be_compiled():
    """A slip in one would be seen by the first text only that has need of it."""
    tried = 0
    for file in Path(cablefix.__file__).parent.rglob("*.py"):
        source = file.read_text(encoding="utf-8")
        if "late_regex(" in source and file.name != "late.py":
            name = ".".join(file.relative_to(Path(cablefix.__file__).parents[1]).parts)[:-3]
            for value in vars(import_module(name.removesuffix(".__init__"))).values():
                if isinstance(value, COMPILED):
                    tried += 1
                    assert isinstance(value.flags, int)
    assert tried > 300
