"""The levels of noise: how worn the copies of one level are, and how much they vary."""

import math
import random
from collections.abc import Callable

from attrs import evolve, frozen

from .chance import dice, weighted
from .lists import Lists
from .page import Mark
from .typeset import Machine
from .wear import Wear

FACES = (
    ("courier-prime", 3.0), ("courier-prime-bold", 1.5), ("courier-prime-sans", 1.5),
    ("gnu-typewriter", 1.0), ("free-mono", 1.0), ("free-mono-bold", 1.5),
    ("liberation-mono", 1.5), ("liberation-mono-bold", 1.0),
)  # fmt: skip
PRINTED = (
    ("century", 3.0), ("roman", 2.0), ("free-serif", 1.0), ("bookman", 1.0), ("palladio", 0.5),
)  # fmt: skip
ROUGH_FACE = "gnu-typewriter"  # its letters are worn already: not for good scans


@frozen
class Level:
    """One level. With a target, every document is worn until a test strip reads that badly."""

    name: str
    marks: float  # scrawls and stamps per page
    skew: float
    faint: float  # share of small marks that hardly print
    target: float = 0.0  # median CER of the documents
    spread: float = 0.0  # of the logarithm
    light: Callable[[random.Random], Wear] | None = None
    printed: bool = False  # in proportional type, as books and newspapers are


def good(rng: random.Random) -> Wear:
    """A good copy: a little soft, here and there a mark too many or too few."""
    return Wear(
        noise=rng.uniform(0.05, 0.14),
        blur=rng.uniform(0.6, 1.0),
        threshold=rng.uniform(0.38, 0.48),
        toner=rng.uniform(0.0, 0.12),
        crumbs=rng.expovariate(1 / 0.12),
        specks=rng.expovariate(1 / 0.028),
        pinholes=rng.expovariate(1 / 0.05),
        edges=0.01,
    )


def dusty(rng: random.Random) -> Wear:
    """A sharp copy from a dirty glass: specks, streaks, pinholes."""
    return Wear(
        noise=rng.uniform(0.03, 0.1),
        blur=rng.uniform(0.4, 0.8),
        threshold=rng.uniform(0.38, 0.46),
        crumbs=rng.expovariate(1 / 0.08),
        specks=rng.expovariate(1 / 0.115),
        pinholes=rng.expovariate(1 / 0.2),
        streaks=rng.expovariate(1 / 0.1),
        edges=0.03,
    )


def fresh(rng: random.Random) -> Wear:
    """No wear at all: shows what the engine makes of the bare type."""
    return Wear(noise=0.0, blur=0.3, soften=0.0)


LEVELS = {
    level.name: level
    for level in (
        Level("L0", 0.0, 0.0, 0.0, light=fresh),
        Level("L1", 0.05, 0.25, 0.13, light=good),
        Level("L2", 0.15, 0.4, 0.05, light=dusty),
        Level("L3", 0.7, 0.7, 0.05, 0.113, 0.5),
        Level("L4", 1.0, 1.0, 0.05, 0.236, 0.38),
        Level("press", 0.0, 0.3, 0.04, 0.06, 0.7, printed=True),
    )
}


def thin(s: float, rng: random.Random) -> Wear:
    """Fading toner: strokes break."""
    return Wear(threshold=0.48 + 0.3 * s, blur=0.9 + 0.6 * s, toner=0.1 + 0.25 * s,
                noise=0.1 + 0.15 * s, pinholes=0.3 * s)  # fmt: skip


def fat(s: float, rng: random.Random) -> Wear:
    """Too much toner: letters touch and fill."""
    return Wear(threshold=0.36 - 0.26 * s, blur=1.0 + 1.8 * s, noise=0.1, crumbs=0.1 * s)


def grainy(s: float, rng: random.Random) -> Wear:
    """Rough outlines."""
    return Wear(noise=0.1 + 1.1 * s, blur=1.2, threshold=0.45, crumbs=0.2 * s)


def faxed(s: float, rng: random.Random) -> Wear:
    """Few pixels to the letter."""
    return Wear(scan_dpi=round(150 - 95 * s), soften=0.4, blur=0.8, noise=0.15)


def dirty(s: float, rng: random.Random) -> Wear:
    """Specks, crumbs and streaks."""
    return Wear(specks=0.1 + 7 * s, crumbs=0.05 + 1.5 * s, pinholes=1.2 * s, streaks=5 * s,
                noise=0.1 + 0.3 * s, blur=0.9, edges=0.2)  # fmt: skip


def recopied(s: float, rng: random.Random) -> Wear:
    """A copy of a copy of a copy."""
    return Wear(generations=3, blur=0.7 + 0.9 * s, noise=0.12 + 0.45 * s,
                threshold=rng.uniform(0.38, 0.5), toner=0.1, specks=0.3 * s)  # fmt: skip


def mixed(s: float, rng: random.Random) -> Wear:
    """A little of everything."""
    return Wear(noise=0.1 + 0.6 * s, blur=0.9 + 0.9 * s, crumbs=0.4 * s, specks=0.8 * s,
                threshold=0.45 + rng.uniform(-0.2, 0.1) * s, toner=0.05 + 0.2 * s,
                pinholes=0.4 * s, scan_dpi=round(200 - 80 * s), streaks=0.5 * s,
                edges=0.15)  # fmt: skip


MODES: tuple[tuple[Callable[[float, random.Random], Wear], float], ...] = (
    (thin, 2.0), (fat, 2.0), (grainy, 1.5), (faxed, 1.0), (dirty, 1.2), (recopied, 1.5),
    (mixed, 3.0),
)  # fmt: skip


@frozen
class Plan:
    """How the copies of one document are worn: by a mode and a severity still to be found."""

    level: Level
    seed: object
    target: float
    skew: float
    grey: bool
    psm: int  # how the engine is told to look at the page; both keep the reading order

    @property
    def mode(self) -> str:
        """The name of the kind of wear."""
        return (self.level.light or self._worsen).__name__

    @property
    def _worsen(self) -> Callable[[float, random.Random], Wear]:
        return weighted(dice(self.seed, "mode"), MODES)

    def wear(self, severity: float, page: int = -1) -> Wear:
        """The wear of one page; the pages of a document differ a little."""
        rng = dice(self.seed, "page", page)
        if self.level.light:
            wear = self.level.light(dice(self.seed, "light"))
        else:
            severity *= rng.lognormvariate(0, 0.05) if page >= 0 else 1.0
            wear = self._worsen(min(severity, 1.3), dice(self.seed, "mode", 2))
        skew = self.skew + rng.gauss(0, 0.15 * self.level.skew)
        return evolve(wear, skew=skew, grey=self.grey)


def plan_of(level: Level, seed: object) -> Plan:
    """Draw what one document is to look like."""
    rng = dice(seed, "plan")
    target = 0.0
    if level.target:
        drawn = level.target * math.exp(rng.gauss(0, level.spread))
        target = min(max(drawn, level.target / 4), level.target * 3)
    skew, grey = rng.gauss(0, level.skew), rng.random() < 0.25
    # on a dirty page the layout analysis of mode 4 takes columns and pictures for granted
    psm = 6 if level.target else rng.choice((4, 6))
    return Plan(level, seed, target, skew, grey, psm)


def machine_of(level: Level, seed: object, longest: int) -> Machine:
    """The typewriter of one document; `longest` columns must fit on the paper."""
    rng = dice(seed, "machine")
    cpi = max(rng.choice((10.0, 10.0, 10.0, 11.0, 12.0)), longest / 7.3)
    faces = [(name, w) for name, w in FACES if name != ROUGH_FACE or not level.light]
    faces = list(PRINTED) if level.printed else faces
    return Machine(
        face=weighted(rng, faces),
        dpi=rng.choice((200, 200, 240, 300)),
        cpi=cpi,
        margin=rng.uniform(0.55, max(0.6, min(1.2, 8.1 - longest / cpi))),
        wobble=rng.uniform(0.2, 0.8),
        faint=rng.expovariate(1 / level.faint) if level.faint else 0.0,
        uneven=rng.uniform(0.02, 0.12),
        banner_face=rng.choice(("liberation-sans-bold", "liberation-sans-bold", "free-serif-bold")),
        stamp_face=rng.choice(("liberation-sans", "liberation-sans-bold")),
        points=rng.uniform(8.0, 10.5) if level.printed else 0.0,
    )


def marks_of(level: Level, lists: Lists, seed: object, page: int) -> tuple[Mark, ...]:
    """Stamps and scrawls that no reader would type, on one page."""
    rng = dice(seed, "marks", page)
    found: list[Mark] = []
    if not level.marks:
        return ()
    for _ in range(int(rng.expovariate(1 / level.marks) + 0.25)):
        kind = weighted(rng, (("scrawl", 2), ("stamp", 1), ("underline", 2), ("bracket", 3)))
        text, angle = rng.choice(lists.phrases["mark"]), rng.uniform(-35, 35)
        size = rng.uniform(0.5, 1.4)
        found.append(Mark(kind, rng.random(), rng.uniform(0.05, 0.95), text, angle, size))
    return tuple(found)
