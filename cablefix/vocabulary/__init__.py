"""What the field knows: wordlists, candidate index, language model, OCR confusions."""
