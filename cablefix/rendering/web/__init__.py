"""The parts of the HTML pages: rows of text, the strip, the index, and their style and script."""
