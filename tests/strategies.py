"""Texts for the laws: anything at all, and things that look like cables."""

from hypothesis import strategies as st

anything = st.text(alphabet=st.characters(), max_size=200)
"""Any str: NUL, lone surrogates, astral characters, every line end."""

_words = st.sampled_from(
    [
        "THE", "TRE", "MODIS", "NODIS", "AGNESTY", "AMNESTY", "MFN", "MFWM", "SAID.", "13790",
        "[REDACTED]", "PROLIFERTION", "CASEOF", "U/S", "LIU", "HUAQIU", "HUADU", ",", "|", "~~X~~",
        "\u0661", "pro", "liferation", "rn", "I0", "0F", "--", '"THE', "END", "SUMMARY.",
    ]
)  # fmt: skip

_lines = st.one_of(
    st.lists(_words, max_size=9).map(" ".join),
    st.builds(
        "PAGE {:02d} OF 04 BEIJIN 13{}90 {:02d} OF 03 13{}559Z C1{}/11 02521{} {}".format,
        st.integers(1, 4),
        st.sampled_from("789"),
        st.integers(1, 3),
        st.sampled_from("0089"),
        st.sampled_from("01O"),
        st.sampled_from("3S8"),
        st.sampled_from(["NOD388", "MOD388", "NODS88", "NOD3B8"]),
    ),
    st.builds("{}. {}".format, st.integers(1, 40), st.lists(_words, max_size=6).map(" ".join)),
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
