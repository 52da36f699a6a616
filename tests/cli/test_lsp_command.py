"""`cablefix lsp` in conversation with the client of pygls, as an editor would have it."""

import asyncio
import sys

import pytest

from cablefix.cli import main

lsp = pytest.importorskip("lsprotocol.types", reason="needs the extra lsp")
from pygls.lsp.client import LanguageClient  # noqa: E402

from cablefix.cli.language_server import read_document  # noqa: E402

TEXT = "\fAT 😀 THE HARBOUR, SAID \U00010400 THE HARBOUR MASTER.\nHE MET (B)(6) THERE.\n"
SETTINGS = 'forced = ["HARBOUR -> HARBOR"]\n'


class Editor:
    """A client that keeps what the server says."""

    def __init__(self, folder):
        self.folder = folder
        self.client = LanguageClient("an editor", "1")
        self.told = asyncio.Queue()
        self.messages = []

        @self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def _told(params):
            self.told.put_nowait(params)

        @self.client.feature(lsp.WINDOW_SHOW_MESSAGE)
        def _message(params):
            self.messages.append(params.message)

    async def __aenter__(self):
        await self.client.start_io(sys.executable, "-m", "cablefix", "lsp")
        self.capable = await self.client.initialize_async(
            lsp.InitializeParams(lsp.ClientCapabilities(), root_uri=self.folder.as_uri())
        )
        self.client.initialized(lsp.InitializedParams())
        return self

    async def __aexit__(self, *_):
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()

    def open(self, name, text):
        self.uri = (self.folder / name).as_uri()
        item = lsp.TextDocumentItem(self.uri, "plaintext", 1, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))

    def change(self, text, version):
        self.client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                lsp.VersionedTextDocumentIdentifier(version, self.uri),
                [lsp.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    async def diagnostics(self):
        return [*(await asyncio.wait_for(self.told.get(), 60)).diagnostics]

    async def actions(self, span):
        asked = lsp.CodeActionParams(
            lsp.TextDocumentIdentifier(self.uri), span, lsp.CodeActionContext([])
        )
        return [*await self.client.text_document_code_action_async(asked)]

    async def hover(self, line, character):
        return await self.client.text_document_hover_async(
            lsp.HoverParams(lsp.TextDocumentIdentifier(self.uri), lsp.Position(line, character))
        )


def in_editor(folder, conversation):
    (folder / "cablefix.toml").write_text(SETTINGS)

    async def session():
        async with Editor(folder) as editor:
            await conversation(editor)

    asyncio.run(session())


def applied(text, edits):
    """The text with edits made, counted in UTF-16 as the protocol has it; LF ends a line."""
    lines = [line.encode("utf-16-le") for line in text.split("\n")]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 2)
    data = text.encode("utf-16-le")
    for edit in sorted(edits, key=lambda e: e.range.start.line * 10**6 + e.range.start.character)[
        ::-1
    ]:
        start, end = (starts[p.line] + 2 * p.character for p in (edit.range.start, edit.range.end))
        data = data[:start] + edit.new_text.encode("utf-16-le") + data[end:]
    return data.decode("utf-16-le")


def test_diagnostics_actions_and_hover(tmp_path):
    async def conversation(editor):
        editor.open("a.txt", TEXT)
        found = await editor.diagnostics()
        first, second, gap = [d for d in found if d.code in ("forced", "gap-explicit-marker")]
        assert "HARBOUR -> HARBOR (certain): the settings demand it" in first.message
        assert first.source == "cablefix"
        assert first.code_description.href.endswith("/rules/#forced")
        assert first.severity == lsp.DiagnosticSeverity.Warning
        assert gap.severity == lsp.DiagnosticSeverity.Hint
        # the emoji before the first, and the letter before the second, are two units each
        line = TEXT.split("\n")[0].encode("utf-16-le")
        for diagnostic in (first, second):
            start, end = diagnostic.range.start, diagnostic.range.end
            assert start.line == end.line == 0
            assert line[2 * start.character : 2 * end.character].decode("utf-16-le") == "HARBOUR"

        actions = await editor.actions(second.range)
        titles = [a.title for a in actions]
        assert titles == [
            "Change HARBOUR -> HARBOR (certain)", "Keep HARBOUR here", "Make all 2 corrections",
        ]  # fmt: skip
        assert actions[0].is_preferred
        one = applied(TEXT, actions[0].edit.changes[editor.uri])
        assert one == TEXT.replace("HARBOUR MASTER", "HARBOR MASTER")
        every = applied(TEXT, actions[2].edit.changes[editor.uri])
        assert every == TEXT.replace("HARBOUR", "HARBOR")

        shown = await editor.hover(0, first.range.start.character + 2)
        assert "the settings demand it" in shown.contents.value
        assert shown.range == first.range
        assert "withheld here" in (await editor.hover(1, gap.range.start.character)).contents.value
        assert await editor.hover(0, 2) is None

    in_editor(tmp_path, conversation)


def test_a_change_is_read_and_a_kept_word_is_noted(tmp_path):
    async def conversation(editor):
        editor.open("a.txt", "NODIS\n")
        assert await editor.diagnostics() == []
        editor.change("AT THE HARBO", 2)
        editor.change("AT THE HARBOUR\n", 3)
        (found,) = await editor.diagnostics()
        keep = (await editor.actions(found.range))[1]
        assert keep.title == "Keep HARBOUR here"
        # lsprotocol takes an action with a command for a command: what it is is told by hand
        await editor.client.workspace_execute_command_async(
            lsp.ExecuteCommandParams("cablefix.keep", [editor.uri, 7, 14, "HARBOR"])
        )
        assert await editor.diagnostics() == []
        assert '"verdict": "refused"' in (tmp_path / "cablefix-decisions.jsonl").read_text()
        editor.client.text_document_did_close(
            lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(editor.uri))
        )
        assert await editor.diagnostics() == []

    in_editor(tmp_path, conversation)


def test_settings_are_read_anew_and_faults_in_them_told(tmp_path):
    async def conversation(editor):
        editor.open("a.txt", "AT THE HARBOUR\n")
        assert len(await editor.diagnostics()) == 1
        (tmp_path / "cablefix.toml").write_text('keep = ["HARBOUR"]\n')
        saved = lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(editor.uri))
        editor.client.text_document_did_save(saved)
        assert await editor.diagnostics() == []
        (tmp_path / "cablefix.toml").write_text("levle = 1\n")
        editor.client.text_document_did_save(saved)
        assert await editor.actions(lsp.Range(lsp.Position(0, 0), lsp.Position(0, 3))) == []
        assert "did you mean 'level'" in editor.messages[0]

    in_editor(tmp_path, conversation)


def test_files_that_are_no_transcriptions_are_let_alone(tmp_path):
    (tmp_path / "cablefix.toml").write_text(SETTINGS)
    code = "int main() {\n  return HARBOUR;\n}\n"
    found = read_document((tmp_path / "a.c").as_uri(), code, None, "utf-16")
    assert found.result.corrections == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_places_there_and_back(encoding, tmp_path):
    text = "é\f😀 x\r\n文\ry\n\n"
    document = read_document((tmp_path / "a.txt").as_uri(), text, None, encoding)
    for at in range(len(text) + 1):
        if text[at - 1 : at + 1] == "\r\n":
            continue  # between the two there is no place
        assert document.offset(document.range(at, at).start) == at, at
    assert document.offset(lsp.Position(99, 0)) == len(text)
    assert document.offset(lsp.Position(0, 99)) == text.index("\r")


def test_the_server_says_what_it_can(tmp_path):
    async def conversation(editor):
        can = editor.capable.capabilities
        assert can.text_document_sync.change == lsp.TextDocumentSyncKind.Full
        assert can.hover_provider
        assert can.code_action_provider
        assert can.execute_command_provider.commands == ("cablefix.keep",)

    in_editor(tmp_path, conversation)


def test_without_pygls_the_command_says_what_to_install(monkeypatch, capfd):
    monkeypatch.setitem(sys.modules, "pygls", None)
    monkeypatch.delitem(sys.modules, "cablefix.cli.language_server")
    assert main(["lsp"]) == 2
    assert "pip install 'cablefix[lsp]'" in capfd.readouterr().err
