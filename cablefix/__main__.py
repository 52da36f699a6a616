"""`python -m cablefix`."""

from cablefix.cli import start

start()
