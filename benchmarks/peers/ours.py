"""cablefix itself, at its default level."""

import functools
import hashlib
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

from .peer import Peer


def correct(texts: Sequence[str]) -> list[str]:
    """Clean the texts."""
    import cablefix  # here, so that the other peers start without it

    return [cablefix.clean(text).text for text in texts]


@functools.cache
def version() -> str:
    """The version, and a hash of the code and the wordlists: any change of them counts."""
    import cablefix

    digest = hashlib.sha256()
    code = Path(cablefix.__file__).parent
    folders = (code, Path(str(resources.files("cablefix.wordlists"))))
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.suffix in (".py", ".tsv", ".npy")):
            if "vocabulary/build" not in path.as_posix():
                digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return f"{cablefix.__version__}+{digest.hexdigest()[:12]}"


PEER = Peer("cablefix", "cablefix.clean(text).text, level probable", correct, version)
