"""Says what kind of document a text is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from cablefix.fields.damaged_heads import read_order, read_page, read_time
from cablefix.language import tables
from cablefix.late import late_regex
from cablefix.layout.line_labels import ReadLine

_CABLE_FORMS = frozenset({"page", "section", "dtg", "from", "reception", "tags", "eo", "stub"})
_OFTEN_CABLE = frozenset({"to", "info", "action", "address", "released", "stamp", "page-rest"})
"""Lines that other documents have too, or resemble; they speak for a cable among capitals."""

CAPITALS = 0.6
"""Share of capitals among the letters of a cable, however damaged."""

LONGEST_SHEET = 3000
"""Characters: a longer text is a document that only mentions a withdrawal."""

TOP = 8
"""Written lines of a page among which its header stands."""

CLEAR = 12.0
"""The most that a ruined line may cost to say what kind of document it stands in."""

_RUINED: dict[str, Callable[[ReadLine], ReadLine | None]] = {"dtg": read_time, "eo": read_order}

HEAD = 40
"""Written lines in which a document says what it is."""

PAGES, PLAIN_PAGE = 2, 2.5
"""Page headers that tell a cable by themselves, and the cost up to which one is plain."""

_SALUTATION = late_regex(r"\W{0,2}Dear [A-Z][\w.' -]{1,40}[:,]\W{0,2}")


def kind_of(lines: Sequence[ReadLine]) -> str:
    """`cable`, `withdrawal-sheet`, `memorandum`, `airgram`, `letter`, or else `prose`."""
    forms = {r.form for r in lines}
    sure = len(forms & _CABLE_FORMS)
    plain = sum(r.form == "page" and r.cost <= PLAIN_PAGE for r in lines)
    sure += plain >= PAGES
    if sure >= 2 or (sure + len(forms & _OFTEN_CABLE) >= 2 and _is_capitals(lines)):
        return "cable"
    if _is_capitals(lines) and sure + _count_ruins(lines) >= 2:
        return "cable"
    if sum(len(r.line.text) for r in lines) <= LONGEST_SHEET and _is_sheet(lines):
        return "withdrawal-sheet"
    if any("MEMORANDUM" in r.line.text for r in lines):
        return "memorandum"
    head = [r.line.text for r in lines if r.form != "blank"][:HEAD]
    titles = tables.load("kind_titles").pairs("title", "kind")
    for text in head:
        bare = " ".join(re.findall(r"[A-Za-z]+", text))
        if bare in titles:
            return titles[bare]
    return "letter" if any(_SALUTATION.fullmatch(text.strip()) for text in head) else "prose"


def _count_ruins(lines: Sequence[ReadLine]) -> int:
    """The lines of a head that can hardly be made out any more: headers of pages, and others once.

    A page header stands under the marks at the top of a page.
    """
    found: set[str] = set()
    pages = 0
    top = 0
    for r in lines:
        if r.form == "text":
            pages += top < TOP and read_page(r) is not None
            found |= {
                name for name, reader in _RUINED.items() if (f := reader(r)) and f.cost <= CLEAR
            }
        top = 0 if r.line.breaks else top + (r.form != "blank")
    return pages + len(found)


def _is_capitals(lines: Sequence[ReadLine]) -> bool:
    """Whether the running text is in capitals, as teleprinters print it."""
    letters = [
        c for r in lines if r.form in ("text", "paragraph") for c in r.line.text if c.isalpha()
    ]
    return sum(c.isupper() for c in letters) > CAPITALS * len(letters)


def _is_sheet(lines: Sequence[ReadLine]) -> bool:
    """Whether a line of a short text says that the document was taken out."""
    phrases = tables.load("withdrawal_phrases").column("phrase")
    for r in lines:
        text = " ".join(re.findall(r"[\w']+", r.line.text.upper()))
        if text.startswith(phrases) or (text.endswith(phrases) and len(text) < 60):
            return True
    return False
