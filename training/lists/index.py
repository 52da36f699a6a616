"""Builds the candidate index: symspellpy makes the deletions, we store them as hash buckets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
from symspellpy import SymSpell

from cablefix.language.candidate_index import (
    BUCKET_BITS,
    FURTHEST,
    MOST_WORDS,
    PREFIX,
    bucket,
    letter_bits,
)


def save_forms(forms: Sequence[str], folder: Path) -> None:
    """Write the vocabulary in the order of its ids: the letters, where each form begins, and the
    slots by which it is found (`cablefix.language.lexicon.Forms`); more than half of them free.
    """
    spelt = [form.encode("utf-8") for form in forms]
    slots = np.zeros(2 << len(spelt).bit_length(), np.uint32)
    for above, form in enumerate(spelt, 1):
        at = crc32(form) & (len(slots) - 1)
        while slots[at]:
            at = (at + 1) & (len(slots) - 1)
        slots[at] = above
    starts = np.cumsum([0, *(len(form) + 1 for form in spelt)])
    np.save(folder / "lexicon.npy", np.frombuffer(b"\n".join(spelt), np.uint8))
    np.save(folder / "lexicon_starts.npy", starts.astype(np.uint32))
    np.save(folder / "lexicon_slots.npy", slots)


def build_index(ids: Mapping[str, int], folder: Path) -> int:
    """Index the words whose number fits 16 bits; returns the number of entries."""
    spell = SymSpell(max_dictionary_edit_distance=FURTHEST, prefix_length=PREFIX)
    for word, i in ids.items():
        if i < MOST_WORDS and word[0].isalpha():
            spell.create_dictionary_entry(word, 1)
    pairs = {(bucket(form), ids[word]) for form, words in spell.deletes.items() for word in words}
    table = np.array(sorted(pairs), np.int64)
    starts = np.searchsorted(table[:, 0], np.arange((1 << BUCKET_BITS) + 1))
    np.save(folder / "near_starts.npy", starts.astype(np.uint32))
    np.save(folder / "near_words.npy", table[:, 1].astype(np.uint16))
    forms = sorted((i, w) for w, i in ids.items() if i < MOST_WORDS)
    np.save(folder / "near_letters.npy", np.array([letter_bits(w) for _, w in forms], np.uint32))
    np.save(folder / "near_lengths.npy", np.array([len(w) for _, w in forms], np.uint8))
    return len(table)
