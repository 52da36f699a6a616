"""The result of cleaning a text: its findings, and every view that is derived from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from cablefix import records, rendering
from cablefix.cable import Summary
from cablefix.decisions import obey
from cablefix.findings import LEVELS, Decision, Findings, Level, check_level
from cablefix.gaps.summary import summarise_all
from cablefix.late import late
from cablefix.rendering import Form

if TYPE_CHECKING:
    from pandas import DataFrame

_embed = late("cablefix.rendering.notebook", "embed")
_to_frame = late("cablefix.rendering.frame", "to_frame")
_read_inline = late("cablefix.rendering.inline", "read_inline")
_read_jsonl = late("cablefix.rendering.jsonl", "read_jsonl")


@attrs.frozen(repr=False)
class CleanResult(Findings):
    """A text with all that was found in it. Immutable; every view is derived from the findings.

    `corrections` are applied, `suggestions` are not; both are sorted, disjoint, and disjoint from
    each other, with spans in `original`. `decisions` are those of a person; they have been obeyed.
    """

    @classmethod
    def of(cls, findings: Findings) -> CleanResult:
        """The result that holds some findings."""
        return cls(*attrs.astuple(findings, recurse=False))

    def _repr_html_(self) -> str:
        """The page of the report, for a notebook."""
        page: str = _embed(self)
        return page

    @property
    def withheld(self) -> Summary:
        """How much is withheld or lost: paragraphs, pages, places by code, the share of the text.

        >>> import cablefix
        >>> found = cablefix.clean("He met (b)(6) in the harbor at noon.").withheld
        >>> found.places, found.grounds[0].code, found.grounds[0].meaning
        (1, '(B)(6)', 'personal privacy')
        """
        return summarise_all(self.cables, self.gaps, self.original)

    def at(self, level: Level) -> CleanResult:
        """The same findings applied at another level: `certain`, `probable` or `possible`.

        Raises ValueError for any other name, with the nearest of these.
        """
        check_level(level)
        findings = sorted((*self.corrections, *self.suggestions), key=lambda c: c.start)
        applied = tuple(c for c in findings if c.confidence >= LEVELS[level])
        rest = tuple(c for c in findings if c.confidence < LEVELS[level])
        return attrs.evolve(self, corrections=applied, suggestions=rest, level=level)

    def with_decisions(self, decisions: Iterable[Decision]) -> CleanResult:
        """The result as a person decided it: changes accepted, refused or edited.

        Each decision is looked up by its quote and context. One whose place is no longer in the
        text is kept in `decisions` and changes nothing. Raises ValueError when two decisions
        want different changes of overlapping text.

        >>> import cablefix
        >>> result = cablefix.clean("NO CHANGE HERE")
        >>> by_hand = Decision.at(result.original, 0, 2, "A", "edited")
        >>> result.with_decisions([by_hand]).text
        'A CHANGE HERE'
        """
        return obey(self, decisions)

    def to_dict(self) -> dict[str, Any]:
        """Everything that is known of the text, ready for JSON, with the number of the schema."""
        return records.result_to_dict(self)

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> CleanResult:
        """The result that `to_dict` wrote.

        Raises ValueError, with the place in the record, for anything that `to_dict` does not
        write, and where the findings do not fit the text.
        """
        return cls.of(records.result_from_dict(record))

    def to_frame(self, path: str = "-") -> DataFrame:
        """The findings as a frame of pandas: a row for each, with the columns of the form `csv`.

        `path` names the document. Raises ImportError where pandas is not installed.
        """
        frame: DataFrame = _to_frame(self, path)
        return frame

    def render(self, form: Form, *, path: str = "-") -> str:
        """The result in one of the written forms: `text`, `inline`, `jsonl`, `tei`, `diff`, ...

        All are described in docs/formats.md and named in `cablefix.rendering.WRITERS`. `path`
        names the document in forms that say where a finding stands. Raises ValueError for an
        unknown form, with the nearest known one.
        """
        return rendering.render(self, form, path=path)


def parse_inline(marked: str) -> CleanResult:
    r"""The result that a marked text tells of: text, corrections, suggestions, gaps.

    The cable's fields, extents and exemptions are not in this form. Changes without notes count
    as made by hand. Raises InlineError for what is not of the form.

    >>> result = parse_inline("{MODIS -> NODIS}\nTHE {?CASEOF -> CASE OF} \\{1\\}")
    >>> result.original, result.text
    ('MODIS\nTHE CASEOF {1}', 'NODIS\nTHE CASEOF {1}')
    """
    return CleanResult.of(_read_inline(marked))


def parse_jsonl(records: str, original: str) -> CleanResult:
    """The result that JSON Lines tell of `original`, with what a person changed in them.

    Corrections that were deleted are not made, those that were edited are made as they are now;
    decisions are obeyed. Of the records of several documents, those that bear the SHA-256 of
    `original` count. Raises RecordError for a record that cannot be read or does not fit.
    """
    return CleanResult.of(_read_jsonl(records, original))
