"""Words that nobody knows and that look like one known word alone: foliowing, rmmster.

Either one letter, or two run together, was taken for what it is usually taken for: foliowing. Or
the strokes are the same: letters i and r have one upright stroke, n and u two, m three, and where
they stand side by side the strokes are told, and not which letters they make: rmmster, govenunent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from cablefix.channel.confusions import alike_letters, by_read, respellings, usual_confusions
from cablefix.document.reading import Reading
from cablefix.language import tables
from cablefix.language.code_lists import affixes, known_posts
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.language.truecase import CAPITAL, SMALL, usual_case
from cablefix.layout.lines import Span
from cablefix.layout.running_text import BODY
from cablefix.proposals import Proposal, propose
from cablefix.remembered import TOKENS
from cablefix.words.candidates import known_words
from cablefix.words.sentence_case import SENTENCE_ENDS

SURE = {"one-confusion": 0.98, "same-strokes": 0.97}
"""How sure such a word is, by its rule. Set. By one confusion 89 words of 22.6 million of FRUS are
read, 88 of them slips of the edition, and 156 of typed records, newspapers and books (dev sets),
152 of them as they were printed. By strokes 9 of FRUS, 7 of them slips; of the first 120 in lines
of CIA and FBI records 115, and the others are halves of words at the head of a line, which stay
(counted with `read_confusion` and `read_strokes`)."""

READ = (*BODY, "subject")
"""Lines that are read for such words."""

KNOWN_RANK, CLEAR = 20_000, 20
"""Rank up to which a word is one in use; how many times commoner it must be than another of the
same strokes."""

SHORTEST, SHORTEST_NAME, NAME_RANK = 5, 7, 5_000
"""Letters of such a word, and of one with a capital, which may be a name; its rank."""

TITLE_RANK = 1000
"""Rank up to which a word is no name, though it usually has a capital: Minister."""

SHORTEST_IN_USE, IN_USE_RANK = 5, 3_000
"""Letters of a word in small letters that is read by one confusion, and the rank of one in use."""

COMMONEST, COMMONEST_OF_THREE, CLEARLY = 100, 70, 5
"""Rank of a word of four letters, and of one of three, that is read so; three letters, and four in
capitals, only in light print. How many times commoner such a word must be than another."""

LIGHT, CLEAR_ENOUGH = 1, 3
"""Tenths of noise, and of litter, up to which print is light, and up to which letters of like shape
are told that nobody has counted as confused: 38 of 38 in the dev sets, and 29 of 35 above."""

LONG = 7
"""Letters of a word that may be rare, and may have capitals, in which shorter ones are names."""

LONG_NAME = 9
"""Letters from which on no name is likely to be another's: Hoidridge, but Benyamin and Francia."""

LONG_POST = 8
"""Letters from which on a post is told though few texts name it: COPENHACEN."""

NEARER = 4
"""How many times commoner it must be than another known word that is one letter away."""

OWN = 3
"""Occurrences from which a word is the document's own."""

_STROKES = str.maketrans({"I": "|", "R": "|", "N": "||", "U": "||", "M": "|||"})
_WORD = re.compile(
    r"(?<![^\s(\"“'‘])(?:[A-Za-z]?[a-z]{2,24}|[A-Z]{3,24})(?=[.,;:!?)\"”'’]*(?:\s|\Z))"
)

_BROKEN = re.compile(r"[^\w\s.,;:?!)\"'”’]\s*\Z")
"""The end of a line that may have broken a word, however its hyphen was read."""

_WHY = {
    "same-strokes": "no word; {} has the same upright strokes, and no other known word has",
    "one-confusion": "no word; by one usual confusion it is {}, and no other word in use",
}


def propose_unique_readings(reading: Reading) -> Iterator[Proposal]:
    """Proposals for words that look like one known word, and like no other."""
    times: Counter[str] | None = None
    above = ""
    tenths = max(reading.noise, reading.litter)
    for line in reading.lines:
        text, start = line.line.text, line.line.start
        for m in _WORD.finditer(text) if line.form in READ else ():
            word, rule = _read(m, text, above, tenths)
            if not word or reading.is_apart(start + m.start(), start + m.end()):
                continue
            if times is None:
                times = Counter(_WORD.findall(reading.text))
            if times[m.group()] < OWN:
                yield propose(
                    Span(start + m.start(), start + m.end(), m.group()), word, kind="word",
                    rule=rule, score=SURE[rule], grounds=None, why=_WHY[rule].format(word),
                )  # fmt: skip
        above = text


def _read(m: re.Match[str], line: str, above: str, tenths: int) -> tuple[str, str]:
    """What a word is, and by which rule; `above`: the line before, where it may have begun."""
    read, before = m.group(), line[: m.start()].rstrip(" \"'(“‘")
    continues = not before and read.islower()
    word = read_confusion(read, tenths)
    if word and not (continues and _BROKEN.search(above)):
        return word, "one-confusion"
    word = read_strokes(read)
    if not word or continues:
        return "", ""
    if before[-1:] not in SENTENCE_ENDS and read[0].isupper() and not is_title(word):
        return "", ""  # a name, perhaps, that is like no word: the Ausweis
    return word, "same-strokes"


def is_title(word: str) -> bool:
    """Whether a word is so common that it is no name, though it usually has a capital."""
    return lexicon().ids.get(fold(word), TITLE_RANK) < TITLE_RANK


@lru_cache(maxsize=TOKENS)
def read_confusion(word: str, tenths: int = 0) -> str:
    """The word in use that an unknown one is by one usual confusion; nothing if it is none, or two.

    `tenths`: those of noise or litter in its print.

    >>> read_confusion("foliowing"), read_confusion("concemed"), read_confusion("Vietnarnese")
    ('following', 'concerned', 'Vietnamese')
    >>> read_confusion("tbe"), read_confusion("tbe", tenths=5), read_confusion("repects")
    ('the', '', '')
    >>> read_confusion("Uttel"), read_confusion("Keurtel"), read_confusion("Mattel")
    ('Urtel', 'Reurtel', '')
    >>> read_confusion("existance"), read_confusion("inprovement"), read_confusion("following")
    ('', '', '')
    """
    if fold(word) in lexicon() or not (word.istitle() or word.islower() or word.isupper()):
        return ""
    if word.istitle() and (known := _read_as_telegram(word)):
        return known
    rarest = _rarest(word, tenths <= LIGHT)
    if not rarest or _is_made(fold(word)):
        return ""
    found = _read_as(word, meant(), rarest)
    if not found and rarest > COMMONEST and tenths <= CLEAR_ENOUGH:
        found = _read_as(word, alike(), min(rarest, IN_USE_RANK))
    return found


def _read_as_telegram(word: str) -> str:
    """The one word for telegrams that a word is by one confusion: Uttel, Keurtel."""
    known = {w for of_read in (meant(), alike()) for w in _spell(word, of_read)} & _telegrams()
    return known.pop() if len(known) == 1 else ""


@cache
def _telegrams() -> frozenset[str]:
    """The words for telegrams between a post and the Department."""
    rows = tables.load("family_signs").pairs("label", "shape").items()
    return frozenset(label for label, shape in rows if shape == "urtel")


def _spell(word: str, meant: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """A word with each piece as what was meant, in its case: of Keurtel the K as a capital."""
    if not word.istitle():
        yield from (w for w in respellings(word, meant) if w.islower() == word.islower())
        return
    yield from (word[0] + rest for rest in respellings(word[1:], meant) if rest.islower())
    for first in meant.get(word[0], ()):
        spelt = first + word[1:]
        if len(first) == 1 and (spelt in _telegrams() or is_title(spelt)):
            yield spelt  # of rarer ones the first letter may be right, and they be names: Festing


def _read_as(word: str, meant: Mapping[str, Sequence[str]], rarest: int) -> str:
    """The one word up to a rank that another is with one piece of it as what was meant."""
    ids = lexicon().ids
    ranked = sorted((ids[fold(w)], w) for w in {*_spell(word, meant)} if fold(w) in ids)
    if not ranked or (ranked[0][0] >= rarest and not _is_post(ranked[0][1])):
        return ""
    rank, found = ranked[0]
    short = rarest <= COMMONEST
    if len(ranked) > 1 and ranked[1][0] < (CLEARLY if short else CLEAR) * (rank + 1):
        return ""
    near = (ids[c.word] for c in known_words(fold(word), 1) if c.word != fold(found))
    if not short and any(other < NEARER * (rank + 1) for other in near):
        return ""  # a typist's slip, perhaps: repects is respects as well as rejects
    return found


def _is_post(word: str) -> bool:
    """Whether a word is a post, however rare, that is too long to be another name."""
    return len(word) >= LONG_POST and word.upper() in known_posts()


def _rarest(word: str, light: bool) -> int:
    """The rank up to which a word of such a form is read by one confusion; 0 if it never is."""
    if len(word) >= LONG:
        rare = NAME_RANK if word.istitle() and len(word) < LONG_NAME else KNOWN_RANK
        return IN_USE_RANK if word.isupper() else rare
    if len(word) >= SHORTEST_IN_USE:
        return IN_USE_RANK if word.islower() else 0
    if len(word) == SHORTEST_IN_USE - 1:
        return COMMONEST if light or word.islower() else 0
    return COMMONEST_OF_THREE if light and len(word) == 3 else 0


@cache
def meant() -> dict[str, list[str]]:
    """What letters are usually taken for: what is read, and what may have been printed."""
    return by_read(pair for pair in usual_confusions() if not _is_typed(*pair))


@cache
def alike() -> dict[str, list[str]]:
    """The same of any letters of like shape."""
    return by_read(pair for pair in alike_letters() if not _is_typed(*pair))


def _is_typed(meant: str, read: str) -> bool:
    """Whether typists take the letters for one another, or spelling differs in them."""
    alike = tables.load("typed_for").column("letters")
    return any({*meant.lower(), *read.lower()} <= set(letters) for letters in alike)


def _is_made(folded: str) -> bool:
    """Whether a word is made of a known one as any word may be: reframed."""
    made = [folded.removeprefix(x) for x in affixes("word")]
    made += [folded.removesuffix(x) for x in affixes("manner")]
    return any(word in lexicon() for word in made if word != folded)


@lru_cache(maxsize=TOKENS)
def read_strokes(word: str) -> str:
    """The known word that has the strokes of an unknown one; nothing if there is none, or two.

    >>> read_strokes("rmmster"), read_strokes("wntmg"), read_strokes("govenunent")
    ('minister', 'writing', 'government')
    >>> read_strokes("minister"), read_strokes("Smith"), read_strokes("rm")
    ('', '', '')
    """
    folded = fold(word)
    if len(word) < SHORTEST or folded in lexicon():
        return ""
    found = _by_strokes().get(folded.translate(_STROKES), ())
    if word[0].isupper():
        found = tuple(w for w in found if w[0] == word[0])
    ranks = [lexicon().ids[w] for w in found[:2]]
    if not found or (len(found) > 1 and ranks[1] < CLEAR * (ranks[0] + 1)):
        return ""
    if _is_made(folded) or any(lexicon().ids[c.word] < KNOWN_RANK for c in known_words(folded, 1)):
        return ""  # one letter would do
    if word.islower():
        name = usual_case(found[0]) == CAPITAL and ranks[0] >= TITLE_RANK
        return "" if name else found[0].lower()
    raised = usual_case(found[0]) != SMALL and ranks[0] < NAME_RANK and len(word) >= SHORTEST_NAME
    return found[0].capitalize() if raised else ""


@cache
def _by_strokes() -> dict[str, tuple[str, ...]]:
    """The words in use by their strokes, the commonest first."""
    found: dict[str, tuple[str, ...]] = {}
    for word in lexicon().ids.first(KNOWN_RANK):
        strokes = word.translate(_STROKES)
        if len(strokes) > len(word):
            found[strokes] = (*found.get(strokes, ()), word)
    return found
