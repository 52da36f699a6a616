"""symspellpy, word by word and by `lookup_compound`, with the frequency list that it brings.

https://symspellpy.readthedocs.io/en/latest/examples/index.html
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from typing import Any

from .harness import by_word, in_case_of
from .peer import Peer, package_missing, package_version

RUN = re.compile(r"[^\W\d_]{2,}(?: [^\W\d_]+)*(?= |[^\w]|$)")


@functools.cache
def _speller() -> Any:
    from symspellpy import SymSpell

    speller = SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
    with resources.as_file(resources.files("symspellpy")) as folder:
        speller.load_dictionary(folder / "frequency_dictionary_en_82_765.txt", 0, 1)
        speller.load_bigram_dictionary(folder / "frequency_bigramdictionary_en_243_342.txt", 0, 2)
    return speller


def spell(words: Iterable[str]) -> Mapping[str, str]:
    """The top suggestion within two edits."""
    from symspellpy import Verbosity

    found = {}
    for word in words:
        best = _speller().lookup(word.lower(), Verbosity.TOP, max_edit_distance=2)
        if best and best[0].term != word.lower():
            found[word] = best[0].term
    return found


def _compound(match: re.Match[str]) -> str:
    best = _speller().lookup_compound(match[0].lower(), max_edit_distance=2)
    if not best or best[0].term == match[0].lower():
        return match[0]
    capitals = sum(c.isupper() for c in match[0]) > len(match[0]) / 2
    return in_case_of(match[0].upper() if capitals else match[0], best[0].term)


def compound(texts: Sequence[str]) -> list[str]:
    """Run by run of words; marks, numbers and line ends are kept out of its way."""
    return [RUN.sub(_compound, text) for text in texts]


def _version() -> str:
    return package_version("symspellpy")


WORDS = Peer(
    "symspellpy",
    "lookup of each word, Verbosity.TOP, two edits",
    lambda texts: by_word(texts, spell),
    _version,
    lambda: package_missing("symspellpy"),
)
COMPOUND = Peer(
    "symspellpy compound",
    "lookup_compound on each run of words, two edits",
    compound,
    _version,
    lambda: package_missing("symspellpy"),
)
