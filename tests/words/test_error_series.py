"""Commas that a whole page shows as full stops."""

from __future__ import annotations

import cablefix


def test_the_numbers_of_a_list_keep_their_full_stops() -> None:
    text = "\n".join(f"{i}." for i in range(1, 1500))
    assert cablefix.clean(text).corrections == ()
