"""What copiers, fax lines and scanners do to a sheet of ink."""

import numpy as np
from attrs import frozen
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from .chance import grain
from .fonts import Ink, load
from .page import Mark

Rng = np.random.Generator


@frozen
class Wear:
    """How worn one copy is. Lengths are 1/200 inch, shares are 0..1."""

    fade: float = 1.0  # strength of the toner
    toner: float = 0.0  # how much it varies over the page
    blur: float = 0.6
    noise: float = 0.05  # grain before the threshold
    threshold: float = 0.45
    generations: int = 1  # copies of copies
    specks: float = 0.0  # dots per square inch, anywhere
    crumbs: float = 0.0  # dots per typed letter, close to it
    pinholes: float = 0.0  # white dots per square inch of ink
    streaks: float = 0.0  # vertical lines of the copier, per page
    edges: float = 0.0  # dirt along the margins
    skew: float = 0.0  # degrees
    scan_dpi: int = 200
    soften: float = 0.4  # blur of the scanner
    grey: bool = False  # a grey scan, not black and white


def smooth_field(rng: Rng, shape: tuple[int, ...], cells: int) -> Ink:
    """A cloud of values around 0, about -1..1, with so many hills across."""
    small = rng.normal(0, 0.5, (cells, cells)).astype(np.float32)
    image = Image.fromarray(small).resize((shape[1], shape[0]), Image.Resampling.BICUBIC)
    return np.asarray(image, dtype=np.float32)


def blurred(ink: Ink, sigma: float) -> Ink:
    """Gaussian blur by way of an 8-bit image."""
    if sigma <= 0.05:
        return ink
    image = Image.fromarray((np.clip(ink, 0, 1) * 255).astype(np.uint8))
    image = image.filter(ImageFilter.GaussianBlur(sigma))
    return np.asarray(image, dtype=np.float32) / 255.0


def copied(ink: Ink, wear: Wear, dpi: int, rng: Rng) -> Ink:
    """One pass through a copier: uneven toner, blur, grain, threshold."""
    field = wear.fade + wear.toner * smooth_field(rng, ink.shape, 7)
    worked = blurred(ink * np.clip(field, 0.05, 2.5), wear.blur * dpi / 200)
    if wear.noise:
        grains = max(2, round(dpi / 100))
        half = (ink.shape[0] // grains + 1, ink.shape[1] // grains + 1)
        coarse = rng.standard_normal(half, dtype=np.float32)
        coarse = coarse.repeat(grains, 0).repeat(grains, 1)[: ink.shape[0], : ink.shape[1]]
        fine = rng.standard_normal(ink.shape, dtype=np.float32)
        worked = worked + wear.noise * (0.6 * coarse + 0.5 * fine) * (0.25 + worked)
    return (worked > wear.threshold).astype(np.float32)


def dots(ink: Ink, rng: Rng, rows: NDArray[np.intp], columns: NDArray[np.intp], value: float,
         largest: int) -> None:  # fmt: skip
    """Small round spots of ink, or of paper."""
    sizes = 1 + rng.geometric(0.55, len(rows)).clip(1, largest)
    for y, x, size in zip(rows, columns, sizes, strict=True):
        ink[y : y + size, x : x + size] = value
        if size > 2 and rng.random() < 0.5:
            ink[y + size - 1 : y + size + 1, x + 1 : x + size + 1] = value


def specks(ink: Ink, wear: Wear, dpi: int, rng: Rng) -> None:
    """Dirt anywhere, crumbs near the letters, pinholes in the ink."""
    area = ink.shape[0] * ink.shape[1] / dpi**2
    largest = max(2, dpi // 50)
    number = rng.poisson(wear.specks * area)
    dots(ink, rng, rng.integers(0, ink.shape[0], number), rng.integers(0, ink.shape[1], number),
         1.0, largest)  # fmt: skip
    inked = np.flatnonzero(ink[::4, ::4] > 0.5)
    if not len(inked):
        return
    letters = len(inked) * 16 / (dpi / 14) ** 2
    for share, value, spread in ((wear.crumbs, 1.0, dpi / 12), (wear.pinholes, 0.0, 1.0)):
        number = rng.poisson(share * letters)
        chosen = rng.choice(inked, number)
        offsets = rng.normal(0, spread, (2, number))
        rows = (chosen // ink[::4, ::4].shape[1] * 4 + offsets[0]).astype(np.intp)
        columns = (chosen % ink[::4, ::4].shape[1] * 4 + offsets[1]).astype(np.intp)
        dots(ink, rng, rows.clip(0, ink.shape[0] - 1), columns.clip(0, ink.shape[1] - 1), value,
             largest)  # fmt: skip


def streaks(ink: Ink, wear: Wear, rng: Rng) -> None:
    """Thin vertical lines, broken here and there."""
    height, width = ink.shape
    for _ in range(rng.poisson(wear.streaks)):
        x, top = int(rng.integers(0, width)), int(rng.integers(0, height // 2))
        bottom = int(rng.integers(top, height))
        kept = rng.random(bottom - top) < rng.uniform(0.3, 0.95)
        value = 1.0 if rng.random() < 0.7 else 0.0
        for dx in range(int(rng.integers(1, 3))):
            column = ink[top:bottom, min(width - 1, x + dx)]
            column[kept] = value


def edges(ink: Ink, wear: Wear, rng: Rng) -> None:
    """Dark dirt along the margins of the copy."""
    if wear.edges <= 0:
        return
    height, width = ink.shape
    for side in range(4):
        if rng.random() > wear.edges:
            continue
        depth = int(rng.uniform(0.004, 0.022) * width)
        length = height if side < 2 else width
        noise = rng.random((length, depth)) < np.linspace(0.85, 0.02, depth) ** 1.5
        patch = noise.astype(np.float32)
        if side == 0:
            np.maximum(ink[:, :depth], patch, out=ink[:, :depth])
        elif side == 1:
            np.maximum(ink[:, -depth:], patch[:, ::-1], out=ink[:, -depth:])
        elif side == 2:
            np.maximum(ink[:depth], patch.T, out=ink[:depth])
        else:
            np.maximum(ink[-depth:], patch.T[::-1], out=ink[-depth:])


def draw_marks(ink: Ink, marks: tuple[Mark, ...], dpi: int, seed: object) -> Ink:
    """Stamps at an angle, scrawls, underlines and brackets."""
    if not marks:
        return ink
    image = Image.fromarray((ink * 255).astype(np.uint8))
    for at, mark in enumerate(marks):
        draw_mark(image, mark, dpi, grain(seed, "mark", at))
    return np.asarray(image, dtype=np.float32) / 255.0


def draw_mark(image: Image.Image, mark: Mark, dpi: int, rng: Rng) -> None:
    """One mark that is no text."""
    width, height = image.size
    x, y = mark.x * width, mark.y * height
    pen = ImageDraw.Draw(image)
    thick = max(2, round(dpi / 90 * mark.size))
    if mark.kind == "stamp":
        font = load("liberation-sans-bold", round(dpi * 0.2 * mark.size, 1))
        box = Image.new("L", (int(font.getlength(mark.text)) + 20, int(dpi * 0.4 * mark.size)), 0)
        ImageDraw.Draw(box).text((10, 4), mark.text, font=font, fill=200)
        box = box.rotate(mark.angle, expand=True, resample=Image.Resampling.BICUBIC)
        image.paste(255, (int(x), int(y)), box)
    elif mark.kind == "scrawl":
        steps = rng.normal(0, dpi * 0.12, (int(rng.integers(5, 14)), 2)).cumsum(0)
        points = [(x + dx + 14 * at, y + dy * 0.5) for at, (dx, dy) in enumerate(steps)]
        pen.line(points, fill=255, width=thick, joint="curve")
    elif mark.kind == "underline":
        pen.line([(x * 0.6, y), (x * 0.6 + dpi * 1.5 * mark.size, y + rng.normal(0, 3))], fill=255,
                 width=thick)  # fmt: skip
    else:
        side = width * (0.075 if mark.angle < 0 else 0.93)
        pen.line([(side, y), (side + rng.normal(0, 4), y + dpi * mark.size)], fill=255, width=thick)


def scanned(ink: Ink, wear: Wear, dpi: int, rng: Rng) -> Image.Image:
    """The scanner: a little crooked, at its own resolution, black and white or grey."""
    image = Image.fromarray(((1.0 - ink) * 255).astype(np.uint8))
    if wear.skew:
        image = image.rotate(wear.skew, resample=Image.Resampling.BILINEAR, fillcolor=255)
    if wear.scan_dpi != dpi:
        size = (round(image.width * wear.scan_dpi / dpi), round(image.height * wear.scan_dpi / dpi))
        image = image.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
    if wear.soften:
        image = image.filter(ImageFilter.GaussianBlur(wear.soften))
    if wear.grey:
        field = smooth_field(rng, (image.height, image.width), 5)
        grey = np.asarray(image, dtype=np.float32)
        grey = grey * 0.8 + 30 + 10 * field + rng.standard_normal(grey.shape, dtype=np.float32) * 5
        return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
    return image.point([0 if value < 128 else 255 for value in range(256)])


def worn(ink: Ink, wear: Wear, dpi: int, marks: tuple[Mark, ...], seed: object) -> Image.Image:
    """The whole way from a fresh print to the image that the OCR engine gets."""
    rng = grain(seed, "wear")
    ink = ink.copy()
    for _ in range(wear.generations):
        ink = copied(ink, wear, dpi, rng)
    ink = draw_marks(ink, marks, dpi, seed)
    specks(ink, wear, dpi, rng)
    streaks(ink, wear, rng)
    edges(ink, wear, rng)
    return scanned(ink, wear, dpi, rng)
