"""What the kernel takes and gives: runs of tokens, and lattices of them."""

from __future__ import annotations

from collections.abc import Sequence

Run = tuple[tuple[int, ...], tuple[int, ...]]
"""Two tokens of context, and the tokens to score after them."""

Option = tuple[tuple[int, ...], float, int]
"""One way to read a place: its tokens, its own cost, how many places it takes."""

Lattice = tuple[tuple[int, ...], Sequence[Sequence[Option]], tuple[int, ...]]
"""Two tokens of context, the options at each place, and the tokens behind the last."""
