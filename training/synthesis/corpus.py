"""The clean texts: telegrams and memoranda from the corpora, or plain files of our own."""

import functools
import lzma
import re
import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import evolve, frozen

from .lists import read_phrases
from .teletype import capitals, mixed, plain

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATELINE = re.compile(rf"^([A-Z][A-Za-z .]{{2,25}}), (?:{MONTHS}) \d{{1,2}}, \d{{4}}\b.{{0,30}}$")
SUBJECT = re.compile(r"(?:Subject|Subj|SUBJECT|SUBJ)[:.]? +([^.]{3,110})\.?\s*$|"
                     r"(?:Subject|Subj):? +([^.\n]{3,90})\.\s")  # fmt: skip
NUMBER = re.compile(r"^\(?(\d{1,2}|[IVX]{1,4})[.)] +(?=\S)")
POINT = re.compile(r"^(?:--?|\([a-zA-Z0-9]{1,3}\)|[a-zA-Z][.)]|[ivx]{1,4}[.)]) +(?=\S)")
CAPS_HEADER = re.compile(
    r"^(FM|TO|INFO|REF|SUBJ|TAGS|E\.O|GP|NOTE|TELEGRAM|DEPARTMENT|FROM|BT)\b|\b(ZFF|SECSTATE)\b"
)


@frozen
class Block:
    """One paragraph of clean text: `para` carries a number, `point` and `heading` do not."""

    kind: str
    text: str


@frozen
class Source:
    """One clean document, ready to be composed."""

    id: str
    volume: str
    place: str
    outgoing: bool
    subject: str
    names: tuple[str, ...]
    blocks: tuple[Block, ...]

    @property
    def size(self) -> int:
        """Characters of text."""
        return sum(len(block.text) for block in self.blocks)


@functools.cache
def _litter() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, read_phrases()["litter"])), re.IGNORECASE)


def proper_names(paragraphs: list[str]) -> tuple[str, ...]:
    """Capitalised words inside sentences, most frequent first: what the text is about."""
    counts: dict[str, int] = {}
    for paragraph in paragraphs:
        for word in re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,12}\b", paragraph):
            counts[word] = counts.get(word, 0) + 1
    ranked = sorted(
        (word for word in counts if word not in MONTHS.split("|")),
        key=lambda word: (-counts[word], word),
    )
    return tuple(word for word in ranked[:8] if counts[word] > 1)


def _block(paragraph: str, upper: bool) -> Block | None:
    """A raw paragraph as a block, or None when it is litter."""
    text = NUMBER.sub("", paragraph, count=1)
    numbered = text != paragraph
    point = POINT.match(text) if not numbered else None
    clean = (capitals if upper else mixed)(text)
    if clean is None or _litter().search(clean):
        return None
    short = len(clean) < 60 and clean[-1] not in ".,;?"
    if short and not point:
        title = re.fullmatch(r"[\w .,'/-]{7,}:?", clean) and len(clean.split()) < 7
        return Block("heading", clean.rstrip(":")) if title else None
    if len(clean) < 25:
        return None
    return Block("point" if point else "para", clean)


def blocks_of(paragraphs: list[str], upper: bool) -> tuple[Block, ...]:
    """The usable paragraphs; a heading only where text follows."""
    found: list[Block] = []
    for paragraph in paragraphs:
        block = _block(paragraph, upper)
        if block is None:
            continue
        if block.kind == "heading" and (not found or found[-1].kind == "heading"):
            continue
        found.append(block)
    while found and found[-1].kind == "heading":
        found.pop()
    if found and found[0].kind == "point":
        found[0] = Block("para", found[0].text)
    return tuple(found)


def _strip_opening(paragraphs: list[str]) -> tuple[list[str], str]:
    """Take the telegram number and the subject off the first paragraph."""
    subject = ""
    first = re.sub(r"^\w{0,6}[-\u2013 ]?\d{1,6}\. +", "", paragraphs[0], count=1)
    found = SUBJECT.search(first)
    if found:
        subject = found[1] or found[2]
        first = (first[: found.start()] + " " + first[found.end() :]).strip()
    rest = paragraphs[1:]
    return ([first, *rest] if len(first) > 60 else rest), subject


def telegram(name: str, text: str) -> Source | None:
    """One file of the telegram archives."""
    head, *paragraphs = re.split(r"\n\s*\n", text.strip())
    parts = [part.strip() for part in head.removeprefix("# source:").split("|")]
    volume, number = parts[0].split()[1:3]
    heading = parts[-1]
    place, body = "", []
    for paragraph in paragraphs:
        line = plain(paragraph)
        dateline = DATELINE.match(line)
        if dateline:
            place = dateline[1]
        elif not re.match(r"^(End )?Summary\.?$|^GP.?\d", line, re.IGNORECASE):
            body.append(line)
    if "caps" in name:
        body = [line for line in body if len(line) > 90 and not CAPS_HEADER.search(line[:60])]
    if not body:
        return None
    names = proper_names(body)
    body, subject = _strip_opening(body)
    place = place or re.sub(r".* From the \w+ (?:in|at|to) ([A-Z][\w ]+?) to .*", r"\1", heading)
    return Source(
        id=f"{volume}/{number}",
        volume=volume,
        place=place.upper(),
        outgoing="From the Department of State" in heading,
        subject=capitals(subject) or "",
        names=tuple(name.upper() for name in names),
        blocks=blocks_of(body, upper=True),
    )


def _known_words(sources: Sequence[Source]) -> frozenset[str]:
    """Words that the printed volumes use at least twice."""
    counts: dict[str, int] = {}
    for source in sources:
        for block in source.blocks:
            for word in re.findall(r"[A-Z]{4,}", block.text):
                counts[word] = counts.get(word, 0) + 1
    return frozenset(word for word, count in counts.items() if count > 1)


def joined(source: Source, known: frozenset[str]) -> Source:
    """Close up words that the printed volume broke at a line end: PRE-SUMABLY."""

    def mend(found: re.Match[str]) -> str:
        whole = found[1] + found[2]
        return whole if whole in known and found[2] not in known else found[0]

    blocks = tuple(
        evolve(block, text=re.sub(r"\b([A-Z]{2,})-([A-Z]{4,})\b", mend, block.text))
        for block in source.blocks
    )
    return evolve(source, blocks=blocks)


def without_slips(source: Source, known: frozenset[str]) -> Source:
    """The texts in capitals were keyed from paper: keep the paragraphs without unknown words."""
    blocks = tuple(
        block for block in source.blocks if known.issuperset(re.findall(r"[A-Z]{4,}", block.text))
    )
    return evolve(source, blocks=blocks)


def _archive(path: Path, volumes: frozenset[str]) -> Iterator[Source]:
    with tarfile.open(path) as tar:
        for member in sorted((m for m in tar.getmembers() if m.isfile()), key=lambda m: m.name):
            if Path(member.name).name.rsplit("_", 1)[0] not in volumes:
                continue
            handle = tar.extractfile(member)
            source = telegram(member.name, handle.read().decode()) if handle else None
            if source and source.blocks:
                yield source


def telegrams(sources: Path, volumes: frozenset[str]) -> Iterator[Source]:
    """All usable telegrams of the volumes, in the order of their names."""
    printed = list(_archive(sources / "telegrams.tar.xz", volumes))
    known = _known_words(printed)
    for source in printed:
        yield joined(source, known)
    for source in _archive(sources / "telegrams_caps.tar.xz", volumes):
        kept = without_slips(source, known)
        if kept.blocks:
            yield kept


def _memorandum(header: str, body: str) -> Source | None:
    volume, _, number = header.split("\t")[0].partition("/")
    paragraphs = [plain(part) for part in re.split(r"\n\s*\n", body) if part.strip()]
    subject = ""
    kept = []
    for line in paragraphs:
        found = re.match(r"^SUBJ(?:ECT)?:? +(.{5,120})$", line)
        if found:
            subject = mixed(found[1]) or ""
        elif not DATELINE.match(line) and not re.match(r"^[A-Z]{5,}\b", line):
            kept.append(line)
    blocks = blocks_of(kept, upper=False)
    if not blocks:
        return None
    return Source(
        id=f"{volume}/{number}",
        volume=volume,
        place="",
        outgoing=True,
        subject=subject,
        names=proper_names(kept),
        blocks=blocks,
    )


def memoranda(sources: Path, volumes: frozenset[str]) -> Iterator[Source]:
    """All usable memoranda of the volumes, in file order."""
    header, body = "", [""]
    with lzma.open(sources / "frus.txt.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("### "):
                if header:
                    body.append(line)
                continue
            if header and (source := _memorandum(header, "".join(body))):
                yield source
            fields = line[4:].rstrip("\n").split("\t")
            wanted = fields[0].split("/")[0] in volumes and fields[2] == "memorandum"
            header, body = (line[4:].rstrip("\n") if wanted else ""), []
    if header and (source := _memorandum(header, "".join(body))):
        yield source


def own_texts(folder: Path, upper: bool = True) -> Iterator[Source]:
    """Plain files of our own: paragraphs between blank lines, an optional `Subject:` line first."""
    for path in sorted(folder.glob("*.txt")):
        parts = re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip())
        paragraphs = [plain(part) for part in parts]
        names = proper_names(paragraphs)
        paragraphs, subject = _strip_opening(paragraphs)
        blocks = blocks_of(paragraphs, upper)
        if blocks:
            title = (capitals(subject) if upper else mixed(subject)) or ""
            upper_names = tuple(name.upper() for name in names) if upper else names
            yield Source(path.stem, folder.name, "", False, title, upper_names, blocks)
