"""The header lines of the three families of cables."""

import random
import textwrap

from .facts import Facts, Strip
from .page import Line


def spaced(word: str) -> str:
    """S E C R E T"""
    return "  ".join(" ".join(part) for part in word.split())


def single(word: str) -> str:
    """The same with single blanks only."""
    return " ".join(spaced(word).split())


def page_line(facts: Facts, strip: Strip, page: int, of: int, sections: int) -> str:
    """PAGE pp OF PP POST NNNNN ss OF SS ddhhmmZ Cnn/mm qqqqqq NODnnn"""
    parts = [f"PAGE {page:02d} OF {of:02d}", facts.six, facts.number]
    if facts.family == "outgoing":
        check = f"{strip.sequence}{strip.reception_number[0]}"
        return " ".join([*parts, check, strip.sequence[:4], f"SS(O){strip.sequence[1:]}"])
    if sections > 1 or facts.nodis:
        parts.append(f"{strip.number:02d} OF {sections:02d}")
    parts.append(strip.header_time)
    if facts.nodis:
        parts += [strip.copy, strip.sequence, strip.serial]
    elif facts.caption:
        parts += [strip.copy, strip.sequence]
    return " ".join(parts)


def electronic_page_line(facts: Facts, strip: Strip, page: int, blanks: int, sections: int) -> str:
    """PAGE 02        STATE 161673, for incoming cables with the time."""
    tail = f"{facts.six} {facts.number}"
    if facts.post != "STATE":
        ordinal = f"  {strip.number:02d} OF {sections:02d}" if sections > 1 else ""
        tail += f"{ordinal}  {strip.header_time}"
    return f"PAGE {page:02d}{' ' * blanks}{tail}"


def distribution(facts: Facts, width: int) -> list[Line]:
    """ACTION or ORIGIN, and INFO with the total at its end."""
    first = "ORIGIN" if facts.post == "STATE" else "ACTION"
    lines = [Line(f"{first} {facts.action[0]}", "action")]
    text = "INFO " + " ".join(facts.info) + "  " + facts.total.replace(" ", "\x00")
    for row, piece in enumerate(textwrap.wrap(text, width, break_on_hyphens=False)):
        lines.append(Line(piece.replace("\x00", " "), "info", indent=5 if row else 0))
    return lines


def reception(facts: Facts, strip: Strip, page_of: int) -> Line:
    """The counter of the communications centre."""
    if facts.family == "electronic":
        serial = str(int(strip.reception_number, 16) % 900000 + 100000)
        if (facts.when.year, facts.when.month) < (1976, 12):
            return Line("-" * 21 + " " + serial, "reception")
        return Line("-" * 18 + f"{serial} {strip.reception_time} /{page_of:02d}", "reception")
    dashes = "-" * (5 if facts.family == "incoming" else 18)
    return Line(f"{dashes}{strip.reception_number} {strip.reception_time} /38", "reception")


def section_line(facts: Facts, section: int, sections: int, rng: random.Random) -> Line:
    """Spaced classification, section and number."""
    mark = spaced(facts.classification)
    if facts.family == "electronic" and sections > 1:
        middle = f" SECTION {section} OF {sections}"
    else:
        middle = f" SECTION {section:02d} OF {sections:02d}" if sections > 1 else ""
    plain = facts.classification == "UNCLAS" or (" " in facts.classification and rng.random() < 0.5)
    mark = facts.classification if plain else mark
    return Line(f"{mark}{middle} {facts.post} {facts.number}", "section")


def address_lines(facts: Facts, section: int) -> list[Line]:
    """FM, TO and INFO."""
    lines = [Line(f"FM {facts.sender}", "from")]
    before = ""
    for addressee in facts.addressees:
        word = "" if addressee.role == before else addressee.role.upper() + " "
        role = "to" if addressee.role == "to" else "copy"
        lines.append(Line(word + addressee.line(section), role))
        before = addressee.role
    return lines


def subject_lines(facts: Facts, width: int, section: int) -> list[Line]:
    """SUBJECT, in later sections its first line only."""
    label = "SUBJ: " if facts.family == "electronic" and facts.when.month % 3 == 0 else "SUBJECT: "
    rows = textwrap.wrap(label + facts.subject, width)
    rows = rows if section == 1 else rows[:1]
    indent = 9 if facts.when.minute % 2 else 0
    return [Line(row, "subject", indent=indent if at else 0) for at, row in enumerate(rows)]


def reference_lines(facts: Facts, width: int) -> list[Line]:
    """REF: A) yy POST NNNNN, B) ..."""
    if not facts.references:
        return []
    short = facts.family == "electronic"
    names = [name.split(" ", 1)[1] if short else name for name in facts.references]
    if len(names) > 1:
        names = [f"{letter}) {name}" for letter, name in zip("ABC", names, strict=False)]
    label = "REF: " if len(names) == 1 or not short else "REFS: "
    return [Line(row, "reference") for row in textwrap.wrap(label + ", ".join(names), width)]


def text_header(facts: Facts, strip: Strip, sections: int, width: int,
                rng: random.Random) -> list[list[Line]]:  # fmt: skip
    """Groups of header lines from the DTG down to the references."""
    dtg = " ".join([facts.precedence, facts.dtg, *facts.signals])
    groups = [
        [Line(dtg, "dtg")],
        address_lines(facts, strip.number),
        [section_line(facts, strip.number, sections, rng)],
    ]
    if facts.caption:
        groups.append([Line(facts.caption, "caption")])
    if facts.pass_line and strip.number == 1:
        groups.append([Line(facts.pass_line, "pass")])
    if facts.decaption:
        groups.append([Line(facts.decaption, "decaption", face="stamp", indent=22)])
    if strip.corrected:
        note = "C O R R E C T E D  C O P Y" + f" ({strip.corrected})"
        groups.append([Line(note, "corrected")])
    separator = ", " if facts.family != "electronic" or facts.when.day % 2 else " "
    groups.append([Line(facts.eo, "eo")])
    groups.append([Line("TAGS: " + separator.join(facts.tags), "tags")])
    groups.append(subject_lines(facts, width, strip.number))
    groups.append(reference_lines(facts, width) if strip.number == 1 else [])
    return [group for group in groups if group]
