"""Words that a user vouches for: read from a file or a setting, folded, checked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cablefix.language.tokens import fold
from cablefix.misuse import several

LONGEST = 60
"""Letters of the longest word that is taken."""

_LINE_ENDS = str.maketrans({"\ufeff": None, "\r": None})


class UserWordsError(ValueError):
    """A word of the user cannot be taken; the message says which, where, and why."""


def canonical(words: Iterable[str]) -> tuple[str, ...]:
    """The words as they are looked up: folded, sorted, each once; a phrase stands for its words.

    Raises UserWordsError when an entry is no word, TypeError when `words` are not several str.

    >>> canonical(["Huaqiu", "Tri-Border Area", "MFN"])
    ('AREA', 'HUAQIU', 'MFN', 'TRI-BORDER')
    """
    return tuple(sorted({w for entry in several("words", words) for w in _fold_entry(entry)}))


def whole_words(text: str) -> set[str]:
    """The words of a text as they are looked up, without the marks at their edges.

    >>> sorted(whole_words("(Huaqiu) in the Z0RVATH-area."))
    ['HUAQIU', 'IN', 'THE', 'Z0RVATH-AREA']
    """
    words = set()
    for piece in fold(text).split():
        signs = [i for i, c in enumerate(piece) if c.isalnum()]
        if signs:
            words.add(piece[signs[0] : signs[-1] + 1])
    return words


def _fold_entry(entry: str) -> list[str]:
    parts = fold(entry).split()
    if not parts:
        raise UserWordsError("an empty word: leave it out")
    for part in parts:
        if not part.isprintable():
            raise UserWordsError(f"{entry!r} holds characters that no word has: write it plainly")
        if not any(c.isalnum() for c in part):
            raise UserWordsError(f"{entry!r} has no letter or figure: leave it out")
        if len(part) > LONGEST:
            raise UserWordsError(f"{entry[:20]!r}... is longer than {LONGEST} letters: shorten it")
    return parts


def load_words(path: Path | str) -> tuple[str, ...]:
    """The words of a file: one entry on a line, or the first column of a table with tabs.

    Empty lines and lines that begin with `#` say nothing; a table may begin with the line of
    column names `word<TAB>...`, and every row then has as many cells. The file is UTF-8. Nothing
    is returned unless the whole file is sound: raises UserWordsError with file, line and reason.
    """
    try:
        text = Path(path).read_bytes().decode("utf-8")
    except UnicodeDecodeError as e:
        raise UserWordsError(
            f"{path}: not UTF-8 (byte {e.start}); convert it, for example with iconv"
        ) from None
    except (OSError, ValueError) as e:
        reason = getattr(e, "strerror", None) or str(e)
        raise UserWordsError(f"{path}: cannot be read ({reason}); check the path") from None
    words: set[str] = set()
    width: int | None = None
    for number, line in enumerate(text.translate(_LINE_ENDS).split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        try:
            if width is None:
                width = len(cells)
                if width > 1 and cells[0] == "word":
                    continue
            if len(cells) != width:
                raise UserWordsError(
                    f"{len(cells)} cells where the first row has {width}; separate them by one tab"
                )
            words.update(_fold_entry(cells[0]))
        except UserWordsError as e:
            raise UserWordsError(f"{path}:{number}: {e}") from None
    return tuple(sorted(words))
