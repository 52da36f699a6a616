# `make demo` and `make test` do all the set-up themselves, in .venv
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SOURCES ?= ../shared/data

# the rendered sets: a folder with L1.jsonl and so on (benchmarks/README.md says how to make one)
RENDERED ?= ../rendered/test

.PHONY: demo test bench bench-full wordlists clean

demo: $(VENV)/run
	$(BIN)/cablefix clean --format inline samples/valdoro_13790.txt
	$(BIN)/cablefix gaps samples/valdoro_13790.txt

test: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -rs

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
	@touch $@

$(VENV)/bench: $(VENV)/dev
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info
