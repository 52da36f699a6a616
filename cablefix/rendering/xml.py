"""Text as XML 1.0 has it: escaped, line ends kept, and what XML forbids set apart."""

from __future__ import annotations

from cablefix.late import late_regex

FORBIDDEN = late_regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML 1.0 document can hold, escaped or not."""

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}
_IN_TEXT = late_regex(r"[&<>\r]")
_IN_ATTRIBUTE = late_regex(r'[&<>"\r\n\t]')


def escape(text: str) -> str:
    r"""Text for the content of an element; a forbidden character as a TEI `g` that names it.

    >>> escape("A<B\r\n\x0c")
    'A&lt;B&#13;\n<g ref="#u000C">␌</g>'
    """
    escaped = _IN_TEXT.sub(lambda m: _ESCAPES[m[0]], text)
    return FORBIDDEN.sub(lambda m: f'<g ref="#u{ord(m[0]):04X}">{stand_in(m[0])}</g>', escaped)


def attributes(**values: str | float | None) -> str:
    """The attributes of a tag, with a blank before each; those that are None are left out.

    A trailing underscore is dropped and `xml_id` becomes `xml:id`.

    >>> attributes(type="a&b", xml_id="c1", n=None)
    ' type="a&amp;b" xml:id="c1"'
    """
    return "".join(
        f' {name.rstrip("_").replace("xml_", "xml:")}="{_in_attribute(str(value))}"'
        for name, value in values.items()
        if value is not None
    )


def _in_attribute(text: str) -> str:
    text = FORBIDDEN.sub(lambda m: stand_in(m[0]), text)
    return _IN_ATTRIBUTE.sub(lambda m: _ESCAPES.get(m[0]) or f"&#{ord(m[0])};", text)


def stand_in(char: str) -> str:
    """What is shown for a forbidden character: its control picture, or the replacement mark."""
    return chr(0x2400 + ord(char)) if ord(char) < 0x20 else "\ufffd"
