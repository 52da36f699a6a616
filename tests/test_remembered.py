"""What is remembered of texts has a bound: else a process grows with each of them."""

import ast
import gc
from functools import cache, lru_cache
from pathlib import Path

import cablefix
from cablefix.remembered import READINGS, TOKENS

PACKAGE = Path(cablefix.__file__).parent

CLOSED = {
    "affixes": "of what: prefixes, suffixes",
    "letter_signs": "a role of the table of marks",
    "bullets": "a role of the table of marks",
    "trees": "a name of an array",
    "web_file": "a file of the package",
    "_described": "a rule",
    "_label": "a form of the stamp",
    "_listed": "names of lists",
    "_column": "names of columns",
    "_words": "names of lists",
    "_tokens": "marks of a table",
    "years_of": "an order of the table",
    "_wordings": "an order of the table",
    "_label_pattern": "a family",
    "own_signs": "a family",
    "_weights": "a table",
    "_rows_of": "names of columns",
    "load": "a table",
    "read_settings": "the file that --config names",
    "read_kept": "a file that settings name",
    "read_forced": "a file that settings name",
}
"""Caches without a bound whose keys, though text, are not of the texts."""


@cache
def _unbounded():
    """The functions that remember without a bound, and take text."""
    found = set()
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                marks = {ast.unparse(d) for d in node.decorator_list}
                kinds = " ".join(ast.unparse(a.annotation) for a in node.args.args if a.annotation)
                if marks & {"cache", "lru_cache(None)", "lru_cache(maxsize=None)"} and (
                    "str" in kinds or "Path" in kinds
                ):
                    found.add(node.name)
    return found


def test_what_goes_by_text_has_a_bound():
    assert _unbounded() <= set(CLOSED)


def test_the_names_above_are_in_use():
    assert _unbounded() >= set(CLOSED)


def _caches():
    """All caches of the package, each with the name of what it remembers."""
    gc.unfreeze()  # what other tests had loaded is seen, too
    kind = type(lru_cache(lambda: None))
    found = []
    for one in (o for o in gc.get_objects() if isinstance(o, kind)):
        of = getattr(one.__wrapped__, "func", one.__wrapped__)
        if of.__module__.startswith("cablefix."):
            found.append((f"{of.__module__}.{of.__qualname__}", one))
    return found


def test_the_bounds_together_are_bounded():
    """At some 200 bytes for an entry, those of the readings come to 40 MB, the rest to 90 MB.

    All modules that the other tests load are counted.
    """
    cablefix.clean("FM AMEMBASSY VALDORO\nTO SECSTATE\nTHE GOVERNMENF LEFT.\n")
    sizes = [size for _, c in _caches() if (size := c.cache_parameters()["maxsize"])]
    assert sizes.count(READINGS) >= 4
    assert max(sizes) == READINGS
    assert sum(s for s in sizes if s < READINGS) < 110 * TOKENS


def test_nothing_else_grows_from_text_to_text():
    """Tables fill in the first texts; then no cache without a bound has more to remember."""

    def clean(numbers):
        for n in numbers:
            name = "".join("BDFGKLMNPR"[int(d)] + "AEIOU"[n % 5] for d in f"{n:04d}")
            cablefix.clean(f"FM AMEMBASSY {name}\nTO SECSTATE\nM1NISTER {name} HAS {n} FERR1ES.\n")

    def entries():
        return {
            id(c): (name, c.cache_info().currsize)
            for name, c in _caches() if c.cache_parameters()["maxsize"] is None
        }  # fmt: skip

    clean(range(1000, 1020))
    before = entries()
    clean(range(5000, 5020))
    assert len(before) > 50
    grown = {name for key, (name, n) in entries().items() if n > before.get(key, ("", 0))[1] + 2}
    assert not grown
