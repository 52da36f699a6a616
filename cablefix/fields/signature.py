"""Finds who signed: the surname alone on the last line of a cable."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import attrs
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from cablefix.channel.confusions import DIGITS_AS_LETTERS, HEAVY
from cablefix.fields.fusion import DEAREST_MARK, Vote, likelihood, plain
from cablefix.language import tables
from cablefix.language.code_lists import surnames
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.lines import Span
from cablefix.layout.pages import Frame

PROSE = 4
"""Words from which on a line is running text, under which nobody has signed."""

NOISY = 1
"""The damage of a text, in tenths, from which on a misread surname is looked for."""

SHORTEST, LONGEST = 3, 14
"""Letters of a surname."""

LIGHT = 3
"""The damage of a text, in tenths, up to which the last line of the text is taken as it stands, and
a name of letters alone."""

DEEPEST, MOST_SHORT = 14, 5
"""Lines from the end among which the signature is looked for, and short ones among them."""

LEAST = -2.5
"""The least likelihood of a misread surname, for each letter, that is believed."""

LIKE_MARK = 60.0
"""Likeness (percent) to a mark from which on a line is no surname."""

UNLISTED_LIGHT, UNLISTED_HEAVY = 7.0, 12.0
"""What it costs to believe in a surname that is not listed, in minus log odds."""

_SURNAME = late_regex(
    r"(?:\W{0,3}|\W{0,2}\w \W{0,2})([A-Z][A-Z'-]{2,19})(?:[\s\W]{1,3}\w{0,2})?\W{0,3}"
)
_ENDED = late_regex(r"[.?!:;,\")\]]\W{0,3}$")
_RUN_ON = late_regex(r"(?:[.?!\"')]|UNQUOTE|UNQTE)\s+(?P<name>[A-Z][A-Z'-]{2,19})$")
_SMALL = late_regex(r"[A-Z][a-z]{2,13}")
_STOP = late_regex(r"\w[.,;:?!]\s*$")
_PASSED = frozenset({"blank", "mark", "footer", "stamp", "released", "codes", "serial"})
_BODY = ("text", "paragraph", "point")
_CLOSING = late_regex(r"\W*N{3,4}\W*|<<.{1,30}>>")


def find_signature(frames: Sequence[Frame], noise: int) -> Vote | None:
    """The surname alone on its line after the last paragraph, or none.

    It ends the text: the line before it ends a sentence, or the message ends under it, or it is a
    surname that is listed. What stands further below are marks, sheets and scraps.
    """
    found = _find_sound(frames) or _find_run_on(frames)
    if found is None:
        found = _find_small(frames) or _find_damaged(frames, noise)
        if noise < NOISY and (found is None or found.value not in surnames()):
            return None
    if found is None or noise < NOISY:
        return found
    if noise <= LIGHT and found.value.isalpha():
        return found  # GEHR signed, though BEHR is listed
    return attrs.evolve(found, value=_mend(found.value, noise)[1])


def _find_sound(frames: Sequence[Frame]) -> Vote | None:
    written = [r for f in frames for r in f.lines if r.form not in _PASSED]
    last = max((i for i, r in enumerate(written) if r.form == "paragraph"), default=None)
    if last is None:
        return None
    found = None
    for i in range(last + 1, len(written)):
        line = written[i]
        m = _SURNAME.fullmatch(line.line.text.strip()) if line.form == "text" else None
        if m and not _CLOSING.fullmatch(m[1]) and _ends_text(m[1], written, i):
            at = line.line.start + line.line.text.index(m[1])
            found = Vote(Span(at, at + len(m[1]), m[1]), m[1])
    return found


def _find_run_on(frames: Sequence[Frame]) -> Vote | None:
    """A listed surname behind the last sentence, on its line, where the message ends under it."""
    written = [r for f in frames for r in f.lines if r.form not in _PASSED - {"serial"}]
    while written and _CLOSING.fullmatch(written[-1].line.text.strip()):
        written.pop()
    if not written or written[-1].form not in _BODY:
        return None
    line = written[-1].line
    m = _RUN_ON.search(line.text.rstrip())
    if m is None or not _is_capitals(line.text) or m["name"] not in surnames():
        return None
    at = line.start + m.start("name")
    return Vote(Span(at, at + len(m["name"]), m["name"]), m["name"])


def _find_small(frames: Sequence[Frame]) -> Vote | None:
    """A listed surname read in small letters but the first, under the end of a sentence."""
    written = [r for f in frames for r in f.lines if r.form not in _PASSED]
    for i in range(1, len(written)):
        text = written[i].line.text.strip()
        before = written[i - 1]
        sound = before.form in _BODY and _is_capitals(before.line.text)
        ended = _ENDED.search(before.line.text.rstrip()) or i >= MOST_SHORT
        if sound and ended and _SMALL.fullmatch(text) and fold(text) in surnames():
            after = written[i + 1].line.text.split() if i + 1 < len(written) else ()
            if len(after) < PROSE or not _is_capitals(" ".join(after)):
                at = written[i].line.start + written[i].line.text.index(text)
                return Vote(Span(at, at + len(text), text), text.upper())
    return None


def _find_damaged(frames: Sequence[Frame], noise: int) -> Vote | None:
    """The short line under the last running text that is most like a surname, however damaged."""
    ranked: list[tuple[float, int, Vote]] = []
    lines = [r for f in frames for r in f.lines if r.form != "blank"]
    for back, line in enumerate(reversed(lines)):
        text = line.line.text
        words = [t for t in line.line.tokens() if sum(c.isalpha() for c in t.text) > 2]
        if line.form in _BODY and len(text.split()) >= PROSE and _is_capitals(text):
            break
        if len(ranked) == MOST_SHORT or back >= DEEPEST:
            break
        if not (line.form == "text" or _is_doubtful_mark(line)) or not 1 <= len(words) <= 2:
            continue
        span = Span(words[0].start, words[-1].end, text[words[0].start - line.line.start :])
        name = plain("".join(w.text for w in words)).upper()
        if not SHORTEST <= len(name) <= LONGEST or _is_like_mark(name) or _STOP.search(text):
            continue
        if _CLOSING.fullmatch(text.strip()):
            continue
        if not _has_capitals(span.text):
            continue
        likely, mended = _mend(name, noise)
        runs_on = back + 1 < len(lines) and not _ENDED.search(lines[-back - 2].line.text.rstrip())
        if noise <= LIGHT and mended != name and not back and runs_on:
            continue  # the last line of a text that breaks off
        if len(words) > 1 and all(fold(w.text) in lexicon() for w in words):
            continue
        ranked.append((likely / len(name), -back, Vote(span, name)))
    best = max(ranked, key=lambda r: r[:2], default=None)
    return best[2] if best and best[0] >= LEAST else None


def _is_capitals(text: str) -> bool:
    """Whether a line is in capitals, as a teleprinter prints; stamps and footers are not."""
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) >= 0.7 * len(letters)


def _has_capitals(word: str) -> bool:
    """Whether a word was hardly read in small letters."""
    return 2 * sum(c.islower() for c in word) <= len(word)


def _is_doubtful_mark(line: ReadLine) -> bool:
    """Whether a line was taken for a mark that it is not much like."""
    return line.form == "mark" and any(
        p.cost > DEAREST_MARK * len(p.value or "") for p in line.parts if p.slot != "stray"
    )


def _is_like_mark(name: str) -> bool:
    marks = tables.load("marks").column("mark")
    return any(fuzz.ratio(name, m.replace(" ", "")) > LIKE_MARK for m in marks)


def _mend(name: str, noise: int) -> tuple[float, str]:
    """The likeliest listed surname behind a name, or the name itself, and how likely it is."""
    near = process.extract(
        name, surnames().keys(), scorer=OSA.distance, score_cutoff=max(1, len(name) // 3), limit=40
    )
    ranked = [(likelihood(n, name, noise) + log(surnames()[n]) / 2, n) for n, _, _ in near]
    own = name.translate(DIGITS_AS_LETTERS)
    ranked.append((-UNLISTED_LIGHT - (UNLISTED_HEAVY - UNLISTED_LIGHT) * noise / HEAVY, own))
    return max(ranked)


def _ends_text(word: str, lines: Sequence[ReadLine], i: int) -> bool:
    before = lines[i - 1]
    after = next((r for r in lines[i + 1 :] if len(r.line.text.strip()) > 3), None)
    if after and after.form in _BODY and len(after.line.text.split()) >= PROSE:
        return False
    if before.form not in (*_BODY, "closing"):
        return False
    return (
        before.form == "closing"
        or bool(_ENDED.search(before.line.text.rstrip()))
        or (after is not None and bool(_CLOSING.fullmatch(after.line.text.strip())))
        or fold(word) in surnames()
    )
