# `make demo` and `make test` do all the set-up themselves, in .venv
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SOURCES ?= ../shared/data

# the rendered sets: a folder with L1.jsonl and so on (benchmarks/README.md says how to make one)
RENDERED ?= ../rendered/test

.PHONY: demo test docs bench bench-full wordlists clean

demo: $(VENV)/run
	$(BIN)/cablefix clean --format inline samples/valdoro_13790.txt
	$(BIN)/cablefix gaps samples/valdoro_13790.txt

test: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -rs

# The site, in site/; a broken link ends it
docs: $(VENV)/docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

# Everything that fits ten minutes; sets that are not there are left out and named
bench: $(VENV)/bench
	$(BIN)/python -m benchmarks.all --sources $(SOURCES) --rendered $(RENDERED) --quick

bench-full: $(VENV)/bench
	$(BIN)/python -m benchmarks.all --sources $(SOURCES) --rendered $(RENDERED)

wordlists: $(VENV)/dev
	$(BIN)/python -m training.lists $(SOURCES) wordlists

$(VENV)/run: setup.cfg pyproject.toml setup.py $(wildcard cablefix/kernel/*.p[yx]*)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/dev: $(VENV)/run
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@# tei_all, against which the tests validate TEI, is in this package; it is not installed
	$(BIN)/pip download --quiet --disable-pip-version-check --no-deps --dest $(VENV)/schemas \
	  trafilatura==1.9.0
	@# so are those of ALTO and PAGE in the tests of this one
	$(BIN)/pip download --quiet --disable-pip-version-check --no-deps --dest $(VENV)/schemas \
	  --no-binary kraken kraken==4.3.13
	@# and that of SARIF in this one of npm; where npm is not, its test is skipped and says so
	-cd $(VENV)/schemas && npm pack --silent @microsoft/jest-sarif@1.0.0-beta.0
	@touch $@

$(VENV)/bench: $(VENV)/dev
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@touch $@

$(VENV)/docs: $(VENV)/run
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[docs]'
	@touch $@

clean:
	rm -rf $(VENV) build dist site *.egg-info
