"""Builds what is known of the letters and the common words of languages other than English.

`python -m training.lists.languages UDHR WORDLISTS`; wordlists/README.md says what UDHR
holds. langdetect, stopwordsiso, jieba and pypinyin must be installed (extra `languages`).
"""

from __future__ import annotations

import html
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module, resources
from pathlib import Path

import numpy as np
import numpy.typing as npt

from cablefix.language import tables
from cablefix.language.language_id import ABSENT, SIZE, STEP, TOP, code_of
from cablefix.language.tokens import fold

MOST = 300
"""Common words of a language, at most."""

PROFILE = 40_000
"""Letters that the profile of a language counts for: it was cut off, and is no larger a witness."""

STOPWORD = 0.5
"""Occurrences that a word counts for which only a list of common words has."""

LONGEST = 12
"""Letters of the longest common word: longer ones are told by their letters."""

CHINESE, PINYIN_WORDS = "zh", 20_000
"""The language whose words are counted by jieba, and how many of them are read."""

_PARAGRAPH = re.compile(r"<(?:p|h\d)[^>]*>(.*?)</(?:p|h\d)>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_WORD = re.compile(r"[A-Z]+")

Floats = npt.NDArray[np.float64]
Spelling = Mapping[str, str]


def main(argv: list[str]) -> int:
    """Build the arrays of `argv[1]` from the declarations in `argv[0]`."""
    if len(argv) != 2 or not (Path(argv[0]) / "spa.html").is_file():
        print(
            "usage: python -m training.lists.languages UDHR WORDLISTS\n"
            "UDHR must hold spa.html and others; see wordlists/README.md", file=sys.stderr,
        )  # fmt: skip
        return 2
    build(Path(argv[0]), Path(argv[1]))
    return 0


def build(declarations: Path, folder: Path) -> None:
    """Write `language_letters.npy`, `language_forms.npy` and `language_words.npy`."""
    letters, common = [], []
    for code, _, text, profile, *_ in tables.load("languages").rows:
        words = count_words(code, (declarations / f"{text}.html").read_text(encoding="utf-8"))
        grams = count_grams(words)
        if profile != "-":
            grams = [a + b for a, b in zip(grams, read_profile(code, profile), strict=True)]
        letters.append(train_letters(grams))
        common.append(choose_common(words))
    forms = sorted({w for chosen in common for w in chosen})
    costs = np.full((len(forms), len(common)), ABSENT, np.uint8)
    at = {w: i for i, w in enumerate(forms)}
    for n, chosen in enumerate(common):
        for word, share in chosen.items():
            costs[at[word], n] = min(round(-np.log(share) / STEP), TOP)
    np.save(folder / "language_letters.npy", np.concatenate(letters))
    np.save(folder / "language_forms.npy", np.frombuffer("\n".join(forms).encode(), np.uint8))
    np.save(folder / "language_words.npy", costs.reshape(-1))
    print(f"{len(common)} languages, {len(forms)} common words", file=sys.stderr)


def spellings(code: str) -> list[Spelling]:
    """How the letters of a language are written from A to Z: one way, or two.

    >>> [s.get("ü") for s in spellings("de")]
    ['U', 'UE']
    """
    ways: dict[str, list[str]] = {}
    for language, letter, latin in tables.load("latin_letters").rows:
        if language in ("*", code):
            ways.setdefault(letter, []).append(latin)
    most = max(len(w) for w in ways.values())
    return [{letter: w[n % len(w)] for letter, w in ways.items()} for n in range(most)]


def latin(text: str, spelling: Spelling) -> str:
    """A text in capitals without marks.

    >>> latin("Größe", spellings("de")[1])
    'GROESSE'
    """
    return fold("".join(spelling.get(c, c) for c in text.lower()))


def count_words(code: str, page: str) -> Counter[str]:
    """The words of a declaration of human rights, and of the list of common words."""
    if code == CHINESE:
        return _count_chinese()
    text = " ".join(html.unescape(_TAG.sub("", m[1])) for m in _PARAGRAPH.finditer(page))
    listed = import_module("stopwordsiso").stopwords(code) if _has_list(code) else ()
    counts: Counter[str] = Counter()
    ways = spellings(code)
    for spelling in ways:
        for word in _WORD.findall(latin(text, spelling)):
            counts[word] += 1 / len(ways)  # type: ignore[assignment]
        for entry in sorted(listed):
            for word in _WORD.findall(latin(entry, spelling)):
                counts[word] += STOPWORD / len(ways)  # type: ignore[assignment]
    return counts


def _has_list(code: str) -> bool:
    return code in import_module("stopwordsiso").langs()


def _count_chinese() -> Counter[str]:
    """The commonest Chinese words in pinyin without tones: joined, and by syllables."""
    lazy_pinyin = import_module("pypinyin").lazy_pinyin
    text = (resources.files("jieba") / "dict.txt").read_text(encoding="utf-8")
    rows = (line.split(" ") for line in text.splitlines())
    ranked = sorted(((int(row[1]), row[0]) for row in rows), reverse=True)[:PINYIN_WORDS]
    counts: Counter[str] = Counter()
    for count, word in ranked:
        syllables = [latin(s, {}) for s in lazy_pinyin(word)]
        if all(s.isascii() and s.isalpha() for s in syllables):
            counts["".join(syllables)] += count
            for syllable in syllables if len(syllables) > 1 else ():
                counts[syllable] += count
    return counts


def count_grams(words: Mapping[str, float]) -> list[Floats]:
    """How often each letter occurs, each after one and each after two, in all words."""
    grams = [np.zeros((SIZE,) * order) for order in (1, 2, 3)]
    for word, count in words.items():
        codes = [0, 0, *(code_of(c) for c in word), 0]
        for gram in zip(codes, codes[1:], codes[2:], strict=False):
            for order, table in enumerate(grams, 1):
                table[gram[-order:]] += count
    return grams


def read_profile(code: str, name: str) -> list[Floats]:
    """The grams of a language's profile, each letter as it is written from A to Z."""
    text = (resources.files("langdetect") / "profiles" / name).read_text(encoding="utf-8")
    grams = [np.zeros((SIZE,) * order) for order in (1, 2, 3)]
    for spelling in spellings(code):
        for gram, count in json.loads(text)["freq"].items():
            for found in _spelt(gram, spelling, grams[len(gram) - 1].ndim):
                grams[len(gram) - 1][found] += count
    for table in grams:
        table *= PROFILE / table.sum()
    return grams


def _spelt(gram: str, spelling: Spelling, order: int) -> Iterator[tuple[int, ...]]:
    """The grams of capitals that end within the last letter of a gram of a profile."""
    *before, last = (" " if c == " " else latin(c, spelling) for c in gram)
    line = "".join(before)
    if line[:1] == " ":
        line = " " + line  # before the first letter of a word stand two ends
    for letter in last:
        line += letter
        codes = tuple(0 if c == " " else code_of(c) for c in line[-order:])
        if len(codes) == order and all(c == " " or "A" <= c <= "Z" for c in line[-order:]):
            yield codes


def train_letters(grams: Iterable[Floats]) -> npt.NDArray[np.uint8]:
    """The costs of each letter after two, Witten-Bell smoothed, as those of unknown words are."""
    p = np.full(SIZE, 1 / SIZE)
    for counts in grams:
        total = counts.sum(axis=-1, keepdims=True)
        kinds = (counts > 0).sum(axis=-1, keepdims=True)
        p = (counts + kinds * p) / np.maximum(total + kinds, 1e-9) + np.where(total == 0, p, 0)
    costs: npt.NDArray[np.uint8] = np.round(-np.log(p) / STEP).clip(0, TOP).astype(np.uint8)
    return costs.reshape(-1)


def choose_common(words: Mapping[str, float]) -> dict[str, float]:
    """The common words of a language, and the share of each among them."""
    ranked = sorted((-n, w) for w, n in words.items() if len(w) <= LONGEST)[:MOST]
    total = -sum(n for n, _ in ranked)
    return {w: -n / total for n, w in ranked}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
