# One door for commands. On a bare Debian 12 or Ubuntu: apt-get install python3 python3-venv make git

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# One more than the cores: much of the suite waits, for browsers, servers and timers.
PYTEST := $(BIN)/python -m pytest -n 3 --dist worksteal --durations=15 --durations-min=5
IN_TEST := DJANGO_SETTINGS_MODULE=samspill.config.testing
DEV_PLACE := SAMSPILL_DATA=$(CURDIR)/.dev SAMSPILL_KEYS=$(CURDIR)/.dev-keys.json

.NOTPARALLEL:
.PHONY: help install demo dev test test-sqlite test-postgresql check lint types contracts deploy migrations fix bench soak messages docs lock

help:  ## list the commands
	@sed -n 's/^\([a-z]*\):.*  ## /\1\t/p' Makefile

$(VENV)/installed-to-run: requirements/run.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/installed-to-develop: requirements/dev.txt $(VENV)/installed-to-run
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

install: $(VENV)/installed-to-develop  ## make .venv from the hashed requirements

demo: $(VENV)/installed-to-run  ## look around: prints an address to open
	@$(BIN)/samspill demo

dev: install  ## serve with reload, in a data folder of its own
	$(DEV_PLACE) $(BIN)/samspill setup
	rm -rf .dev/static  # so that style sheets are served as they are edited
	$(DEV_PLACE) $(BIN)/samspill manage runserver

test: test-sqlite test-postgresql  ## the whole suite, on SQLite and on PostgreSQL

test-sqlite: install
	$(BIN)/python tools/ensure_system.py
	env -u DATABASE_URL $(PYTEST)

test-postgresql: install
	$(BIN)/python tools/ensure_system.py
	$(BIN)/python tools/with_postgresql.py -- $(PYTEST)

check: install lint types contracts deploy migrations  ## all that CI runs
	$(BIN)/python tools/ensure_system.py
	$(BIN)/python tools/messages.py --check
	$(BIN)/python tools/print_reference.py --check
	$(MAKE) test

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python tools/lint_templates.py

types: install
	$(BIN)/mypy

contracts: install
	$(BIN)/lint-imports --no-cache

deploy: install
	$(IN_TEST) SAMSPILL_ADDRESS=https://samspill.example $(BIN)/samspill manage check --deploy --fail-level WARNING

migrations: install
	$(IN_TEST) $(BIN)/samspill manage makemigrations --check --dry-run

fix: install  ## put in order what a machine can put in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: install  ## measure with 1,000, 10,000 and 50,000 employees
	$(BIN)/python -m tests.bench

soak: install  ## the long forms of the tests
	$(PYTEST) -m soak

messages: install  ## collect texts for translation, and compile the translations
	$(BIN)/python tools/messages.py

docs: install  ## print docs/reference anew from the code
	$(BIN)/python tools/print_reference.py
	$(BIN)/python -m tools.measure_wording
	$(BIN)/python -m tools.measure_compass
	$(BIN)/python -m tools.measure_action_wording

lock: install  ## pin the newest versions that pyproject.toml allows
	$(BIN)/python tools/lock.py
