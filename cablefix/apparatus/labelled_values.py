"""Values behind the labels of a typed or printed head, by what each may be: TAGS, orders, numbers.

`TAGS: PREL, EN8G`, `E.O.: I3526`, `MRN: 11 TALLINN 4l2`, `Captions: SIPD1S`. A value is mended
where the closed list, or the shape, leaves one reading that the scanner explains; a figure is never
made another one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from math import inf

from cablefix.apparatus.addresses import decided_figures, nearest_post
from cablefix.apparatus.closed_lists import SHORTEST_MARK, captions, spell_caption
from cablefix.channel.confusions import (
    DIGITS_AS_LETTERS,
    alike_letters,
    by_read,
    cost_of_one,
    respellings,
    usual_confusions,
)
from cablefix.document.reading import Reading
from cablefix.fields.families import Head, pieces_of
from cablefix.fields.head_labels import Seen
from cablefix.language import tables
from cablefix.language.code_lists import address_kinds, known_posts, known_tags, post_kinds
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.layout.lines import Span
from cablefix.proposals import Proposal, propose
from cablefix.remembered import TOKENS

DEAREST, CLEAR = 3.5, 1.0
"""What one misread letter of a code may cost, and by how much no other code may be as cheap."""

DEAREST_ADDRESS = 4.0
"""What one misread letter of a word of addresses may cost."""

SURE = 0.95
"""How sure such a value is. Set: no rendered set has the heads of these families."""

DOCUMENT_NUMBER = (5, 6)
"""Figures of the number behind the post of a document: 1974LAGOS04471."""

CUT = 6
"""Letters to which the name of a post may be cut in a number: 2002WINDHO00318."""

LONGEST_INDICATOR = 10
"""Characters before an addressee in which its routing indicator stands."""

TAG = 4
"""Letters of a TAG of subjects."""

_CODE = late_regex(r"(?<![\w(])[A-Z0-9|!]{4}(?![\w)])")
_BRACKETED = late_regex(r"\([^)]*\)?")
_ORDER = late_regex(r"(?<!\w)\w{5}(?!\w)")
_MRN = late_regex(
    r"(?<!\w)(?P<year>(?=[OlI|]?\d)[\dOlI|]{2}) (?P<post>[A-Z][A-Z0-9]{3,11}) "
    r"(?P<number>(?=\D?\d|\d)[\dOoIl@|SBZ]{1,6})(?!\w)"
)
_DOCUMENT = late_regex(
    r"(?<!\w)(?P<year>[1Il|2Z][9O0][\dOIlSBZG]{2})(?P<rest>[A-Z0-9|l]{9,18})(?!\w)"
)
_PAGE = late_regex(r"[\dOIl|SBZ]{1,2}\Z")
_WORD = late_regex(r"[A-Za-z0-9]{5,8}")
_MARK = late_regex(r"(?<![\w-])[A-Z0-9]{6,12}(?![\w-])")
_ADDRESS = late_regex(r"(?<![\w-])[A-Z0-9]{6,10}(?![\w-])")
_TYPED = late_regex(r"(?<![\w-])(?=\w*[a-z])[A-Z][A-Za-z]{5,12}(?![\w-])")
_STOP = late_regex(r"(?<=[A-Z]{3})(?P<mark>[.;:]) (?P<kind>[A-Z]{5,10})(?![\w-])")
_POST = late_regex(r"[A-Z0-9]{5,12}(?![\w/-])")
_INDICATOR = late_regex(r"(?<![\w/])(?P<read>(?:R[A-Z]|K[UHCK])[A-Z0-9]{3,6})/(?=[A-Z])")
_LETTERED = late_regex(
    r"(?<![\w/])(?:(?=[OolI|]*\d)(?=\d*[OolI|])[\dOolI|]{2,6}"
    r"|(?=(?:[SZ]?\d){3})(?=\d*[SZ])[\dSZ]{4,6})(?![\w/])"
)


def propose_labelled_values(reading: Reading) -> Iterator[Proposal]:
    """Proposals for the values of the heads that were recognised by their labels."""
    lines = [r.line for r in reading.lines]
    for head in reading.heads:
        for seen in head.seen:
            read = _READERS.get(seen.sign.shape) or _READERS.get(seen.sign.field)
            if read is None:
                continue
            for piece in pieces_of(seen, lines, head.seen):
                yield from read(piece, seen)
        yield from _numbers_of(head)
        yield from _routed(head, reading.text)


def _numbers_of(head: Head) -> Iterator[Proposal]:
    """The number of a document, in which letters stand for figures: A-2l7, 3ll, November 9."""
    for vote in head.values.get("number", ()):
        yield from _figures(vote.span, "the number of the document stands here")


def _routed(head: Head, text: str) -> Iterator[Proposal]:
    """KUHHHQA/CINCPAC: routing indicators begin with R, the American ones with RU."""
    seen = next((s for s in head.seen if s.sign.shape == "routed"), None)
    if seen is None:
        return
    for vote in head.values.get("addressees", ()):
        command = _POST.match(vote.span.text)
        word = _nearest_address(command.group()) if command else None
        if command and word:
            why = f"{word} is an addressee, {command.group()} is none"
            yield _proposal(vote.span, command, word, word, "distribution", why, seen)
        start = max(0, vote.span.start - LONGEST_INDICATOR)
        around = Span(start, vote.span.end, text[start : vote.span.end])
        m = _INDICATOR.search(around.text)
        meant = _read_indicator(m["read"]) if m else ""
        if m and meant != m["read"]:
            why = "routing indicators begin with R, and have letters alone"
            yield _proposal(around, m, "read", meant, "distribution", why, seen)


def _read_indicator(read: str) -> str:
    """An indicator with letters for figures, R for the K that it opens with, and RU for RV.

    >>> _read_indicator("KUHHHQA"), _read_indicator("RUEPJ5"), _read_indicator("KUWAIT")
    ('RUHHHQA', 'RUEPJS', 'KUWAIT')
    """
    if read in known_posts() or fold(read) in lexicon():
        return read
    letters = read.translate(DIGITS_AS_LETTERS)
    return "R" + letters[1].replace("V", "U") + letters[2:]


def _references(after: Span, seen: Seen) -> Iterator[Proposal]:
    """Deptel 4l7, REF: STATE l90117"""
    yield from _figures(after, f"a number is referred to behind {seen.sign.label}")


def _figures(where: Span, why: str) -> Iterator[Proposal]:
    for m in _LETTERED.finditer(where.text):
        read, number = m.group(), decided_figures(m.group())
        if number:
            start = where.start + m.start()
            yield propose(
                Span(start, start + len(read), read), number, kind="cable-number",
                rule="labelled-value", score=SURE, grounds=None, why=f"{why}: {number}, not {read}",
            )  # fmt: skip


def _tags(after: Span, seen: Seen) -> Iterator[Proposal]:
    shown = _BRACKETED.sub(lambda m: " " * len(m[0]), after.text)
    for m in _CODE.finditer(shown):
        tag = nearest_tag(m.group())
        if tag:
            yield _proposal(after, m, m.group(), tag, "tags", f"{m.group()} is no TAG", seen)


@lru_cache(maxsize=TOKENS)
def nearest_tag(read: str) -> str | None:
    """The one TAG of four letters that a scanner may have read so; None for one that is known.

    >>> nearest_tag("EN8G"), nearest_tag("PREL"), nearest_tag("XQZW")
    ('ENRG', None, None)
    """
    if read in known_tags():
        return None
    likely = ((cost_of_one(tag, read), tag) for tag in known_tags() if len(tag) == TAG)
    near = sorted(found for found in likely if found[0] < inf)
    if not near or (near[0][0] > DEAREST and read.isalpha()):
        return None
    return near[0][1] if len(near) == 1 or near[1][0] - near[0][0] >= CLEAR else None


def _orders(after: Span, seen: Seen) -> Iterator[Proposal]:
    orders = tables.load("eo_orders").column("order")
    for m in _ORDER.finditer(after.text):
        number = decided_figures(m.group())
        if number in orders and number != m.group():
            why = f"{number} is an executive order"
            yield _proposal(after, m, m.group(), number, "eo", why, seen)


def _mrns(after: Span, seen: Seen) -> Iterator[Proposal]:
    for m in _MRN.finditer(after.text):
        number, post = decided_figures(m["number"], slashed=False), nearest_post(m["post"])
        year = decided_figures(m["year"], slashed=False)
        if year and year != m["year"]:
            why = f"the year stands before {m['post']}"
            yield _proposal(after, m, "year", year, "cable-number", why, seen)
        if number and number != m["number"]:
            why = f"a number stands behind {m['post']}"
            yield _proposal(after, m, "number", number, "cable-number", why, seen)
        if post:
            why = "a post stands before the number"
            yield _proposal(after, m, "post", post, "post", why, seen)


def _page(after: Span, seen: Seen) -> Iterator[Proposal]:
    """Page: Z"""
    m = _PAGE.match(after.text)
    number = decided_figures(m.group(), slashed=False) if m else ""
    if m and number.strip("0") and number != m.group():
        yield _proposal(after, m, m.group(), number, "page-number", "a number stands", seen)


def _documents(after: Span, seen: Seen) -> Iterator[Proposal]:
    """Document Number: 1974IAGOS04471"""
    m = _DOCUMENT.search(after.text)
    year = decided_figures(m["year"], slashed=False) if m else ""
    rest = _post_and_number(m["rest"]) if m else ""
    if m and year and rest and year + rest != m.group():
        why = "year, post and number stand"
        yield _proposal(after, m, m.group(), year + rest, "cable-number", why, seen)


def _post_and_number(read: str) -> str:
    """The post and the number that stand in one token; nothing unless one parting will do."""
    found = []
    for length in DOCUMENT_NUMBER:
        number = decided_figures(read[-length:], slashed=False)
        if number and _is_post(read[:-length]):
            return read[:-length] + number
        post = nearest_post(read[:-length]) or _nearest_cut(read[:-length])
        if post and number:
            found.append(post + number)
    return found[0] if len(found) == 1 else ""


@lru_cache(maxsize=TOKENS)
def _nearest_cut(read: str) -> str:
    """The one name of a post, cut to six letters, of which a scanner may have misread one letter.

    >>> _nearest_cut("BUJVMB"), _nearest_cut("BUJUMX"), _nearest_cut("LAGOS")
    ('BUJUMB', '', '')
    """
    cut = {post[:CUT] for post in known_posts() if len(post) > CUT} if len(read) == CUT else set()
    near = [post for post in cut if cost_of_one(post, read) <= DEAREST]
    return near[0] if len(near) == 1 else ""


@lru_cache(maxsize=TOKENS)
def _is_post(read: str) -> bool:
    """Whether a word is a post, or the head of one to which numbers of documents cut it."""
    known = known_posts()
    return read in known or (len(read) >= CUT and any(post.startswith(read) for post in known))


def _addressed(after: Span, seen: Seen) -> Iterator[Proposal]:
    """Action: WASHDC, SECSIATE ROUTINE"""
    for m in _ADDRESS.finditer(after.text):
        word = _nearest_address(m.group())
        if word:
            why = f"{word} is a word of addresses, {m.group()} is none"
            yield _proposal(after, m, m.group(), word, "distribution", why, seen)
    yield from _typed_addresses(after, seen)
    yield from _posts_of(after, seen)


def _sent(after: Span, seen: Seen) -> Iterator[Proposal]:
    """FROM: Amembossy BONN"""
    yield from _typed_addresses(after, seen)
    yield from _posts_of(after, seen)


def _posted(after: Span, seen: Seen) -> Iterator[Proposal]:
    """Action: WASHDC. SECSTATE ROUTINE"""
    yield from _addressed(after, seen)
    for m in _STOP.finditer(after.text):
        if m["kind"] in address_kinds():
            start = after.start + m.start("mark")
            yield propose(
                Span(start, start + 1, m["mark"]), ",", kind="punctuation", rule="labelled-value",
                score=SURE, grounds=None,
                why=f"behind {seen.sign.label} a comma stands between a post and its kind",
            )  # fmt: skip


def _typed_addresses(after: Span, seen: Seen) -> Iterator[Proposal]:
    """AmCouGen LAGOS, AmErnbassy ROME"""
    for m in _TYPED.finditer(after.text):
        read = m.group()
        if fold(read) in _address_words() or fold(read) in lexicon():
            continue
        meant = {w for w in respellings(read, _meant()) if fold(w) in _address_words()}
        if len(meant) == 1:
            why = f"a word of addresses stands here, {read} is none"
            yield _proposal(after, m, read, meant.pop(), "distribution", why, seen)


@cache
def _meant() -> dict[str, list[str]]:
    """What letters are read for, usually or by their shape."""
    return by_read(usual_confusions() | alike_letters())


def _posts_of(after: Span, seen: Seen) -> Iterator[Proposal]:
    """Amembassy WINDEOEK; ASIANA, AMEMBASSY: the post that stands beside the kind of it."""
    tokens = list(re.finditer(r"\S+", after.text))
    kinds = [fold(t.group().strip(",;.")) in post_kinds() for t in tokens]
    for i, token in enumerate(tokens):
        post = _POST.match(token.group())
        before = i > 0 and kinds[i - 1]
        behind = token.group()[-1] == "," and kinds[i + 1 : i + 2] == [True]
        meant = nearest_post(post.group()) if post and (before or behind) else None
        if post and meant:
            why = "a post stands beside the kind of it"
            found = Span(after.start + token.start(), after.start + token.end(), token.group())
            yield _proposal(found, post, post.group(), meant, "post", why, seen)


@lru_cache(maxsize=TOKENS)
def _nearest_address(read: str) -> str | None:
    """The one word of addresses of which a scanner may have misread one letter so."""
    known = _address_words()
    if read in known or read in known_posts() or fold(read) in lexicon():
        return None
    near = [word for word in known if cost_of_one(word, read) <= DEAREST_ADDRESS]
    return near[0] if len(near) == 1 else None


@cache
def _address_words() -> frozenset[str]:
    lists = ("address_words", "word"), ("military_addresses", "word"), ("precedence", "word")
    return frozenset(x for name, column in lists for x in tables.load(name).column(column))


def _marked(after: Span, seen: Seen) -> Iterator[Proposal]:
    """Current Class: CONFIDENTIAI"""
    for m in _MARK.finditer(after.text):
        near = [mark for mark in _mark_words() if cost_of_one(mark, m.group()) <= DEAREST]
        if len(near) == 1 and m.group() not in _mark_words():
            why = f"{near[0]} is a mark, {m.group()} is none"
            yield _proposal(after, m, m.group(), near[0], seen.sign.field, why, seen)


@cache
def _mark_words() -> frozenset[str]:
    marks = tables.load("marks").column("mark")
    return frozenset(w for mark in marks for w in mark.split() if len(w) >= SHORTEST_MARK)


def _captions(after: Span, seen: Seen) -> Iterator[Proposal]:
    for m in _WORD.finditer(after.text):
        caption = spell_caption(m.group())
        if caption and caption != m.group():
            why = f"{caption} is a caption"
            yield _proposal(after, m, m.group(), caption, "caption", why, seen)
    yield from (p for p in _marked(after, seen) if p.replacement not in captions())


def _proposal(
    after: Span, m: re.Match[str], what: str, meant: str, kind: str, why: str, seen: Seen
) -> Proposal:
    """The change of a match, or of one of its groups."""
    group = what if what in m.groupdict() else 0
    read = m[group]
    start = after.start + m.start(group)
    return propose(
        Span(start, start + len(read), read), meant, kind=kind, rule="labelled-value", score=SURE,
        grounds=None, why=f"behind {seen.sign.label} {why}: {meant}, not {read}",
    )  # fmt: skip


_READERS: Mapping[str, Callable[[Span, Seen], Iterator[Proposal]]] = {
    "addresses": _addressed,
    "sender": _sent,
    "codes": _tags,
    "order": _orders,
    "mrn": _mrns,
    "mrns": _mrns,
    "document-number": _documents,
    "serial": _references,
    "page-number": _page,
    "caption": _captions,
    "classification": _marked,
    "precedence": _marked,
    "posted": _posted,
    "posts": _references,
    "stations": _references,
    "telegrams": _references,
    "urtel": _references,
}
"""By the shape of a value, or its field: what reads it."""
