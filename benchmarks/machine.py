"""Where and with what a run was made."""

from __future__ import annotations

import datetime
import os
import platform
import subprocess
from pathlib import Path


def machine() -> dict[str, str]:
    """Date, processor, memory, system, Python, Tesseract."""
    return {
        "date": datetime.date.today().isoformat(),
        "processor": f"{os.cpu_count()} x {_processor()}",
        "memory": f"{_memory() / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "tesseract": _tesseract(),
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def _memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _tesseract() -> str:
    try:
        done = subprocess.run(
            ["tesseract", "--version"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return "not installed"
    return (done.stdout or done.stderr).split()[1]
