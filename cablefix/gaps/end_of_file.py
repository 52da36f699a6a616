"""A file that ends in mid-sentence: how likely its last line of running text goes on.

A logistic model over what the last line is like, beside the document's own lines; its weights are
fitted by `training.fitting.truncation` on whole and on cut documents.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import log

import attrs
import numpy as np

from cablefix.by_fields import ByFields
from cablefix.findings import Gap
from cablefix.gaps.context import Setting
from cablefix.language.lexicon import BREAK, lexicon, model, unigram_cost
from cablefix.language.logistic import believe
from cablefix.language.tokens import fold, shape, show_roles, tokenise
from cablefix.late import late_regex
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.running_text import BODY, is_ended

WEIGHTS = "truncation_confidence"

_BELOW = ("blank", "mark", "stamp", "footer", "banner", "cover", "stub", "page")
"""Forms of lines that may stand below the end of a text."""

FEWEST_LINES = 4
"""Lines of running text from which a document tells how long and how ended its lines are."""

_WORD = late_regex(r"[^\W\d_]+")
_SIGNED = late_regex(
    r"[A-Z][A-Z'-]{1,19}(?:[:/][A-Za-z]{1,8})?(?:/\d{1,3})?:?"
    r"|[A-Z]{1,5}(?:[:/][A-Za-z]{1,14}){1,4}(?:/\d{1,3})?"
)
_LAST_WORD = late_regex(r"([^\W\d_]+)(-?)$")
_CLOSED = late_regex(r"\bEND(?: \w+)?\W*$|\bEND OF\b|\bBT\W*$|N{3,}\W*$")
_STOP = late_regex(r"[.?!:;][\"')\]]?\s")
_LABEL = late_regex(r"\S:\s|\S {2,}\S|[|=_]|\d-\d|-\d\d|(?<![A-Za-z]{3})/|/(?![A-Za-z]{3})")
"""Labels, columns, paths, and offices with their counts: no running text. A stroke may part two
words of it."""

USUAL, LONG = 0.9, 0.6
"""The quantile of the lengths of lines that is the usual one; the share of that from which a line
is no last line of a paragraph."""

FULL, NO_END = 0.8, 8.0
"""Share of the usual length of a line that may go on though nothing runs on to it; what an end
costs after words that no sentence ends with, as THE, in natural logarithms."""

SMALL_WORD = 3
"""Letters of the longest words that titles write small: of, the, to."""

SENTENCE, SENTENCE_LINES = 6, 3
"""Words of the last lines from which they may be part of a sentence, and how many lines these are.
"""

COMMON = 6.0
"""Cost of a word, in natural logarithms and whatever stands before it, up to which it is common."""

_MOST = 12.0
"""The largest cost of an end of a sentence that is told apart, in natural logarithms."""


@attrs.frozen
class TextEnd(ByFields):
    """The last line of running text of a document, that above it, and all its lines of text."""

    last: ReadLine
    above: ReadLine | None
    lines: Sequence[ReadLine]


def find_text_end(lines: Sequence[ReadLine]) -> TextEnd | None:
    """Where the running text of a document ends, if it has some."""
    body = [r for r in lines if r.form in BODY and r.line.text.strip()]
    if len(body) < FEWEST_LINES or _is_signed(body):
        return None
    below = [r for r in lines if r.line.start > body[-1].line.start]
    if any(r.form not in _BELOW for r in below) or _CLOSED.search(body[-1].line.text):
        return None  # a header stands below it, or it says that it is the end
    above = body[-2]
    blank = any(
        r.form == "blank" and above.line.start < r.line.start < body[-1].line.start
        for r in lines[-len(below) - 3 :]
    )
    parted = blank or not any(c.isalnum() for c in above.line.text)
    return TextEnd(body[-1], None if parted else above, body)


def _is_signed(body: Sequence[ReadLine]) -> bool:
    """Whether a text in small letters ends in one word of capitals: a surname, a typist's mark."""
    last = body[-1].line.text.strip()
    return bool(_SIGNED.fullmatch(last)) and any(
        map(str.islower, body[-2].line.text + body[-3].line.text)
    )


def measure(end: TextEnd, *, is_cable: bool) -> dict[str, float]:
    """What tells whether the last line of a text goes on: names are those of the weights."""
    text = end.last.line.text.strip()
    lengths = sorted(len(r.line.text.strip()) for r in end.lines)
    usual = lengths[int(USUAL * (len(lengths) - 1))]
    words = text.split()
    match = _LAST_WORD.search(text)
    word, hyphen = (fold(match[1]), match[2]) if match else ("", "")
    known = word in lexicon()
    name = match is not None and match[1].istitle() and not text.isupper()
    broken = bool(word) and not known and not name
    ends = sum(is_ended(r.line.text) for r in end.lines) / len(end.lines)
    above = end.above.line.text.strip() if end.above else ""
    runs_on = bool(above) and not is_ended(above) and len(above) > LONG * usual
    tail = _STOP.split(f"{above} {text}")[-1].split()
    return {
        "all": 1.0,
        "stop-cost": _stop_cost(text) / _MOST,
        "alone": float(not above),
        "broken-word": float(bool(hyphen or (broken and _opens_a_word(word)))),
        "unknown": float(not known),
        "figure": float(text[-1:].isdigit()),
        "runs-on": float(runs_on),
        "words": min(len(words), 8) / 8,
        "sentence": float(len(_last_words(end)) >= SENTENCE),
        "full": min(len(text) / max(usual, 1), 1.0),
        "few-ends": float(ends < 0.03),
        "ends": min(ends, 0.4) / 0.4,
        "title": float(_is_title(words)),
        "common": _share_common(f"{above} {text}"),
        "tail": min(len(tail), 10) / 10,
        "short-tail": float(len(tail) <= 2),
        "label": float(bool(_LABEL.search(f"{above} {text}"))),
        "cable": float(is_cable),
        "size": min(log(len(end.lines) / FEWEST_LINES), 3.0) / 3,
    }


def _last_words(end: TextEnd) -> list[str]:
    """The words of the last lines of a text, or of the last line if it stands by itself."""
    lines = end.lines[-SENTENCE_LINES:] if end.above else [end.last]
    return [word for r in lines for word in r.line.text.split()]


def may_go_on(measured: Mapping[str, float]) -> bool:
    """Whether a last line is part of running text at all, and no signature, title or label."""
    return bool(measured["sentence"]) and bool(
        measured["runs-on"]
        or measured["broken-word"]
        or measured["stop-cost"] > NO_END / _MOST
        or (measured["full"] > FULL and measured["words"] == 1.0)
    )


def _is_title(words: Sequence[str]) -> bool:
    """Whether all longer words of a line begin with a capital, in print of small letters."""
    longer = [w for w in words if len(w) > SMALL_WORD]
    if "".join(words).isupper():
        return False
    return all(w[0].isupper() or not w[0].isalpha() for w in longer)


def _share_common(text: str) -> float:
    """The share of common words among all of a text: high in sentences, low in lists."""
    words = [fold(w) for w in _WORD.findall(text)]
    known = [lexicon().model_id(w) for w in words if w in lexicon()]
    common = sum(unigram_cost(i) <= COMMON for i in known)
    return common / max(len(words), 1)


def _stop_cost(text: str) -> float:
    """What the end of a sentence or paragraph costs after the last two tokens of a line."""
    ids = [lexicon().model_id(shape(t)) for t in tokenise(show_roles(fold(text)))]
    first, second = [BREAK, BREAK, *ids][-2:]
    ends = np.array([lexicon().model_id("."), BREAK])
    costs = model().score(np.full(2, first), np.full(2, second), ends)
    return min(float(-costs.max()), _MOST)


@cache
def _all_forms() -> str:
    return "\n" + lexicon().ids.letters.tobytes().decode("utf-8")


def _opens_a_word(stem: str) -> bool:
    """Whether some known word begins with a string."""
    return f"\n{stem}" in _all_forms()


def find_truncation(setting: Setting) -> Iterator[Gap]:
    """The last line of running text of a file, where it goes on in what is not here."""
    end = find_text_end(setting.reading.lines)
    if end is None or is_ended(end.last.line.text):
        return
    text = end.last.line.text.rstrip()
    at = end.last.line.start + len(text)
    if setting.reading.is_apart(end.last.line.start, at):
        return  # of another language, or of garble, it cannot be said
    number = setting.paragraph_at(at - 1)
    measured = measure(end, is_cable=setting.is_cable)
    if not may_go_on(measured):
        return
    yield setting.gap(
        "truncated-text", (max(end.last.line.start, at - 20), at),
        believe(WEIGHTS, measured),
        "the file ends in mid-sentence",
        paragraphs=(number.number,) if number else (),
    )  # fmt: skip
