"""The language server: what an editor asks, answered from the findings of the open text.

A text is read anew when it rests for a moment, in a thread, one at a time. Places are counted by
ourselves: a form feed ends a line for Python, and for no editor.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence

import attrs
from lsprotocol import types as lsp
from pygls import uris
from pygls.lsp.server import LanguageServer

from cablefix import settings
from cablefix.by_fields import ByFields
from cablefix.cleaner import Cleaner
from cablefix.cli import decision_file
from cablefix.cli.examine import time_limit
from cablefix.cli.files import TroubleError
from cablefix.cli.foreign import foreign_sort
from cablefix.findings import Correction, Gap, Level
from cablefix.ranking.rules import describe, gap_kinds
from cablefix.rendering.positions import Lines
from cablefix.rendering.sarif import RULES
from cablefix.result import CleanResult
from cablefix.version import VERSION

REST = 0.3
"""Seconds without a key after which a text is read."""

KEEP = "cablefix.keep"
"""The command that notes a refusal: uri, start, end, replacement."""

SOURCE = "cablefix"


@attrs.frozen
class Document(ByFields):
    """A text as last read, with its findings and the settings that held for it."""

    uri: str
    path: str
    result: CleanResult
    settings: settings.Settings
    encoding: str = lsp.PositionEncodingKind.Utf16

    def range(self, start: int, end: int) -> lsp.Range:
        """A span as the client counts it."""
        return lsp.Range(self._position(start), self._position(end))

    def offset(self, position: lsp.Position) -> int:
        """The offset of a place that the client names; beyond the end of a line, that end."""
        lines, text = Lines.of(self.result.original), self.result.original
        if position.line >= len(lines.starts):
            return len(text)
        start = lines.starts[position.line]
        following = (*lines.starts, len(text))[position.line + 1]
        end = start + len(text[start:following].rstrip("\r\n"))
        units = 0
        for at in range(start, end):
            if units >= position.character:
                return at
            units += self._units(text[at])
        return end

    def _position(self, offset: int) -> lsp.Position:
        lines = Lines.of(self.result.original)
        line, _ = lines.place(offset)
        before = self.result.original[lines.starts[line - 1] : offset]
        return lsp.Position(line - 1, sum(map(self._units, before)))

    def _units(self, char: str) -> int:
        if self.encoding == lsp.PositionEncodingKind.Utf8:
            return len(char.encode("utf-8", "surrogatepass"))
        return 2 if self.encoding == lsp.PositionEncodingKind.Utf16 and char > "\uffff" else 1

    def changes(self) -> Iterator[tuple[Correction, bool]]:
        """The corrections and suggestions, and whether a finding is a correction."""
        yield from ((c, True) for c in self.result.corrections)
        yield from ((c, False) for c in self.result.suggestions)


def read_document(uri: str, text: str, level: Level | None, encoding: str) -> Document:
    """Read a text as the command line would. Raises TroubleError for settings that are wrong."""
    for cached in (settings.find_settings, settings.read_settings, decision_file.read_decisions):
        cached.cache_clear()
    path = uris.to_fs_path(uri) or "-"
    held = settings.settings_for(path)
    with time_limit(path, held.time_limit):
        result = Cleaner.from_settings(held, level=level).clean(text)
    excluded = path != "-" and held.matches(path, held.exclude)
    if excluded or foreign_sort(path, text, is_cable=result.cable.kind == "cable"):
        result = attrs.evolve(result, corrections=(), suggestions=(), gaps=())
    file = decision_file.find_decisions(path, held)
    if file is not None:
        result, _ = decision_file.decide_by_file(result, path, file)
    return Document(uri, path, result, held, encoding)


def diagnostics(document: Document) -> list[lsp.Diagnostic]:
    """Corrections as warnings, suggestions and gaps as information."""
    found = [_of_change(document, c, applied) for c, applied in document.changes()]
    found += [
        _diagnostic(document, g, f"gap-{g.kind}", f"{g.kind}: {g.why}", lsp.DiagnosticSeverity.Hint)
        for g in document.result.gaps
    ]
    return sorted(found, key=lambda d: (d.range.start.line, d.range.start.character))


def _of_change(document: Document, c: Correction, applied: bool) -> lsp.Diagnostic:
    severity = lsp.DiagnosticSeverity.Warning if applied else lsp.DiagnosticSeverity.Information
    return _diagnostic(document, c, c.rule, f"{_change(c)} ({c.certainty}): {c.why}", severity)


def _diagnostic(
    document: Document, f: Correction | Gap, rule: str, said: str, severity: lsp.DiagnosticSeverity
) -> lsp.Diagnostic:
    page = lsp.CodeDescription(f"{RULES}#{rule}")
    span = document.range(f.start, f.end)
    return lsp.Diagnostic(
        span, said, severity=severity, code=rule, code_description=page, source=SOURCE
    )


def _change(c: Correction) -> str:
    return f"{c.original} -> {c.replacement or '(nothing)'}"


def code_actions(document: Document, asked: lsp.Range) -> list[lsp.CodeAction]:
    """Each change at a place, to keep what stands there, and all corrections at once."""
    start, end = document.offset(asked.start), document.offset(asked.end)
    actions: list[lsp.CodeAction] = []
    for c, applied in document.changes():
        if c.start <= end and start <= c.end:
            about = [_of_change(document, c, applied)]
            fix = _edit(document, [c])
            actions.append(
                lsp.CodeAction(
                    f"Change {_change(c)} ({c.certainty})",
                    kind=lsp.CodeActionKind.QuickFix,
                    edit=fix,
                    is_preferred=applied,
                    diagnostics=about,
                )
            )
            if document.path == "-":
                continue  # a text without a file has none beside it for decisions
            given = [document.uri, c.start, c.end, c.replacement]
            title = f"Keep {c.original} here"
            actions.append(
                lsp.CodeAction(
                    title,
                    kind=lsp.CodeActionKind.QuickFix,
                    diagnostics=about,
                    command=lsp.Command(title, KEEP, arguments=given),
                )
            )
    if document.result.corrections:
        count = len(document.result.corrections)
        actions.append(
            lsp.CodeAction(
                f"Make all {count} corrections",
                kind=lsp.CodeActionKind.SourceFixAll,
                edit=_edit(document, document.result.corrections),
            )
        )
    return actions


def _edit(document: Document, changes: Sequence[Correction]) -> lsp.WorkspaceEdit:
    edits = [lsp.TextEdit(document.range(c.start, c.end), c.replacement) for c in changes]
    return lsp.WorkspaceEdit(changes={document.uri: edits})


def hover(document: Document, position: lsp.Position) -> lsp.Hover | None:
    """What was found at a place: the change or gap, the evidence, the rule."""
    at = document.offset(position)
    told = [
        (c, f"{_change(c)}\n{c.kind}, {c.certainty} ({c.confidence:.0%})\n{c.why}\n{_rule(c.rule)}")
        for c, _ in document.changes()
    ] + [
        (g, f"{g.kind} ({g.confidence:.0%}): {gap_kinds().get(g.kind, '')}\n{g.why}")
        for g in document.result.gaps
    ]
    here = [(f, said) for f, said in told if f.start <= at <= f.end]
    if not here:
        return None
    span = document.range(min(f.start for f, _ in here), max(f.end for f, _ in here))
    content = lsp.MarkupContent(lsp.MarkupKind.PlainText, "\n\n".join(said for _, said in here))
    return lsp.Hover(content, span)


def _rule(name: str) -> str:
    page = describe(name)
    return f"rule {name}: {page.purpose}" if page else f"rule {name}"


class Server(LanguageServer):
    """Holds the documents that are open, as last read."""

    def __init__(self, level: Level | None = None) -> None:
        super().__init__(SOURCE, VERSION, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self.level = level
        self.documents: dict[str, Document] = {}
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._one_at_a_time = asyncio.Lock()

    def wants(self, uri: str, rest: float = REST) -> None:
        """Read a document once it has rested; a later call takes the place of this one."""
        earlier = self._waiting.pop(uri, None)
        if earlier is not None:
            earlier.cancel()
        self._waiting[uri] = asyncio.ensure_future(self._read(uri, rest))

    def forget(self, uri: str) -> None:
        """Drop a document that was closed, and what was said of it."""
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()
        self.documents.pop(uri, None)
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))

    async def current(self, uri: str) -> Document | None:
        """A document as it stands now, once it has been read."""
        waiting = self._waiting.get(uri)
        if waiting is not None:
            await asyncio.wait([waiting])
        return self.documents.get(uri)

    async def _read(self, uri: str, rest: float) -> None:
        await asyncio.sleep(rest)
        async with self._one_at_a_time:
            open_text = self.workspace.get_text_document(uri)
            encoding = self.workspace.position_encoding or lsp.PositionEncodingKind.Utf16
            try:
                document = await asyncio.to_thread(
                    read_document,
                    uri,
                    open_text.source,
                    self.level,
                    encoding,
                )
            except TroubleError as e:
                self.documents.pop(uri, None)
                self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, str(e)))
                return
        self.documents[uri] = document
        self.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(uri, diagnostics(document), open_text.version)
        )


def make_server(level: Level | None = None) -> Server:
    """A server with all that it answers."""
    server = Server(level)

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def _opened(params: lsp.DidOpenTextDocumentParams) -> None:
        server.wants(params.text_document.uri, 0)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def _changed(params: lsp.DidChangeTextDocumentParams) -> None:
        server.wants(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def _saved(params: lsp.DidSaveTextDocumentParams) -> None:
        for uri in [*server.documents]:  # it may have been a file of settings
            server.wants(uri, 0)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def _closed(params: lsp.DidCloseTextDocumentParams) -> None:
        server.forget(params.text_document.uri)

    kinds = [lsp.CodeActionKind.QuickFix, lsp.CodeActionKind.SourceFixAll]

    @server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(kinds))
    async def _actions(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        document = await server.current(params.text_document.uri)
        return code_actions(document, params.range) if document else []

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    async def _hover(params: lsp.HoverParams) -> lsp.Hover | None:
        document = await server.current(params.text_document.uri)
        return hover(document, params.position) if document else None

    @server.command(KEEP)
    async def _keep(uri: str, start: int, end: int, replacement: str) -> None:
        document = await server.current(uri)
        if document is None:
            return
        kept = [c for c, _ in document.changes()
                if (c.start, c.end, c.replacement) == (start, end, replacement)]  # fmt: skip
        try:
            decision_file.note_refusals(
                document.settings, document.result.original, document.path, kept
            )
        except TroubleError as e:
            server.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, str(e)))
        server.wants(uri, 0)

    return server
