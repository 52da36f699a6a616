"""What a release needs agrees: version, citation, changelog, links, forms for issues."""

import re
import sys
from pathlib import Path
from subprocess import run

import pytest

from cablefix.version import VERSION

yaml = pytest.importorskip("yaml")

ROOT = Path(__file__).parents[2]
HOME = "https://github.com/cablefix/cablefix"
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_version_is_the_same_everywhere():
    released = re.search(r"^## \[(\d[^]]*)\] - (\d{4}-\d\d-\d\d)$", read("CHANGELOG.md"), re.M)
    citation = yaml.safe_load(read("CITATION.cff"))
    assert released[1] == citation["version"] == VERSION
    assert released[2] == citation["date-released"]
    assert f"rev: v{VERSION}\n" in read("docs/pre_commit.md")


def test_the_licences_are_those_of_the_citation():
    expression = re.search(r"^license_expression = (.*)$", read("setup.cfg"), re.M)[1]
    assert expression.split(" AND ") == yaml.safe_load(read("CITATION.cff"))["license"]


def test_links_of_the_readme_are_absolute_and_lead_somewhere():
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", read("README.md"))
    assert links
    for link in links:
        assert "://" in link, f"{link} is dead where the README is read elsewhere"
        own = re.fullmatch(f"{re.escape(HOME)}/(?:blob|tree)/main/(.*)", link)
        assert own is None or (ROOT / own[1]).exists(), link


def test_scripts_and_files_that_the_page_names_are_there():
    for name in re.findall(
        r"`((?:\.ci|\.github|tests|cablefix|docs)/[\w./]+)`", read("docs/releasing.md")
    ):
        assert (ROOT / name).exists(), name


@pytest.mark.parametrize("form", FORMS, ids=lambda p: p.stem)
def test_forms_for_issues_are_valid(form):
    """By the schemas of the SchemaStore, which check-jsonschema brings along."""
    pytest.importorskip("check_jsonschema")
    sort = "issue-config" if form.stem == "config" else "issue-forms"
    schema = ("--builtin-schema", f"vendor.github-{sort}")
    done = run(
        [sys.executable, "-m", "check_jsonschema", *schema, form], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", ["ci", "release"])
def test_workflows_are_valid_and_pin_what_they_use(name):
    pytest.importorskip("check_jsonschema")
    file = ROOT / ".github" / "workflows" / f"{name}.yml"
    schema = ("--builtin-schema", "vendor.github-workflows")
    done = run(
        [sys.executable, "-m", "check_jsonschema", *schema, file], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
    for used in re.findall(r"uses: (\S+)", file.read_text(encoding="utf-8")):
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", used), used


def test_each_form_asks_for_the_case_and_the_version():
    named = [f for f in FORMS if f.stem != "config"]
    assert {f.stem for f in named} == {"gap", "missed_slip", "wrong_correction"}
    for form in named:
        ids = {part.get("id") for part in yaml.safe_load(form.read_text())["body"]}
        assert {"case", "version", "source", "years"} <= ids, form
