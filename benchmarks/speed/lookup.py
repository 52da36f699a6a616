"""`python -m benchmarks.speed.lookup`: near words, beside symspellpy over the same vocabulary.

Words of the vocabulary are garbled by one to three edits at random; those that come out unknown
are looked up at distance 2 with all candidates, by symspellpy one by one (it knows no other way),
by the stored index one by one and many at once. The candidates must be the same.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable

from symspellpy import SymSpell, Verbosity

from cablefix.language.candidate_index import FURTHEST, MOST_WORDS, PREFIX, Near, index
from cablefix.language.lexicon import lexicon

WORDS = 2000
BATCH = 200
ROUNDS = 3
SEED = 5882


def unknown_words(count: int, seed: int) -> list[str]:
    """Garbled words of the vocabulary that are no words, the common ones more often."""
    rng = random.Random(seed)
    known = lexicon()
    common = [w for w in known.forms[:20_000] if w.isalpha()]
    found: list[str] = []
    while len(found) < count:
        word = rng.choice(common)
        for _ in range(rng.randint(1, 3)):
            at = rng.randrange(len(word))
            letter = rng.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            word = rng.choice(
                (word[:at] + word[at + 1 :], word[:at] + letter + word[at:],
                 word[:at] + letter + word[at + 1 :])
            ) or letter  # fmt: skip
        if word not in known:
            found.append(word)
    return found


def symspell() -> SymSpell:
    """symspellpy over the words of the stored index."""
    spell = SymSpell(max_dictionary_edit_distance=FURTHEST, prefix_length=PREFIX)
    for word in lexicon().forms[:MOST_WORDS]:
        if word[0].isalpha():
            spell.create_dictionary_entry(word, 1)
    return spell


def _seconds(run: Callable[[], object]) -> float:
    """The least processor time of some runs: what the work takes when nothing disturbs it."""
    best = float("inf")
    for _ in range(ROUNDS):
        begin = time.process_time()
        run()
        best = min(best, time.process_time() - begin)
    return best


def _of_symspell(spell: SymSpell, word: str) -> list[Near]:
    found: dict[str, int] = {}
    for s in spell.lookup(word, Verbosity.ALL, max_edit_distance=FURTHEST):
        found[s.term] = min(s.distance, found.get(s.term, s.distance))
    return sorted(found.items(), key=lambda n: (n[1], n[0]))


def report() -> list[str]:
    """The figures as a Markdown table. Raises AssertionError when the candidates differ."""
    words, stored, spell = unknown_words(WORDS, SEED), index(), symspell()
    batches = [words[i : i + BATCH] for i in range(0, len(words), BATCH)]
    near = [n for batch in batches for n in stored.near_many(batch)]
    for word, found in zip(words, near, strict=True):
        assert found == _of_symspell(spell, word), f"other candidates for {word}"
    theirs = _seconds(lambda: [spell.lookup(w, Verbosity.ALL, FURTHEST) for w in words])
    one = _seconds(lambda: [stored.near(w) for w in words])
    many = _seconds(lambda: [stored.near_many(b) for b in batches])
    candidates = sum(len(n) for n in near) / len(words)
    lines = [
        f"{WORDS:,} unknown words, {candidates:.0f} candidates each, the same in all; processor "
        f"time, the least of {ROUNDS} runs.",
        "",
        "| look-up | ms per word | times as fast |",
        "|---|---:|---:|",
    ]
    for name, seconds in (
        ("`SymSpell.lookup(..., Verbosity.ALL)`", theirs),
        ("the stored index, one by one", one),
        (f"the stored index, {BATCH} at once (as the corrector asks)", many),
    ):
        lines.append(f"| {name} | {1000 * seconds / WORDS:.3f} | {theirs / seconds:.1f} |")
    return lines


def main() -> int:
    """Measure and print."""
    print("\n".join(report()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
