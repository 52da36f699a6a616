"""One peer as a whole process: `python -m benchmarks.peers NAME < text > out`."""

import sys

from .registry import chosen

if __name__ == "__main__":
    (peer,) = chosen(sys.argv[1:2])
    text = sys.stdin.buffer.read().decode("utf-8")
    sys.stdout.buffer.write(peer.correct([text])[0].encode("utf-8"))
