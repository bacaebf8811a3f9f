# Everything runs in a virtual environment of its own, made from the lock file.
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
READY := $(VENV)/.ready

.PHONY: help demo test test-workbooks check format lock wheel seat-rules example-workbooks rule-examples mutation bench web clean

help: ## This list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

$(READY): pyproject.toml requirements.lock requirements-dev.lock
	$(PYTHON) -c "import sys; sys.exit('kgov needs Python 3.11 or later, this is ' + sys.version.split()[0]) if sys.version_info < (3, 11) else None"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

demo: $(READY) ## The main job, on the five documents and the example lists
	$(BIN)/kgov demo

test: $(READY) ## All tests; says what it leaves out
	$(BIN)/python -m pytest -n auto --dist loadgroup

test-workbooks: $(READY) ## The rule tests once more, every list by way of a workbook
	KGOV_THROUGH_WORKBOOKS=1 $(BIN)/python -m pytest -n auto tests/rules \
		--ignore tests/rules/test_engines.py --ignore tests/rules/test_form.py --ignore tests/rules/test_choice_of_engine.py

check: $(READY) ## Lint, types, import contract and generated files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/seat_rules.py --check
	$(BIN)/python tools/example_workbooks.py --check
	$(BIN)/python tools/rule_examples.py --check

format: $(READY) ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

seat-rules: $(READY) ## Rewrite the rules that are cells of a seat table
	$(BIN)/python tools/seat_rules.py

example-workbooks: $(READY) ## Rewrite the example workbooks from the example lists
	$(BIN)/python tools/example_workbooks.py

rule-examples: $(READY) ## Rewrite the examples on the pages of rules
	$(BIN)/python tools/rule_examples.py

mutation: $(READY) ## Break each rule, helper and view line; a test must fall
	$(BIN)/python tools/mutation.py

bench: $(READY) ## Start-up and speed, as ratios
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/validate.py
	$(BIN)/python benchmarks/workbook.py
	$(BIN)/python benchmarks/chains.py
	$(BIN)/python benchmarks/scale.py --sizes 10000

lock: ## Renew the lock files (needs uv and Node.js)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --extra dev pyproject.toml -o requirements-dev.lock
	cd web && npm run --silent lock

web: ## Build what runs in the visitor's browser (needs Node.js)
	@command -v npm > /dev/null || { echo "make web needs Node.js 20 or later; without it the site is made without its tools." >&2; exit 1; }
	cd web && npm ci --silent --ignore-scripts && npm run --silent build

wheel: $(READY) ## Build the wheel; with the tools of the browser where they are built
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation -w dist .

clean: ## Remove what was made
	rm -rf $(VENV) dist build web/node_modules kgov/publish/assets/tools .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
