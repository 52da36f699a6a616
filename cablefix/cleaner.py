"""The pipeline: read, correct, until nothing changes; then find the gaps."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING

import attrs

from cablefix import deadline
from cablefix.by_fields import ByFields
from cablefix.cable import Cable
from cablefix.collector import put_off
from cablefix.document.cable_boundaries import split_heads
from cablefix.document.cable_builder import Order, build_cable
from cablefix.document.collation import collate
from cablefix.document.flattened import read_flattened
from cablefix.document.reading import Reading, read
from cablefix.document.recovery import look_again
from cablefix.edits import OffsetMap, apply, compose
from cablefix.fields.field_confidence import with_confidence
from cablefix.findings import LEVELS, Correction, Gap, Level, Provenance, check_level, digest
from cablefix.gaps import find_gaps
from cablefix.gaps.summary import with_gaps
from cablefix.language.user_words import UserWordsError, canonical, whole_words
from cablefix.layout.places import Places
from cablefix.log import DEBUG, WARNING, Log
from cablefix.misuse import TroubleError, check_texts, pairs, several, text_of
from cablefix.page_text import PageText
from cablefix.ranking.decide import decide
from cablefix.ranking.policy import FORCED, Policy
from cablefix.result import CleanResult
from cablefix.settings import Settings, settings_at
from cablefix.version import VERSION
from cablefix.words.adaptation import Learnt

if TYPE_CHECKING:
    from cablefix.parallel import Failure

_log = Log(__name__)

ROUNDS = 40
"""Corrections may lay bare further ones; a text that is not at rest by then stays as it was."""


def _kept(given: Iterable[str]) -> tuple[str, ...]:
    return several("keep", given)


def _forced(given: Mapping[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return pairs("forced", given)


def _off(given: Iterable[str]) -> tuple[str, ...]:
    return several("off", given)


@attrs.frozen
class Cleaner(ByFields):
    """Cleans texts with fixed settings. Immutable, picklable, cheap to reuse.

    `level` is the lowest certainty that is applied: `certain`, `probable` or `possible`.
    `words` are words that you vouch for: they are never changed, and garbled ones may be mended
    to them; a phrase stands for its words. `keep` are words or phrases never to touch, `forced`
    pairs, or a mapping, of what is read and what is to stand there, `off` the kinds or rules of
    corrections not to make. Raises ValueError for settings that contradict one another, for entries
    that are no words, and for names that do not exist; TypeError for what is none of these.

    >>> Cleaner(level="certain").clean("FM AMEMBASSY BEIJING").text
    'FM AMEMBASSY BEIJING'
    >>> Cleaner(words=("Zorvath", "Grelb Pass")).words
    ('GRELB', 'PASS', 'ZORVATH')
    >>> Cleaner(forced={"HARBOUR": "HARBOR"}).clean("AT THE HARBOUR.").text
    'AT THE HARBOR.'
    """

    level: Level = attrs.field(default="probable", validator=lambda _, __, v: check_level(v))
    words: tuple[str, ...] = attrs.field(default=(), converter=canonical)
    keep: tuple[str, ...] = attrs.field(default=(), converter=_kept)
    forced: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_forced)
    off: tuple[str, ...] = attrs.field(default=(), converter=_off)
    _batch: tuple[str, ...] = attrs.field(default=(), converter=canonical, repr=False)
    """Words that the documents of a corpus vouch for: not changed, unless the user says so."""

    _policy: Policy = attrs.field(init=False, eq=False, repr=False)

    @_policy.default
    def _laid_down(self) -> Policy:
        return Policy(self.keep, self.forced, self.off)

    @classmethod
    def from_settings(
        cls, settings: str | os.PathLike[str] | Settings, *, level: Level | None = None
    ) -> Cleaner:
        """The cleaner that settings describe, as the command line has them.

        `settings` is a file of settings (`cablefix.toml`, `pyproject.toml`, `setup.cfg`), a folder,
        or a transcription. For a folder and a transcription those hold that are found from there
        upwards; for a transcription with the overrides for its path. `level` goes before theirs;
        where neither is given it is `probable`. Raises ValueError, with one line that names the
        file, for what is wrong in settings or in the lists they name.

        >>> Cleaner.from_settings("/").level
        'probable'
        """
        held = settings if isinstance(settings, Settings) else settings_at(settings)
        given = held.of_cleaner()
        try:
            return cls(level=level or held.level or "probable", **given)
        except UserWordsError as e:
            raise TroubleError(f"words in the settings: {e}") from None
        except ValueError as e:
            raise TroubleError(f"{held.source}: {e}") from None

    def clean(self, text: str | PageText, *, time_limit: float | None = None) -> CleanResult:
        """Correct a text and find its gaps. Takes any str; never fails on its content.

        `text` may be pages, as `cablefix.open_pages` gives them; the result is that of their text.

        Raises TypeError for what is no str, and TimeLimitError when the text takes longer than
        `time_limit` seconds.
        """
        given = text_of(text)
        with deadline.within(time_limit):
            return self._clean(given)

    @put_off()
    def _clean(self, text: str) -> CleanResult:
        applied, mended, rest, noise = self._settle(text)
        _log.say(DEBUG, "%d characters: %d corrections, noise %d", len(text), len(applied), noise)
        # what was lost goes by how the page was read, not by how it was mended
        reading = attrs.evolve(mended, noise=noise)
        shifts = OffsetMap.of(applied, len(text))
        places = Places(text, shifts)
        gaps = find_gaps(read_flattened(reading), places)
        cables = _build_cables(reading, places, gaps, mended.noise)
        return CleanResult(
            text,
            tuple(applied),
            tuple(_carry_back(text, rest, shifts, applied)),
            tuple(gaps),
            tuple(cables),
            self._provenance(text),
            self.level,
        )

    def clean_many(
        self, texts: Iterable[str], *, workers: int = 1, time_limit: float | None = None
    ) -> Iterator[CleanResult | Failure]:
        """Clean text after text, in input order, in as many processes as `workers` says.

        `texts` is read only a few texts ahead, so that memory does not grow with their number.
        A text that cannot be cleaned, or takes longer than `time_limit` seconds, gives a `Failure`
        with its index; the rest is still done. Raises ValueError for less than one worker and for
        a limit that is not above 0, TypeError for a single text.

        >>> for result in Cleaner().clean_many(["NODIS", None]):
        ...     print(result)  # doctest: +ELLIPSIS
        CleanResult('NODIS', ...)
        Failure(index=1, error="TypeError: clean takes a str, not None: ...")
        """
        from cablefix.parallel import ordered_map

        check_texts(texts)
        deadline.check_limit(time_limit)
        return ordered_map(partial(self.clean, time_limit=time_limit), texts, workers)

    def _settle(self, text: str) -> tuple[list[Correction], Reading, list[Correction], int]:
        """Correct until nothing changes: the corrections, the last reading, what was left open,
        and the noise of the worst reading.

        What the first reading taught serves the next ones. When they find nothing more, the text
        is read as a new one: only then would cleaning it again change nothing.
        """
        applied: list[Correction] = []
        current = text
        words = frozenset(self.words)
        learnt = Learnt()
        anew: set[str] = set()
        passed: set[str] = set()
        noise = 0
        for _ in range(ROUNDS):
            deadline.check()
            new = learnt.proposer is None
            if new:
                if current in anew:
                    break  # it goes round in a circle
                anew.add(current)
            reading = read(current, words)
            noise = max(noise, reading.noise)
            found = self._spare(decide(reading, self._policy, learnt))
            sure = [c for c in found if c.confidence >= LEVELS[self.level]]
            if not sure and new:
                return applied, reading, found, noise
            if sure:
                applied = compose(text, applied, sure, _merge(text))
                current = apply(text, applied)
            if not sure or current in passed:
                learnt = Learnt()
            passed.add(current)
        _log.say(WARNING, "a text of %d characters came to no rest: it stays as it was", len(text))
        reading = read(text, words)
        return [], reading, self._spare(decide(reading, self._policy)), reading.noise

    def _spare(self, found: list[Correction]) -> list[Correction]:
        """What was found, less what would lose a word of the batch, where the user did not ask."""
        if not self._batch:
            return found
        batch = frozenset(self._batch)
        return [c for c in found if c.rule == FORCED or batch.isdisjoint(_lost(c))]

    def _provenance(self, text: str) -> Provenance:
        laid_down = (
            ("keep", self.keep),
            ("forced", tuple(map(" -> ".join, self.forced))),
            ("off", self.off),
        )
        settings: list[tuple[str, str]] = [("level", self.level)]
        if self.words:
            settings.append(
                ("words", f"{len(self.words)}, SHA-256 {digest(chr(10).join(self.words))}")
            )
        if self._batch:
            words = f"{len(self._batch)}, SHA-256 {digest(chr(10).join(self._batch))}"
            settings.append(("batch words", words))
        settings += ((name, ", ".join(values)) for name, values in laid_down if values)
        return Provenance(VERSION, VERSION, digest(text), tuple(settings))


def _lost(c: Correction) -> set[str]:
    """The words that a correction takes away, folded."""
    return whole_words(c.original) - whole_words(c.replacement)


def _build_cables(reading: Reading, places: Places, gaps: Sequence[Gap], noise: int) -> list[Cable]:
    """The documents of a text, one after another; together they are the whole text.

    `noise`: what is left of it in the mended text.
    """
    text = places.original
    parts = split_heads(read_flattened(reading))
    starts = [places.span(p.lines[0].line.start, 0)[0] for p in parts[1:]]
    cables = []
    for part, start, end in zip(parts, [0, *starts], [*starts, len(text)], strict=True):
        deadline.check()
        part = look_again(part) if part.is_cable else part
        pages = collate(part) if part.is_cable else None
        order = Order(pages.places, pages.sections, pages.pages) if pages else None
        cable = build_cable(part, places, (start, end), order)
        cable = with_confidence(cable, reading.text, noise)
        own = [g for g in gaps if start <= g.start < end or len(parts) == 1]
        cables.append(with_gaps(cable, own, text))
    return cables


def _merge(text: str) -> Callable[[int, int, str, Sequence[Correction]], Correction]:
    def make(start: int, end: int, replacement: str, parts: Sequence[Correction]) -> Correction:
        least = min(parts, key=lambda c: c.confidence)
        why = "; ".join(dict.fromkeys(c.why for c in parts))
        return attrs.evolve(
            least, start=start, end=end, original=text[start:end], replacement=replacement, why=why
        )

    return make


def _carry_back(
    text: str, found: Sequence[Correction], shifts: OffsetMap, applied: Sequence[Correction]
) -> list[Correction]:
    """Findings of the last round in offsets of the input; those in changed text are left out."""
    out = []
    for c in found:
        start, end = shifts.to_input(c.start), shifts.to_input(c.end)
        free = not any(start < a.end and a.start < end for a in applied)
        if free and text[start:end] == c.original:
            out.append(attrs.evolve(c, start=start, end=end))
    return out


@cache
def default_cleaner() -> Cleaner:
    """The cleaner that `cablefix.clean` uses, built once."""
    return Cleaner()


def clean(text: str | PageText, *, time_limit: float | None = None) -> CleanResult:
    """Correct a text, or pages, and find the gaps, with the default settings.

    Raises TypeError for what is no str, and TimeLimitError when the text takes longer than
    `time_limit` seconds.

    >>> clean("Nothing to mend here.").corrections
    ()
    """
    return default_cleaner().clean(text, time_limit=time_limit)
