"""Builds the compiled kernel where there is a compiler; cablefix works without it, more slowly."""

import os
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

FLAGS = ["-O2", "-g0", "-ffp-contract=off"]  # sums to the last bit as Python makes them


class BuildIfPossible(build_ext):
    """Says one line where the kernel cannot be built, and goes on."""

    def run(self) -> None:
        """Build all of it or nothing."""
        try:
            super().run()  # setuptools leaves .pyx to Cython
        except Exception as e:
            self.extensions.clear()
            why = (str(e) or type(e).__name__).splitlines()[0]
            print(f"cablefix: the compiled kernel was not built ({why}); the one in Python is used")

    def get_outputs(self) -> list[str]:
        """The files that were built."""
        return super().get_outputs() if self.extensions else []


setup(
    ext_modules=[
        Extension(
            "cablefix.kernel.compiled",
            ["cablefix/kernel/compiled.pyx"],
            depends=[str(part) for part in sorted(Path("cablefix/kernel").glob("*.pxi"))],
            extra_compile_args=[] if os.name == "nt" else FLAGS,
        )
    ],
    cmdclass={"build_ext": BuildIfPossible},
)
