"""Compose documents of further families, whose forms are the rows of `forms.tsv`."""

import functools
import random
import string
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from attrs import evolve, frozen

from cablefix.language import tables

from .chance import dice
from .compose import Document, portion
from .corpus import Source
from .facts import moment_in
from .flow import Item, Shape, excerpt, paged, wrapped
from .invent import Desk, distribution_of, fill, tags_of
from .lists import HERE, Lists, Post, rows
from .page import BLANK, Line, Page

WIDEST = 72
"""Columns of a line of the head."""

SHORTEST, LONGEST = 700, 2600
"""Characters of the text: it is the head that is measured."""

LATE = 1992
"""From which year on a post is taken that opened in a year not known."""

LISTED = frozenset({"addressees", "references", "tags"})


@frozen
class Row:
    """A row of the file; `when` is the name of a drawing or a field, and flags."""

    part: str
    when: tuple[str, ...]
    face: str
    indent: int
    hang: int
    text: str

    def holds(self, flags: frozenset[str]) -> bool:
        """Whether all its flags are as they must be."""
        return all((w[1:] not in flags) if w[0] == "!" else w in flags for w in self.when)


@frozen
class Form:
    """All rows of one family."""

    family: str
    rows: tuple[Row, ...]

    def part(self, *names: str) -> list[Row]:
        """The rows of a part."""
        return [row for row in self.rows if row.part in names]

    def setting(self, name: str) -> str:
        """A setting, empty where there is none."""
        return next((row.text for row in self.part("set") if row.when[0] == name), "")


@functools.cache
def read_forms() -> dict[str, Form]:
    """The forms by the names of their families.

    >>> read_forms()["airgram"].setting("text")
    'mixed'
    """
    found: dict[str, list[Row]] = {}
    for row in rows(HERE / "forms.tsv"):
        indent, _, hang = row["indent"].partition("/")
        own = Row(row["part"], tuple(row["when"].split()), row["face"] or "body",
                  int(indent or 0), int(hang or indent or 0), row["text"])  # fmt: skip
        found.setdefault(row["family"], []).append(own)
    return {family: Form(family, tuple(own)) for family, own in found.items()}


class _Upper:
    """A value that is written in capitals."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __format__(self, form: str) -> str:
        return format(self.value, form).upper()


class _Filler(string.Formatter):
    """Fills slots; `!u` writes capitals, a question mark lets a slot be empty."""

    def convert_field(self, value: Any, conversion: Any) -> Any:
        return _Upper(value) if conversion == "u" else super().convert_field(value, conversion)

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> Any:
        return super().get_field(field_name.rstrip("?"), args, kwargs)


FILLER = _Filler()


def filled(text: str, slots: Mapping[str, Any]) -> str | None:
    """The text with its slots filled, None if one that must not be is empty.

    >>> filled("A-{number}{more?}", {"number": 17, "more": ""}), filled("{x}", {"x": ""})
    ('A-17', None)
    """
    for _, name, _, _ in FILLER.parse(text):
        if name and not name.endswith("?") and FILLER.get_field(name, (), slots)[0] == "":
            return None
    return FILLER.vformat(text, (), slots)


def drawn(desk: Desk, form: Form) -> tuple[dict[str, Any], frozenset[str]]:
    """Everything the slots of one document say, and the flags that are up."""
    rng = desk.rng
    flags = {r.text for r in form.part("flag") if rng.random() < float(r.when[0])}
    when = times(rng, form)
    slots: dict[str, Any] = {**when, **names(desk, form, when["sent"].year), **offices(desk)}
    for row in form.part("number"):
        first, last = map(int, row.text.split())
        slots[row.when[0]] = rng.randint(first, last)
    wordings: dict[str, list[str]] = {}
    for row in form.part("choice"):
        wordings.setdefault(row.when[0], []).append(row.text)
    for name, texts in wordings.items():
        printed, parted, meant = FILLER.vformat(rng.choice(texts), (), slots).partition("=")
        slots |= {name: printed, f"{name}_meant": meant if parted else printed}
    slots["portion"] = portion(slots["mark_meant"])
    return slots, frozenset(flags | ({"unclas"} & {slots["mark"].lower()}))


def times(rng: random.Random, form: Form) -> dict[str, datetime]:
    """When it was sent and received, and when it may be opened."""
    first, last = map(int, form.setting("years").split())
    sent = moment_in(rng, first, last)
    return {"sent": sent, "received": sent + timedelta(minutes=rng.randrange(15, 900)),
            "expiry": sent + timedelta(days=3652)}  # fmt: skip


def open_posts(lists: Lists, year: int) -> list[Post]:
    """The posts that were there in a year, as far as it is known when they opened."""
    later = {name: int(since or LATE) for name, _, since in tables.load("later_posts").rows}
    return [
        post for post in lists.posts
        if post.name not in ("STATE", "WASHINGTON") and later.get(post.name, 0) <= year
    ]  # fmt: skip


def names(desk: Desk, form: Form, year: int) -> dict[str, Any]:
    """Places, persons and the subject."""
    rng, lists = desk.rng, desk.lists
    posts = rng.sample(open_posts(lists, year), 3)
    topic = "subject" if form.setting("text") == "capitals" else "memo-subject"
    tags = tags_of(desk, posts[0])
    found: dict[str, Any] = {
        "place": posts[0].name.title(), "place2": posts[1].name.title(),
        "place3": posts[2].name.title(), "six": posts[0].six,
        "solid": posts[0].name.replace(" ", "")[:6], "solid4": posts[0].name.replace(" ", "")[:4],
        "country": lists.country_of_capital.get(posts[0].name, posts[0].name),
        "subject": fill(desk, desk.phrase(topic)),
        "tags": ", ".join(tags), "tag_list": "; ".join(tags),
        "letters": "".join(rng.sample("abcdefghjklmnprstw", 3)),
    }  # fmt: skip
    found |= {f"name{n}": rng.choice(lists.surnames) for n in range(1, 5)}
    return found | {f"first{n}": rng.choice(lists.forenames) for n in range(1, 4)}


def offices(desk: Desk) -> dict[str, str]:
    """Offices of the distribution, with hyphens and with blanks."""
    (action,), info, total = distribution_of(desk, "")
    bureaus = sorted({symbol.split("/")[0] for symbol in desk.lists.symbols} - {"S", "L"})
    return {
        "action": action, "action_blank": action.replace("-", " "), "info": " ".join(info),
        "info_commas": ",".join(code.replace("-", " ") for code in info), "total": total[:4],
        **{f"office{n}": office for n, office in enumerate(desk.rng.sample(bureaus, 4), 1)},
    }  # fmt: skip


def lines_of(made: Sequence[Row], slots: Mapping[str, Any], flags: frozenset[str]
             ) -> Iterator[Line]:  # fmt: skip
    """The lines of some rows as they are printed."""
    for row in made:
        text = filled(row.text, slots) if row.holds(flags) else None
        if text is None:
            continue
        if not text:
            yield BLANK
            continue
        pieces = [text] if row.face != "body" else wrap(text, row)
        for at, piece in enumerate(pieces):
            indent = row.hang if at else row.indent
            yield Line(piece, "head", face=row.face, indent=indent)


def wrap(text: str, row: Row) -> list[str]:
    """The rows of a long line; blanks inside it stay."""
    if len(text) + row.indent <= WIDEST:
        return [text]
    return textwrap.wrap(text, WIDEST - row.hang, break_long_words=False, break_on_hyphens=False)


def items_of(desk: Desk, form: Form, sources: list[Source], slots: Mapping[str, Any]
             ) -> list[Item]:  # fmt: skip
    """The paragraphs of the text, with numbers where the family has them."""
    numbered, before = form.setting("numbered"), filled(form.setting("opening"), slots) or ""
    blocks = excerpt(desk.rng, sources, desk.rng.randint(SHORTEST, LONGEST))
    kind = "para" if numbered else "plain"
    return [Item(kind, before + block.text, number) for number, block in enumerate(blocks, 1)]


def pages_of(form: Form, lines: Sequence[Line], head: Sequence[Line], slots: Mapping[str, Any],
             flags: frozenset[str]) -> tuple[Page, ...]:  # fmt: skip
    """Head, text, tail and feet on their pages."""
    last = max(line.page for line in lines)
    pages = []
    for number in range(1, last + 1):
        own = {**slots, "page": number}
        top = head if number == 1 else lines_of(form.part("page"), own, flags)
        body = [line for line in lines if line.page == number]
        tail = lines_of(form.part("tail"), own, flags) if number == last else ()
        foot = lines_of(form.part("foot"), own, flags)
        pages.append(Page(1, number, (*top, *body, *tail), tuple(foot), None, "text"))
    return tuple(pages)


def truth_of(form: Form, slots: Mapping[str, Any], flags: frozenset[str]) -> dict[str, Any]:
    """The fields of the head, as a reader of the whole print states them."""
    found: dict[str, Any] = {}
    for row in form.part("truth"):
        field, *needs = row.when
        text = filled(row.text, slots) if evolve(row, when=tuple(needs)).holds(flags) else None
        if text is None:
            continue
        if field in LISTED:
            found.setdefault(field, []).extend(text.split("; "))
        else:
            found[field] = text
    return found


def compose_form(id: str, family: str, lists: Lists, sources: list[Source],
                 seed: object) -> Document:  # fmt: skip
    """One document of a family."""
    form, rng = read_forms()[family], dice(seed, id, family)
    desk = Desk(rng, lists, sources[0], form.setting("desk"))
    slots, flags = drawn(desk, form)
    head = list(lines_of(form.part("head"), slots, flags))
    shape = Shape(width=rng.randint(58, 68), rows=54, first=len(head) + 4, later=8, pages=99,
                  two_blanks=rng.random() < 0.5, dashes=False, summary=False)  # fmt: skip
    flow = paged(wrapped(items_of(desk, form, sources, slots), shape), shape)
    pages = pages_of(form, flow, head, slots, flags)
    extra = {**truth_of(form, slots, flags), "excised": False, "release": None}
    return Document(id, sources[0].volume, family, tuple(flow), pages, None, extra)
