"""The document model: what kind of document a text is, its pages in order, its cables."""
