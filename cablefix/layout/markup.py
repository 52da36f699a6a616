"""Reads through the mark-up that reading machines write: Markdown and HTML.

Each mark is read as blanks of its width, so that all offsets stay. The mark-up itself stays in the
text: what would change any of it is not proposed.
"""

from __future__ import annotations

import re

from cablefix.late import late_regex

_SIGNS = late_regex(r"\*\*[^*\n]{1,200}\*\*|<br ?/?>|^```|^#{1,6} +\S|^\|.*\|[ \t]*$", re.M | re.I)
"""What only mark-up has: words between double stars, line breaks, fences, headings, tables."""

_LIKELY = 2
"""Signs of it from which on a text is marked up."""

_MARKS = late_regex(
    r"\*\*|</?(?:br|b|i|u|p|div|span|strong|em|h[1-6]|table|tr|td|th|tbody|thead|hr|pre|code)\b[^<>\n]{0,80}>"
    r"|^```\w{0,12}|^#{1,6}(?= )|^[ \t]*\|(?:[ \t]*:?-{3,}:?[ \t]*\|)+[ \t]*$",
    re.M | re.I,
)
_ROW = late_regex(r"^[ \t]*\|.*\|[ \t]*$", re.M)


def blank_markup(text: str) -> str:
    """The same text with blanks for its mark-up, if it has any.

    >>> blank_markup("**FM** BONN<br>\\n**TO** LIMA<br>")
    '  FM   BONN    \\n  TO   LIMA    '
    """
    if sum(1 for _ in _SIGNS.finditer(text)) < _LIKELY:
        return text
    bare = _MARKS.sub(lambda m: " " * len(m[0]), text)
    return _ROW.sub(lambda m: m[0].replace("|", " "), bare)
