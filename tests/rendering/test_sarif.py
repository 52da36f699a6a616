"""SARIF: valid by the schema of 2.1.0, rules with texts, findings that are known again."""

import json
import sys
import tarfile
from pathlib import Path

import pytest

import cablefix
from cablefix.cli import main
from cablefix.ranking.rules import gap_kinds, rule_names
from cablefix.rendering.sarif import PRINT, RULES, _described

SCHEMAS = Path(sys.prefix) / "schemas" / "microsoft-jest-sarif-1.0.0-beta.0.tgz"
MEMBER = "package/lib/schemas/sarif-2.1.0-rtm.5.json"


@pytest.fixture(scope="module")
def valid():
    """A validator by the schema that an npm package carries."""
    jsonschema = pytest.importorskip("jsonschema")
    if not SCHEMAS.is_file():
        pytest.skip(f"needs the schema in {SCHEMAS}: make test puts it there, by npm")
    with tarfile.open(SCHEMAS) as package:
        return jsonschema.Draft4Validator(json.load(package.extractfile(MEMBER)))


@pytest.fixture(scope="module")
def text(sample):
    return sample.read_text(encoding="utf-8")


def log_of(text):
    return json.loads(cablefix.clean(text).render("sarif", path="cables/a b.txt"))


def prints(text):
    (run,) = log_of(text)["runs"]
    return [r["partialFingerprints"][PRINT] for r in run["results"]]


def test_one_file_is_valid(valid, text):
    valid.validate(log_of(text))
    valid.validate(log_of(""))


def test_several_files_are_valid_and_keep_the_texts(valid, sample, capfd):
    main(["check", "-v", "--format", "sarif", str(sample), str(sample.parent)])
    log = json.loads(capfd.readouterr().out)
    valid.validate(log)
    assert all(r["shortDescription"]["text"] for r in log["runs"][0]["tool"]["driver"]["rules"])


def test_the_schema_can_refuse(valid, text):
    log = log_of(text)
    log["runs"][0]["results"][0]["level"] = "grave"
    assert list(valid.iter_errors(log))


def test_every_rule_has_a_text_and_a_page():
    for rule in (*rule_names(), *(f"gap-{kind}" for kind in gap_kinds())):
        descriptor = _described(rule)
        assert descriptor["helpUri"] == f"{RULES}#{rule}"
        assert descriptor["shortDescription"]["text"] not in ("", rule)
        assert descriptor["help"]["text"]


def test_fingerprints_tell_findings_apart_and_again(text):
    before = prints(text)
    assert len(set(before)) == len(before) > 10
    assert prints(text.replace("\n\n", "\n\n\n")) == before  # other lines, the same text


def test_a_finding_beside_an_edit_alone_gets_another_fingerprint():
    one = "1. THE MINISTER ASKED WHETHER MFWM STATUS WOULD BE EXTENDED.\n"
    other = one.replace("STATUS", "RIGHTS")
    assert prints(one) != prints(other)
    assert prints(one) == prints(one.replace("1. THE MINISTER", "1. THE OLD MINISTER"))
