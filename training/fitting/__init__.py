"""Fits the weights that ship in `wordlists/`: OCR confusions, marks, confidence."""
