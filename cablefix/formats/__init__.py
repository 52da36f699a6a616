"""OCR formats with the places of their words: hOCR and others, read, and written byte for byte.

A floor above the corrector: it reads a file as a text and its words, and puts the corrections of a
result back into the file by splicing, so that nothing else in it changes.
"""
