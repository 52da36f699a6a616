"""Inner loops over arrays: compiled where a compiler was at hand, else in Python and numpy.

They know nothing of cables. `CABLEFIX_KERNEL=python` or `compiled` asks for one of the two.
"""
