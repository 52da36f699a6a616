"""From characters to labelled lines, pages and paragraphs."""
