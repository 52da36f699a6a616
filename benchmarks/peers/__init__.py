"""The programs that cablefix is measured against, each by its best documented use.

One file each; `registry.PEERS` shows them all. `python -m benchmarks.peers NAME < text > out`
runs one as a whole process.
"""
