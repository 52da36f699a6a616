"""A result as a notebook shows it: the page of the report, in a frame of its own.

The frame keeps the styles and the script of the page apart from those of the notebook. The page
loads nothing, and cannot reach what is around it.
"""

from __future__ import annotations

from html import escape

from cablefix.findings import Findings
from cablefix.rendering.html import write_html

LARGEST = 200_000
"""Code points of the longest text whose page is shown: a notebook keeps every page it shows."""

STYLE = "width: 100%; height: 42em; border: 1px solid #8888"


def embed(result: Findings) -> str:
    """The page of a result as an element of another page; of a very long text, a line instead.

    >>> import cablefix
    >>> embed(cablefix.clean("NODIS")).startswith('<iframe sandbox="allow-scripts allow-downloads"')
    True
    """
    named = escape(repr(result))
    if len(result.original) > LARGEST:
        return (
            f"<p>{named}: too long to be shown here. Write it to a file, and open that: "
            '<code>path.write_text(result.render("html"), encoding="utf-8")</code></p>'
        )
    page = write_html(result, result.cable.mrn or "text")
    return (
        f'<iframe sandbox="allow-scripts allow-downloads" title="{named}" style="{STYLE}" '
        f'srcdoc="{escape(page)}"></iframe>'
    )
