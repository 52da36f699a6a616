"""OCR confusions: what a printed character is taken for, and how unlikely that is.

Costs are minus natural logarithms of probabilities, at light and at heavy damage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import permutations
from math import inf

from cablefix.channel.marks import letter_signs
from cablefix.language import tables
from cablefix.language.truecase import has_capital, in_capitals
from cablefix.remembered import TOKENS

MISMATCH = 6.0
"""Cost, for fields, of reading a character as one that it is hardly ever taken for."""

SEEN = (6.0, 4.0)
"""Light and heavy cost of a confusion known from released cables but rare in the rendered ones."""

SMALL = 0.5
"""Cost, for fields, of a small letter read for a capital."""

HEAVY = 10
"""The most noise, in tenths."""

DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

LETTERS_AS_DIGITS = str.maketrans("OolIZSGB", "00112568")
"""The figure that a letter is like, where a number must stand."""

DIGITS_AS_LETTERS = str.maketrans("0125678934", "OIZSGTBGEA")
"""The letter that each digit most resembles."""

Pair = tuple[str, str]


@cache
def table(typed: bool) -> dict[Pair, tuple[float, float]]:
    """Light and heavy cost of each known confusion, by (meant, read).

    `typed`: of what was typed or printed in small letters; else of teletype.
    """
    name = "confusions_typed" if typed else "confusions"
    costs = (map(float, tables.load(name).column(damage)) for damage in ("light", "heavy"))
    learnt = dict(zip(_pairs(name), zip(*costs, strict=True), strict=True))
    for meant, read in _pairs("confusions_seen"):
        light, heavy = learnt.get((meant, read), SEEN)
        learnt[meant, read] = (min(light, SEEN[0]), min(heavy, SEEN[1]))
    return learnt


@cache
def at_noise(tenths: int, typed: bool) -> dict[Pair, float]:
    """Costs at a noise of so many tenths between light (0) and heavy (10); `typed`: see `table`."""
    w = tenths / 10
    return {
        pair: (1 - w) * light + w * heavy for pair, (light, heavy) in table(typed=typed).items()
    }


USUAL = 7.5
"""The most that a usual confusion costs in light print."""


@cache
def usual_confusions() -> frozenset[Pair]:
    """The letters, one or several, that are usually taken for others: (meant, read).

    >>> {("rn", "m"), ("l", "i")} <= usual_confusions(), ("x", "o") in usual_confusions()
    (True, False)
    """
    lights = map(float, tables.load("confusions_typed").column("light"))
    pairs = zip(_pairs("confusions_typed"), lights, strict=True)
    usual = [pair for pair, light in pairs if light <= USUAL]
    usual += _pairs("confusions_seen")  # none of these costs more than SEEN
    return frozenset(pair for pair in usual if all(pair) and "".join(pair).isalpha())


def _pairs(name: str) -> Iterator[Pair]:
    """The confusions of a list."""
    known = tables.load(name)
    return zip(known.column("meant"), known.column("read"), strict=True)


@cache
def alike_letters() -> frozenset[Pair]:
    """Any two letters of like shape, though nobody has counted them as confused: (meant, read).

    >>> ("K", "R") in alike_letters(), ("B", "X") in alike_letters()
    (True, False)
    """
    groups = tables.load("alike_letters").column("letters")
    return frozenset(pair for letters in groups for pair in permutations(letters, 2))


@cache
def usually_meant() -> dict[str, list[str]]:
    """What letters are usually taken for, but by typists: what is read, and what may be meant.

    >>> "rn" in usually_meant()["m"], "n" in usually_meant()["m"]
    (True, False)
    """
    return by_read(pair for pair in usual_confusions() if not is_typed(*pair))


@cache
def alike_meant() -> dict[str, list[str]]:
    """The same of any letters of like shape."""
    return by_read(pair for pair in alike_letters() if not is_typed(*pair))


def undo_one(word: str) -> set[str]:
    """What may have been printed for a word of which one confusion was made, but by a typist.

    >>> "the" in undo_one("tbe"), "following" in undo_one("foliowing"), "en" in undo_one("an")
    (True, True, False)
    """
    return {w for meant in (usually_meant(), alike_meant()) for w in respellings(word, meant)}


def is_typed(meant: str, read: str) -> bool:
    """Whether typists take the letters for one another, or spelling differs in them.

    >>> is_typed("e", "a"), is_typed("e", "c")
    (True, False)
    """
    alike = tables.load("typed_for").column("letters")
    return any({*meant.lower(), *read.lower()} <= set(letters) for letters in alike)


def by_read(pairs: Iterable[Pair]) -> dict[str, list[str]]:
    """What is read, and what may have been printed.

    >>> by_read({("rn", "m"), ("n", "u"), ("m", "n")})
    {'m': ['rn'], 'n': ['m'], 'u': ['n']}
    """
    found: dict[str, list[str]] = {}
    for meant, read in sorted(pairs, key=lambda pair: (pair[1], pair[0])):
        found.setdefault(read, []).append(meant)
    return found


def respellings(word: str, meant: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """A word with each piece in turn as what it may stand for; `meant`: by what is read.

    >>> list(respellings("tbm", {"b": ["h"], "m": ["rn", "in"]}))
    ['thm', 'tbrn', 'tbin']
    """
    for n in range(1, 1 + max(map(len, meant), default=0)):
        for at in range(len(word) - n + 1):
            for piece in meant.get(word[at : at + n], ()):
                yield f"{word[:at]}{piece}{word[at + n :]}"


def cost(meant: str, read: str) -> float:
    """What it costs, in a field of known form, to believe that `read` stands for `meant`.

    Half the heavy cost: fields are few-valued, so that likeness counts more than rarity.

    >>> cost("0", "0"), cost("0", "O") < cost("0", "7")
    (0.0, True)
    >>> cost("K", "\u0138") == MISMATCH  # a small letter that has no capital
    True
    """
    if meant == read:
        return 0.0
    known = table(typed=False).get((meant, read))
    likeness = known[1] / 2 if known else MISMATCH
    if has_capital(read):
        likeness = min(likeness, SMALL + cost(meant, in_capitals(read)))
    return min(likeness, MISMATCH)


def cost_of_one(meant: str, read: str) -> float:
    """What it costs that one character of `meant` was read as another, and all else well.

    Infinite where none differs, or several, or one is lost.

    >>> cost_of_one("TAGS", "IAGS") < cost_of_one("TAGS", "XAGS")
    True
    >>> cost_of_one("TAGS", "IACS"), cost_of_one("TAGS", "TAGS"), cost_of_one("TAGS", "TAG")
    (inf, inf, inf)
    """
    if len(meant) != len(read):
        return inf
    apart = [(a, b) for a, b in zip(meant, read, strict=True) if a != b]
    return cost(*apart[0]) if len(apart) == 1 else inf


SAME, UNSEEN = 0.05, 9.0
"""Log costs of a character read right, and of one read as another that no pair shows."""


@lru_cache(maxsize=TOKENS)
def log_cost(meant: str, read: str, noise: int) -> float:
    """Minus log probability of reading `read` for `meant`, at a noise in tenths.

    >>> log_cost("0", "6", 0) < log_cost("6", "0", 0)
    True
    """
    if meant == read:
        return SAME
    known = at_noise(noise, False).get((meant, read), UNSEEN)
    if has_capital(read):
        return min(known, 1.0 + log_cost(meant, in_capitals(read), noise))
    return known


@lru_cache(maxsize=TOKENS)
def readings(read: str, alphabet: str, noise: int) -> tuple[tuple[float, str], ...]:
    """What a character of `alphabet` may have been printed for `read`, the likeliest first."""
    ranked = sorted((log_cost(meant, read, noise), meant) for meant in alphabet)
    return tuple(r for r in ranked if r[0] < UNSEEN)[:5]


def is_speck(char: str) -> bool:
    """Whether a mark may have been read where nothing was printed: one less wide than a letter.

    >>> is_speck("."), is_speck("€"), is_speck("7")
    (True, False, False)
    """
    return not char.isalnum() and char not in letter_signs("wide")


@lru_cache(maxsize=TOKENS)
def best(read: str, alphabet: str) -> tuple[float, str]:
    """The character of `alphabet` that `read` most likely stands for, with its cost.

    >>> best("O", DIGITS)[1], best("5", LETTERS)[1], best("7", DIGITS)
    ('0', 'S', (0.0, '7'))
    """
    if read in alphabet:
        return 0.0, read
    return min((cost(meant, read), meant) for meant in alphabet)
