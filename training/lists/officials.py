"""The list of officials: who held which office where, and when."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from cablefix.language.tables import parse
from cablefix.language.tokens import fold
from training.lists.sources import read_table

Row = tuple[str, ...]

EARLIEST = 1945
"""Offices that ended before are of no use for telegrams of the period."""

UNDATED = 2
"""Years that an office is taken to have been held where its end is not known."""

COLUMNS = ("surname", "forenames", "office", "post", "from", "to")

_NAME = re.compile(r"[A-Z]+(?:['-][A-Z]+)*(?: [A-Z]+(?:['-][A-Z]+)*)*")


def officials(names: Path, wordlists: Path) -> list[Row]:
    """The rows of the list, from the principal officers and chiefs of mission of the Historian."""
    seats = _seats(names, wordlists)
    rows: list[Row] = []
    for r in read_table(names / "us_chiefs_of_mission.tsv"):
        surname = fold(r["surname"])
        since = r["start"] or r["end"]
        until = r["end"] or (str(int(since) + UNDATED) if since else "")
        if not since or int(until) < EARLIEST or not _NAME.fullmatch(surname):
            continue
        for post in _posts_of(seats, r["place"], int(since), int(until)):
            rows.append((surname, fold(r["forename"]), r["role"], post, since, until))
    return rows


def _seats(names: Path, wordlists: Path) -> dict[str, list[tuple[str, int, int]]]:
    """The seats of each mission with their years, by the name that the Historian gives a place."""
    text = (wordlists / "mission_seats.tsv").read_text(encoding="utf-8")
    found: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for place, post, since, until in parse("mission_seats", text).rows:
        found[place].append((post, int(since or 0), int(until or 9999)))
    for r in read_table(names / "countries.tsv"):
        place = re.sub(r"[^a-z]+", "-", fold(r["name"]).lower()).strip("-")
        if r["capital"] and place not in found:
            found[place] = [(fold(r["capital"]), 0, 9999)]
    return found


def _posts_of(
    seats: dict[str, list[tuple[str, int, int]]], place: str, since: int, until: int
) -> Iterator[str]:
    """The seats of a mission in some years; an empty one where it has none."""
    if place not in seats:
        yield ""
        return
    for post, opened, closed in seats[place]:
        if opened <= until and since <= closed:
            yield post
