"""What the user has laid down: words to keep, corrections always to make, rules switched off.

Also honours `[sic]`: whoever wrote it has looked at the word before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from cablefix.by_fields import ByFields
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.layout.lines import Span
from cablefix.proposals import Proposal
from cablefix.ranking.rules import check_name

LONGEST = 100
"""Code points of the longest token that a `[sic]` is looked up for."""

FORCED = "forced"
"""The rule of corrections that the user demands."""

_WORD = late_regex(r"[^\W_]+(?:['’][^\W_]+)*")
_BLANKS = late_regex(r"\s+")
_LINE_END = late_regex(r"[\r\n\f]")
_SIC = late_regex(r"[\[(][Ss][Ii][Cc][\])]")

Phrase = tuple[str, ...]
"""Words and what stands between them, in turn, blanks as one blank."""


@attrs.frozen
class Policy(ByFields):
    """What the user has laid down; empty by default.

    `keep`: words or phrases never to touch; `forced`: pairs of what is read and what is to stand
    there; `off`: kinds or rules of corrections not to make. Raises ValueError for an entry without
    a letter or digit, for one that is forced two ways or kept and forced, for forced corrections
    that lead to one another, and for an unknown kind or rule.
    """

    keep: tuple[str, ...] = ()
    forced: tuple[tuple[str, str], ...] = ()
    off: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        for name in self.off:
            check_name(name)
        kept = {_phrase(word): word for word in self.keep}
        asked: dict[Phrase, str] = {}
        for wrong, right in self.forced:
            phrase = _phrase(wrong)
            if phrase in kept:
                raise ValueError(f"{wrong!r} is both kept and forced to be {right!r}: choose one")
            if asked.setdefault(phrase, right) != right:
                raise ValueError(f"{wrong!r} is forced to be {asked[phrase]!r} and {right!r}")
        sources = _Index.of(asked)
        for wrong, right in self.forced:
            if any(True for _ in sources.find(right)):
                raise ValueError(f"{wrong!r} is forced to be {right!r}, which is forced itself")

    def govern(self, proposals: Iterable[Proposal], text: str) -> list[Proposal]:
        """The proposals that the user allows, after those that the user demands."""
        sic = _Guard.of(_said_sic(text))
        kept = _Guard.of(span for span, _ in _Index.of(self._kept()).find(text))
        off = frozenset(self.off)
        demanded = [p for p in self._demand(text) if not sic.forbids(p)]
        allowed = [
            p for p in proposals
            if p.kind not in off and p.rule not in off
            and not sic.forbids(p) and not kept.loses(p)
        ]  # fmt: skip
        return demanded + allowed

    def _kept(self) -> Iterator[Phrase]:
        for word in self.keep:
            yield _phrase(word)
        for _, right in self.forced:
            if _WORD.search(right):
                yield _phrase(right)

    def _demand(self, text: str) -> Iterator[Proposal]:
        wanted = {}
        for wrong, right in self.forced:
            wanted[_phrase(wrong, folded=False)] = right
            wanted.setdefault(_phrase(wrong.upper(), folded=False), right.upper())
        for span, phrase in _Index.of(wanted).find(text, folded=False):
            if _LINE_END.search(span.text):
                continue  # line structure stays
            yield Proposal(
                span.start, span.end, span.text, wanted[phrase], "word", FORCED, 1.0,
                "the settings demand it", None,
            )  # fmt: skip


@attrs.frozen
class _Index(ByFields):
    """Phrases by their first word, for finding them in a text in one pass."""

    by_first: Mapping[str, Sequence[Phrase]]

    @classmethod
    def of(cls, phrases: Iterable[Phrase]) -> _Index:
        by_first: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            by_first.setdefault(phrase[0], []).append(phrase)
        for same in by_first.values():
            same.sort(key=len, reverse=True)
        return cls(by_first)

    def find(self, text: str, *, folded: bool = True) -> Iterator[tuple[Span, Phrase]]:
        """Every place where one of the phrases stands, the longest at each word."""
        if not self.by_first:
            return
        seen = fold(text) if folded else text
        words = list(_WORD.finditer(seen))
        for i, m in enumerate(words):
            for phrase in self.by_first.get(m.group(), ()):
                last = i + len(phrase) // 2
                if last < len(words):
                    start, end = m.start(), words[last].end()
                    if _cut(seen[start:end]) == phrase:
                        yield Span(start, end, text[start:end]), phrase
                        break


def _phrase(entry: str, *, folded: bool = True) -> Phrase:
    phrase = _cut(fold(entry) if folded else entry)
    if not phrase:
        raise ValueError(f"{entry!r} holds no word: give one or more words")
    return phrase


def _cut(text: str) -> Phrase:
    parts: list[str] = []
    at = 0
    for m in _WORD.finditer(text):
        if parts:
            parts.append(_BLANKS.sub(" ", text[at : m.start()]))
        parts.append(m.group())
        at = m.end()
    return tuple(parts)


def _said_sic(text: str) -> Iterator[Span]:
    """What a `[sic]` guards: the token before it, and itself."""
    for m in _SIC.finditer(text):
        window = max(0, m.start() - LONGEST)
        before = text[window : m.start()].split()
        start = text.rindex(before[-1], window, m.start()) if before else m.start()
        yield Span(start, m.end(), text[start : m.end()])


@attrs.frozen
class _Guard(ByFields):
    """Guarded spans, sorted by start, for finding those that a proposal meets."""

    spans: Sequence[Span]
    starts: Sequence[int]
    longest: int

    @classmethod
    def of(cls, spans: Iterable[Span]) -> _Guard:
        found = list(spans)
        return cls(found, [s.start for s in found], max((len(s.text) for s in found), default=0))

    def met_by(self, p: Proposal) -> Iterator[Span]:
        """The spans that share text with a proposal."""
        first = bisect_left(self.starts, p.start - self.longest)
        last = bisect_left(self.starts, p.end)
        return (s for s in self.spans[first:last] if p.start < s.end)

    def forbids(self, p: Proposal) -> bool:
        """Whether a proposal touches any of them."""
        return any(True for _ in self.met_by(p))

    def loses(self, p: Proposal) -> bool:
        """Whether a proposal changes one of them; marks around it may change."""
        for span in self.met_by(p):
            whole = p.start <= span.start and span.end <= p.end
            there = _Index.of([_cut(fold(span.text))])
            if not whole or not any(True for _ in there.find(p.replacement)):
                return True
        return False


NO_POLICY = Policy()
