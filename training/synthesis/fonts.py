"""The type faces, and the Debian packages that they come in."""

import functools
from pathlib import Path

import numpy as np
from attrs import frozen
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Ink = NDArray[np.float32]
ROOT = Path("/usr/share/fonts")


class MissingToolError(RuntimeError):
    """A font or program is not installed; the message names the package."""


@frozen
class Face:
    """One font file and its package."""

    name: str
    path: str
    package: str
    stroke: float = 0.0  # extra width for faces thinner than any ribbon, in ems


FACES = {
    face.name: face
    for face in (
        Face("courier-prime", "opentype/courier-prime/Courier Prime.otf", "fonts-courier-prime"),
        Face("courier-prime-bold", "opentype/courier-prime/Courier Prime Bold.otf",
             "fonts-courier-prime"),
        Face("courier-prime-sans", "opentype/courier-prime/Courier Prime Sans.otf",
             "fonts-courier-prime", 0.008),
        Face("gnu-typewriter", "truetype/gnutypewriter/GNUTypewriter.ttf", "fonts-gnutypewriter"),
        Face("free-mono", "truetype/freefont/FreeMono.ttf", "fonts-freefont-ttf", 0.022),
        Face("free-mono-bold", "truetype/freefont/FreeMonoBold.ttf", "fonts-freefont-ttf"),
        Face("liberation-mono", "truetype/liberation/LiberationMono-Regular.ttf",
             "fonts-liberation"),
        Face("liberation-mono-bold", "truetype/liberation/LiberationMono-Bold.ttf",
             "fonts-liberation"),
        Face("liberation-sans", "truetype/liberation/LiberationSans-Regular.ttf",
             "fonts-liberation"),
        Face("liberation-sans-bold", "truetype/liberation/LiberationSans-Bold.ttf",
             "fonts-liberation"),
        Face("free-serif", "truetype/freefont/FreeSerif.ttf", "fonts-freefont-ttf"),
        Face("century", "opentype/urw-base35/C059-Roman.otf", "fonts-urw-base35"),
        Face("roman", "opentype/urw-base35/NimbusRoman-Regular.otf", "fonts-urw-base35"),
        Face("bookman", "opentype/urw-base35/URWBookman-Light.otf", "fonts-urw-base35"),
        Face("palladio", "opentype/urw-base35/P052-Roman.otf", "fonts-urw-base35"),
        Face("free-serif-bold", "truetype/freefont/FreeSerifBold.ttf", "fonts-freefont-ttf"),
    )
}  # fmt: skip


def check_fonts() -> None:
    """Stop early if a face is not installed."""
    for face in FACES.values():
        if not (ROOT / face.path).exists():
            raise MissingToolError(
                f"font {ROOT / face.path} is missing: apt install {face.package}"
            )


@functools.lru_cache(maxsize=64)
def load(name: str, pixels: float) -> ImageFont.FreeTypeFont:
    """A face at a size."""
    return ImageFont.truetype(str(ROOT / FACES[name].path), pixels)


def size_for_pitch(name: str, advance: float) -> float:
    """The size in pixels at which the letters of a fixed face are `advance` wide."""
    return advance / load(name, 100.0).getlength("M") * 100.0


@functools.lru_cache(maxsize=4096)
def glyph(name: str, pixels: float, char: str) -> tuple[Ink, int, int]:
    """Ink of one character and its place relative to the left end of the base line."""
    font = load(name, pixels)
    stroke = FACES[name].stroke * pixels
    left, top, right, bottom = font.getbbox(char, anchor="ls", stroke_width=stroke)
    width, height = int(right - left) + 3, int(bottom - top) + 3
    image = Image.new("L", (max(1, width), max(1, height)), 0)
    ImageDraw.Draw(image).text(
        (1 - left, 1 - top), char, font=font, fill=255, anchor="ls", stroke_width=stroke
    )
    return np.asarray(image, dtype=np.float32) / 255.0, int(left) - 1, int(top) - 1
