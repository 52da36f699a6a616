"""How long a corpus takes: measured here, and by a simulation for many cores."""
