"""Put the typed lines on sheets: page headers, feet, banners, covers and stamps."""

from datetime import datetime

from attrs import frozen

from .chance import dice
from .facts import Facts, Release, Strip
from .headers import distribution, electronic_page_line, page_line, reception, text_header
from .invent import Desk
from .lists import Lists
from .page import BLANK, Line, Page


@frozen
class Habit:
    """What stays the same on every sheet of one print."""

    width: int
    tight: bool  # no blank rows in the header
    cover: bool  # an S/S cover sheet counts as page 01
    show_cover: bool  # and is in the file
    banners: tuple[str, ...]
    foot: tuple[str, ...]
    struck: bool  # the old classification, thinly struck out, beside the new one
    blanks: int  # between PAGE nn and the post
    stub: bool
    split_header: bool
    short_cover: bool  # the cover sheet says PAGE 01 POST NNNNN, and the serial stands apart


def habit_of(desk: Desk, facts: Facts, width: int) -> Habit:
    """Draw the habits of one print."""
    rng = desk.rng
    banners = ["UNCLASSIFIED", "INCOMING" if facts.post != "STATE" else "OUTGOING"]
    word = facts.addressees[0].precedence.split()[-1]
    if rng.random() < 0.6:
        banners.insert(rng.randrange(3), word)
    cover = facts.nodis and facts.family == "incoming" and rng.random() < 0.8
    foot = ["UNCLASSIFIED"]
    if facts.nodis and rng.random() < 0.6:
        foot.append(" ".join(["NODIS"] * rng.randrange(1, 4)))
    return Habit(
        width=width,
        tight=rng.random() < 0.5,
        cover=cover,
        show_cover=cover and rng.random() < 0.35,
        banners=tuple(banners) if rng.random() < 0.85 else (),
        foot=tuple(foot),
        struck=rng.random() < 0.2,
        blanks=rng.choice((2, 4, 8, 10)),
        stub=facts.nodis and rng.random() < 0.25,
        split_header=rng.random() < 0.3,
        short_cover=rng.random() < 0.4,
    )


def spread(groups: list[list[Line]], tight: bool) -> list[Line]:
    """The groups one after another, with blank rows between them unless the print is tight."""
    lines: list[Line] = []
    for group in groups:
        lines += group if tight else [*group, BLANK]
    return [*lines, BLANK] if tight else lines


def banner(text: str, struck: bool = False) -> Line:
    """A mark in large letters, centred on a page of about 66 columns."""
    stroke = (0, len(text)) if struck else None
    return Line(text, "banner", face="banner", indent=max(0, 30 - len(text) // 2), stroke=stroke)


def top_banners(facts: Facts, habit: Habit) -> list[Line]:
    """What stands over the page header."""
    lines = []
    for text in habit.banners:
        if text == "UNCLASSIFIED" and habit.struck and facts.classification != "UNCLAS":
            lines.append(banner(facts.classification, struck=True))
        lines.append(banner(text))
    return lines


def foot_lines(facts: Facts, habit: Habit) -> tuple[Line, ...]:
    """What stands at the bottom of the page."""
    struck = habit.struck and facts.classification != "UNCLAS"
    lines = [banner(facts.classification, struck=True)] if struck else []
    return (*lines, *(banner(text) for text in habit.foot))


def stamp(text: str, role: str, indent: int = 30) -> Line:
    """A line of a rubber stamp."""
    return Line(text, role, face="stamp", indent=indent)


def release_rows(release: Release) -> list[Line]:
    """RELEASED IN PART and the exemptions, over the first page."""
    if not release.text:
        return []
    lines = [stamp(release.text, "release", 36)]
    if release.exemptions:
        lines.append(stamp(", ".join(release.exemptions), "release", 36))
    return lines


def review_rows(lists: Lists, release: Release) -> list[Line]:
    """The stamp of the reviewing office."""
    if not release.authority:
        return []
    day = datetime.strptime(release.date, "%Y-%m-%d").strftime("%m/%d/%y")
    slots = {"{REVIEWER}": release.authority, "{DATE}": day, "{CASE}": release.case}
    lines = []
    for text in lists.phrases["foi-stamp"]:
        for slot, value in slots.items():
            text = text.replace(slot, value)
        lines.append(Line(text, "review", face="small", indent=4))
    return lines


def cover_header(facts: Facts, strip: Strip, of: int, sections: int, habit: Habit) -> list[Line]:
    """The page line of a cover sheet, whole or short."""
    if not habit.short_cover:
        return [Line(page_line(facts, strip, 1, of, sections), "page-header")]
    ordinal = f"{strip.number:02d} OF {sections:02d}"
    text = f"PAGE 01 {facts.six} {facts.number} {ordinal} {strip.header_time}"
    if facts.when.minute % 2:
        return [Line(f"{text} {strip.serial}", "page-header")]
    return [Line(text, "page-header"), Line(strip.serial, "page-header")]


def cover_sheet(desk: Desk, facts: Facts, strip: Strip, of: int, sections: int,
                habit: Habit) -> Page:  # fmt: skip
    """Page 01 of an S/S print."""
    rng = desk.rng
    share = rng.randrange(1, facts.total_copies)
    rest = facts.total_copies - share
    operator = "".join(rng.choice("ABCDEFGHJKLMNPRSTVW") for _ in range(3))
    position = f"{rng.choice('AB')}{rng.randrange(1, 5)}"
    copies = f"(TOTAL COPIES: {facts.total_copies:03d})"
    received = f"{strip.reception_time[:2]}/{strip.reception_time[2:]}"
    lines = [
        *top_banners(facts, habit),
        *cover_header(facts, strip, of, sections, habit),
        BLANK,
        Line(f"INFO: SS({share:02d}) P({rest:02d})", "cover"),
        Line(f"----- {received} {position} {operator} {copies}", "cover"),
        Line(f"SUB: {facts.subject[:44].strip()}", "cover"),
        BLANK,
        *(Line(text, "cover") for text in desk.lists.phrases["cover"]),
        BLANK,
        *(Line(text, "cover") if text else BLANK for text in desk.lists.phrases["notice"]),
        BLANK,
        *review_rows(desk.lists, facts.release),
    ]
    foot = foot_lines(facts, habit)
    return Page(strip.number, 1, tuple(lines), foot, of, "cover", facts.mrn)


def stub_lines(facts: Facts, strip: Strip) -> list[Line]:
    """NODnnn:POSTNNNNN ddhhmm MMM yy and the subject, cut at 25 characters."""
    when = facts.dtg.replace("Z ", " ")
    first = f"{strip.serial}:{facts.six.replace(' ', '')}{facts.number} {when}"
    return [Line(first, "stub"), Line(facts.subject[:25].strip(), "stub"), BLANK]


def page_header(
    facts: Facts, strip: Strip, number: int, of: int, sections: int, habit: Habit
) -> list[Line]:
    """The page line, in some outgoing prints over three lines."""
    text = page_line(facts, strip, number, of, sections)
    if facts.family != "outgoing" or not habit.split_header:
        return [Line(text, "page-header")]
    words = text.split(" ")
    parts = (words[:4], words[4:-1], words[-1:])
    return [Line(" ".join(part), "page-header") for part in parts]


def print_sheet(desk: Desk, facts: Facts, habit: Habit, strip: Strip, number: int, of: int,
                sections: int) -> tuple[list[Line], tuple[Line, ...]]:  # fmt: skip
    """Head and foot of one page of a 1985-95 print; `number` counts the cover."""
    first = number == (2 if habit.cover else 1)
    rng = dice(facts.mrn, strip.number)
    head = top_banners(facts, habit)
    opening = first and strip.number == 1
    if opening and not habit.show_cover:
        head = release_rows(facts.release) + head
    head += page_header(facts, strip, number, of, sections, habit)
    if first:
        groups = [distribution(facts, habit.width)]
        if facts.drafting and strip.number == 1:
            groups.append([Line(text, "drafting") for text in facts.drafting])
        groups.append([reception(facts, strip, of)])
        groups += text_header(facts, strip, sections, habit.width, rng)
        head += spread(groups, habit.tight)
    else:
        head += [] if habit.tight else [BLANK]
    foot = foot_lines(facts, habit)
    if opening and not habit.show_cover:
        foot = (*review_rows(desk.lists, facts.release), *foot)
    return head, foot


def electronic_sheet(desk: Desk, facts: Facts, habit: Habit, strip: Strip, number: int, of: int,
                     sections: int) -> tuple[list[Line], tuple[Line, ...]]:  # fmt: skip
    """Head and foot of one page of a 1973-79 cable as it was released."""
    rng = dice(facts.mrn, strip.number)
    mark = Line(facts.classification, "banner", indent=0)
    footer = desk.lists.review_footers[facts.when.year > 1977]
    head = [mark, BLANK] if not habit.tight else [mark]
    if number == 1 and strip.number == 1 and facts.release.exemptions:
        head = release_rows(facts.release) + head
    text = electronic_page_line(facts, strip, number, habit.blanks, sections)
    head.append(Line(text, "page-header"))
    if number == 1:
        if rng.random() < 0.7:
            head += [Line(f"{rng.randrange(10, 70)}", "line-number")]
        groups = [distribution(facts, habit.width)]
        if facts.drafting and strip.number == 1:
            groups.append([Line(text, "drafting") for text in facts.drafting])
        groups.append([reception(facts, strip, rng.randrange(10, 70))])
        groups += text_header(facts, strip, sections, habit.width, rng)
        head += spread(groups, habit.tight)
    else:
        head.append(BLANK)
    foot = [mark, Line(footer, "footer", face="small", indent=0)]
    return head, tuple(foot)
