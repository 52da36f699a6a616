"""The version of cablefix, in one place: setup.cfg reads it from here."""

VERSION = "0.2.0"
