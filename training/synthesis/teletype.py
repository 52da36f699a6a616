"""Printed prose -> what a teletype could send, or nothing where that would not be clean."""

import re
import unicodedata

QUOTES = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": " -- ",
        "\u2026": "...", "\u2212": "-", "\u00a0": " ", "\u00bd": " 1/2", "\u00bc": " 1/4",
        "\u2044": "/", "\u00a3": "POUNDS ", "\u00b0": " DEGREES ",
    }
)  # fmt: skip
SIGNS = (("%", " PERCENT"), ("&", " AND "), ("+", " PLUS "), ("=", " EQUALS "), ("!", "."))
# what an editor put back: short words, doubtful ones and names; not [garble], not [illegible]
RESTORED = re.compile(r"\[([a-z]{1,5}|[A-Z][a-z]{1,12}|[A-Za-z]{1,12}(?=\?))\??\]")
SENTENCE = re.compile(r"(?<=[.?!][\"')])\s+(?=[\"'(A-Z0-9])|(?<=[a-z0-9)][.?!])\s+(?=[\"'(A-Z0-9])")
# an editor's hand, or a slip of the printed volume: a word broken in two, a number with a blank
TOUCHED = re.compile(r"[\x00\[\]]|[A-Za-z]- [A-Za-z]|\d[,.] \d{3}\b")
FORBIDDEN = re.compile(r"[^A-Z0-9 .,:;\-/()\"'?$#]")
MIXED_FORBIDDEN = re.compile(r"[^A-Za-z0-9 .,:;\-/()\"'?$#%&!]")


def plain(text: str) -> str:
    """Straight quotes, plain dashes, no accents, single blanks."""
    text = text.translate(QUOTES)
    text = unicodedata.normalize("NFKD", text)
    text = "".join(char for char in text if not unicodedata.combining(char))
    return re.sub(r"\s+", " ", text).strip()


def without_brackets(text: str) -> str:
    """Drop the sentences that an editor has touched; keep a word that he restored."""
    text = RESTORED.sub(lambda found: "" if found[1] == "sic" else found[1], text)
    text = re.sub(r"\s+([.,;:])", r"\1", text)
    # a bracket may hold a full stop: close it up before the sentences are told apart
    text = re.sub(r"\[[^\]]*\]", "\x00", text)
    kept = [part for part in SENTENCE.split(text) if not TOUCHED.search(part)]
    return " ".join(kept)


def capitals(text: str) -> str | None:
    """The paragraph as a teletype sends it; None if something would not print."""
    before = len(text)
    text = plain(without_brackets(plain(text)))
    if len(text) < before * 0.4:
        return None
    for sign, words in SIGNS:
        text = text.replace(sign, words)
    text = re.sub(r"\s+", " ", text.upper()).strip()
    return None if not text or FORBIDDEN.search(text) else text


def mixed(text: str) -> str | None:
    """The paragraph as a typist types it; None if something would not print."""
    before = len(text)
    text = plain(without_brackets(plain(text)))
    if not text or len(text) < before * 0.4 or MIXED_FORBIDDEN.search(text):
        return None
    return text
