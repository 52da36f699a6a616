"""hunspell and aspell in pipe mode: the first suggestion for each unknown word."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Mapping, Sequence

from .harness import by_word
from .peer import Peer, program_missing, program_version

HUNSPELL = ("hunspell", "-a", "-i", "utf-8", "-d", "en_US")
ASPELL = ("aspell", "-a", "--lang=en_US", "--encoding=utf-8")


def ask(command: Sequence[str], words: Iterable[str]) -> Mapping[str, str]:
    """Ask a program that speaks the protocol of ispell about words, one on each line."""
    listed = list(words)
    done = subprocess.run(
        command, input="".join(f"^{word}\n" for word in listed),
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    blocks = done.stdout.split("\n", 1)[1].split("\n\n")
    found = {}
    for word, block in zip(listed, blocks, strict=False):
        lines = [line for line in block.splitlines() if line.startswith("&")]
        if len(lines) == 1 and lines[0].split()[1] == word:
            found[word] = lines[0].split(": ", 1)[1].split(", ")[0]
    return found


def _peer(name: str, command: Sequence[str], package: str) -> Peer:
    return Peer(
        name,
        f"{' '.join(command)}, first suggestion",
        lambda texts: by_word(texts, lambda words: ask(command, words)),
        lambda: program_version(name, "--version"),
        lambda: program_missing(name, f"apt install {package}"),
    )


PIPE_PEERS = (
    _peer("hunspell", HUNSPELL, "hunspell hunspell-en-us"),
    _peer("aspell", ASPELL, "aspell aspell-en"),
)
