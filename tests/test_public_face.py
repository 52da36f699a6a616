"""What `import cablefix` gives, and that it gives it lazily."""

import subprocess
import sys

import pytest

import cablefix


def test_all_public_names_are_there():
    for name in cablefix.__all__:
        assert getattr(cablefix, name) is not None
    assert set(cablefix.__all__) <= set(dir(cablefix))


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = cablefix.nothing


def test_the_import_alone_loads_nothing_heavy():
    code = (
        "import sys; import cablefix; heavy = {'numpy', 'attrs', 'rapidfuzz', 'symspellpy'};"
        "print(sorted(heavy & set(sys.modules))); from cablefix import Cleaner, clean, Correction;"
        "print(sorted(heavy & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    first, second = run.stdout.splitlines()
    assert first == "[]"
    assert "'numpy'" in second
    assert "symspellpy" not in second


def test_cleaning_does_not_load_symspellpy(sample):
    code = (
        "import sys; import cablefix; cablefix.clean(open(sys.argv[1]).read());"
        "print({'symspellpy', 'numpy.ma'} & set(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(sample)], capture_output=True, text=True, check=True
    )
    assert run.stdout == "set()\n"
