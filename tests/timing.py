"""Time that a piece of code takes, for tests of how it grows."""

import gc
import time


def least_seconds(run, times=2):
    """The least processor time of a few runs, in seconds.

    Without the garbage collector: what it goes through is all that the tests before have left.
    """
    gc.collect()
    gc.disable()
    try:
        return min(_seconds(run) for _ in range(times))
    finally:
        gc.enable()


def _seconds(run):
    start = time.process_time()
    run()
    return time.process_time() - start
