"""Makes any text safe and honest in HTML: nothing acts as markup, nothing works unseen."""

from __future__ import annotations

import base64
import hashlib
import json
import unicodedata
from typing import Any

_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories of controls, bidi and other format characters, lone surrogates, separators."""


class _Visible(dict[int, str]):
    """A table for `str.translate` that finds out about each character once."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in _MARKUP:
            shown = _MARKUP[char]
        elif char not in "\t\n" and unicodedata.category(char) in _UNSEEN:
            shown = f'<span class="unseen">U+{code:04X}</span>'
        else:
            shown = char
        self[code] = shown
        return shown


_VISIBLE = _Visible()


def visible(text: str) -> str:
    """HTML that shows `text` as it is: markup escaped, controls that would act unseen named.

    >>> visible("<b> & \\u202eevil")
    '&lt;b&gt; &amp; <span class="unseen">U+202E</span>evil'
    """
    return text.translate(_VISIBLE)


def plain(text: str) -> str:
    """`text` for an attribute or a title, where no element can stand.

    >>> plain('a "b" \\x00')
    'a &quot;b&quot; ⟨U+0000⟩'
    """
    return visible(text).replace('<span class="unseen">', "⟨").replace("</span>", "⟩")


def as_data(data: Any) -> str:
    """JSON that can stand in a `<script type="application/json">` whatever strings it holds.

    >>> as_data(["</script>"])
    '["\\\\u003c/script\\\\u003e"]'
    """
    packed = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    return packed.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def fingerprint(code: str) -> str:
    """The source expression of a content security policy that allows exactly this code."""
    digest = hashlib.sha256(code.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
