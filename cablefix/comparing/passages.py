"""The size of a withheld passage, and the kinds of things that it has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cablefix.comparing.model import Contents
from cablefix.findings import Extent
from cablefix.language.code_lists import month_names
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.language.truecase import CAPITAL, usual_case

KNOWN = 0.34
"""Share of the words of a passage that must be known, or be names or numbers: the rest is dirt."""

ROOMY = 2
"""How many times a stated extent the passage may be."""


def is_text(words: Sequence[str]) -> bool:
    """Whether words are print, and not dirt in the place of a sign."""
    cores = ["".join(c for c in fold(x) if c.isalnum()) for x in words]
    good = sum(
        (len(c) > 1 and c in lexicon())
        or (c.isdigit() and len(c) > 1)
        or (x[:1].isupper() and len(c) > 2)
        for c, x in zip(cores, words, strict=True)
    )
    return bool(cores) and good >= KNOWN * len(cores) and any(len(c) > 1 for c in cores)


def lines_of(text: str, start: int, end: int) -> float:
    """The size of a passage in lines as long as those it stands in."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    around = [x for x in text[first : last if last >= 0 else len(text)].splitlines() if x.strip()]
    width = max((len(x.strip()) for x in around), default=1)
    size = sum(len(x.strip()) + 1 for x in text[start:end].splitlines() if x.strip())
    return round(max(size, 1) / (width + 1), 1)


def fits(extent: Extent | None, words: int, lines: float, text: str) -> bool | None:
    """Whether a stated extent is that of the passage, give or take the lines cut in part."""
    if extent is None or extent.estimated:
        return None
    sizes = {"line": lines, "word": float(words), "paragraph": float(_paragraphs(text))}
    size = next((s for unit, s in sizes.items() if extent.unit.startswith(unit)), None)
    if size is None:
        return None
    if extent.at_most:
        return size <= extent.quantity + 0.5
    return extent.quantity / ROOMY - 1 <= size <= extent.quantity * ROOMY + 1


def _paragraphs(text: str) -> int:
    return 1 + len(re.findall(r"\n[ \t]*\n", text.strip()))


def contents_of(text: str, start: int, end: int) -> Contents:
    """Names, numbers and whole numbered paragraphs in a span of a text.

    >>> contents_of("1. HE MET MR. KARIMOV ON JUNE 4.", 0, 32)
    Contents(names=1, numbers=1, paragraphs=(1,))
    """
    passage = text[start:end]
    numbers = names = 0
    last = ""
    begins = True
    for word in passage.split():
        core = word.strip("\"'“”‘’().,;:!?[]-")
        if any(map(str.isdigit, core)) and not (begins and re.fullmatch(r"\d{1,3}\.", word)):
            numbers += 1
        elif _is_name(core, passage) and not last:
            names += 1
        last = core if _is_name(core, passage) and word.endswith(core) else ""
        begins = word.endswith(".")
    whole = []
    for m in re.finditer(r"(?m)^[ \t]*(\d{1,3})\.[ \t]", text[max(0, start - 8) : end]):
        whole.append(int(m[1]))
    return Contents(names, numbers, tuple(whole))


def _is_name(core: str, passage: str) -> bool:
    if (
        len(core) < 3
        or not core.replace("-", "").replace("'", "").isalpha()
        or not core[0].isupper()
    ):
        return False
    if fold(core) in month_names():
        return False
    known = fold(core) in lexicon()
    if passage.isupper():
        return not known or (usual_case(core) == CAPITAL)
    return usual_case(core) == CAPITAL or not known
