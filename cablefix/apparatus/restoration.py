"""Lines of known form are written as their form has them: printed words, marks, blanks.

The fields of such a line are judged by their copies and by arithmetic elsewhere; here everything
else in it is restored: a misread TAGS:, a speck before PAGE, two fields run together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cablefix.apparatus.distribution_blocks import Item
from cablefix.apparatus.print_style import Style, find_style, known_rows
from cablefix.channel.alignment import respell
from cablefix.document.reading import Reading
from cablefix.fields.damaged_heads import is_bracketed
from cablefix.language import tables
from cablefix.language.code_lists import known_posts
from cablefix.late import late_regex
from cablefix.layout.line_forms import Part
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.lines import Span
from cablefix.proposals import FieldGrounds, Proposal, propose

_LISTED = frozenset({"month", "precedence_word", "post", "address", "eo", "eo_word", "signal"})
"""Fields of closed lists: what is near one entry and no other is that entry."""

DEAREST_LABEL = 1.75
"""What a letter of a printed label may cost on average: another line may stand there."""

DEAREST_LETTER = 0.9
"""What a letter of a listed word may cost on average: one in three may be misread."""

REVIEW_SIGN = "!!"
"""What the National Archives print before the note of a review: !! Margaret P. Grafeld ..."""

ADDRESSED = frozenset({"to", "from", "info-address", "address"})
"""Forms of lines on which a hyphen between blanks parts an address from its precedence."""

_SPECKS = "-~—–_=.+'’‘*|"
"""What the hyphens before a number are read as, where they run into it."""

_PARTING = late_regex(r"(?<=\S)[^\w\s]*[\s~—–=_.,+*'’‘`^:;-]+(?=\S)")
"""What parts the letters of a mark: blanks, or what a line drawn through them was read as."""

_COLON, _COLUMN = late_regex(r"\s+:$"), late_regex(r"\s{2,}:$")
_COPY_NOTE = late_regex(r"\s*(C ?O ?R ?R ?E ?C ?T ?E ?D\s+C ?O ?P ?Y)\b")
_COPY_PRINTED, _COPY_PLAIN = "C O R R E C T E D C O P Y", "CORRECTED COPY"


def propose_restoration(reading: Reading) -> Iterator[Proposal]:
    """Proposals for the printed words, stray marks and blanks of lines of known form."""
    if not reading.is_cable:
        return
    style = find_style(reading)
    for r in reading.lines:
        m = _COPY_NOTE.match(r.line.text) if r.form == "corrected-copy" else None
        if m and m[1].replace("  ", " ") not in (_COPY_PRINTED, _COPY_PLAIN):
            span = Span(r.line.start + m.start(1), r.line.start + m.end(1), m[1])
            yield propose(
                span, _COPY_PRINTED, kind="letterspacing", rule="corrected-copy", score=0.97,
                why="the note is printed with its letters spaced",
            )  # fmt: skip
    within = False
    coded = [r for r in reading.lines if r.form == "codes"]
    closing = next((r for r in reversed(reading.lines) if not r.line.blank), None)
    for line in reading.lines:
        if line is closing and coded == [line]:
            continue  # one code alone at the end may as well be BT, which closes messages
        within = line.form in BELOW_MARKS or (within and line.form not in ABOVE_MARKS)
        if line.parts and line.form != "stub" and not (within and _is_perhaps_a_name(line, style)):
            yield from _restore(line, style)


BELOW_MARKS = frozenset({"subject", "tags", "paragraph"})
ABOVE_MARKS = frozenset({"page", "dtg", "section"})
"""Forms of lines under which no caption stands any more, and of those under which it may again."""


def _is_perhaps_a_name(line: ReadLine, style: Style) -> bool:
    """Whether a line behind the head may be the name of who signed, rather than a mark misread.

    It is like a mark that the document has nowhere else: SECREST, ORTON.
    """
    parts = [p for p in line.parts if p.slot != "stray"]
    if line.form != "mark" or len(parts) != 1:
        return False
    read, mark = parts[0].span.text.strip(".,"), parts[0].value or ""
    return read.isalpha() and read.isupper() and read != mark and not style.marks[mark]


def _restore(line: ReadLine, style: Style) -> Iterator[Proposal]:
    parts = line.parts
    doubt = line.cost / max(sum(p.slot != "stray" for p in parts), 1)
    last = max((i for i, p in enumerate(parts) if p.slot != "stray"), default=0)
    if line.form == "reception":
        yield from _restore_dashes(line, style, doubt)
    number = next((i for i, p in enumerate(parts) if p.slot in ("reception", "received")), 0)
    for i, part in enumerate(parts):
        if part.slot == "stray":
            if line.form == "reception" and i < number:
                continue  # a remnant of the hyphens
            if line.form == "footer" and part.span.text == REVIEW_SIGN:
                continue
            if line.form == "tags" and any(c.isupper() or c.isdigit() for c in part.span.text):
                continue  # all that is left of a code
            if line.form in ADDRESSED and part.span.text in ("-", ":") and 0 < i < len(parts) - 1:
                continue  # SECSTATE WASHDC - PRIORITY; FROM   : AmConsul
            if _is_speck(part, i in (0, len(parts) - 1)) and not _is_in_place_of_a_mark(parts, i):
                yield _drop(line, part, doubt)
            continue
        if part.slot == "phrase":
            continue  # see banners
        if part.slot == "tag," and is_bracketed(line, part.span.start):
            continue  # a name: OVIP (NASH, BERT)
        if part.slot == "tag," and _is_of_order(part.span.text):
            continue  # the value of a column beside: DECL: OADR
        closes = i == last or parts[i + 1].span.text.startswith("(")
        printed = _printed(line, part, closes, style)
        if part.slot == "dashes" and line.form == "reception":
            continue
        behind = line.line.text[part.span.start - line.line.start :]
        if part.slot == "word" and line.is_glued(part) and behind.split(None, 1)[0][-1] == ":":
            continue  # FKOM: is a label, and no FM
        if part.slot != "dashes" and line.is_glued(part) and not _ends_in_mark(part):
            printed = (printed or _without_specks(part)) + " "
        if part.slot == "address" and _is_drafters(part.span.text, printed, _is_typed(line)):
            continue
        if printed and printed != part.span.text:
            name = part.slot.strip(",").removeprefix("mark-")
            span, printed = _without_comma(part.span, printed)
            if line.form in ADDRESSED and span.text[-1] in ":;" and printed[-1].isalpha():
                # typed messages have one behind a label, which keeps its case: To:
                same = span.text[:-1].upper() == printed
                printed = f"{span.text[:-1] if same else printed}:"
            if part.slot == "item":
                span, printed = _without_count(span, printed)
            if part.slot == "address":
                span = _without_marks(span, printed)
            yield propose(
                span, printed, kind=_kind(part), rule=f"{line.form}-{name}",
                score=_score(part.cost, doubt), why=_why(line, part, printed, style),
                grounds=FieldGrounds(part.cost, doubt, style.marks[printed]),
            )  # fmt: skip


_SMALL_LETTERS = late_regex("[a-z]{3}")


def _without_comma(span: Span, printed: str) -> tuple[Span, str]:
    """The two without the comma that both end in: it is no part of the change."""
    if len(printed) > 1 and printed[-1] == span.text[-1] == ",":
        return Span(span.start, span.end - 1, span.text[:-1]), printed[:-1]
    return span, printed


def _without_marks(span: Span, printed: str) -> Span:
    """An address without the bracket before it and the comma behind it: LINA, (4LMATY"""
    start, end = span.start, span.end
    start += span.text[0] in "([" and printed[0].isalnum()
    end -= span.text[-1] == "," and printed[-1].isalnum()
    return Span(start, end, span.text[start - span.start : end - span.start])


def _is_drafters(read: str, printed: str | None, typed: bool) -> bool:
    """Whether an address differs by marks that lists have, or by its case: it stays.

    So does a typed one in small letters, which lists do not have: AmEmbas5y.
    """
    bare = (printed or "").strip()
    if typed and bare.isupper() and _SMALL_LETTERS.search(read):
        return True
    marks = ",/:." if typed else ",/:"
    inside = read.strip("()[]").rstrip(marks)
    return read != bare and (inside == bare or read.upper() == bare)


def _is_of_order(read: str) -> bool:
    """Whether a code is a word of the lines on classification, and no TAG."""
    return read.strip(",.;:") in tables.load("eo_words").column("word")


def _is_typed(line: ReadLine) -> bool:
    """Whether the label of a line has a colon, as typed messages have: TO: MADRID."""
    label, colon, _ = line.line.text.partition(":")
    return bool(colon) and len(label.split()) <= 1


def _restore_dashes(line: ReadLine, style: Style, doubt: float) -> Iterator[Proposal]:
    """What the hyphens before a reception number were read as.

    A row of hyphens is right, however long, with blanks behind it or none; where nothing stands,
    nothing was misread.
    """
    number, dashes = line.part("reception"), line.part("dashes")
    if number is None:
        return
    time = line.part("received")
    if time and time.span.start < number.span.start:
        number = time  # 101110Z 011011 /11
    first = line.line.tokens()[0].start
    specks = len(number.span.text) - len(number.span.text.lstrip(_SPECKS))
    end = number.span.start + specks
    text = line.line.text[first - line.line.start : end - line.line.start]
    if set(text.rstrip()) <= {"-"}:
        return
    cost = dashes.cost if dashes else 1.0
    nearest = min(known_rows().values(), key=lambda n: abs(n - len(text)))
    printed = "-" * (style.dashes or nearest)
    yield propose(
        Span(first, end, text), printed, kind="punctuation", rule="reception-dashes",
        score=_score(cost, doubt), why="a row of hyphens stands before a reception number",
        grounds=FieldGrounds(cost, doubt),
    )  # fmt: skip


def _without_specks(part: Part) -> str:
    """A field as read, but for marks at its edges that its form does not have."""
    bare = part.span.text.strip("".join(c for c in part.span.text if not c.isalnum()))
    return bare if bare == part.value else part.span.text


def _printed(line: ReadLine, part: Part, last: bool, style: Style) -> str | None:
    """How a part of the line was printed, as far as its form tells."""
    known = line.form == "mark" or part.slot == "word" or part.slot in _LISTED
    if known and part.value:
        small = not _has_capital_word(line, part)
        cut = line.form == "section" and part.value.endswith(part.span.text)
        if style.apart and _COLON.sub(":", part.span.text) == part.value:
            return None
        if cut or _is_printed_otherwise(part.span.text, part.value, small):
            return None  # what is left of SECTION behind an excision is left as it is
    if known and part.value and not _is_explained(part):
        return None
    if part.slot == "address" and part.value and _loses_a_word(part.value, part.span.text):
        return None
    if part.slot == "item":
        return _print_item(part, _parting_mark(line))
    if known:
        column = _COLUMN.search(line.line.text[: part.span.end - line.line.start])  # TAG5    :
        return f"{part.value[:-1]}{column[0]}" if column and part.value else part.value
    if part.slot == "code,":
        if part.value is None or part.span.text.rstrip(",.;") == part.value:
            return None  # a comma at the end says that another code was blacked out
        return f"{part.value}{'' if last else ','}"
    if part.slot == "tag,":
        code = part.value or part.span.text.strip(",.;:")
        comma = part.span.text.endswith(",") or (style.commas and not last)
        return f"{code}{',' if comma else ''}"
    if part.slot == "dashes" and line.form == "dashes":
        row = set(part.span.text) == {"-"}
        return None if row else "-" * (style.dashes or known_rows()["counter"])
    if part.slot == "classification" and part.value:
        return _print_classification(part.value, part.span.text)
    return None


def _loses_a_word(printed: str, read: str) -> bool:
    """Whether an address of several words is made one with fewer letters."""
    return " " in read and sum(map(str.isalnum, printed)) < sum(map(str.isalnum, read))


def _is_explained(part: Part) -> bool:
    """Whether a scanner can have read an entry of a list so: what is not listed resembles many.

    Of a printed word more may be wrong, since its place tells it: TQ, but not FROM for INFO.
    """
    printed = part.value or ""
    most = DEAREST_LETTER if part.slot in _LISTED else DEAREST_LABEL
    return respell(printed, part.span.text) <= most * len(printed)


def _ends_in_mark(part: Part) -> bool:
    """Whether what ends in a mark needs no blank behind it: E.O.11652, RUHPA/CINCPAC."""
    last = part.span.text[-1]
    return last == "/" if part.slot == "address" else part.slot == "word" and not last.isalnum()


def _parting_mark(line: ReadLine) -> str | None:
    """What parts offices from their counts on most of the line: a hyphen or a blank."""
    items = [i for p in line.parts if p.slot == "item" and (i := Item.of(p))]
    if 2 * sum("-" in i.mark for i in items) > len(items):
        return "-"
    return " " if 2 * sum(i.is_apart for i in items) > len(items) else None


def _print_item(part: Part, parting: str | None) -> str | None:
    """An office and its count with what parts them; the count is judged by arithmetic.

    A code of letters alone is not changed into another: codes are many, and not all are listed.
    """
    item = Item.of(part)
    if item is None or part.value is None:
        return None
    lettered = item.read.isalpha() and item.read.isupper() and item.read != item.office
    office = item.read if lettered else item.office
    mark = (parting or "-") if item.mark.strip() or parting == "-" else item.mark
    rest = item.rest if "," in item.rest else ""
    return f"{office}{mark}{item.count}{rest}"


def _without_count(span: Span, printed: str) -> tuple[Span, str]:
    """The office alone, where its count stands apart and is not changed."""
    read, _, count = span.text.rpartition(" ")
    office, _, same = printed.rpartition(" ")
    if not read or not office or same != count or read != read.strip():
        return span, printed
    return Span(span.start, span.start + len(read), read), office


def _is_printed_otherwise(read: str, printed: str, small: bool) -> bool:
    """Whether a word is right print of another form: without the mark behind it, with a
    colon, or in `small` letters, if the line may have them.

    A mark may have been misread, yet where none stands nothing was.
    """
    bare = read.strip(":.")
    if bare == printed.strip(":."):
        return len(read) < len(printed) or read == printed or read == f"{printed}:"
    if printed.startswith(f"{read} "):
        return True  # USUN is also written for what the list has as USUN N
    if printed in known_posts() and "".join(bare.split()) == printed:
        return True  # ST PETERSBURG is one word in the list
    same = bare.upper() == printed.strip(":.").upper()
    return small and same and (bare.istitle() or bare.islower())


def _has_capital_word(line: ReadLine, part: Part) -> bool:
    """Whether another printed word of the line is in capitals: PAGE 02 Of 03."""
    words = (p.span.text for p in line.parts if p.slot == "word" and p is not part)
    return any(w.isalpha() and w.isupper() for w in words)


def _print_classification(value: str, read: str) -> str:
    """Plain or with its letters spaced, as what was read shows; a line through it goes."""
    spaced = tables.load("classifications").pairs("classification", "spaced")[value]
    words = read.split()
    plain = len(words) == len(value.split()) and all(w.isalpha() and w.isupper() for w in words)
    parted = len(_PARTING.findall(read))
    if not spaced or plain or 2 * parted < len(value) - 1:
        return value
    return read if read.split() == spaced.split() else spaced


def _kind(part: Part) -> str:
    slot = part.slot.removeprefix("mark-")
    if slot in ("caption", "classification", "precedence", "post"):
        return slot
    return {"tag,": "tags", "item": "distribution", "address": "distribution"}.get(
        part.slot, "word"
    )


def _why(line: ReadLine, part: Part, printed: str, style: Style) -> str:
    if line.form == "mark":
        seen = f"; it stands whole on {n} other lines" if (n := style.marks[printed]) else ""
        return f"{printed} is a mark, {part.span.text} is none{seen}"
    if part.slot in _LISTED:
        return f"{part.value} is the only entry of its list that is near {part.span.text}"
    return f"a line of this form has {printed.strip()} here"


def _score(cost: float, doubt: float) -> float:
    return max(0.3, 0.995 - 0.03 * cost - 0.05 * doubt)


def _is_speck(part: Part, outermost: bool) -> bool:
    """Marks, and single characters in the margin; anything longer may be a damaged field."""
    text = part.span.text
    if not any(c.isalnum() for c in text):
        return True
    return outermost and (len(text) == 1 or (len(text) == 2 and not text.isupper()))


def _is_in_place_of_a_mark(parts: Sequence[Part], at: int) -> bool:
    """Whether a mark stands behind a label that has no mark of its own: SUBJECT ¢ ..., REF S :"""
    label = next((p for p in parts[:at] if p.slot == "word"), None)
    if label is None or not label.span.text[-1:].isalnum():
        return False
    marked = bool(label.value) and not (label.value or "")[-1:].isalnum()
    return marked or parts[at - 1] is label


def _drop(line: ReadLine, part: Part, doubt: float) -> Proposal:
    """Leave out a stray token, with the blank before or after it."""
    text, start = line.line.text, line.line.start
    first, last = part.span.start - start, part.span.end - start
    while last < len(text) and text[last] == " ":
        last += 1
    if last == len(text):
        last = part.span.end - start
        while first and text[first - 1] == " ":
            first -= 1
    span = Span(start + first, start + last, text[first:last])
    strange = not any(c.isalnum() for c in part.span.text)
    return propose(
        span, "", kind="punctuation", rule=f"{line.form}-stray",
        score=max(0.3, (0.99 if strange else 0.9) - 0.05 * doubt),
        why="the line has its form without this mark",
        grounds=FieldGrounds(part.cost, doubt, 0.0, float(strange)),
    )  # fmt: skip
