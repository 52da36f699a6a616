"""Whether cablefix leaves alone what is not English, or what nobody can read."""
