"""Comparing readings of one document, and releases of one cable.

From the ground up: `witness`, `seeds`, `alignment`, `collation`; `candidates`, `mending`,
`evidence`, `fusion`, `best_text`, `second_look`; `differences`, `withheld`; `comparison` (all of
them on one screen), `writers`.
"""
