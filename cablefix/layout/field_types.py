"""The fields of the line forms, and how a token is judged as one of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

import attrs
from rapidfuzz.distance import OSA

from cablefix.by_fields import ByFields
from cablefix.channel import confusions
from cablefix.channel.alignment import UNLISTED, ClosedList, nearest, respell
from cablefix.channel.confusions import DIGITS_AS_LETTERS
from cablefix.channel.shapes import Fit, Shape, log_likelihood
from cablefix.language import tables
from cablefix.language.code_lists import known_posts, known_tags, usual_offices
from cablefix.language.truecase import in_capitals
from cablefix.late import late_regex
from cablefix.remembered import JUDGED, TOKENS

COUNT_ASTRAY = 2.4
"""The most that a misread count behind an office costs."""

LONGEST_OFFICE = 5
"""Characters of an office that no list has."""

UNNAMED = 1.0
"""What it costs that the list does not say what an office is: the usual ones are explained."""

UNLISTED_OFFICE = 2.4
"""The same for `XYZ-00`, whose shape alone says what it is."""

_ITEM = late_regex(
    r"([\w@©®§¥$€£\[|!]{1,7}?)[-~=—–.,*:+]{1,3}([\w@©]{1,3})|([A-Z]{1,6})([0-9@©O]{2})"
)
_INDICATOR = late_regex(r"^(?:R[A-Z]{4,7}|ZEN)/")
_CODE = late_regex(r"(\W*)([\w@©$€£-]*\w|\w)(\W*)")


@attrs.frozen
class Slot(ByFields):
    """A named field: the kind of a correction in it, where its copies must agree, its values."""

    name: str
    kind: str
    scope: str
    judge: Callable[[str], Fit | None]
    shape: Shape | None = None

    def options(self, token: str, noise: int) -> dict[str, float]:
        """The values that may stand behind a token, with minus their log likelihoods."""
        options = self.shape.options(token, noise) if self.shape else {}
        if options:
            return options
        found = self.judge(token)
        return (
            {found.value: -log_likelihood(found.value, token, noise)}
            if found and found.value
            else {}
        )


@cache
def slots() -> dict[str, Slot]:
    """All slots by name."""
    listed = {
        name: Slot(name, kind, scope, *_judge(shape))
        for name, shape, kind, scope in tables.load("slots").rows
    }
    composed = {
        "address": ("distribution", judge_address),
        "classification": ("classification", judge_classification),
        "code,": ("classification", judge_code),
        "dashes": ("punctuation", judge_dashes),
        "eo_word": ("classification", judge_eo_word),
        "item": ("distribution", judge_item),
        "tag,": ("tags", judge_tag),
    }
    for name, (kind, judge) in composed.items():
        listed[name] = Slot(name, kind, "-", judge)
    return listed


def _judge(pattern: str) -> tuple[Callable[[str], Fit | None], Shape | None]:
    if pattern.startswith("list:"):
        return _listed(pattern[5:]), None
    shape = Shape.parse(pattern)
    return lru_cache(maxsize=JUDGED)(shape.fit), shape


@cache
def _marks() -> frozenset[str]:
    return frozenset(tables.load("marks").column("mark"))


@cache
def _listed(lists: str) -> Callable[[str], Fit | None]:
    """Judges by closed lists; entries of several words are known without their blanks too."""
    printed: dict[str, str] = {}
    whole: set[str] = set()
    for one in lists.split("+"):
        table, _, columns = one.partition(".")
        for column in columns.split(","):
            listed = tables.load(table).column(column)
            whole.update(listed)
            printed.update((v.replace(" ", ""), v) for v in listed)
    values = ClosedList.of(printed)

    def judge(token: str) -> Fit | None:
        if token in _marks() and token not in printed:
            return None  # SECRET NOFORN 6344: a caption is no post that is like it
        if token in whole:
            return Fit(token, 0.0)  # PORT O is a header's, as PORTO is
        found = nearest(token, values)
        if found is None or found.value is None:
            return found
        return Fit(printed[found.value], found.cost)

    return lru_cache(maxsize=JUDGED)(judge)


UPRIGHTS = ("|", "!")
"""Signs that a capital I is read as."""


@lru_cache(maxsize=JUDGED)
def judge_item(token: str) -> Fit | None:
    """`SYM-nn`: an office and a count.

    >>> judge_item("10-16").value, judge_item("OASY-00").value
    ('IO-16', 'OASY-00')
    """
    if (
        token[:1] in UPRIGHTS
        and usual_offices().get("I" + re.split(r"\W", token[1:])[0]) is not None
    ):
        return judge_item("I" + token[1:])
    m = _ITEM.fullmatch(token.strip(".,:;'‘’“”\"`|~-"))
    if m is None:
        return None
    read, number = m[1] or m[3], m[2] or m[4]
    office, count = judge_office(read), slots()["count"].judge(number)
    if count is None or count.value is None or office.value is None:
        return None
    if office.cost and len(read) > LONGEST_OFFICE and office.value == read:
        return None
    if m[3] and office.cost:
        return None
    cost = min(count.cost, COUNT_ASTRAY) + office.cost
    value = f"{office.value}-{count.value}"
    return Fit(value, cost + (0.5 if value != token and not cost else 0.0))


@lru_cache(maxsize=JUDGED)
def judge_office(read: str) -> Fit:
    """The office that a code stands for, or the code itself.

    Letters are the code themselves: offices are many, not all are listed, and none is known by its
    likeness to another. A figure or a sign stands in none that has none, so that there the list
    tells which letter was misread.
    """
    offices = slots()["office"].judge
    listed = offices(read)
    if listed and listed.value and (listed.cost == 0 or read.upper() == listed.value):
        return listed
    if read.isalpha() and read.isupper():
        far = len(read) > LONGEST_OFFICE and listed is not None
        return listed if far and listed else Fit(read, UNLISTED_OFFICE)
    ranked = sorted(
        (cost + (0.0 if usual else UNNAMED), o)
        for o, usual in usual_offices().items()
        if len(o) == len(read) and (cost := _cost_of_figures(o, read)) is not None
    )
    if ranked and (len(ranked) == 1 or ranked[1][0] - ranked[0][0] >= 0.5):
        return Fit(ranked[0][1], min(ranked[0][0], UNLISTED_OFFICE))
    return listed if listed and listed.value else Fit(read, UNLISTED_OFFICE)


def _cost_of_figures(office: str, read: str) -> float | None:
    """What it costs to take the figures and signs of a code for letters, all else as it stands."""
    pairs = list(zip(office, in_capitals(read), strict=True))
    costs = [confusions.cost(a, b) for a, b in pairs if a != b]
    lettered = any(a != b and b.isalpha() for a, b in pairs)
    return None if lettered or max(costs, default=0.0) >= confusions.MISMATCH else sum(costs)


ROUND, FIGURE = frozenset("015"), 2.0
"""Figures that are hardly read for any letter but one, and what that costs."""


@lru_cache(maxsize=JUDGED)
def judge_tag(token: str) -> Fit | None:
    """A TAGS code; the marks around it are left to the line."""
    m = _CODE.fullmatch(token)
    if m is None or len(m[2]) < 2:
        return None
    lettered = m[2].translate(DIGITS_AS_LETTERS)
    if lettered != m[2] and set(filter(str.isdigit, m[2])) <= ROUND and lettered in known_tags():
        return Fit(lettered, FIGURE)  # P0 is PO, though other letters are read as 0
    found = slots()["tag"].judge(m[2])
    upper = slots()["tag"].judge(m[2].upper()) if not m[2].isupper() else None
    if upper and upper.cost == 0:
        return Fit(upper.value, confusions.SMALL)
    plain = m[2].isupper() and m[2].isalpha() and 2 <= len(m[2]) <= 5
    if found is None or found.value is None:
        return Fit(None, UNLISTED) if plain else None
    if plain and len(m[2]) == 2 and found.cost:
        return Fit(None, UNLISTED)  # of two letters there are too many to tell which was meant
    if plain and found.cost and _has_rival(m[2], found):
        return Fit(None, UNLISTED)
    return found


TAG_RIVAL = 2.0
"""By how much the next TAG must be dearer than the one that letters are taken for."""


def _has_rival(read: str, found: Fit) -> bool:
    """Whether another TAG with one letter otherwise is nearly as likely: EIRD, of EIND and ETRD."""
    near = [
        sum(confusions.cost(a, b) for a, b in zip(t, read, strict=True) if a != b)
        for t in known_tags()
        if t != found.value and len(t) == len(read) and OSA.distance(t, read) == 1
    ]
    return bool(near) and min(near) - found.cost < TAG_RIVAL


@cache
def _column(table: str, column: str) -> ClosedList:
    return ClosedList.of(tables.load(table).column(column))


SHORT = 3
"""Letters of an abbreviation in an address, which is never taken for another."""


@cache
def _address_words() -> ClosedList:
    words = set(tables.load("address_words").column("word"))
    for post in known_posts():
        words.update(post.split())
    return ClosedList.of(words)


@lru_cache(maxsize=JUDGED)
def judge_address(token: str) -> Fit | None:
    """A word of an address: a kind of post, the name of a post, an agency."""
    bare = _INDICATOR.sub("", token)
    found = nearest(bare, _address_words())
    if found is None or found.value is None:
        return Fit(None, UNLISTED) if bare.isupper() and bare.isalpha() else None
    if found.cost and len(bare) <= SHORT and bare.isupper() and bare.isalpha():
        return Fit(None, UNLISTED)
    return Fit(token[: len(token) - len(bare)] + found.value, found.cost)


DEAREST_EO_WORD = 3.5
"""Cost of a word of the E.O. line that is in no list, and of the dearest reading of one that is."""


@lru_cache(maxsize=JUDGED)
def judge_eo_word(token: str) -> Fit | None:
    """A word of the E.O. line, or a date, or the rest of such a phrase."""
    words = _column("eo_words", "word")
    m = re.fullmatch(r"(\d{1,2})([/-]\d{1,2}[/-]\d{2,4})", token)
    if token in words or (m and int(m[1]) <= 12):
        return Fit(token, 0.0)
    if m and token[1] in "012":
        # no month is above 12: the tens are a misread one, or none
        return Fit(f"1{token[1:]}", 2.0)
    for shown, more in ((token, 0.0), (token.upper().replace("~", "-"), confusions.SMALL)):
        bare = shown.rstrip(",")
        found = nearest(shown if shown in words else bare, words)
        if found and found.value and found.cost + more <= DEAREST_EO_WORD:
            tail = "" if found.value.endswith(",") else shown[len(bare) :][:1]
            return Fit(found.value + tail, found.cost + more)
    return Fit(None, DEAREST_EO_WORD)


@lru_cache(maxsize=JUDGED)
def judge_code(token: str) -> Fit | None:
    """An exemption code; the marks after it are left to the line."""
    codes = _column("exemptions", "code")
    bare = token.rstrip(",.;:")
    if bare in codes:
        return Fit(bare, 0.0)
    if len(bare) < 2 or not any(c.isdigit() or c in "lIiSsO" for c in bare):
        return None
    found = nearest(bare, codes)
    return found if found and found.value else None


@lru_cache(maxsize=JUDGED)
def judge_dashes(token: str) -> Fit | None:
    """A run of hyphens, however many; poor print turns it into a scribble of small letters."""
    if set(token) == {"-"}:
        return Fit(token, 0.0)
    hyphens = token.count("-")
    if set(token) <= set("-~—–_=.+") and hyphens:
        return Fit(None, 0.5)
    if len(token) >= 3 and not any(c.isdigit() or c.isupper() for c in token[1:]):
        return Fit(None, 2.5)
    return None


PLAIN, PARTED = 1.5, 0.8
"""Cost for each letter of a classification up to which it is believed; more where marks part its
letters."""

_RULED = late_regex(r"[\s~—–=_.,+*'’‘`^:;-]+")


@lru_cache(maxsize=TOKENS)
def judge_classification(token: str) -> Fit | None:
    """A classification, plain or with its letters spaced, though a line was drawn through it."""
    plain = tables.load("classifications").column("classification")
    if token in plain:
        return Fit(token, 0.0)
    letters = _RULED.sub("", token)
    if len(letters) < 4:
        return None
    capitals = letters.upper()
    near = [
        v for word, v, most in _classifications()
        if OSA.distance(word, capitals, score_cutoff=most) <= most
    ]  # fmt: skip
    if not near:
        return None
    ranked = sorted((respell(v.replace(" ", ""), letters), v) for v in near)
    cost, value = ranked[0]
    parted = min(1.0, len(_RULED.findall(token)) / len(letters))
    if cost > (PLAIN + PARTED * parted) * len(value) or (
        len(ranked) > 1 and ranked[1][0] - cost < 2.0
    ):
        return None
    return Fit(value, 0.5 * cost)


@cache
def _classifications() -> tuple[tuple[str, str, int], ...]:
    """Each without its blanks, itself, and how many letters may be wrong.

    If more are, the question how likely the word is need not be asked, which is slow.
    """
    plain = tables.load("classifications").column("classification")
    words = [(v.replace(" ", ""), v) for v in plain]
    return tuple((word, v, max(2, 3 * len(word) // 4)) for word, v in words)
