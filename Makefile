# `make run` sets up all and opens the coach; `make test` sets up all and passes the tests. Both are quick the second time.

PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3,$(shell command -v $(name) 2>/dev/null)))
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
ENCODERS := all-minilm-l6-v2 all-mpnet-base-v2
PIP := $(BIN)/python -m pip --disable-pip-version-check

SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -c
QUIETER := sed -u '/^Requirement already satisfied/d'

export HF_HUB_OFFLINE := 1

.PHONY: run test setup check lint types contracts bench eval train-guard train-search train-words training-check eval-words clean

run: setup
	@$(BIN)/coach models fetch $(ENCODERS) default
	@echo "Reading the library, so that the first answer need not wait for it."
	@$(BIN)/coach search "how do I begin" > /dev/null || true
	@$(BIN)/coach

test: setup
	@$(BIN)/coach models fetch $(ENCODERS) smollm2-135m
	$(BIN)/python -m pytest

check: lint types contracts

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

contracts: setup
	$(BIN)/lint-imports

bench: setup
	@$(BIN)/coach models fetch $(ENCODERS) default
	$(BIN)/python -m benchmarks.retrieval
	$(BIN)/python -m benchmarks.guard
	$(BIN)/python -m benchmarks.scale
	$(BIN)/python -m benchmarks.speed

eval: setup
	@$(BIN)/coach models fetch $(ENCODERS)
	$(BIN)/python -m benchmarks.retrieval --misses 5 --floors
	$(BIN)/python -m benchmarks.guard --misses 5 --floors

train-search: setup
	$(PIP) install --progress-bar on -c constraints.txt -e '.[train]' | $(QUIETER)
	@$(BIN)/coach models fetch $(ENCODERS)
	$(BIN)/python -m training.search_encoder --unseen
	$(BIN)/python -m training.search_encoder
	$(BIN)/python -m training.case_encoder
	$(BIN)/python -m training.search_encoder --larger
	$(BIN)/python -m training.search_vectors
	$(BIN)/python -m training.cases

train-guard: setup
	$(PIP) install --progress-bar on -c constraints.txt -e '.[train]' | $(QUIETER)
	@$(BIN)/coach models fetch $(ENCODERS)
	$(BIN)/python -m training.guard_classifier
	$(BIN)/python -m training.guard_classifier --all
	$(BIN)/python -m training.guard_classifier --all --on hidden --epochs 1
	$(BIN)/python -m training.guard_larger

train-words: setup training-check
	$(PIP) install --progress-bar on -c constraints.txt -e '.[train]' | $(QUIETER)
	@$(BIN)/coach models fetch smollm2-135m default
	$(BIN)/python -m training.tune smollm2-135m
	$(BIN)/python -m training.tune qwen2.5-coder-1.5b

eval-words: setup
	@$(BIN)/coach models fetch $(ENCODERS) smollm2-135m default
	$(BIN)/python -m benchmarks.words
	$(BIN)/python -m benchmarks.words --untuned
	$(BIN)/python -m benchmarks.words --plain
	$(BIN)/python -m benchmarks.words --model smollm2-135m
	$(BIN)/python -m benchmarks.words --model smollm2-135m --untuned

training-check: setup
	$(BIN)/python -m training.words_check

setup: $(READY)

$(READY): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and was not found."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is older."; exit 1; }
	@echo "1/4 A virtual environment in $(VENV)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "2/4 torch, in its build for the CPU (about 200 MB)"
	@$(PIP) install --progress-bar on -c constraints.txt torch==2.13.0 | $(QUIETER)
	@echo "3/4 Everything else; llama.cpp is compiled here, which takes about five minutes the first time"
	@$(PIP) install --progress-bar on -c constraints.txt -e '.[dev]' | $(QUIETER)
	@echo "4/4 A look at what was installed"
	@if $(PIP) list 2>/dev/null | grep -i '^nvidia-'; then echo "CUDA packages were installed, which the coach does not use: remove $(VENV) and try again."; exit 1; fi
	@touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
