"""Rebuilds `wordlists/` from a folder of sources: `make wordlists SOURCES=folder`."""
