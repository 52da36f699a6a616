"""Words that were printed as they stand, though the language model prefers another.

Names, abbreviations, older and clipped forms, the slips of typists: what a word is, and what stands
beside it, says that no reader of print has made it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache

from cablefix.channel.marks import letter_signs
from cablefix.channel.profile import straighten
from cablefix.language import tables
from cablefix.language.language_id import languages, to_capitals
from cablefix.language.lexicon import UNKNOWN, lexicon, unigram_cost
from cablefix.language.tokens import fold
from cablefix.language.truecase import SMALL, usual_case
from cablefix.late import late_regex
from cablefix.remembered import TOKENS
from cablefix.words.decoded_changes import Change, Findings
from cablefix.words.edge_marks import has_fellow
from cablefix.words.edges import POOR
from cablefix.words.features import (
    exchanges_names,
    is_inflection_of_a_name,
    is_typists,
    loses_a_forename,
    loses_an_ending,
    takes_in_a_neighbour,
)
from cablefix.words.sentence_case import is_abbreviation
from cablefix.words.tokens import Chunk, parse
from cablefix.words.word_boundaries import makes_no_whole

LEAST_WITH_ENDING = 5
"""Letters of a word of older English that is told by its ending: call'd, goeth."""

SHORTEST_IN_CAPITALS = 2
"""Letters of an abbreviation that is told among capitals."""

SOUND = 1
"""Noise, in tenths, of a text that is read soundly."""

SHORTEST_CAPITALISED = 2
"""Letters of a word that is told to be capitalised."""


_INITIALS = late_regex(r"(?:[^\W\d_]\.)+[^\W\d_]?")


def is_right_word(change: Change, found: Findings) -> bool:
    """Whether a word is changed that was printed so, though another is likelier."""
    if _only_raises_case(change, found) or (not found.capitals and exchanges_names(change)):
        return True
    if loses_a_forename(change) or takes_in_a_neighbour(change, found):
        return True
    if found.channel.noise < POOR and is_inflection_of_a_name(change):
        return True
    if loses_an_ending(change) or _exchanges_initials(change):
        return True
    core = fold(change.first.parse.core)
    if any(core in tables.load(t).column("word") for t in ("institution_words", "later_words")):
        return True
    if _is_a_name_beside_its_word(change, found) or _fills_an_elision(change, found):
        return True
    if _strips_foreign_letters(change) or _is_of_a_foreign_phrase(change, found):
        return True
    if makes_no_whole(found.chunks, change.place, change.option.text):
        return True
    if _completes_a_cut_word(change, found) or _is_in_capitals_of_its_own(change, found):
        return True
    return any(_loses_a(kind, change, found) for kind in (_is_old, is_abbreviation))


def _only_raises_case(change: Change, found: Findings) -> bool:
    """Whether a word is brought to capitals that was printed so: labels and stamps have others.

    But for one with letters that look like their capitals, among words in capitals: Will, Coup. A
    small one stands between capitalised words: Department of State, stamped into the text.
    """
    core, new = change.first.parse.core, parse(change.option.text).core
    if new != core.upper() or new == core or len(core) < SHORTEST_CAPITALISED:
        return False
    if core.islower():
        if found.capitals:
            return all(c is not None and c.parse.core.istitle() for c in _beside(change, found))
        return not _stands_among_capitals(change, found)
    if not core.istitle():
        return False
    alike = tables.load("like_capitals").column("letter")
    beside = found.chunks[max(0, change.place - 1) : change.place + 2]
    others = [c for c in beside if c is not change.first and c.parse.core.istitle()]
    return bool(others) or is_abbreviation(fold(core)) or not set(core[1:]) <= set(alike)


def _exchanges_initials(change: Change) -> bool:
    """Whether initials are made other initials, of which no list has all: c.i.f., c.i.a."""
    old, new = change.first.parse.core, parse(change.option.text).core
    return bool(_INITIALS.fullmatch(old) and _INITIALS.fullmatch(new)) and fold(old) != fold(new)


def _stands_among_capitals(change: Change, found: Findings) -> bool:
    """Whether the words on both sides are in capitals."""
    return all(c is not None and c.parse.core.isupper() for c in _beside(change, found))


def _beside(change: Change, found: Findings) -> tuple[Chunk | None, Chunk | None]:
    """The words on both sides, where there are any."""
    before, after = change.place - 1, change.place + change.option.consume
    return (
        found.chunks[before] if before >= 0 else None,
        found.chunks[after] if after < len(found.chunks) else None,
    )


def _is_a_name_beside_its_word(change: Change, found: Findings) -> bool:
    """Whether a name in its only form is made another word: DR MAJOK, a major to the model.

    What is a name is told by the title before it, the kind of ship, or the kind of place behind it.
    """
    p = change.first.parse
    if not p.core.replace("-", "").isalpha() or change.option.kind != "word":
        return False
    new = fold(parse(change.option.text).core)
    if new == fold(p.core) or (found.own.counts[new] and usual_case(new) != SMALL):
        return False  # the document knows the name
    before = found.chunks[change.place - 1] if change.place else None
    if before and fold(before.parse.core) in tables.load("titles_of_persons").column("title"):
        return True
    sides = tables.load("naming_words").pairs("word", "name")
    if before and sides.get(fold(before.parse.core)) in ("behind", "both"):
        return True
    after = found.chunks[change.place + 1 : change.place + 2]
    return bool(
        after
        and not p.tail
        and sides.get(fold(after[0].parse.core)) in ("before", "both")
        and p.core[:1].isupper()
    )


def _fills_an_elision(change: Change, found: Findings) -> bool:
    """Whether a letter is put where an apostrophe says that one was left out: threatenin', 'alf."""
    p, new = change.first.parse, parse(change.option.text)
    lead, tail = p.lead.replace("’", "'"), straighten(p.tail)
    if fold(new.core) == fold(p.core):
        return False
    opens = lead.endswith("'") and not has_fellow(found.chunks, change.place, "'", opens=True)
    ends = tail.startswith("'") and not has_fellow(found.chunks, change.place, "'", opens=False)
    return opens or ends


def _strips_foreign_letters(change: Change) -> bool:
    """Whether letters that English lacks are lost with other ones beside them: Größe, grave.

    A letter alone may be one misread, but for those within a name that are no letter with an
    accent, Strauß; accents alone may be dirt: moré.
    """
    core = change.first.parse.core
    if core.isascii():
        return False
    strange = [c for c in core if c.isalpha() and not c.isascii()]
    plain = "".join(c for c in unicodedata.normalize("NFD", core) if c.isascii())
    if core.istitle() and len(plain) < len(core) and core[:1].isascii():
        return True
    return len(strange) > 1 and fold(plain) != fold(parse(change.option.text).core)


def _is_of_a_foreign_phrase(change: Change, found: Findings) -> bool:
    """Whether a word stands among words that another language has and English lacks: LOI SUR LES.

    A title or a phrase is too short for a passage of its own.
    """
    own = found.own.counts[fold(parse(change.option.text).core)]
    if change.option.kind != "word" or own or found.channel.noise >= POOR:
        return False  # in poor print common words of any language are read
    beside = found.chunks[max(0, change.place - BESIDE) : change.place + BESIDE + 1]
    signs = letter_signs("unprinted")
    others = (c for c in beside if c is not change.first and signs.isdisjoint(c.span.text))
    words = {w for w in (to_capitals(c.parse.core) for c in others) if w.isalpha()}
    strange = sorted(w for w in words if w.isascii() and not _is_usual_english(fold(w)))
    if not strange:
        return False
    at = change.place
    close = {to_capitals(c.parse.core) for c in found.chunks[max(0, at - 1) : at + 2]}
    told = FOREIGN if found.channel.noise <= SOUND else 1
    weights = [told if w in close else 1 for w in strange]
    common = languages().are_common(strange)
    return bool((common.T * weights).sum(axis=1).max() >= FOREIGN)


BESIDE, FOREIGN, USUAL_ENGLISH = 4, 2, 10.0
"""Words on each side that tell of a foreign phrase; how many of them must be common words of one
language, one for the word right before or behind in sound print; the cost, in natural logarithms,
up to which a word is usual in English cables."""


def _is_usual_english(word: str) -> bool:
    at = lexicon().model_id(word) if word in languages().at else UNKNOWN
    return at != UNKNOWN and unigram_cost(at) <= USUAL_ENGLISH


def is_far_fetched(change: Change, found: Findings) -> bool:
    """Whether letters would be misread for others as no reader does: ASYUT for ABOUT.

    In sound print two side by side are too many, or a large share of the word in any but poor
    print, where anything is read for anything.
    """
    if change.option.kind != "word" or found.channel.noise >= POOR:
        return False
    ops = change.option.ops
    odd = [o for o in ops if not found.channel.is_usual(o) and all(map(str.isalpha, o))]
    if found.channel.noise <= SOUND and any(min(map(len, o)) > 1 for o in odd):
        return True
    changed = sum(max(map(len, o)) for o in odd)
    far = changed >= FAR * max(len(parse(change.option.text).core), SHORTEST_FAR)
    return far or _ruins_a_short_word(change, found)


FAR, SHORTEST_FAR = 0.5, 4
"""Share of the letters of a word that are misread as no reader does, from which on another word was
printed; of shorter words a letter is no large share."""


LONGEST_SHORT, KEPT = 5, 0.7
"""Letters of a short word, and the share of them that stays in one that is not ruined."""


def _ruins_a_short_word(change: Change, found: Findings) -> bool:
    """Whether a short word is so misread as hardly any reader does: SULL for SHALL.

    Several letters for one, or one for several, and few that stay: another word may well have
    been printed, which the confusions that are known explain as badly.
    """
    read, ops = change.first.parse.core, change.option.ops
    if len(read) > LONGEST_SHORT:
        return False
    lost = sum(len(meant) for meant, _ in ops)
    new = parse(change.option.text).core
    merged = [op for op in ops if op[0] and op[1] and len(op[0]) != len(op[1])]
    kept = 1 - max(lost, sum(len(r) for _, r in ops)) / max(len(new), len(read), 1)
    return kept < KEPT and any(not found.channel.is_usual(op) for op in merged)


def _completes_a_cut_word(change: Change, found: Findings) -> bool:
    """Whether the end is put to the last word of a text, or the head to one that opens a page.

    The text may break off there. A paragraph that opens with a small letter goes on from the page
    before, perhaps with the rest of a word.
    """
    p = change.first.parse
    old, new = fold(p.core), fold(parse(change.option.text).core)
    if len(new) <= len(old):
        return False
    last = not found.text[change.last.span.end :].strip()
    first = p.core.islower() and not p.lead and (not change.place or change.first.breaks)
    return (last and new.startswith(old)) or (first and new.endswith(old))


def _is_in_capitals_of_its_own(change: Change, found: Findings) -> bool:
    """Whether one word in capitals is made a common one, among words in small letters: ITT, IT."""
    core, new = change.first.parse.core, parse(change.option.text).core
    if found.capitals or not core.isalpha() or len(core) < 2 or not core.isupper():
        return False
    beside = found.chunks[max(0, change.place - 1) : change.place + 2]
    around = [c.parse.core for c in beside if c is not change.first and c.parse.core]
    alone = bool(around) and all(any(x.islower() for x in word) for word in around)
    return alone and fold(new) != fold(core) and usual_case(new) == SMALL


@lru_cache(maxsize=TOKENS)
def _confused_with(core: str) -> frozenset[str]:
    """The words, folded, that writers put for one another: EFFECTED, AFFECTED."""
    rows = tables.load("confused_words").rows
    return frozenset(b if a == core else a for a, b in rows if core in (a, b))


def _loses_a(kind: Callable[[str], bool], change: Change, found: Findings) -> bool:
    """Whether a word of some kind is changed, which among small letters is what was printed.

    Among capitals letters are misread for each other too often for the short ones to be believed.
    """
    core = fold(change.first.parse.core)
    kept = fold(parse(change.option.text).core) == core
    believed = not found.capitals or len(core) >= SHORTEST_IN_CAPITALS
    return believed and not kept and kind(core)


def _is_old(core: str) -> bool:
    words = tables.load("archaic_words").column("word")
    endings = tuple(w[1:] for w in words if w.startswith("-"))
    return core in words or (len(core) >= LEAST_WITH_ENDING and core.endswith(endings))


def is_typed_so(change: Change, found: Findings) -> bool:
    """Whether the slip is of who wrote: two letters exchanged, one of two alike left out, a
    word put for one that is like it in sound, or the apostrophe forgotten.

    In poor print a letter beside its like is lost to the scanner as well.
    """
    if change.option.kind != "word":
        return False
    old, new = fold(change.first.parse.core), fold(parse(change.option.text).core)
    if new in _confused_with(old) or (
        new.count("'") > old.count("'") and new.replace("'", "") == old
    ):
        return True
    if found.channel.noise >= POOR:
        return False
    return len(old) <= len(new) and is_typists(new, old)
