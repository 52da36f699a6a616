"""The code lists and names that cables are composed from, read from the sources folder."""

import csv
import functools
import re
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

HERE = Path(__file__).parent


@frozen
class Post:
    """A post and its six-character form in page headers."""

    name: str
    six: str


@frozen
class Lists:
    """Everything the composer needs to know that is not grammar."""

    posts: tuple[Post, ...]
    addressees: tuple[str, ...]
    offices: tuple[str, ...]
    symbols: tuple[str, ...]
    subject_tags: tuple[str, ...]
    country_tags: dict[str, str]
    country_of_capital: dict[str, str]
    captions: tuple[str, ...]
    precedence: dict[str, str]
    signals: tuple[str, ...]
    eo_lines: tuple[str, ...]
    review_footers: tuple[str, ...]
    surnames: tuple[str, ...]
    forenames: tuple[str, ...]
    phrases: dict[str, tuple[str, ...]]

    def post(self, name: str) -> Post | None:
        """The post of that name, if there is one."""
        return self._by_name.get(name)

    @functools.cached_property
    def _by_name(self) -> dict[str, Post]:
        return {post.name: post for post in self.posts}


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a TSV file whose comment lines start with `# `."""
    with path.open(encoding="utf-8") as lines:
        kept = (line for line in lines if not line.startswith("# "))
        for row in csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield {key: value or "" for key, value in row.items() if key}


def read_phrases(path: Path = HERE / "phrases.tsv") -> dict[str, tuple[str, ...]]:
    """Kind -> wordings, in file order."""
    found: dict[str, list[str]] = {}
    for row in rows(path):
        found.setdefault(row["kind"], []).append(row["text"])
    return {kind: tuple(texts) for kind, texts in found.items()}


def read_splits(path: Path = HERE / "splits.tsv") -> dict[str, str]:
    """Volume -> split."""
    return {row["volume"]: row["split"] for row in rows(path)}


def _names(path: Path, least: int) -> tuple[str, ...]:
    plain = re.compile(r"[A-Z][a-z]+")
    return tuple(
        row["name"]
        for row in rows(path)
        if int(row["count"]) >= least and len(row["name"]) > 3 and plain.fullmatch(row["name"])
    )


def _posts(vocab: Path, names: Path) -> tuple[Post, ...]:
    """The posts that are towns: the list has agencies and slips as well."""
    towns = {row["place"] for row in rows(names / "frus_dateline_places.tsv")}
    towns |= {row["name"] for row in rows(names / "cities.tsv")}
    towns |= {row["capital"] for row in rows(names / "countries.tsv")}
    known = {town.upper().replace("-", " ") for town in towns}
    stations = [row["station"] for row in rows(vocab / "posts.tsv")]
    return tuple(Post(name, name[:6].strip()) for name in stations if name in known)


@functools.cache
def read_lists(sources: Path) -> Lists:
    """Read every list once."""
    vocab, names = sources / "vocab", sources / "names"
    marks = list(rows(vocab / "captions_and_prosigns.tsv"))
    codes = list(rows(vocab / "foia_codes_and_stamps.tsv"))
    office = re.compile(r"[A-Z]{1,4}(/[A-Z]{1,4})?")
    political = re.compile(r"Political|Military|Economic|Social")
    symbols = dict.fromkeys(row["symbol"] for row in rows(vocab / "office_symbols.tsv"))
    return Lists(
        posts=_posts(vocab, names),
        addressees=tuple(
            row["addressee"]
            for row in rows(vocab / "addressees.tsv")
            if int(row["count"]) >= 3 and "SECSTATE" not in row["addressee"]
        ),
        offices=tuple(
            row["code"]
            for row in rows(vocab / "distribution_office_codes.tsv")
            if row["basis"] == "h" and len(row["code"]) > 1
        ),
        symbols=tuple(name for name in symbols if "/" in name and office.fullmatch(name)),
        subject_tags=tuple(
            row["code"]
            for row in rows(vocab / "tags_subject.tsv")
            if political.search(row["field"]) and len(row["code"]) == 4
        ),
        country_tags={row["name"]: row["code"] for row in rows(vocab / "tags_geographic.tsv")},
        country_of_capital={
            row["capital"].upper(): row["name"] for row in rows(names / "countries.tsv")
        },
        captions=tuple(row["code"] for row in marks if row["kind"] == "caption"),
        precedence={
            row["note"]: row["code"]
            for row in marks
            if row["kind"] == "precedence" and len(row["note"]) == 1
        },
        signals=tuple(row["code"] for row in marks if row["kind"] == "operating signal"),
        eo_lines=tuple(row["example"] for row in rows(vocab / "eo_lines.tsv")),
        review_footers=tuple(row["text"] for row in codes if "AAD page footer" in row["kind"]),
        surnames=_names(names / "surnames.tsv", 8),
        forenames=_names(names / "forenames.tsv", 12),
        phrases=read_phrases(),
    )
