"""How much is remembered of what was asked before: the bounds of all caches that go by text.

What is asked of every text anew has no end, so that a cache without a bound grows for as long as a
process lives; and there are so many caches that the bounds together are what a process comes to
hold. They are as wide as one large and badly damaged text needs, since the next one has words of
its own.
"""

READINGS = 1 << 15
"""Entries of what is asked of all that may have been printed. A rendered cable of 1,400 words at
heavy damage (L3) has 23,000 readings, one of 1,100 at light damage 2,000."""

TOKENS = 1 << 12
"""Entries of what is asked of all that stands there. The same cable has 1,100 different tokens."""

JUDGED = 1 << 10
"""Entries of what each of the slots and words of forms is asked of tokens; there are some seventy,
and only the tokens of a head are asked of most."""

FOLDERS = 1 << 10
"""Entries of what is found for a folder: its settings, the decisions beside them."""
