"""Draw the facts of a cable at random, consistent with one another."""

import random
import re
from datetime import datetime, timedelta

from attrs import evolve, frozen

from .chance import weighted
from .corpus import Source
from .facts import Addressee, Facts, Release, Strip, clock, counted, moment_in, slash_date
from .lists import Lists, Post

YEARS = {"incoming": (1985, 1995), "outgoing": (1985, 1995), "electronic": (1973, 1979)}


@frozen
class Desk:
    """What every drawing needs at hand: the dice, the lists and the clean text."""

    rng: random.Random
    lists: Lists
    source: Source
    family: str

    def phrase(self, kind: str, **slots: str) -> str:
        """A wording of that kind with its slots filled."""
        text = self.rng.choice(self.lists.phrases[kind])
        for name, value in slots.items():
            text = text.replace("{" + name + "}", value)
        return text

    def surname(self) -> str:
        """Any surname, in capitals."""
        return self.rng.choice(self.lists.surnames).upper()

    def official(self) -> str:
        """Initial and surname run together."""
        return self.rng.choice(self.lists.forenames)[0].upper() + self.surname()


def fill(desk: Desk, text: str) -> str:
    """Fill the slots of a subject."""
    names = desk.source.names
    name = names[desk.rng.randrange(min(3, len(names)))] if names else desk.surname()
    place = desk.source.place.title() if not name.isupper() else desk.source.place
    topics = "topic" if name.isupper() else "memo-topic"
    for slot, value in (("NAME", name), ("PLACE", place or name)):
        text = text.replace("{" + slot + "}", value)
    return text.replace("{TOPIC}", desk.phrase(topics))


def subject_of(desk: Desk) -> str:
    """The telegram's own subject, or one made from the names in it."""
    own = desk.source.subject
    return own if 8 <= len(own) <= 100 and "  " not in own else fill(desk, desk.phrase("subject"))


def post_of(desk: Desk) -> Post:
    """The post the telegram came from, if it is one; else any."""
    own = desk.lists.post(desk.source.place)
    return own if own and own.name not in ("STATE", "WASHINGTON") else desk.rng.choice(
        [post for post in desk.lists.posts if post.name not in ("STATE", "WASHINGTON")]
    )  # fmt: skip


def tags_of(desk: Desk, post: Post) -> tuple[str, ...]:
    """Four-letter subjects, then two-letter countries."""
    lists, rng = desk.lists, desk.rng
    home = lists.country_tags.get(lists.country_of_capital.get(post.name, ""), "")
    countries = [home] if home else []
    two = [code for code in lists.country_tags.values() if len(code) == 2]
    countries += rng.sample(two, rng.choice((0, 1, 1, 2)) + (not countries))
    subjects = rng.sample(lists.subject_tags, rng.choice((1, 2, 2, 3, 3, 4)))
    return tuple(dict.fromkeys(subjects + countries))


def eo_of(desk: Desk, when: datetime, classification: str) -> str:
    """The executive order in force that day, with its instruction."""
    order = ""
    for row in desk.lists.phrases["executive-order"]:
        year, number = row.split()
        order = number if when.year >= int(year) else order
    choices = [line for line in desk.lists.eo_lines if order in line]
    free = classification.startswith(("UNCLAS", "LIMITED"))
    choices = [line for line in choices if ("N/A" in line) == free] or choices
    line = desk.rng.choice(choices)
    later = when + timedelta(days=desk.rng.randrange(700, 4000))
    line = re.sub(r"\d{1,2}/\d{1,2}/\d{2,4}", slash_date(later), line)
    line = re.sub(r"\d\d-\d\d-\d\d", f"{later:%m-%d-%y}", line)
    return re.sub(r"\([A-Z]+, [A-Z]+\)", f"({desk.surname()}, {desk.surname()})", line)


def references_of(desk: Desk, when: datetime) -> tuple[str, ...]:
    """MRNs of earlier cables, usually none or one."""
    rng = desk.rng
    found = []
    for _ in range(weighted(rng, ((0, 0.5), (1, 0.3), (2, 0.15), (3, 0.05)))):
        post = rng.choice(desk.lists.posts).name if rng.random() < 0.5 else "STATE"
        number = rng.randrange(10000, 400000) if post == "STATE" else rng.randrange(100, 20000)
        found.append(f"{when:%y} {post} {number:05d}")
    return tuple(found)


def distribution_of(desk: Desk, caption: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """ACTION, INFO and the total they add up to."""
    rng, family = desk.rng, desk.family
    letter = "R" if family == "outgoing" else "W"
    if caption == "NODIS" and family != "electronic":
        rest = ["LOG-00", "ADS-00"] + (["SSO-00"] if rng.random() < 0.3 else [])
        return ("NODS-00",), tuple(rest), f"/000{letter}"
    bureaus = ["EAP" if family != "electronic" else "EA", "EUR", "NEA", "AF", "ARA"]
    pairs = ["LOG", "ADS"] if family != "electronic" else ["ISO"]
    others = [code for code in desk.lists.offices if code not in bureaus + pairs]
    codes = pairs + rng.sample(others, rng.randrange(3, 22))
    zero = 0.85 if family != "electronic" and rng.random() < 0.5 else 0.25
    counts = [0 if rng.random() < zero else rng.randrange(1, 17) for _ in codes]
    first = rng.choice((0, 0, 1, 5, 12, 15, 25))
    total = f"/{first + sum(counts):03d}" + (f" {letter}" if rng.random() < 0.4 else letter)
    return counted([rng.choice(bureaus)], [first]), counted(codes, counts), total


def addressees_of(desk: Desk, post: Post, letters: str) -> tuple[Addressee, ...]:
    """The action addressee, then those who are informed."""
    rng = desk.rng
    words = [desk.lists.precedence[letter] for letter in letters.split()]
    first = f"AMEMBASSY {post.name}" if desk.family == "outgoing" else "SECSTATE WASHDC"
    if desk.source.outgoing and desk.family == "electronic":
        first = f"AMEMBASSY {post.name}"
    serial = rng.randrange(100, 9999) if rng.random() < 0.9 else None
    night = "NIACT " if words[0] == "IMMEDIATE" and rng.random() < 0.06 else ""
    found = [Addressee(first, "to", night + words[0], serial)]
    others = [name for name in desk.lists.addressees if name != first]
    for name in rng.sample(others, weighted(rng, ((0, 0.4), (1, 0.2), (3, 0.2), (6, 0.2)))):
        zen = rng.random() < 0.08
        word = "" if zen or rng.random() < 0.4 else words[-1]
        number = rng.randrange(10, 9999) if word and rng.random() < 0.5 else None
        found.append(Addressee(name, "info", word, number, zen))
    return tuple(found)


def release_of(desk: Desk, excised: bool) -> Release:
    """The release stamp; its date is years after the cable."""
    rng = desk.rng
    if not excised and rng.random() < 0.35:
        return Release()
    day = moment_in(rng, 1996, 2009)
    codes = tuple(desk.phrase("exemption-era").split(", ")) if excised else ()
    part = "PART" if excised else "FULL"
    if rng.random() < 0.3:
        return Release(f"RELEASED IN {part}", codes)
    letter = rng.choice("ABCL")
    case = f"{rng.randrange(90, 99)}{rng.randrange(10000, 99999)}{letter}"
    reviewer = f"{desk.surname()}, {rng.choice(desk.lists.forenames).upper()}"
    return Release(f"RELEASED IN {part}", codes, reviewer, f"{day:%Y-%m-%d}", case)


def strips_of(desk: Desk, when: datetime, copies: int,
              numbers: list[list[int]]) -> tuple[Strip, ...]:  # fmt: skip
    """Times, copies and serials that run on; `numbers` are the paragraphs of every section."""
    rng = desk.rng
    moment = when + timedelta(minutes=rng.randrange(8, 60))
    sequence = rng.randrange(1000, 60000)
    serial, counter = rng.randrange(100, 960), rng.randrange(0x100000, 0xF00000)
    found = []
    for number, paragraphs in enumerate(numbers, 1):
        received = moment + timedelta(minutes=rng.choice((0, 0, 1, 1, 2, 9)))
        notes = ["TEXT", *(f"PARA {paragraph}" for paragraph in paragraphs)]
        corrected = rng.choice(notes) if rng.random() < 0.08 else ""
        found.append(
            Strip(
                number,
                clock(moment),
                f"C{rng.randrange(1, copies + 1):02d}/{copies:02d}",
                f"{sequence:06d}",
                f"NOD{serial:03d}",
                f"{counter:06X}",
                clock(received),
                corrected,
            )
        )
        moment = received + timedelta(minutes=rng.randrange(0, 6))
        sequence, serial = sequence + rng.randrange(1, 4), serial + 1
        counter += rng.randrange(5, 900)
    return tuple(found)


def drafting_of(desk: Desk) -> tuple[str, ...]:
    """Drafter, approver and clearances of an outgoing cable."""
    rng, colon = desk.rng, ": " if desk.family == "outgoing" else ":"
    symbols = rng.sample(desk.lists.symbols, rng.randrange(3, 7))
    lines = [f"{symbol}{colon}{desk.official()}" for symbol in symbols]
    tail = f":{rng.choice(desk.lists.forenames)[:2].upper()}" if colon == ":" else ""
    drafter = "DRAFTED BY:" if colon == ": " else "DRAFTED BY"
    approver = "APPROVED BY:" if colon == ": " else "APPROVED BY"
    return (f"{drafter} {lines[0]}{tail}", f"{approver} {lines[1]}", *lines[2:])


def invent(desk: Desk, excised: bool) -> Facts:
    """All the facts of one cable; the sections follow when the text is set."""
    rng, family = desk.rng, desk.family
    when = moment_in(rng, *YEARS[family])
    state = family == "outgoing" or (family == "electronic" and desk.source.outgoing)
    place = post_of(desk)
    post = Post("STATE", "STATE") if state else place
    classification = desk.phrase("classification")
    captions = [(name, 0.08) for name in desk.lists.captions[1:5]]
    nodis = 0.45 if family == "incoming" else 0.12
    if classification.startswith(("UNCLAS", "LIMITED")):
        nodis = 0.0
    caption = weighted(rng, [("NODIS", nodis), ("", 0.4), *captions])
    letters = weighted(rng, (("O", 4), ("P", 3), ("R", 2), ("O P", 1), ("P R", 1), ("Z", 0.3)))
    action, info, total = distribution_of(desk, caption)
    highest = 400000 if state else rng.choice((9999, 29999))
    copies = rng.randrange(5, 26)
    facts = Facts(
        family=family, post=post.name, six=post.six,
        number=str(rng.randrange(150, highest)).zfill(6 if state else 5),
        when=when, precedence=letters, signals=signals_of(desk),
        sender="SECSTATE WASHDC" if state else f"AMEMBASSY {post.name}",
        addressees=addressees_of(desk, place, letters), classification=classification,
        caption=caption, eo=eo_of(desk, when, classification), tags=tags_of(desk, place),
        subject=subject_of(desk), references=references_of(desk, when),
        action=action, info=info, total=total, signature=desk.surname(),
        release=release_of(desk, excised),
        drafting=drafting_of(desk) if state else (),
        strips=strips_of(desk, when, copies, [[]]), total_copies=copies,
    )  # fmt: skip
    return with_extras(desk, facts, excised)


def signals_of(desk: Desk) -> tuple[str, ...]:
    """An operating signal after the date-time group, now and then."""
    kept = [name for name in desk.lists.signals if name != "ZEN"]
    return (desk.rng.choice(kept[:3]),) if desk.rng.random() < 0.35 else ()


def with_extras(desk: Desk, facts: Facts, excised: bool) -> Facts:
    """The passing line and the note that the caption was removed."""
    rng = desk.rng
    if rng.random() < 0.12:
        place = rng.choice(desk.lists.posts).name
        facts = evolve(facts, pass_line=desk.phrase("pass-line", PLACE=place))
    if facts.caption and excised and rng.random() < 0.5:
        initials = "".join(rng.choice("ABCDEFGHJKLMNPRSTW") for _ in range(2))
        day = slash_date(moment_in(rng, 1996, 2005))
        facts = evolve(facts, decaption=desk.phrase("decaption", INITIALS=initials, DATE=day))
    return facts
