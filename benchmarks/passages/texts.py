"""Sentences of other languages: the help pages of LibreOffice, as Debian packs them.

`apt-get download libreoffice-help-en-us libreoffice-help-es`, unpacked with `dpkg-deb -x`; the
pages are not committed. They leave some paragraphs in English: those are left out.
"""

from __future__ import annotations

import html
import random
import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

from cablefix.language.language_id import to_capitals
from training.lists.languages import latin, spellings

LEAST_WORDS, LEAST_SIGNS = 8, 20
"""Words of the shortest paragraph that is taken; signs, where words are not parted by blanks."""

EVERY = 5
"""One page in so many is read: neighbours say the same."""

ENGLISH = "en-US"
"""The folder of what was translated: libreoffice-help-en-us."""

SLIPS = 0.03
"""Share of letters that are misread in the texts with slips."""

MISREAD = {"O": "0", "I": "1", "S": "5", "E": "F", "C": "G", "U": "V", "N": "H", "B": "8"}

_PARAGRAPH = re.compile(r"<p[^>]*>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_CODE = re.compile(r"[{}=;_<>\\#|]|[a-z]\.[A-Za-z]|[a-z][A-Z]|\w\(|▸|\w:\w|\bAs\b")
_LATIN = re.compile("[A-Za-z]{3}")
_HAN = re.compile("[\u4e00-\u9fff]")
_ENGLISH = frozenset(
    {"the", "of", "and", "is", "to", "this", "with", "from", "on", "error", "as", "short", "next"}
    | {"standard", "expression", "numeric", "string", "number", "value", "double", "long"}
    | {"control", "listbox", "resume", "title", "true", "false", "vba"}
)
"""Words that show a paragraph, or the name of a function in it, to be left in English."""


def sentences(folder: Path, code: str, most: int) -> Iterator[str]:
    """The translated paragraphs of the help in one language, up to so many tokens."""
    seen: set[str] = set()
    tokens = 0
    for page in sorted((folder / code).rglob("*.html"))[::EVERY]:
        untranslated = set(_paragraphs(folder / ENGLISH / page.relative_to(folder / code)))
        for text in _paragraphs(page):
            if text in seen or text in untranslated or not _is_translated(text):
                continue
            seen.add(text)
            text = romanised(code, text)
            tokens += len(text.split())
            yield text
            if tokens >= most:
                return


def _paragraphs(page: Path) -> Iterator[str]:
    if page.is_file():
        for m in _PARAGRAPH.finditer(page.read_text(encoding="utf-8", errors="replace")):
            yield " ".join(html.unescape(_TAG.sub("", m[1])).split())


def _is_translated(text: str) -> bool:
    """Whether a paragraph is long enough, no code, and not left in English."""
    if _CODE.search(text.replace("LibreOffice", "")):
        return False
    if _HAN.search(text):
        return len(text) >= LEAST_SIGNS and not _LATIN.search(text.replace("LibreOffice", ""))
    words = re.findall(r"\w+", text.lower())
    return len(words) >= LEAST_WORDS and _ENGLISH.isdisjoint(words)


def romanised(code: str, text: str) -> str:
    """Russian in Latin letters, Chinese in pinyin; the rest as it is."""
    if code == "ru":
        return latin(text, spellings("ru")[0]).capitalize()
    if code.startswith("zh"):
        words = import_module("jieba").cut(text)
        read = import_module("pypinyin").lazy_pinyin
        return " ".join("".join(read(w)) for w in words)
    return text


def in_capitals(text: str) -> str:
    """As a teleprinter prints it."""
    return to_capitals(text)


def with_slips(text: str, seed: int = 1) -> str:
    """With some letters misread."""
    dice = random.Random(seed)
    return "".join(
        MISREAD.get(c.upper(), "R") if c.isalpha() and dice.random() < SLIPS else c for c in text
    )


def in_lines(tokens: Sequence[str], width: int = 65) -> str:
    """Tokens as lines of some width."""
    lines, line = [], ""
    for token in tokens:
        if line and len(line) + 1 + len(token) > width:
            lines.append(line)
            line = token
        else:
            line = f"{line} {token}" if line else token
    return "\n".join([*lines, line]) + "\n"
