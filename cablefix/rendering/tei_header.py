"""The header of a TEI document: what the cable is, and what was done to its text."""

from __future__ import annotations

from cablefix.cable import Cable, Exemption, Field
from cablefix.decisions import BY_HAND
from cablefix.findings import Correction, Findings, Gap
from cablefix.late import late_regex
from cablefix.rendering.inline import ranges
from cablefix.rendering.xml import attributes, escape, stand_in

OBSERVED = frozenset(
    {"numbering-anomaly", "interpolated-page", "duplicate-page", "page-order", "displaced-text",
     "decaptioned"}
)  # fmt: skip
"""Kinds of gap that tell of a disturbance; no text of the document is lacking there."""


def write_header(result: Findings, path: str, body: str) -> str:
    """The `teiHeader` of a result whose body has been written."""
    cable = result.cable
    file = _file(result, cable, path)
    correction = _correction(result)
    profile = _profile(cable)
    chars = sorted(set(_G.findall("".join((file, correction, profile, body)))))
    return (
        f"<teiHeader>\n{file}<encodingDesc>\n<appInfo>"
        f'<application ident="cablefix"{attributes(version=result.provenance.version)}>'
        "<label>cablefix</label></application></appInfo>\n"
        f"<editorialDecl>\n{correction}{_normalization(chars)}</editorialDecl>\n"
        f"{_exemptions(result)}{_characters(chars)}</encodingDesc>\n{profile}</teiHeader>\n"
    )


_G = late_regex(r'<g ref="#u([0-9A-F]{4})">')


def _file(result: Findings, cable: Cable, path: str) -> str:
    title = cable.subject.value if cable.subject else path
    by_hand = any(c.rule == BY_HAND for c in result.corrections)
    parts = [
        "<fileDesc>\n<titleStmt>\n",
        _element("title", title),
        _element("author", cable.sender.value) if cable.sender else "",
        _responsible("cablefix", "corrections and gaps found by program", "cablefix"),
        _responsible("editor", "corrections written by a person", "editor") if by_hand else "",
        "</titleStmt>\n",
        "<publicationStmt><p>A corrected transcription, made from the source below.</p>"
        "</publicationStmt>\n",
        _notes(result),
        _source(result, cable, path),
        "</fileDesc>\n",
    ]
    return "".join(parts)


def _element(tag: str, text: str, **values: str | None) -> str:
    return f"<{tag}{attributes(**values)}>{escape(text)}</{tag}>\n"


def _responsible(identifier: str, what: str, name: str) -> str:
    return f'<respStmt xml:id="{identifier}"><resp>{what}</resp><name>{name}</name></respStmt>\n'


def _notes(result: Findings) -> str:
    notes = [
        _element("note", g.why, type=g.kind, target=f"#g{i}")
        for i, g in enumerate(result.gaps, 1)
        if g.kind in OBSERVED
    ]
    return "<notesStmt>\n" + "".join(notes) + "</notesStmt>\n" if notes else ""


def _source(result: Findings, cable: Cable, path: str) -> str:
    named: tuple[tuple[str, Field[str] | None], ...] = (
        ("precedence", cable.precedence), ("caption", cable.caption),
        ("classification", cable.classification), ("released-as", cable.released_as),
        ("executive-order", cable.eo), ("signature", cable.signature),
    )  # fmt: skip
    parts = ["<sourceDesc><bibl>\n", _element("title", path, type="file")]
    if cable.mrn:
        parts.append(_element("idno", cable.mrn, type="MRN"))
    parts.append(_element("idno", result.provenance.sha256, type="SHA-256"))
    parts += [_element("note", f.value, type=name) for name, f in named if f]
    parts += [_element("ref", f.value, type="reference") for f in cable.references]
    if cable.release:
        r = cable.release
        codes = " ".join(e.code for e in r.exemptions)
        facts = [t for t in (r.authority, r.date, r.case, codes) if t]
        parts.append(_element("note", "; ".join(facts), type="release"))
    return "".join(parts) + "</bibl></sourceDesc>\n"


def _correction(result: Findings) -> str:
    items = [
        *(_change(c, f"c{i}") for i, c in enumerate(result.corrections, 1)),
        *(_change(c, f"s{i}") for i, c in enumerate(result.suggestions, 1)),
        *(_gap(g, f"g{i}") for i, g in enumerate(result.gaps, 1)),
    ]
    evidence = "<p><list>\n" + "".join(items) + "</list></p>\n" if items else ""
    return (
        '<correction method="markup">\n<p>Slips of the transcription that the evidence decides are '
        "encoded as choice: sic is the transcription as it was, corr the correction, cert its "
        "probability. Doubtful readings that were left as they are stand in unclear, slips of the "
        "drafter in sic without corr. What is withheld or lost is marked by gap. The text of the "
        "body is the corrected transcription, character by character; with sic for corr it is the "
        f"original. The evidence of each:</p>\n{evidence}</correction>\n"
    )


def _change(c: Correction, identifier: str) -> str:
    what = f"{c.original} → {c.replacement} ({c.kind}, {c.rule}, {c.confidence}): {c.why}"
    return _element("item", what, corresp=f"#{identifier}")


def _gap(g: Gap, identifier: str) -> str:
    numbers = f" {ranges(g.paragraphs)}" if g.paragraphs else ""
    return _element(
        "item", f"{g.kind}{numbers} ({g.confidence}): {g.why}", corresp=f"#{identifier}"
    )


def _normalization(chars: list[str]) -> str:
    if not chars:
        return ""
    names = ", ".join(f"U+{code}" for code in chars)
    return (
        f"<normalization><p>The source holds characters that XML does not allow: {names}. Each "
        "stands as a g element that names it, with a substitute as its content.</p>"
        "</normalization>\n"
    )


def _exemptions(result: Findings) -> str:
    known = exemption_ids(result)
    if not known:
        return ""
    categories = "".join(
        f'<category xml:id="{identifier}"><catDesc>{escape(f"{e.code} ({e.authority})")}</catDesc>'
        "</category>\n"
        for e, identifier in known.items()
    )
    return f'<classDecl><taxonomy xml:id="exemptions">\n{categories}</taxonomy></classDecl>\n'


def exemption_ids(result: Findings) -> dict[Exemption, str]:
    """The exemptions that gaps name, each with its identifier in the document."""
    found = dict.fromkeys(e for g in result.gaps for e in g.exemptions)
    return {e: f"exemption{i}" for i, e in enumerate(found, 1)}


def _characters(chars: list[str]) -> str:
    if not chars:
        return ""
    described = "".join(
        f'<char xml:id="u{code}"><mapping type="codepoint">U+{code}</mapping>'
        f'<mapping type="substitute">{stand_in(chr(int(code, 16)))}</mapping></char>\n'
        for code in chars
    )
    return f"<charDecl>\n{described}</charDecl>\n"


def _profile(cable: Cable) -> str:
    parts = []
    if cable.date:
        when = cable.date.value.isoformat().replace("+00:00", "Z")
        date = f"<date{attributes(when=when)}>{escape(cable.date.original)}</date>"
        parts.append(f"<creation>{date}</creation>\n")
    if cable.tags:
        terms = "".join(_element("term", t.value, type="TAGS") for t in cable.tags)
        parts.append(f"<textClass><keywords>\n{terms}</keywords></textClass>\n")
    actions = [_action("sent", [cable.sender] if cable.sender else [], cable.post)]
    actions.append(_action("received", list(cable.addressees), None))
    if any(actions):
        parts.append("<correspDesc>\n" + "".join(actions) + "</correspDesc>\n")
    return "<profileDesc>\n" + "".join(parts) + "</profileDesc>\n" if parts else ""


def _action(kind: str, parties: list[Field[str]], place: Field[str] | None) -> str:
    names = "".join(_element("orgName", f.value) for f in parties)
    names += _element("placeName", place.value) if place else ""
    return f'<correspAction type="{kind}">\n{names}</correspAction>\n' if names else ""
