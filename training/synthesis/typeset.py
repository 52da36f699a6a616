"""Set a page in type: a sheet of ink, 0 for paper and 1 for full black."""

import numpy as np
from attrs import frozen
from PIL import Image, ImageDraw

from .chance import grain
from .fonts import Ink, glyph, load, size_for_pitch
from .page import Line, Page, pieces

SMALL_MARKS = ".,:;'\"-"


@frozen
class Machine:
    """One typewriter or teleprinter, and the paper it prints on."""

    face: str
    dpi: int
    cpi: float  # letters per inch
    margin: float  # inches on the left
    wobble: float  # pixels that a letter stands off its place
    faint: float  # share of small marks that hardly print
    uneven: float  # spread of the inking from letter to letter
    banner_face: str
    stamp_face: str
    points: float = 0.0  # size of proportional type; 0 for a typewriter


class Sheet:
    """The page while it is being printed."""

    def __init__(self, machine: Machine, seed: object) -> None:
        self.machine = machine
        self.ink: Ink = np.zeros((11 * machine.dpi, int(8.5 * machine.dpi)), dtype=np.float32)
        self.grain = grain(seed, "type")
        letters = grain(seed, "letters").normal(0, machine.wobble * 0.6, 128)
        self.offsets = np.rint(letters).astype(int)  # letters that sit too high or too low
        self.left = machine.margin * machine.dpi
        self.advance = machine.dpi / machine.cpi

    def stamp_ink(self, ink: Ink, x: int, y: int, strength: float) -> None:
        """Print a small patch of ink; what falls off the sheet is lost."""
        height, width = ink.shape
        x0, y0 = max(0, x), max(0, y)
        x1, y1 = min(self.ink.shape[1], x + width), min(self.ink.shape[0], y + height)
        if x1 <= x0 or y1 <= y0:
            return
        patch = ink[y0 - y : y1 - y, x0 - x : x1 - x] * strength
        target = self.ink[y0:y1, x0:x1]
        np.maximum(target, patch, out=target)

    def type_text(self, text: str, column: float, base: float, face: str, advance: float) -> None:
        """Type text from a column; every letter lands a little off its place."""
        machine = self.machine
        size = machine.points * machine.dpi / 72 or size_for_pitch(face, advance)
        if machine.points:
            font = load(face, size)
            places = [font.getlength(text[:at]) for at in range(len(text))]
        else:
            places = [at * advance for at in range(len(text))]
        jitter = self.grain.normal(0, machine.wobble, (len(text), 2))
        inking = self.grain.normal(1.0, machine.uneven, len(text))
        fate = self.grain.random(len(text))
        for at, char in enumerate(text):
            if char == " ":
                continue
            ink, dx, dy = glyph(face, size, char)
            strength = float(np.clip(inking[at], 0.35, 1.0))
            if char in SMALL_MARKS and fate[at] < machine.faint:
                strength *= 0.25 + 0.5 * fate[at] / machine.faint
            x = self.left + column * self.advance + places[at] + jitter[at, 0]
            y = base + jitter[at, 1] + self.offsets[ord(char) % 128]
            self.stamp_ink(ink, round(x) + dx, round(y) + dy, strength)

    def set_text(self, text: str, column: float, base: float, face: str, pixels: float) -> float:
        """Set proportional text from a column; its width in pixels."""
        font = load(face, round(pixels, 1))
        width = int(font.getlength(text)) + 8
        image = Image.new("L", (width, int(pixels * 1.6)), 0)
        ImageDraw.Draw(image).text((2, pixels * 1.2), text, font=font, fill=255, anchor="ls")
        ink = np.asarray(image, dtype=np.float32) / 255.0
        x = round(self.left + column * self.advance)
        self.stamp_ink(ink, x, round(base - pixels * 1.2), 1.0)
        return float(width)

    def rectangle(self, x0: float, y0: float, x1: float, y1: float, filled: bool) -> None:
        """A black box, or only its frame."""
        a, b = max(0, round(x0)), max(0, round(y0))
        c, d = round(x1), round(y1)
        if filled:
            self.ink[b:d, a:c] = 1.0
            return
        thick = max(2, self.machine.dpi // 100)
        for part in (
            (slice(b, d), slice(a, a + thick)),
            (slice(b, d), slice(c - thick, c)),
            (slice(b, b + thick), slice(a, c)),
            (slice(d - thick, d), slice(a, c)),
        ):
            self.ink[part] = 1.0


def row_heights(page: Page) -> list[float]:
    """Rows each line takes: banners are tall, small print is low."""
    tall = {"banner": 1.5, "stamp": 1.1, "small": 0.9}
    return [0.0 if line.closed else tall.get(line.face, 1.0) for line in page.lines]


def print_page(page: Page, machine: Machine, seed: object) -> Ink:
    """Print all lines of a page; the foot stands at the bottom of the sheet."""
    sheet = Sheet(machine, seed)
    heights = row_heights(page)
    pitch = min(machine.dpi / 6.0, 9.9 * machine.dpi / (sum(heights) + 2))
    body = len(page.body)
    y = 0.55 * machine.dpi
    for at, (line, height) in enumerate(zip(page.lines, heights, strict=True)):
        if at == body:
            y = max(y + pitch, 10.55 * machine.dpi - sum(heights[body:]) * pitch)
        y += height * pitch
        if not line.closed:
            print_line(sheet, line, y - 0.25 * pitch, pitch)
    return sheet.ink


def print_line(sheet: Sheet, line: Line, base: float, pitch: float) -> None:
    """One line with its holes, its stroke and the code in its margin."""
    machine = sheet.machine
    if line.face == "banner":
        size = pitch * 1.15
        sheet.set_text(line.text, line.indent, base, machine.banner_face, size)
        if line.stroke:
            width = load(machine.banner_face, round(size, 1)).getlength(line.text)
            x = sheet.left + line.indent * sheet.advance
            sheet.rectangle(x - 6, base - size * 0.42, x + width + 6, base - size * 0.34, True)
        return
    if line.face in ("stamp", "small"):
        size = pitch * (0.85 if line.face == "stamp" else 0.7)
        sheet.set_text(line.text, line.indent, base, machine.stamp_face, size)
        return
    for column, text, hole in pieces(line):
        if hole is not None:
            face = machine.stamp_face if hole.how == "frame" else machine.face
            sheet.type_text(text, line.indent + column, base, face, sheet.advance)
        else:
            sheet.type_text(text, line.indent + column, base, machine.face, sheet.advance)
    draw_damage(sheet, line, base, pitch)


def draw_damage(sheet: Sheet, line: Line, base: float, pitch: float) -> None:
    """Black boxes, frames, strokes and margin codes of one typed line."""
    advance, left = sheet.advance, sheet.left + line.indent * sheet.advance
    for hole in line.holes:
        if hole.how != "white" and not hole.marker:
            x0, x1 = left + hole.start * advance - 3, left + hole.end * advance + 3
            sheet.rectangle(x0, base - pitch * 0.72, x1, base + pitch * 0.22, hole.how == "black")
    if line.stroke:
        x0, x1 = (left + at * advance for at in line.stroke)
        thick = max(2, sheet.machine.dpi // 90)
        sheet.rectangle(x0, base - pitch * 0.3, x1, base - pitch * 0.3 + thick, True)
    if line.margin:
        column = max(62.0, line.indent + len(line.text) + 2.0)
        sheet.set_text(line.margin, column, base, sheet.machine.stamp_face, pitch * 0.8)
