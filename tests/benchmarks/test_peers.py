"""The harness of the peers: kind to them, and true to the text."""

import pytest

from benchmarks.peers import pipes
from benchmarks.peers.harness import by_word
from benchmarks.peers.registry import PEERS, chosen

TEXT = "1. TRE Case-of 0TH A  B.\r\n\tTAGS: PREI, ch\f"


def test_case_marks_numbers_and_blanks_are_kept():
    answers = {"TRE": "the", "Case": "cause", "PREI": "prey"}
    assert by_word([TEXT], lambda words: answers) == [
        "1. THE Cause-of 0TH A  B.\r\n\tTAGS: PREY, ch\f"
    ]


def test_a_speller_without_answers_changes_nothing():
    assert by_word([TEXT, ""], lambda words: {}) == [TEXT, ""]


def test_tokens_with_digits_and_short_words_are_not_shown():
    shown = []

    def speller(words):
        shown.extend(words)
        return {}

    by_word(["B1 13790A THE OF THE"], speller)
    assert shown == ["THE"]


@pytest.mark.parametrize("peer", [p for p in PEERS if not p.missing()], ids=lambda peer: peer.name)
def test_every_peer_gives_a_text_for_a_text(peer):
    texts = ["THE GOVERMENT OF VALDORO.\n", "1. (S) THE END\n"]
    found = peer.correct(texts)
    assert len(found) == 2
    assert found[1] == texts[1]
    assert peer.version()


def test_all_peers_are_here():
    missing = [reason for p in PEERS if (reason := p.missing())]
    if missing:
        pytest.skip("; ".join(missing))


def test_the_answers_of_a_pipe_belong_to_their_words(tmp_path):
    """The protocol of ispell: an empty line ends the answer to each line."""
    program = tmp_path / "speller"
    program.write_text(
        "#!/bin/sh\necho '@(#) a speller'\nwhile read -r w; do case $w in"
        " ^TRE) printf '& TRE 2 1: THE, TREE\\n\\n';; *) printf '*\\n\\n';; esac; done\n"
    )
    program.chmod(0o755)
    assert pipes.ask([str(program)], ["END", "TRE", "OF"]) == {"TRE": "THE"}


def test_an_unknown_peer_is_refused():
    with pytest.raises(ValueError, match="use one of"):
        chosen(["nobody"])
