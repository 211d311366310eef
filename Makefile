# Everything that is done with this project starts here: `make` lists it.
# Needed on the machine: git, make and python3 (3.11 or newer) with venv.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
VAR    := $(or $(MESAS_VAR),var)
MANAGE := $(BIN)/python manage.py
APPS   := accounts conflicts mesas agreements monitoring
SOURCE := $(APPS) config tests manage.py

# What makes the database and the static files of an installation out of date.
DATA   := $(shell find $(wildcard data $(APPS:=/migrations)) -type f -not -name '*.pyc')
STATIC := $(shell find static -type f)
WORDS  := $(wildcard locale/*/LC_MESSAGES/*.po)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run ready test bench test-sqlite test-postgres test-browser picture lint format lock migrations clean chromium

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' $(MAKEFILE_LIST) | expand -t 20

run: ## start everything on this machine; PORT chooses where (8000)
	@$(MAKE) --no-print-directory --jobs=2 ready
	@$(MANAGE) serve

test: $(VENV)/stamp-dev chromium ## everything that must pass: checks, both databases, browser; about a quarter of an hour on two cores
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory --jobs=3 --output-sync=target test-sqlite test-postgres test-browser

# Each suite has its own folder, database and servers, and waits for them part of the time: three keep two cores busy.
# What each says is printed whole when it ends; when one fails, the others still go to their end.
test-sqlite:
	$(BIN)/python -m pytest -q --migrations -m "not browser" -p no:cacheprovider

test-postgres:
	$(BIN)/python -m tests.servers $(BIN)/python -m pytest -q --migrations -m "not browser" -p no:cacheprovider

test-browser:
	$(BIN)/python -m pytest -q -m browser -p no:cacheprovider

bench: $(VENV)/stamp-dev ## measure beside limits of its own; N chooses how many commitments (100000)
	@$(BIN)/python -m tests.scale $(N)

picture: $(VENV)/stamp-dev chromium ## draw README.png anew from the example
	$(BIN)/python -m pytest -q tests/browser/picture.py

lint: $(VENV)/stamp-dev ## style, types, templates, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/mypy $(APPS) config
	$(MANAGE) makemigrations --check --dry-run

format: $(VENV)/stamp-dev ## mend what a program can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/stamp-dev ## write requirements*.txt anew from requirements*.in
	for name in requirements requirements-dev; do \
	  $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate \
	    --custom-compile-command "make lock" --output-file $$name.txt $$name.in || exit 1; done

migrations: $(VENV)/stamp ## before the first release only: write each app's first migration anew
	rm -f $(APPS:%=%/migrations/0*.py)
	$(MANAGE) makemigrations --no-header $(APPS)

clean: ## remove the environment and what the checks left; never the data
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

# The environment. uv is faster where it is there; pip does the same from the same lock.

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Mesas needs Python 3.11 or newer; name it with: make PYTHON=/path/to/python3.11 ..." >&2; exit 1; }
	@if command -v uv >/dev/null; then uv venv --quiet --seed --python "$$(command -v $(PYTHON))" $(VENV); \
	  elif $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then $(PYTHON) -m venv $(VENV); \
	  else echo "This Python cannot make environments; on Debian and Ubuntu install python3-venv first." >&2; exit 1; fi

define install
	@echo "Installing $(1)"
	@if command -v uv >/dev/null; then uv pip install --quiet --python $(BIN)/python --require-hashes -r $(1); \
	  else $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1); fi
	@touch $@
endef

$(VENV)/stamp: requirements.txt | $(VENV)/bin/python
	$(call install,requirements.txt)

$(VENV)/stamp-dev: requirements-dev.txt | $(VENV)/bin/python
	$(call install,requirements-dev.txt)
	@touch $(VENV)/stamp

# The installation: its tables and cases, the files a browser asks for, the translations.

ready: $(VAR)/stamps/data $(VAR)/stamps/static $(WORDS:.po=.mo)

$(VAR)/stamps/data: $(DATA) $(VENV)/stamp
	@echo "Making the tables"
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_real_cases
	@$(MANAGE) load_example
	@mkdir -p $(@D) && touch $@

%.mo: %.po | $(VENV)/stamp
	@$(BIN)/python -m config.translations

$(VAR)/stamps/static: $(STATIC) $(VENV)/stamp
	@echo "Collecting what browsers ask for"
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@mkdir -p $(@D) && touch $@

# Browser tests need a browser. It is installed where that is allowed without asking.

chromium:
	@command -v chromium chromium-browser google-chrome >/dev/null && exit 0; \
	as=; [ "$$(id -u)" = 0 ] || as="sudo -n"; \
	{ command -v apt-get && $$as true && $$as apt-get update -qq \
	  && $$as apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 \
	|| { echo "The browser tests need Chromium, and it could not be installed from here; install it and try again." >&2; exit 1; }
