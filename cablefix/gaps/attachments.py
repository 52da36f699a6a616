"""Papers that a document announces and the file does not hold, and papers withheld in full."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from rapidfuzz import fuzz

from cablefix.findings import Gap
from cablefix.gaps.context import Setting
from cablefix.language import tables
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.layout.line_labels import ReadLine

_OPENS = late_regex(r"\W{0,3}(?:Attachments?|Enclosures?|Tabs?)\s?[:.]?\W{0,3}$", re.I)
_ITEM = late_regex(
    r"\W{0,3}(?:Tab\s?)?(?:[A-Z]|\d{1,2})(?:[.):]|\s?[-–—:])\s+(?P<title>\S.*)", re.I
)
_TAB = late_regex(r"\W{0,3}Tab\s?(?P<name>[A-Z]|\d{1,2})\b", re.I)
_MOST_ITEMS, _MOST_LINES = 20, 40
_LONGEST_TITLE = 160
"""Characters: what is longer is the text of the one paper, in numbered paragraphs."""

_ALIKE = 82.0
"""Likeness (percent) of a heading to the title that was announced."""

_SHEET = 3000
"""Characters: a longer text is a document that only mentions a withdrawal."""

_PAGES = late_regex(r"\bPAGES?\b")
"""What is said of some pages is not said of the document."""

_MARKUP = late_regex(r"[^\w' ]+")


def find_enclosure_gaps(setting: Setting) -> Iterator[Gap]:
    """Attachments that are missing, titles with nothing under them, withdrawal sheets, labels."""
    yield from _withheld_in_full(setting)
    if setting.reading.is_cable:
        return
    yield from _missing(setting)
    yield from _bare_title(setting)
    yield from _displaced(setting)


def _missing(setting: Setting) -> Iterator[Gap]:
    """Titles listed under Attachments that head no text further on."""
    lines = [r for r in setting.reading.lines if r.form != "blank"]
    for at, r in enumerate(lines):
        if not _OPENS.match(r.line.text):
            continue
        items = list(_items(lines[at + 1 : at + 1 + _MOST_LINES]))
        if not items:
            continue
        rest = [x for x in lines if x.line.start > items[-1][0].line.start]
        for line, title in items:
            if not _heads(title, line, rest):
                text = line.line.text
                start = line.line.start + len(text) - len(text.lstrip())
                yield setting.gap(
                    "missing-attachment", (start, line.line.start + len(text.rstrip())), 0.75,
                    f"{text.strip()} is announced, and nothing further on bears this title",
                )  # fmt: skip


def _items(lines: Sequence[ReadLine]) -> Iterator[tuple[ReadLine, str]]:
    """The items of a list of attachments; it ends with the first line that is none."""
    for r in lines[:_MOST_ITEMS]:
        m = _ITEM.match(r.line.text)
        if m is None or len(m["title"]) > _LONGEST_TITLE:
            return
        yield r, m["title"].strip()


def _heads(title: str, item: ReadLine, rest: Sequence[ReadLine]) -> bool:
    """Whether a line further on is the title, or the tab's name by itself."""
    wanted = _plain(title)
    tab = _TAB.match(item.line.text)
    for r in rest:
        text = r.line.text.strip()
        if len(text) > 3 * len(title) + 20:
            continue
        if (
            fuzz.partial_ratio(wanted, _plain(text), score_cutoff=_ALIKE)
            and len(text) >= len(title) - 3
        ):
            return True
        named = _TAB.match(text)
        if tab and named and named["name"].upper() == tab["name"].upper() and len(text) < 12:
            return True
    return False


def _plain(text: str) -> str:
    return " ".join(_MARKUP.sub(" ", text.upper()).split())


def _bare_title(setting: Setting) -> Iterator[Gap]:
    """The title of an enclosure at the end of the file, and nothing under it but speckle."""
    known = lexicon()
    for r in reversed(setting.reading.lines):
        words = re.findall(r"[A-Za-z']{3,}", r.line.text)
        if not words or (len(words) == 1 and len(words[0]) <= 5):
            continue
        title = next((t for t in _titles() if t in _plain(r.line.text)), None)
        capitals = sum(w.isupper() for w in words) * 2 > len(words)
        if title and capitals and sum(fold(w) in known for w in words) >= 2:
            end = setting.reading.lines[-1].line.end
            yield setting.gap(
                "truncated-text", (r.line.start, max(r.line.end, min(end, r.line.end + 40))), 0.8,
                f"nothing stands under the heading {r.line.text.strip()}",
            )  # fmt: skip
        return


@cache
def _titles() -> tuple[str, ...]:
    return tables.load("enclosure_titles").column("title")


def _withheld_in_full(setting: Setting) -> Iterator[Gap]:
    """A sheet in place of a document."""
    if len(setting.reading.text.strip()) > _SHEET:
        return
    phrases = tables.load("withdrawal_phrases").column("phrase")
    for r in setting.reading.lines:
        text = _plain(r.line.text)
        if _PAGES.search(text):
            continue
        if any(text.startswith(p) or (text.endswith(p) and len(text) < 60) for p in phrases):
            yield setting.gap(
                "withheld-in-full", (r.line.start, r.line.end), 0.9,
                f"the sheet says {r.line.text.strip()[:80]}", exemptions=setting.exemptions,
            )  # fmt: skip
            return


def _displaced(setting: Setting) -> Iterator[Gap]:
    """Labels of a memorandum's head that stand together, parted from what belongs to them."""
    labels = {f"{label}:" for label in tables.load("memorandum_labels").column("label")}
    for r in setting.reading.lines:
        words = r.line.text.upper().split()
        if 2 <= len(words) <= 5 and all(w in labels for w in words):
            yield setting.gap(
                "displaced-text", (r.line.start, r.line.end), 0.6,
                f"the labels {' '.join(words)} stand without their values, which are elsewhere",
            )  # fmt: skip
