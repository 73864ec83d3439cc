# Everything a developer does, in one word. A fresh machine needs Python >= 3.11, pip and make.
# `make help` is written from the comments behind `##`.

PYTHON ?= python3
UV ?= uv
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -qq
CODE := esor_bot adapters tests $(wildcard benchmarks)

# The environment names the folder it was made in: a copied or moved one is made anew.
MADE_IN := $(shell cat $(VENV)/made-in 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help chat test lint format coverage lock clean elsewhere

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

chat: $(VENV)/compiled  ## open the chat in this terminal (the first time: install it)
	@$(BIN)/esor-bot

test: lint $(VENV)/compiled  ## all checks and all tests, as CI runs them
	$(BIN)/python -m pytest

lint: $(VENV)/installed  ## style, types and import rules
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy $(CODE)
	$(BIN)/lint-imports --no-logo

format: $(VENV)/installed  ## put the code in form and mend what can be mended
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)

coverage: $(VENV)/installed  ## which lines the tests don't reach
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage report

lock:  ## write requirements.lock anew from pyproject.toml (needs uv)
	$(UV) pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 \
	    --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --quiet --output-file requirements.lock

clean:  ## remove the environment and all caches
	rm -rf $(VENV) build dist .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

# Two steps, so that a change of pyproject.toml alone doesn't install every library again.
# Each leaves a stamp only when it went through, so that an interrupted one is done again.
$(VENV)/libraries: requirements.lock $(if $(filter-out $(CURDIR),$(MADE_IN)),elsewhere)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "esor-bot needs Python 3.11 or newer; name one with: make PYTHON=python3.12")'
	@echo 'Installing the libraries into $(VENV) (once, about half a minute) ...' >&2
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install --require-hashes -r requirements.lock
	@echo '$(CURDIR)' > $(VENV)/made-in
	@touch $@

# The trained index beside the code follows the knowledge; the command does nothing when it fits.
$(VENV)/compiled: $(VENV)/installed $(shell find knowledge -name '*.yaml') $(wildcard esor_bot/answering/*.py)
	@echo 'Training the index of the knowledge (about a quarter of a minute) ...' >&2
	@$(BIN)/esor-bot kb compile
	@touch $@

$(VENV)/installed: $(VENV)/libraries pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@
