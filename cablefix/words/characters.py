"""Characters that were not printed: of a foreign script, ligatures, bytes in the wrong encoding.

No scanner is at fault here but a program behind it, which always does the same; so each of these
has one reading, or none is proposed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from cablefix.document.reading import Reading
from cablefix.language import tables
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.layout.lines import Span
from cablefix.proposals import Proposal, propose

LEAST_LETTERS = 200
"""A shorter text has no script of its own to speak of."""

OWN_SHARE = 0.97
LONGEST = 4


def propose_foreign_script(reading: Reading) -> Iterator[Proposal]:
    """Proposals to leave out what stands alone on a line in another script, or as a lone sign.

    Letters of another script that look like Latin ones are those, in words that are Latin then.
    """
    text = reading.text
    if text.isascii():
        return
    letters = [c for c in text if c.isalpha()]
    latin = sum(_script(c) == "LATIN" for c in letters)
    if len(letters) < LEAST_LETTERS or latin < OWN_SHARE * len(letters):
        return
    yield from _lookalikes(text)
    for line in reading.lines:
        tokens = line.line.tokens()
        if len(tokens) == 1 and len(tokens[0].text) <= LONGEST and _is_foreign(tokens[0].text):
            yield propose(
                tokens[0], "", kind="noise-line", rule="foreign-script", score=0.992,
                why="a lone sign of a script that the document does not use", grounds=None,
            )  # fmt: skip


def _lookalikes(text: str) -> Iterator[Proposal]:
    alike = str.maketrans(tables.load("lookalikes").pairs("letter", "latin"))
    for m in _NOT_ASCII.finditer(text):
        word = m.group().translate(alike)
        if not word.isascii() or (not _LATIN.search(m.group()) and fold(word) not in lexicon()):
            continue  # a word of that script, or one that may be
        if len(word) > 1:
            yield propose(
                Span(m.start(), m.end(), m.group()), word, kind="word", rule="lookalike",
                score=PROVEN, grounds=None,
                why="letters of another script that look like Latin ones, in a Latin text",
            )  # fmt: skip


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0]


def _is_foreign(text: str) -> bool:
    """Letters or digits of another script, or a currency sign that no typewriter has."""
    marked = [c for c in text if not unicodedata.category(c).startswith(("P", "Z"))]
    return bool(marked) and all(
        not c.isascii()
        and (
            (c.isalnum() and _script(c) != "LATIN" and unicodedata.category(c) != "No")
            or (unicodedata.category(c) == "Sc" and c not in "£¢")
        )
        for c in marked
    )


SURE, PROVEN = 0.97, 0.992
"""How sure a word that its pieces make is, and what the bytes of a text say. Set, not fitted: the
rendered sets have neither."""

CLEAR = 20
"""How many times commoner a word must be than another that the pieces about a sign make."""

COMMON, IN_USE = 3000, 20_000
"""Rank of the rarest word before an article with an accent, and behind it. In 22.6 million words of
FRUS it is read once, in "such à step", a slip of the edition (counted)."""

_ARTICLE = late_regex(
    r"(?<![\w'’-])(?P<before>[A-Za-z]{2,24})\s(?P<article>[ÀÁÂàáâ])"
    r"(?= (?P<after>[A-Za-z]{3,24})(?![\w'’-]))"
)
_LOOSE = late_regex(
    r"(?<![^\s(\"“])(?:(?P<left>[A-Za-z]{1,12}) )?(?P<sign>ffi|ffl|ff|fi|fl|[ﬀ-ﬆ])"
    r" (?P<right>[a-z]{1,14})(?![A-Za-z])"
)
_NOT_ASCII = late_regex(r"[A-Za-z]*[Ͱ-ӿԀ-ԯ][A-Za-zͰ-ӿԀ-ԯ]*")
_LATIN = late_regex(r"[A-Za-z]")
_LIGATURE = late_regex(r"[^\W\d_]*[ﬀ-ﬆ][^\W\d_]*")
_LEADS = bytes(range(0xC2, 0xF5)).decode("cp1252")
"""What the bytes that begin a character in UTF-8 are in Windows-1252 (RFC 3629)."""

_MISREAD = late_regex(rf"[{_LEADS}][^\x00-\x7f]{{1,3}}")
_UNDEFINED = {chr(byte): byte for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
"""The bytes to which Windows-1252 gives no character; programs keep them as control characters."""

_QUOTE = "â€\ufffd"
"""A closing quotation mark whose last byte, undefined in Windows-1252, was given up for lost."""

_POSSESSIVE = late_regex(r"(?<![^\s(])(?P<word>[A-Z]{2,}|[A-Z]?[a-z]+) (?P<s>['’][Ss])(?![\w'’])")


def propose_letter_signs(reading: Reading) -> Iterator[Proposal]:
    """Words in pieces about a ligature, ligatures in words, wrong encodings, a possessive apart."""
    text = reading.text
    yield from _loose_ligatures(text)
    yield from _possessives(text)
    if not text.isascii():
        yield from _ligatures(text)
        yield from _wrong_encodings(text)
        yield from _accented_articles(text)


def _accented_articles(text: str) -> Iterator[Proposal]:
    """An article with an accent between two English words: TO À HALT; but vis à vis, à la carte."""
    ids = lexicon().ids
    for m in _ARTICLE.finditer(text):
        before, after = fold(m["before"]), fold(m["after"])
        rank, behind = ids.get(before, IN_USE), ids.get(after, IN_USE)
        if before != after and rank < COMMON and behind < IN_USE:
            article = "A" if m["article"].isupper() else "a"
            yield propose(
                Span(m.start("article"), m.end("article"), m["article"]), article, kind="word",
                rule="accented-article", score=SURE, grounds=None,
                why=f"the article between {m['before']} and {m['after']} has no accent in English",
            )  # fmt: skip


def _loose_ligatures(text: str) -> Iterator[Proposal]:
    if "f" not in text and text.isascii():
        return
    at = 0
    while m := _LOOSE.search(text, at):
        at = m.end("sign")
        sign = unicodedata.normalize("NFKC", m["sign"])
        tail = sign + m["right"]
        whole = (m["left"] or "") + tail
        ways = {whole: m.start(), tail: m.start("sign")}
        joined = [(start, word) for word, start in ways.items() if fold(word) in lexicon()]
        ranked = sorted((lexicon().ids[fold(word)], start, word) for start, word in joined)
        if ranked and (len(ranked) == 1 or ranked[1][0] > CLEAR * (ranked[0][0] + 1)):
            _, start, word = ranked[0]
            at = m.end()
            yield propose(
                Span(start, m.end(), text[start : m.end()]), word, kind="word-boundary",
                rule="loose-ligature", score=SURE, grounds=None,
                why=f"{sign} is one sign in print; with the pieces beside it it makes {word}",
            )  # fmt: skip


def _ligatures(text: str) -> Iterator[Proposal]:
    for m in _LIGATURE.finditer(text):
        word = unicodedata.normalize("NFKC", m.group())
        if fold(word) in lexicon():
            yield propose(
                Span(m.start(), m.end(), m.group()), word, kind="word", rule="ligature",
                score=PROVEN, why="a ligature stands for its letters", grounds=None,
            )  # fmt: skip


def _wrong_encodings(text: str) -> Iterator[Proposal]:
    opened = "â€œ" in text
    for m in _MISREAD.finditer(text):
        for length in range(len(m.group()), 1, -1):
            read = m.group()[:length]
            meant = "”" if read == _QUOTE and opened else decode_again(read)
            if meant is not None:
                yield propose(
                    Span(m.start(), m.start() + length, read), meant,
                    kind="word" if meant.isalpha() else "punctuation",
                    rule="wrong-encoding", score=PROVEN, grounds=None,
                    why=f"the bytes of {meant} in UTF-8, read as Windows-1252",
                )  # fmt: skip
                break


def decode_again(read: str) -> str | None:
    """The one character whose UTF-8 bytes were read as Windows-1252; None if there is none.

    >>> decode_again("Ã©"), decode_again("â€™"), decode_again("né")
    ('é', '’', None)
    """
    data = bytearray()
    for char in read:
        if char in _UNDEFINED:
            data.append(_UNDEFINED[char])
            continue
        try:
            data += char.encode("cp1252")
        except UnicodeEncodeError:
            return None
    try:
        meant = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return meant if len(meant) == 1 and meant.isprintable() else None


def _possessives(text: str) -> Iterator[Proposal]:
    for m in _POSSESSIVE.finditer(text):
        if fold(m["word"]) in lexicon() and m["word"].isupper() == m["s"][1].isupper():
            yield propose(
                Span(m.start(), m.end(), m.group()), m["word"] + m["s"], kind="word-boundary",
                rule="loose-possessive", score=SURE, grounds=None,
                why=f"{m['s']} by itself belongs to the word before it",
            )  # fmt: skip
