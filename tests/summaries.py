"""The lines on standard error that sum up a check or a fix, told from those of trouble."""

import re

SUMMARY = re.compile(
    r"cablefix: (?:[\d,]+ (?:correction|suggestion|gap)s?\b.* in .*|to keep a word as it is: .*)"
)


def troubles(err):
    """The lines of standard error without the summary."""
    return [line for line in err.splitlines() if not SUMMARY.fullmatch(line)]
