"""The OCR engines, called on one page image after another."""

import io
import os
import shutil
import subprocess
from pathlib import Path

from PIL import Image

from .fonts import MissingToolError

PACKAGES = {"tesseract": "tesseract-ocr", "gocr": "gocr", "ocrad": "ocrad"}
ENGLISH = ("/usr/share/tesseract-ocr/5/tessdata/eng.traineddata",
           "/usr/share/tesseract-ocr/4.00/tessdata/eng.traineddata")  # fmt: skip


def check_engine(name: str) -> None:
    """Stop early if the program is not installed."""
    if shutil.which(name) is None:
        raise MissingToolError(f"{name} is missing: apt install {PACKAGES[name]}")
    elsewhere = os.environ.get("TESSDATA_PREFIX")
    if name == "tesseract" and not elsewhere and not any(Path(p).exists() for p in ENGLISH):
        raise MissingToolError("tesseract has no English data: apt install tesseract-ocr-eng")


def tesseract(image: Image.Image, dpi: int, psm: int) -> str:
    """One page, with the form feed that Tesseract puts after it."""
    buffer = io.BytesIO()
    image.save(buffer, "ppm")
    command = ["tesseract", "-", "-", "--psm", str(psm), "-l", "eng", "--dpi", str(dpi)]
    done = subprocess.run(command, input=buffer.getvalue(), capture_output=True, check=True,
                          env={**os.environ, "OMP_THREAD_LIMIT": "1"})  # fmt: skip
    text = done.stdout.decode("utf-8")
    return text if text.endswith("\f") else text + "\f"


def gocr(image: Image.Image, dpi: int, psm: int) -> str:
    """One page; gocr reads portable grey maps and knows no form feed."""
    buffer = io.BytesIO()
    image.save(buffer, "ppm")
    done = subprocess.run(["gocr", "-"], input=buffer.getvalue(), capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace").rstrip("\n") + "\n\f"


def ocrad(image: Image.Image, dpi: int, psm: int) -> str:
    """One page read by GNU Ocrad."""
    buffer = io.BytesIO()
    image.save(buffer, "ppm")
    command = ["ocrad", "--format=utf8", "-"]
    done = subprocess.run(command, input=buffer.getvalue(), capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace").rstrip("\n") + "\n\f"


ENGINES = {"tesseract": tesseract, "gocr": gocr, "ocrad": ocrad}
