"""Reads a text as a cable: lines by their forms, then pages, sections and paragraphs."""
