"""Text as the vocabulary sees it: folded to capitals, cut into words, marks and number shapes."""

from __future__ import annotations

import unicodedata

from cablefix.late import late_regex

_MARKS = str.maketrans(
    {
        "‘": "'", "’": "'", "‛": "'", "′": "'", "`": "'", "´": "'",
        "“": '"', "”": '"', "„": '"', "″": '"', "«": '"', "»": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "−": "-", "―": "—",
        "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u00ad": "-",
    }
)  # fmt: skip

TOKEN = late_regex(
    r"(?:[A-Z]\.){2,}"  # U.S., E.O.
    r"|[A-Z]+(?:'[A-Z]+)*"  # words, with apostrophes inside
    r"|[0-9]+(?:[.,][0-9]+)*(?:ST|ND|RD|TH)?"  # numbers, ordinals
    r"|--+|\.\.+"
    r"|[^\sA-Z0-9]"
)
"""Cuts folded text into tokens; every non-blank character belongs to exactly one."""


def fold(text: str) -> str:
    """Capitals, plain quotes and hyphens, no accents: the form in which words are looked up.

    One code point stays one code point, so that offsets hold.

    >>> fold("Mr. Šík said: “naïve” — twice")
    'MR. SIK SAID: "NAIVE" — TWICE'
    """
    if text.isascii():
        return text.replace("`", "'").upper()  # the only mark below that is plain ASCII
    upper = text.translate(_MARKS)
    if upper.isascii():
        return upper.upper()
    return "".join(c.upper() if c.isascii() else _fold_char(c) for c in upper)


def _fold_char(char: str) -> str:
    base = unicodedata.normalize("NFKD", char)[0].upper()
    return base if len(base) == 1 and base.isascii() and base.isalpha() else char


_OPENING_QUOTE = late_regex(r"(?<![^\s(\[/—-])[\"'](?=\S)")
_SPACED_HYPHEN = late_regex(r"(?<!\S)-(?!\S)")


def show_roles(folded: str) -> str:
    """Tell opening quotes and spaced hyphens from the rest, which the language model needs.

    One code point stays one code point.

    >>> show_roles('HE SAID "NO" - IN NON-AGGRESSION')
    'HE SAID “NO" — IN NON-AGGRESSION'
    """
    if '"' in folded or "'" in folded:
        folded = _OPENING_QUOTE.sub("“", folded)
    return _SPACED_HYPHEN.sub("—", folded) if "-" in folded else folded


def shape(token: str) -> str:
    """The form of a folded token that the language model counts: numbers become their shape.

    >>> [shape(t) for t in ("ATTN", "7", "1991", "1,250", "3.5", "25TH", "--")]
    ['ATTN', '#', '####', '#,#', '#.#', '#TH', '—']
    """
    first = token[0]
    if first.isalpha():
        return token
    if first == "-" and len(token) > 1:
        return "—"
    if first == ".":
        return "." if len(token) == 1 else "…"
    if not first.isdigit():
        return token
    if token[-1].isalpha():
        return "#TH"
    if "," in token:
        return "#,#"
    if "." in token:
        return "#.#"
    return "#" * min(len(token), 5)


def tokenise(folded: str) -> list[str]:
    """The tokens of folded text, in order.

    >>> tokenise("U.S. NON-PROLIFERATION, 13790")
    ['U.S.', 'NON', '-', 'PROLIFERATION', ',', '13790']
    """
    return TOKEN.findall(folded)
