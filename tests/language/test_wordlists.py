"""Every row of every wordlist: in order, once, of the right letters, and no known slip."""

import hashlib
import re
from importlib import resources
from itertools import pairwise
from pathlib import Path

import pytest

from cablefix.language import tables
from cablefix.language.lexicon import lexicon
from cablefix.language.tables import Table, parse
from cablefix.language.tokens import fold, tokenise
from cablefix.layout.field_types import slots

FOLDER = Path(str(tables.folder()))
NAMES = sorted(path.stem for path in FOLDER.glob("*.tsv"))
MADE = ("distribution", "forenames", "offices", "officials", "places", "posts", "slips",
        "surnames", "tags", "terms", "words")  # fmt: skip

KEYS = {
    "amendments": ("list", "action", "row"),
    "confusions": ("meant", "read"),
    "confusions_seen": ("meant", "read"),
    "figures_shift": ("figure", "letter"),
    "family_signs": ("family", "label", "field", "shape"),
    "latin_letters": ("language", "letter", "latin"),
    "letter_figures": ("figure", "letter"),
    "marks_read": ("place", "meant", "read"),
    "marks_read_typed": ("place", "meant", "read"),
    "confusions_typed": ("meant", "read"),
    "mission_seats": ("place", "post", "from"),
    "officer_titles": ("title", "office", "symbol"),
    "officials": ("surname", "forenames", "office", "post", "from", "to"),
    "order": ("after", "expected"),
    "variants": ("newer", "older"),
}
"""The columns that tell rows apart, where it is not the first alone."""

WORD = r"[A-Z]+(?:'[A-Z]+)*|(?:[A-Z]\.){2,}"
LETTERS = {
    "archaic_words": r"-?'?[A-Z]+",
    "address_words": r"[A-Z]+",
    "classifications": r"[A-Z ]+",
    "distribution": r"[A-Z]+",
    "eo_orders": r"1[0-9]{4}",
    "eo_words": r"[A-Z0-9/-]+[,:]?",
    "exemptions": r"[AB][1-9](?:\([A-F]\))?|(?:\([A-Z1-9]\))+|1\.[45]\([A-H]\)|25X[1-9]|"
    r"3\.[34]\([BH]\)\([1-9]\)|3\.5\(C\)|6\.2\([A-D]\)|50X[1-9]-[A-Z]{3}|"
    r"\d{1,2}(?:\([a-gA-D1-5]\))+",
    "forenames": WORD,
    "letter_signs": r"[^\w\s]",
    "marks": r"[A-Z ]+",
    "months": r"[A-Z]{3}",
    "offices": r"[A-Z]{1,5}(?:/[A-Z]{1,5})+",
    "officer_titles": r"[A-Z]+(?:[ /][A-Z]+)*",
    "officials": r"[A-Z]+(?:['-][A-Z]+)*(?: [A-Z]+(?:['-][A-Z]+)*)*",
    "places": r"[A-Z][A-Z .'/-]+",
    "portion_marks": r"\([A-Z]+\)",
    "later_posts": r"[A-Z]+(?: [A-Z]+)*",
    "later_tags": r"[A-Z]{2,4}",
    "office_years": r"[A-Z]+",
    "posts": r"[A-Z]+(?: [A-Z]+)*",
    "precedence": r"[OPRZ]",
    "signals": r"Z[A-Z]{2}[1-9]?",
    "slips": r"[A-Z]+(?:[ '][A-Z]+)*",
    "surnames": WORD,
    "tags": r"[A-Z]{2,8}|[A-Z]{1,4}-[A-Z0-9]{2,6}",
    "teleprinter": r"[^\w\s]",
    "terms": WORD,
    "words": WORD,
}
"""What the first cell of a row is made of."""


def misplaced(table: Table) -> list[str]:
    """Rows that are not after the one before them."""
    keys = [table.columns.index(c) for c in KEYS.get(table.name, table.columns[:1])]
    order = [tuple(row[i] for i in keys) for row in table.rows]
    return [str(b) for a, b in pairwise(order) if not a < b]


def misspelt(table: Table) -> list[str]:
    """First cells with other letters than the list may have."""
    pattern = re.compile(LETTERS.get(table.name, r"\S.*"))
    return [row[0] for row in table.rows if not pattern.fullmatch(row[0]) and row[0].strip()]


def known_slips(table: Table, slips: Table) -> list[str]:
    """Entries that a list of slips gives as wrong."""
    wrong = set(slips.column("slip"))
    return [row[0] for row in table.rows if row[0] in wrong]


def unknown_rights(slips: Table, known: set[str] | dict[str, int]) -> list[str]:
    """Right sides that are no words, or that are slips themselves: a circle."""
    wrong = set(slips.column("slip"))
    return [
        right
        for right in slips.column("right")
        if right in wrong or not all(t in known for t in tokenise(right))
    ]


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_in_order_and_there_once(name):
    assert misplaced(tables.load(name)) == []


@pytest.mark.parametrize("name", sorted(LETTERS))
def test_entries_have_the_right_letters(name):
    assert misspelt(tables.load(name)) == []


@pytest.mark.parametrize("name", [n for n in MADE if n != "slips"])
def test_no_entry_is_a_known_slip(name):
    assert known_slips(tables.load(name), tables.load("slips")) == []


def test_the_right_side_of_every_slip_is_known_and_there_are_no_circles():
    assert unknown_rights(tables.load("slips"), lexicon().ids) == []


def test_no_slip_is_plain_english():
    file = resources.files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    english = {fold(line.split()[0]) for line in file.read_text("utf-8-sig").splitlines()}
    slips = tables.load("slips").column("slip")
    assert [s for s in slips if s in english and len(s) >= 4] == []
    assert "STATES" in english  # it once was in the station table as a slip of STATE


@pytest.mark.parametrize("word", ["AMEMDASSY", "AMEMSASSY", "MODIS"])
def test_known_garbles_are_no_words(word):
    assert word not in lexicon()


OF_THE_TRADE = """STATES KIEV JIDDA PEKING MFN VFM SEPTEL REFTEL NOTAL DEPTEL DEMARCHE EMBTEL FAVOUR
HONOUR DEFENCE PROGRAMME NEGOTS RPTD NIACT AMEMBASSY SECSTATE OADR UNCLAS"""


@pytest.mark.parametrize("word", OF_THE_TRADE.split())
def test_spellings_of_the_time_and_of_the_trade_are_words(word):
    assert word in lexicon()


@pytest.mark.parametrize("name", ["confusions", "confusions_seen"])
def test_no_confusion_is_of_a_thing_with_itself(name):
    table = tables.load(name)
    same = zip(table.column("meant"), table.column("read"), strict=True)
    assert [pair for pair in same if pair[0] == pair[1]] == []


def test_signs_have_known_roles():
    for sign, roles, letters, _ in tables.load("letter_signs").rows:
        assert roles.split(), sign
        assert not letters or (letters.isalpha() and letters.isupper()), sign
        assert set(roles.split()) <= {"edge", "foreign", "inside", "unprinted", "wide"}, sign


@pytest.mark.parametrize("pair", [("O", "0"), ("1", "l"), ("Z", "2"), ("0", "8")])
def test_the_usual_confusions_are_there(pair):
    known = {
        row[:2] for name in ("confusions", "confusions_seen") for row in tables.load(name).rows
    }
    assert pair in known
    assert any(len(meant) + len(read) >= 3 for meant, read in known)  # m read as in


def test_the_short_form_of_a_post_is_its_first_six_characters():
    table = tables.load("posts")
    assert [row for row in table.rows if row[1] != row[0][:6].strip()] == []


def test_all_classifications_are_spaced_by_rule():
    table = tables.load("classifications")
    for word, spaced in table.pairs("classification", "spaced").items():
        assert spaced in ("", "  ".join(" ".join(part) for part in word.split(" ")))


def test_forms_name_only_known_fields_and_fields_only_known_lists():
    for name, pattern in tables.load("forms").rows:
        assert [s for s in re.findall(r"\{(\w+,?)\}", pattern) if s not in slots()] == [], name
    for name, shape, *_ in tables.load("slots").rows:
        if shape.startswith("list:"):
            for one in shape[5:].split("+"):
                table, _, columns = one.partition(".")
                assert set(columns.split(",")) <= set(tables.load(table).columns), name


def test_lists_to_look_in_have_the_columns_named():
    for name, keys, _ in tables.load("lists").rows:
        assert set(keys.split(",")) <= set(tables.load(name).columns), name


def test_excisions_are_words_that_stand_at_a_known_place():
    for sign, words, place, _ in tables.load("excisions").rows:
        assert re.fullmatch("[A-Z ]+", words), sign
        places = ("any", "start", "whole", "line", "token", "capital", "margin", "pages", "sheet")
        assert place in places, sign


def test_amendments_have_a_reason_and_took_effect():
    for name, action, row, reason in tables.load("amendments").rows:
        assert name in MADE
        assert action in ("add", "drop")
        assert len(reason) > 3
        first = row.split("|")[0]
        assert (first in tables.load(name).column(tables.load(name).columns[0])) == (
            action == "add"
        ), row


@pytest.mark.parametrize("name", NAMES)
def test_every_list_states_source_licence_and_date(name):
    head = [x for x in (FOLDER / f"{name}.tsv").read_text("utf-8").split("\n") if x[:1] == "#"]
    assert not head[0].startswith(("# source", "# licence", "# date"))
    for what in ("source: .{4,}", "licence: .{4,}", r"date: 20\d\d-\d\d-\d\d"):
        assert any(re.fullmatch(f"# {what}", line) for line in head), what


@pytest.mark.parametrize("name", NAMES)
def test_every_list_is_used(name):
    package = Path(tables.__file__).parents[1]
    code = [*package.rglob("*.py"), *(package.parent / "training").rglob("*.py")]
    named = f'"{name}"', f"{name}.tsv"
    in_code = any(n in p.read_text("utf-8") for p in code for n in named)
    assert (
        in_code
        or name in tables.load("lists").column("list")
        or any(shape.startswith(f"list:{name}.") for shape in tables.load("slots").column("shape"))
    )


def test_the_readme_tells_of_every_file():
    told = (FOLDER / "README.md").read_text("utf-8")
    names = set(re.findall(r"`([\w*]+\.(?:tsv|npy))`", told))
    for path in FOLDER.iterdir():
        if path.suffix in (".tsv", ".npy"):
            group = f"{path.name.split('_')[0]}_*{path.suffix}"
            assert path.name in names or group in names, path.name
    for name in names:
        assert list(FOLDER.glob(name)), f"{name} is told of and not there"


def test_what_is_made_is_as_it_was_made():
    """A made list that was edited by hand would be lost with the next build."""
    sums = [line.split("  ") for line in (FOLDER / "SHA256SUMS").read_text("utf-8").splitlines()]
    for digest, name in sums:
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest, name
    assert {f"{name}.tsv" for name in MADE} <= {name for _, name in sums}


PLANTED = parse("posts", "post\tshort\nBONN\tBONN\nBONN\tBONN\nAMEMDASSY\tAMEMDA\nPéra\tPERA")
SLIPS = parse("slips", "slip\tright\nAMEMDASSY\tAMEMBASSY\nBONM\tBOMN\nBOMN\tBONN")


def test_the_checks_find_planted_faults():
    assert misplaced(PLANTED) == ["('BONN',)", "('AMEMDASSY',)"]
    assert misspelt(PLANTED) == ["Péra"]
    assert known_slips(PLANTED, SLIPS) == ["AMEMDASSY"]
    assert unknown_rights(SLIPS, {"AMEMBASSY", "BONN"}) == ["BOMN"]
