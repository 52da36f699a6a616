"""What a document is made of: fields, sections, pages and paragraphs, with their spans."""

from __future__ import annotations

from datetime import datetime
from typing import Generic, TypeVar

import attrs

from cablefix.by_fields import ByFields

T = TypeVar("T")


@attrs.frozen
class Field(ByFields, Generic[T]):
    """One field of the apparatus: its value as corrected, and where and how it was read."""

    value: T
    original: str
    start: int
    end: int
    confidence: float = 1.0


@attrs.frozen
class Paragraph(ByFields):
    """A numbered paragraph, or a part of one on this page (`number` None: text that runs on).

    `status`: `present`, `partial`, `redacted` or `empty`.
    """

    number: int | None
    start: int
    end: int
    status: str = "present"


@attrs.frozen
class Page(ByFields):
    """A page as far as it is in the file."""

    number: int | None
    of: int | None
    paragraphs: tuple[Paragraph, ...]
    start: int
    end: int


@attrs.frozen
class Section(ByFields):
    """A section of a cable and the pages of it that are in the file."""

    number: int
    of: int | None
    pages: tuple[Page, ...]
    start: int
    end: int


@attrs.frozen
class Exemption(ByFields):
    """The ground on which text was withheld.

    `authority`: `FOIA`, `executive order`, `JFK Act` or `State`; `scope`: `document` or `here`.
    """

    code: str
    authority: str
    scope: str = "document"


@attrs.frozen
class Ground(ByFields):
    """A code by which text was withheld: what it stands for, and in how many places it is cited.

    `since` and `until` are years; `until` is None where the law is still in force, else the code
    has lapsed: what it withheld must be released or withheld afresh.
    """

    code: str
    authority: str
    places: int
    meaning: str = ""
    law: str = ""
    since: int | None = None
    until: int | None = None

    @property
    def has_lapsed(self) -> bool:
        """Whether the code can no longer be cited."""
        return self.until is not None


@attrs.frozen
class Tally(ByFields):
    """How many paragraphs, pages or sections are here whole, in part, blanked or not at all.

    `redacted`: a written sign stands in their place; `empty`: nothing does; `of` is their sum.
    """

    present: int = 0
    partial: int = 0
    redacted: int = 0
    empty: int = 0
    missing: int = 0

    @property
    def of(self) -> int:
        """How many there are in all."""
        return self.present + self.partial + self.redacted + self.empty + self.missing


@attrs.frozen
class Summary(ByFields):
    """What was released of a document, counted.

    `share` is the estimated share (0..1) of its text that is withheld or lost, None where nothing
    tells; `basis` says how it was estimated. `places` are those that a sign tells of, `grounds` the
    codes that they cite, the commonest first.
    """

    paragraphs: Tally
    pages: Tally
    sections: Tally
    share: float | None
    basis: str
    places: int = 0
    grounds: tuple[Ground, ...] = ()


@attrs.frozen
class Release(ByFields):
    """The stamp under which a document was released.

    `status`: `in part`, `in full` or `denied`, None where no mark says; `date` is ISO 8601;
    `summary` counts what is here of the document and what is not.
    """

    authority: str | None
    date: str | None
    case: str | None
    exemptions: tuple[Exemption, ...]
    start: int
    end: int
    status: str | None = None
    summary: Summary | None = None


@attrs.frozen
class Cable(ByFields):
    """One document: a cable, memorandum, letter, airgram, report, withdrawal sheet, prose (`kind`).

    `through` are those by way of whom a memorandum goes to its addressees.
    """

    kind: str
    start: int
    end: int
    mrn: str | None = None
    post: Field[str] | None = None
    number: Field[str] | None = None
    dtg: Field[str] | None = None
    date: Field[datetime] | None = None
    precedence: Field[str] | None = None
    sender: Field[str] | None = None
    caption: Field[str] | None = None
    classification: Field[str] | None = None
    released_as: Field[str] | None = None
    eo: Field[str] | None = None
    subject: Field[str] | None = None
    signature: Field[str] | None = None
    tags: tuple[Field[str], ...] = ()
    addressees: tuple[Field[str], ...] = ()
    references: tuple[Field[str], ...] = ()
    distribution: tuple[Field[str], ...] = ()
    release: Release | None = None
    sections: tuple[Section, ...] = ()
    through: tuple[Field[str], ...] = ()
