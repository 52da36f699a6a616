"""Texts for the laws: anything at all, and things that look like cables."""

import re

from hypothesis import strategies as st
from letters import KNOWN

from cablefix import CleanResult, Correction, Exemption, Extent, Gap, Provenance
from cablefix.cable import Cable
from cablefix.findings import digest

anything = st.text(alphabet=st.characters(), max_size=200)
"""Any str: NUL, lone surrogates, astral characters, every line end."""

_words = st.sampled_from(
    [
        "THE", "TRE", "MODIS", "NODIS", "AGNESTY", "AMNESTY", "MFN", "MFWM", "SAID.", "13790",
        "[REDACTED]", "PROLIFERTION", "CASEOF", "U/S", "LIU", "HUAQIU", "HUADU", ",", "|", "~~X~~",
        "\u0661", "pro", "liferation", "rn", "I0", "0F", "--", '"THE', "END", "SUMMARY.",
    ]
)  # fmt: skip

_odd = st.sampled_from(KNOWN)
"""Letters, marks and numbers of other scripts, or with another capital than one."""

_odd_words = st.builds(
    lambda word, char, at: word[: at % (len(word) + 1)] + char + word[at % len(word) + 1 :],
    _words, _odd, st.integers(0, 12),
)  # fmt: skip
"""Words of cables with such a letter in them, or put in the place of one."""

_lines = st.one_of(
    st.lists(_words, max_size=9).map(" ".join),
    st.lists(_words | _odd_words, max_size=9).map(" ".join),
    st.builds(
        "PAGE {:02d} OF 04 BEIJIN 13{}90 {:02d} OF 03 13{}559Z C1{}/11 02521{} {}".format,
        st.integers(1, 4),
        st.sampled_from("789"),
        st.integers(1, 3),
        st.sampled_from("0089³٣"),
        st.sampled_from("01Oº"),
        st.sampled_from("3S8ß"),
        st.sampled_from(["NOD388", "MOD388", "NODS88", "NOD3B8"]),
    ),
    st.builds("{}. {}".format, st.integers(1, 40), st.lists(_words, max_size=6).map(" ".join)),
    st.builds(
        "{0}. ({1}) INFO L{0}G-0{1} /00{0}W E.O. 1235{1}: TAGS: PRE{0}, {1}ARM".format, _odd, _odd
    ),
    st.sampled_from(
        [
            "ACTION MODS-00", "ACTION NODS-00", "INFO LOG-00 ADS-00 /000W",
            "INFO LOG-88 ADS-88 /888W", "-----652F7C 130559Z /38", "0 130535Z MAY 91 ZFF6",
            "O 130535Z MAY 91", "FM AMEMBASSY BEIJING", "TO SECSTATE WASHDC IMMEDIATE 5882",
            "ION 01 OF 03 BEIJING 13790", "SECTION 02 OF 03 BEIJING 13790", "MODIS", "NODIS",
            "E.O. 12356: DECL: OADR", "TAGS: PREL, PARM, MNUG, CH", "TAGS: PREL, PARM, MNUC, CH",
            "UNCLASSIFIED", "INCOMING", "", "SUBJECT: U/S KIMMITT", "\f",
        ]
    ),
)  # fmt: skip

cables = st.tuples(
    st.lists(_lines, max_size=25), st.sampled_from(["\n", "\r\n", "\n\n", "\r"])
).map(lambda t: t[1].join(t[0]))
"""Shuffled lines of a cable with slips in them."""

texts = st.one_of(anything, cables)


@st.composite
def _results(draw: st.DrawFn) -> CleanResult:
    text = draw(anything.filter(lambda t: not _PAIR.search(t)))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=10)))
    found: list[Correction] = []
    for start, end in zip(edges[::2], edges[1::2], strict=False):
        replacement = draw(_replacements.filter(lambda r, now=text[start:end]: r != now))
        found.append(
            Correction(
                start,
                end,
                text[start:end],
                replacement,
                kind=draw(_slugs),
                rule=draw(_slugs),
                confidence=draw(st.floats(0, 1)),
                why=draw(_replacements),
            )
        )
    corrections = tuple(c for c in found if c.confidence >= 0.5)
    suggestions = tuple(c for c in found if c.confidence < 0.5)
    gaps = sorted(draw(st.lists(_gaps(len(text)), max_size=3)), key=lambda g: (g.start, g.end))
    return CleanResult(
        text, corrections, suggestions, tuple(gaps), (Cable("prose", 0, len(text)),),
        Provenance("0", "0", digest(text)),
    )  # fmt: skip


def _gaps(length: int) -> st.SearchStrategy[Gap]:
    return st.builds(
        lambda span, *rest: Gap(rest[0], *sorted(span), *rest[1:]),
        st.tuples(st.integers(0, length), st.integers(0, length)),
        _slugs, st.floats(0, 1), _replacements,
        st.lists(st.integers(1, 99), max_size=4, unique=True).map(lambda n: tuple(sorted(n))),
        st.none() | st.integers(1, 20), st.none() | st.integers(1, 20),
        st.none() | st.builds(Extent, st.sampled_from([0.5, 1.0, 12.0]),
                              st.sampled_from(["line", "page"]), st.booleans()),
        st.lists(st.builds(Exemption, st.sampled_from(["B1", "1.4(D)"]),
                           st.sampled_from(["FOIA", "executive order"]),
                           st.sampled_from(["document", "here"])), max_size=2).map(tuple),
    )  # fmt: skip


_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
"""Two halves of one character side by side: JSON has no way to tell them from the whole."""

_slugs = st.from_regex(r"[a-z]+(?:-[a-z]+)?", fullmatch=True)
_replacements = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.text("{}\\->?:gap \r\n[]<&", max_size=12),
)

results = _results()
"""Results with findings and gaps anywhere, whatever cablefix itself would find."""
