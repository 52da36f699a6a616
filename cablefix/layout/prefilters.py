"""Cheap signs of what a line may be: only forms that it could have are fitted, which is slow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from cablefix.language import tables
from cablefix.late import late_regex
from cablefix.layout.field_types import judge_code, judge_item, slots
from cablefix.layout.line_forms import forms
from cablefix.remembered import TOKENS

LIKE_PHRASE = 68.0
"""The least likeness (percent) of a line to a printed phrase."""

_TIME = late_regex(r"\W?[0-9A-Z@©]{5,7}[Z2]\W?")
_STATIONS = ("AMEMBASSY", "AMCONSUL", "USMISSION", "SECSTATE")
_TERMINAL = late_regex(r"[/\\|]\w{2}")
_RECEIVED = late_regex(r"[0-9OIlSBZ@]{6}[Z2z7]\W?")
_ITEMS = late_regex(r"[A-Z0-9¥$€£®§|!]{1,6}[-~=—.]{1,2}[0-9O@©oGQ][\w@©]")


def possible_forms(texts: Sequence[str]) -> list[str]:
    """The forms that a line could have, by its first words, its figures and its likeness."""
    names: list[str] = []
    for word in texts[: 1 if len(texts[0]) > 3 and texts[0].isalpha() else 3]:
        names += [name for name in _labels_of(word.upper()) if name not in names]
    names = [n for n in names if _plausible(n, texts)]
    if not names and len(texts) <= 16:
        names = _like_phrase(" ".join(texts))
    digits = sum(c.isdigit() for t in texts for c in t)
    for gate, forms_ in _GATES:
        if gate(texts, digits):
            names += [n for n in forms_ if n not in names]
    return names


def _gate_dashes(texts: Sequence[str], digits: int) -> bool:
    opens = texts[0].startswith(("--", "~-", "-~", "—")) or "--" in texts[0]
    return len(texts) <= 12 and ((opens and digits >= 3) or _is_counter(texts[-1]))


def _is_counter(text: str) -> bool:
    return len(text) == 6 and text.isdigit()


def _gate_reception(texts: Sequence[str], digits: int) -> bool:
    if len(texts) > 16 or digits < 6:
        return False
    return any(_RECEIVED.fullmatch(t) for t in texts[-3:]) or bool(_TERMINAL.fullmatch(texts[-1]))


def _gate_dtg(texts: Sequence[str], digits: int) -> bool:
    if len(texts) > 9 or digits < 4:
        return False
    if any(_TIME.fullmatch(t) for t in texts[:4]):
        return True
    months = slots()["month"].judge
    return any((f := months(t)) is not None and f.cost == 0 for t in texts[1:5])


def _gate_section(texts: Sequence[str], digits: int) -> bool:
    if not 3 <= len(texts) <= 28 or digits < 3:
        return False
    return any(sum(c.isdigit() for c in t) >= 3 for t in texts[-2:])


def _gate_items(texts: Sequence[str], digits: int) -> bool:
    return digits >= 2 and sum(bool(_ITEMS.match(t)) for t in texts) * 5 >= 2 * len(texts)


def _gate_address(texts: Sequence[str], digits: int) -> bool:
    return len(texts) <= 9 and any(_is_station(t) for t in texts[:3])


@lru_cache(maxsize=TOKENS)
def _is_station(text: str) -> bool:
    """AMEMBASSY and its like, as far as they can be made out."""
    bare = text.removeprefix("ZEN/")
    return len(bare) >= 6 and any(OSA.distance(bare, s) <= len(s) // 3 for s in _STATIONS)


def _gate_eo(texts: Sequence[str], digits: int) -> bool:
    if not 2 <= len(texts) <= 9 or digits < 3:
        return False
    orders = slots()["eo"].judge
    return any((f := orders(t.rstrip(":;.,-"))) is not None and f.value for t in texts[:4])


def _gate_copies(texts: Sequence[str], digits: int) -> bool:
    return digits >= 4 and ("COPIES:" in texts or "(TOTAL" in texts)


def _gate_codes(texts: Sequence[str], digits: int) -> bool:
    return len(texts) <= 6 and all(len(t) <= 10 for t in texts) and _has_code(texts)


_GATES: tuple[tuple[Callable[[Sequence[str], int], bool], tuple[str, ...]], ...] = (
    (_gate_dashes, ("dashes",)),
    (_gate_reception, ("reception",)),
    (_gate_dtg, ("dtg",)),
    (_gate_section, ("section", "single")),
    (_gate_items, ("items", "info", "action")),
    (_gate_address, ("from", "to", "info-address", "address")),
    (_gate_eo, ("eo",)),
    (_gate_copies, ("copies",)),
    (_gate_codes, ("codes",)),
)
"""Cheap signs that a line may have one of some forms, whatever became of its label."""


def _has_code(texts: Sequence[str]) -> bool:
    known = tables.load("exemptions").column("code")
    if any(t.rstrip(",.;:") in known for t in texts):
        return True
    if all(t.strip(",.;:").isdigit() for t in texts):
        return False  # 87: a number alone stands under the page line of older telegrams
    return all((f := judge_code(t)) is not None and f.cost <= 2.5 for t in texts)


@cache
def phrases() -> dict[str, str]:
    """The forms that are a printed phrase of some length, and nothing or little else."""
    texts = {
        name: " ".join(e.text for e in form.elements if not e.slot and not e.rest)
        for name, form in forms().items()
        if not any(e.slot for e in form.elements)
    }
    return {name: text for name, text in texts.items() if len(text) >= 10}


def _like_phrase(text: str) -> list[str]:
    """The printed phrase that a whole line resembles."""
    likely: list[tuple[float, str]] = []
    for name, phrase in phrases().items():
        head = text[: len(phrase) + 4]
        score = fuzz.ratio(head, phrase, score_cutoff=LIKE_PHRASE)
        if score:
            likely.append((score, name))
    return [max(likely)[1]] if likely else []


@lru_cache(maxsize=TOKENS)
def _labels_of(word: str) -> tuple[str, ...]:
    """The forms whose first printed word this may be."""
    if len(word) < 2:
        return ()
    return tuple(name for label, name in _labels() if label == word or _near(label, word))


def _near(label: str, word: str) -> bool:
    bare = word.strip(".,:;'\"‘’“”|~-_")
    if bare == label.rstrip(":"):
        return True
    if len(label) < 4:
        return False
    return OSA.distance(label, word) <= (1 if len(label) <= 5 else 2)


@cache
def _labels() -> tuple[tuple[str, str], ...]:
    return tuple(
        (form.elements[0].text.upper(), name)
        for name, form in forms().items()
        if form.elements[0].slot is None
    )


def _plausible(name: str, texts: Sequence[str]) -> bool:
    """Whether the body after a label can be what the label announces."""
    body = texts[1:]
    if name in ("info", "action", "origin"):
        broken = judge_item("".join(body[:2])) if len(body) > 1 else None  # EAP 12
        return any(_ITEMS.match(t) for t in body) or bool(broken and broken.value)
    if name == "info-address" or name in ("to", "from"):
        return 1 <= len(body) <= 8 and any(
            (f := slots()["address"].judge(t)) and f.value for t in body[:3]
        )
    if name == "tags":
        return 1 <= len(body)
    return True
