"""Every writer gives for the sample what it gave before, character by character.

The findings are kept in `golden/findings.jsonl`, so that a better corrector changes nothing here.
After a change that is meant, write the files anew with `python tests/rendering/test_golden.py`,
and look at the difference.
"""

from pathlib import Path

import pytest

from cablefix import parse_jsonl
from cablefix.rendering import WRITERS

HERE = Path(__file__).parent / "golden"
SAMPLE = Path(__file__).parents[2] / "samples" / "valdoro_04418.txt"

FORMS = [form for form in WRITERS if form != "html"]
"""Of a page, most is style and script; it has tests of its own."""


def render(form):
    findings = (HERE / "findings.jsonl").read_text(encoding="utf-8")
    result = parse_jsonl(findings, SAMPLE.read_bytes().decode())
    return result.render(form, path="samples/valdoro_04418.txt").encode()


@pytest.mark.parametrize("form", FORMS)
def test_the_form_is_as_it_was(form):
    assert render(form) == (HERE / f"valdoro.{form}").read_bytes()


if __name__ == "__main__":
    for form in FORMS:
        (HERE / f"valdoro.{form}").write_bytes(render(form))
