# Charter Oak. Plain `make` lists the targets.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
WORKERS ?= 2
PATHS ?= .
PORT ?= 8000
BIN := .venv/bin
BENCH_BIN := .venv-bench/bin
UV := $(BIN)/uv
PYTEST := $(BIN)/python -m pytest
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --exclude-newer "7 days" --upgrade

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

.PHONY: setup
setup: .venv/installed node_modules/.installed ## Install everything into .venv (the second time takes no time)
	@$(BIN)/python tools/copy_design_system.py

.PHONY: run
run: setup ## Serve the product at 127.0.0.1:8000 with Connecticut's guidance, as a demonstration
	@$(BIN)/charteroak serve --demonstration --port $(PORT)

.PHONY: test
test: setup lint ## Check the code, then run every test, the quick ones first
	@$(PYTEST) -n $(WORKERS)
	@$(BIN)/python tools/with_postgresql.py $(PYTEST) -n $(WORKERS) -m "django_db and not browser"

.PHONY: quick
quick: setup ## Run the quick tests only
	@$(PYTEST) -n $(WORKERS) -m "not slow"

.PHONY: lint
lint: setup ## Check style, format, types and import rules; change nothing
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

.PHONY: format
format: setup ## Format the code and apply the safe fixes (only some: PATHS="src/a.py tests/b")
	@$(BIN)/ruff check --fix --quiet $(PATHS) || true
	@$(BIN)/ruff format $(PATHS)

.PHONY: docs
docs: setup ## Run the commands shown in the docs again and write down what they print
	@$(BIN)/python tools/refresh_docs.py

.PHONY: bench
bench: .venv-bench/installed ## Measure against other engines side by side
	@$(BENCH_BIN)/python -m bench

.PHONY: lock
lock: .venv/uv ## Choose the newest allowed versions and write requirements/*.txt
	$(COMPILE) requirements/bootstrap.in --output-file requirements/bootstrap.txt
	$(COMPILE) requirements/runtime.in --output-file requirements/runtime.txt
	$(COMPILE) requirements/development.in --constraint requirements/runtime.txt \
		--output-file requirements/development.txt
	$(COMPILE) requirements/benchmark.in --constraint requirements/runtime.txt \
		--output-file requirements/benchmark.txt
	$(COMPILE) requirements/spark.in --output-file requirements/spark.txt

.PHONY: clean
clean: ## Remove what the other targets made
	rm -rf .venv .venv-bench node_modules .hypothesis .import_linter_cache .mypy_cache .pytest_cache \
		.ruff_cache build dist var
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Files that say a step is done; each is older than what it was made from when it must be redone.

$(BIN)/pip:
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON) here. Install Python 3.11" \
		"or later, or say where it is: make setup PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) tools/check_python.py
	@echo "Making .venv"
	@$(PYTHON) -m venv --clear .venv

.venv/uv: requirements/bootstrap.txt | $(BIN)/pip
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes \
		--requirement requirements/bootstrap.txt
	@touch $@

.venv/installed: .venv/uv requirements/development.txt pyproject.toml
	@echo "Installing what is locked in requirements/development.txt"
	@$(UV) pip sync --quiet --python $(BIN)/python --require-hashes \
		requirements/bootstrap.txt requirements/development.txt
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

node_modules/.installed: package-lock.json
	@command -v npm >/dev/null || { echo "There is no npm here. Install Node 20 or later:" \
		"on Debian and Ubuntu, apt-get install nodejs npm" >&2; exit 1; }
	@echo "Installing what is locked in package-lock.json"
	@npm ci --ignore-scripts --silent
	@touch $@

.venv-bench/installed: .venv/uv requirements/benchmark.txt pyproject.toml
	@echo "Installing what is locked in requirements/benchmark.txt"
	@$(UV) venv --quiet --clear --python $(BIN)/python .venv-bench
	@$(UV) pip sync --quiet --python $(BENCH_BIN)/python --require-hashes requirements/benchmark.txt
	@$(UV) pip install --quiet --python $(BENCH_BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

# `make .venv-bench/spark` adds Spark, a large download that needs Java 17, for the Spark benchmark.
.venv-bench/spark: .venv-bench/installed requirements/spark.txt
	@echo "Installing what is locked in requirements/spark.txt"
	@$(UV) pip install --quiet --python $(BENCH_BIN)/python --require-hashes \
		--no-build-isolation --requirement requirements/spark.txt
	@touch $@
