# Works with nothing but Python 3.11 or later, make and a network.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 2

.PHONY: graph test lint bench bench-page page clean distclean

graph: $(VENV)/installed
	$(BIN)/kg build seeds --out out

test: lint graph
	$(BIN)/pytest -n $(WORKERS) --dist worksteal

lint: $(VENV)/installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

page: $(VENV)/installed
	$(BIN)/python hatch_build.py

bench: $(VENV)/installed
	$(BIN)/python -m tests.bench.ratio

$(VENV)/installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || python3 -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	touch $@

# Pages of growing builds in Chromium beside vis-network and pyvis; some minutes.
bench-page: page
	cd kg/explore/web && npm ci --ignore-scripts --silent
	$(BIN)/python -m tests.bench.pages

clean:
	rm -rf out .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build

distclean: clean
	rm -rf $(VENV)
