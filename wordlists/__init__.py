"""The field's knowledge as data: see README.md in this folder."""
