"""What is wrong with a file of pages."""

from __future__ import annotations


class PagesError(ValueError):
    """A file of pages that cannot be read or written; the message is one line, with what to do."""
