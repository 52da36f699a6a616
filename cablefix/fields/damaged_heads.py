"""Loose readings of lines of a head that no form fits, for the fields alone.

A line may be too damaged for anything to be mended in it, and still tell what it says. Each reader
here knows one kind of line by what is characteristic of it: a time before a month, the number of
an executive order, a row of short codes. Whoever asks has looked at where the line stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from cablefix.channel.confusions import DIGITS, HEAVY, MISMATCH, best
from cablefix.fields.fusion import SPECKS, likelihood
from cablefix.language import tables
from cablefix.language.code_lists import known_tags
from cablefix.layout.field_types import judge_eo_word, slots
from cablefix.layout.form_alignment import fit
from cablefix.layout.line_forms import Fitted, Part, forms
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.lines import Span
from cablefix.remembered import TOKENS

DEAREST_PAGE = 5.5
"""Cost of a page header, for each part found, up to which it is believed at the top of a page."""

LABELS_OFF = 2
"""Letters in which a label may differ from the printed one."""

LEAST_MONTH, LEAST_ORDER = -13.0, -24.0
"""The least likelihood of a month and of the number of an order that is believed."""

UNLIKE_FIGURE = 1.5
"""What it costs a time that one of its characters is like no figure."""

UNLISTED = 3.0
"""What it costs a row of codes that one is not listed."""

MOST_TOKENS = 12
SHORTEST_TIME, LONGEST_TIME = 5, 9


def bare(token: Span) -> Span:
    """A token without the marks round it."""
    left = len(token.text) - len(token.text.lstrip(SPECKS))
    text = token.text.strip(SPECKS)
    return Span(token.start + left, token.start + left + len(text), text)


def read_page(line: ReadLine) -> ReadLine | None:
    """A page header whose word PAGE can still be made out."""
    tokens = line.line.tokens()[:20]
    at = next((i for i, t in enumerate(tokens[:3]) if _is_like("PAGE", bare(t).text)), None)
    if at is None or sum(_figures(t.text) >= 0.5 for t in tokens[at:]) < 2:
        return None
    label = Part("word", tokens[at], "PAGE", 0.0)
    found: Fitted | None = None
    for name in ("page", "page-outgoing", "page-head"):
        printed = Span(tokens[at].start, tokens[at].end, "PAGE")
        one = fit(forms()[name], (printed, *tokens[at + 1 :]), DEAREST_PAGE)
        if one and (found is None or one.cost / one.found < found.cost / found.found):
            found = one
    if found is None or not any(p.slot in ("page", "number") for p in found.parts):
        return None
    return ReadLine(line.line, "page", (label, *found.parts[1:]), found.cost)


@lru_cache(maxsize=1 << 12)
def _is_like(label: str, text: str) -> bool:
    word = text.upper()
    return abs(len(word) - len(label)) <= 1 and OSA.distance(word, label) <= LABELS_OFF


@lru_cache(maxsize=TOKENS)
def _figures(text: str) -> float:
    """Share of characters that may have been printed as figures."""
    likely = sum(best(c, DIGITS)[0] < MISMATCH / 2 for c in text)
    return likely / len(text) if text else 0.0


def read_time(line: ReadLine) -> ReadLine | None:
    """A date-time line: something like a time before something like a month."""
    tokens = [b for t in line.line.tokens() if (b := bare(t)).text]
    ranked: list[tuple[float, int]] = []
    for i, token in enumerate(tokens[:7]):
        time = _time_before(tokens, i) if 2 <= len(token.text) <= 4 else None
        if time is not None:
            unlike = sum(_figures(c) == 0 for c in time.text if c != " ")
            likely = max(month_likelihoods(token.text).values()) - UNLIKE_FIGURE * unlike
            ranked.append((likely, i))
    if not ranked or len(tokens) > MOST_TOKENS or max(ranked)[0] < LEAST_MONTH:
        return None
    likely, at = max(ranked)
    time = _time_before(tokens, at)
    assert time is not None  # only such months were ranked
    head = [t for t in tokens if t.end <= time.start]
    parts = [Part("precedence", t, None, 0.0) for t in head[:1]]
    parts += [Part("precedence_info", t, None, 0.0) for t in head[1:2]]
    found = slots()["dtg"].judge(time.text.replace(" ", ""))
    parts.append(Part("dtg", time, found.value if found else None, found.cost if found else 9.0))
    months = month_likelihoods(tokens[at].text)
    parts.append(Part("month", tokens[at], max(months, key=lambda m: (months[m], m)), -likely))
    parts += [Part("year", t, None, 0.0) for t in tokens[at + 1 : at + 2] if len(t.text) <= 3]
    return ReadLine(line.line, "dtg", tuple(parts), -likely)


def _time_before(tokens: Sequence[Span], at: int) -> Span | None:
    """What stands before a month, if it can be a time, in one piece or in two."""
    if not at:
        return None
    last = tokens[at - 1]
    if _may_be_time(last.text):
        return last
    if at < 2 or len(tokens[at - 2].text) < 2:
        return None
    both = Span(tokens[at - 2].start, last.end, f"{tokens[at - 2].text} {last.text}")
    figures = sum(c.isdigit() for c in both.text)
    return both if figures >= 3 and _may_be_time(both.text.replace(" ", "")) else None


def _may_be_time(text: str) -> bool:
    """Whether a token is about as long as a time and has figures, and is no office with a count."""
    digits = sum(c.isdigit() for c in text)
    return (
        SHORTEST_TIME <= len(text) <= LONGEST_TIME
        and _figures(text) >= 0.5
        and digits >= 2
        and not any(c in "-/" for c in text)
    )


@lru_cache(maxsize=1 << 10)
def month_likelihoods(text: str) -> dict[str, float]:
    """How likely each month was printed where this is read."""
    names = tables.load("months").column("month")
    return {m: likelihood(m, text.upper(), HEAVY) for m in names}


def read_labelled_order(line: ReadLine) -> ReadLine | None:
    """The line of the executive order, where no words stand before its number: no YOUR 2695."""
    found = read_order(line)
    order = found.part("eo") if found else None
    if order is None:
        return None
    label = line.line.text[: order.span.start - line.line.start]
    return found if sum(map(str.isalnum, label)) <= LONGEST_LABEL else None


def read_order(line: ReadLine) -> ReadLine | None:
    """The line of the executive order, by the number of the order."""
    tokens = line.line.tokens()
    if not 2 <= len(tokens) <= MOST_TOKENS:
        return None
    ranked = [
        (likely, -i, order)
        for i, t in enumerate(tokens[:4])
        if 4 <= len(text := bare(t).text) <= 6
        for order, likely in order_likelihoods(text).items()
    ]
    if not ranked or max(ranked)[0] < LEAST_ORDER:
        return None
    likely, back, order = max(ranked)
    at = -back
    parts = [Part("word", t, "E.O.", 0.0) for t in tokens[:at][:1]]
    parts.append(Part("eo", tokens[at], f"{order}:", -likely))
    for t in tokens[at + 1 :]:
        if any(c.isalnum() for c in t.text):
            found = judge_eo_word(t.text)
            parts.append(Part("eo_word", t, found.value if found else None, 0.0))
    return ReadLine(line.line, "eo", tuple(parts), -likely)


@lru_cache(maxsize=1 << 10)
def order_likelihoods(text: str) -> dict[str, float]:
    """How likely each order was printed where this is read."""
    orders = tables.load("eo_orders").column("order")
    return {o: likelihood(o, text, HEAVY) for o in orders}


def read_tags(line: ReadLine) -> ReadLine | None:
    """A row of codes of two and four letters, labelled like TAGS or with known codes in it."""
    tokens = [t for t in line.line.tokens() if not is_bracketed(line, t.start)]
    if not 2 <= len(tokens) <= MOST_TOKENS:
        return None
    at = next((i for i, t in enumerate(tokens[:3]) if len(bare(t).text) >= 3), 0)
    codes = [b for t in tokens[at + 1 :] if 2 <= len((b := bare(t)).text) <= 6]
    words = [t for t in tokens[at + 1 :] if any(c.isalnum() for c in t.text)]
    labelled = _is_like("TAGS", bare(tokens[at]).text)
    known = sum(t.text in known_tags() for t in codes)
    labelled = labelled and (":" in tokens[at].text or 3 * known >= len(codes))
    subjects = any(t.text in known_tags() and len(t.text) >= LEAST_SUBJECT for t in codes)
    if not codes or len(codes) * 3 < len(words) * 2 or not (labelled or (known >= 2 and subjects)):
        return None
    parts = [Part("word", tokens[at], "TAGS:", 0.0)]
    parts += [Part("tag,", t, t.text if t.text in known_tags() else None, 0.0) for t in codes]
    return ReadLine(line.line, "tags", tuple(parts), UNLISTED * (len(codes) - known))


LONGEST_LABEL = 3
"""Letters that the label of an order has, or was read with."""

LEAST_SUBJECT = 3
"""Letters of a code that is none of a country: words of two letters are codes as well."""


def is_bracketed(line: ReadLine, start: int) -> bool:
    """Whether a place of a line is within brackets: names stand there, of whom a code concerns."""
    before = line.line.text[: start - line.line.start + 1]
    return before.rfind("(") > before.rfind(")")


LEAST_CAPTION, CAPTION_LEAD = -2.2, 3.0
"""The least likelihood of a caption for each letter, and how much likelier it is than the next."""


def read_caption(line: ReadLine) -> ReadLine | None:
    """A caption alone on its line, between the section line and the executive order."""
    words = [b for t in line.line.tokens() if len((b := bare(t)).text) >= 4]
    if len(words) != 1 or len(line.line.tokens()) > 3:
        return None
    likely = caption_likelihoods(words[0].text)
    (least, caption), (next_, _) = sorted(((v, c) for c, v in likely.items()), reverse=True)[:2]
    if least < LEAST_CAPTION * len(caption) or least - next_ < CAPTION_LEAD:
        return None
    return ReadLine(line.line, "mark", (Part("mark-caption", words[0], caption, 0.0),))


@lru_cache(maxsize=1 << 10)
def caption_likelihoods(text: str) -> dict[str, float]:
    """How likely each caption was printed where this is read."""
    kinds = tables.load("marks").pairs("mark", "kind")
    captions = [m for m, kind in kinds.items() if kind == "caption" and " " not in m]
    return {c: likelihood(c, text.upper(), HEAVY) for c in captions}
