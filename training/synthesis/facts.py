"""The facts of a composed cable: who, to whom, when, under which numbers."""

import random
from datetime import datetime, timedelta

from attrs import frozen


@frozen
class Addressee:
    """One address line."""

    address: str
    role: str  # "to" or "info"
    precedence: str = ""
    serial: int | None = None
    zen: bool = False

    def line(self, section: int = 1) -> str:
        """As it is sent in that section, without TO or INFO."""
        serial = "" if self.serial is None else str(self.serial + section - 1).zfill(4)
        address = ("ZEN/" if self.zen else "") + self.address
        return " ".join(part for part in (address, self.precedence, serial) if part)


@frozen
class Release:
    """The stamp of the release."""

    text: str = ""
    exemptions: tuple[str, ...] = ()
    authority: str = ""
    date: str = ""  # ISO
    case: str = ""


@frozen
class Strip:
    """What changes from section to section."""

    number: int
    header_time: str
    copy: str
    sequence: str
    serial: str
    reception_number: str
    reception_time: str
    corrected: str = ""


@frozen
class Facts:
    """Everything the header of one cable says."""

    family: str
    post: str
    six: str
    number: str
    when: datetime
    precedence: str
    signals: tuple[str, ...]
    sender: str
    addressees: tuple[Addressee, ...]
    classification: str
    caption: str
    eo: str
    tags: tuple[str, ...]
    subject: str
    references: tuple[str, ...]
    action: tuple[str, ...]
    info: tuple[str, ...]
    total: str
    signature: str
    release: Release
    drafting: tuple[str, ...]
    strips: tuple[Strip, ...]
    pass_line: str = ""
    decaption: str = ""
    total_copies: int = 0

    @property
    def dtg(self) -> str:
        """ddhhmmZ MMM yy"""
        return self.when.strftime("%d%H%MZ %b %y").upper()

    @property
    def mrn(self) -> str:
        """yy POST NNNNN"""
        return f"{self.when:%y} {self.post} {self.number}"

    @property
    def nodis(self) -> bool:
        """The cable runs in the NODIS series, with a serial of its own."""
        return self.caption == "NODIS"


def clock(moment: datetime) -> str:
    """ddhhmmZ"""
    return moment.strftime("%d%H%MZ")


def slash_date(moment: datetime) -> str:
    """m/d/yy"""
    return f"{moment.month}/{moment.day}/{moment:%y}"


def moment_in(rng: random.Random, first: int, last: int) -> datetime:
    """Any minute of those years."""
    start = datetime(first, 1, 1)
    minutes = int((datetime(last + 1, 1, 1) - start).total_seconds() // 60)
    return start + timedelta(minutes=rng.randrange(minutes))


def counted(codes: list[str], counts: list[int]) -> tuple[str, ...]:
    """Office codes with their two-digit counts."""
    return tuple(f"{code}-{count:02d}" for code, count in zip(codes, counts, strict=True))
