# Every target sets up what it needs, in .venv beside this file; nothing is installed elsewhere.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
SHANYRAK := $(BIN)/python -m shanyrak
LOCK := $(BIN)/uv pip compile -q --system-certs pyproject.toml --python-version 3.11 --upgrade --generate-hashes \
  --no-header --no-annotate --no-emit-index-url --no-emit-find-links
WITH_ROWS := $(wildcard tests/apps tests/interfaces/jobs tests/interfaces/public tests/interfaces/shared tests/interfaces/staff tests/journeys)
LANGUAGES := $(patsubst %.po,%.mo,$(wildcard src/shanyrak/project/locale/*/LC_MESSAGES/django.po))
# Two processes, a file at a time; those that fork start first, before there are threads.
PYTEST := $(BIN)/python -m pytest --numprocesses $(or $(WORKERS),2) --dist loadfile --no-loadscope-reorder
export NUMBA_CACHE_DIR ?= $(CURDIR)/.cache/numba
MAKEFLAGS += --no-print-directory

.PHONY: help demo city test check coverage messages bench bench-queue cluster leakscan purge mutants security picture pictures lock clean
help: ## what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' Makefile | expand -t 12

demo: .venv/ok $(LANGUAGES) ## set up, plan a wave of 20,000 people, then serve a living city on http://127.0.0.1:8000
	$(MAKE) -j2 .cache/plans city
	$(SHANYRAK) demo --time-limit 20
	@echo
	$(SHANYRAK) seed
	@echo
	@nice $(MAKE) .cache/warm > /dev/null 2>&1 &
	exec $(SHANYRAK) serve --simulate

# A city is filled while the loops of the engine are compiled, as that leaves a core idle at its end.
city: .venv/ok
	@$(SHANYRAK) seed --no-plan > /dev/null

test: .venv/ok .cache/warm $(LANGUAGES) ## every test, on SQLite and then, where rows are kept, on PostgreSQL
	$(PYTEST)
	SHANYRAK_DATABASE=postgresql $(PYTEST) $(WITH_ROWS)

check: .venv/ok ## everything a change has to pass: format, lint, types, contracts, sizes, tests
	$(BIN)/ruff format --check -q . && $(BIN)/ruff check -q .
	$(BIN)/lint-imports --no-cache > /dev/null || $(BIN)/lint-imports --no-cache
	$(BIN)/mypy
	$(BIN)/python tools/check_sizes.py
	$(SHANYRAK) manage makemigrations --check --dry-run --verbosity 0
	$(MAKE) test

coverage: .venv/ok ## which branches the tests reach (compiled loops apart)
	$(BIN)/coverage run -m pytest -q
	$(BIN)/coverage report

messages: .venv/ok ## collect new sentences for the translators, and build the catalogues
	$(BIN)/python tools/messages.py collect
	$(BIN)/python tools/messages.py build
	$(BIN)/python tools/error_pages.py

bench: .venv/bench .cache/warm ## repeat the figures, or those of CASES="albany wave"; results go to benchmarks/results
	$(BIN)/python benchmarks/run.py $(CASES); status=$$?; $(BIN)/python tools/readme_figures.py; exit $$status

bench-queue: .venv/ok ## tell waits of days that were not learned from, ours beside the usual formulas
	$(BIN)/python benchmarks/queueing

cluster: .venv/ok .cache/warm ## install Ray and run the tests that need it
	$(BIN)/uv pip install -q --system-certs --python $(BIN)/python -r pyproject.toml --extra ray -c requirements.txt
	$(BIN)/python -m pytest -q tests/placement/scale

leakscan: .venv/ok $(LANGUAGES) ## use a site as 200 parties do, and look for what they typed in all it left, twice
	$(SHANYRAK) leakscan
	$(BIN)/python tools/postgres.py sh -c '$(SHANYRAK) leakscan --database "$$SHANYRAK_DATABASE" "$${SHANYRAK_DATABASE#*host=}/data"'

purge: .venv/ok $(LANGUAGES) ## let three weeks pass, and show that nobody who ran out can be had back, twice
	$(SHANYRAK) prove-purge --rehearse
	$(BIN)/python tools/postgres.py sh -c '$(SHANYRAK) prove-purge --rehearse --database "$$SHANYRAK_DATABASE"'

mutants: .venv/ok ## break each promise of privacy in a copy, and show which test notices
	$(BIN)/python tools/mutants.py

security: .venv/security $(LANGUAGES) ## print each goal of privacy and security: what was measured, by which command
	$(BIN)/python tools/security.py $(GOALS)

picture: .venv/ok .cache/warm ## take the picture of the README anew (needs Chromium)
	$(SHANYRAK) demo
	$(BIN)/python tools/picture.py out/demo/plan/report.html docs/images/report.png

pictures: .venv/ok $(LANGUAGES) ## take the pictures of the main pages anew (needs Chromium)
	SHANYRAK_PICTURES=docs/images/pages $(BIN)/python -m pytest -q tests/journeys/test_pictures.py

lock: .venv/ok ## renew the pins from pyproject.toml
	$(LOCK) --extra web --group dev -o requirements.txt
	$(LOCK) --extra bench --extra peers -c requirements.txt -o benchmarks/requirements.txt
	$(LOCK) --extra web -c requirements.txt -o deploy/requirements.txt
	$(LOCK) --group security -c requirements.txt -o tools/security.txt

clean: ## forget the environment, the caches and what the demo wrote
	! test -e var/demo.json || rm -rf var
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage out case

# uv is the first thing taken from the lock, by its hashes; where it cannot work, plain pip installs the rest.
.venv/ok: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Shanyrak needs Python 3.11 or later")'
	$(PYTHON) -m venv --clear .venv
	@sed -n '/^uv==/,/[^\\]$$/p' $< > .venv/uv.txt
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r .venv/uv.txt
	$(BIN)/uv pip sync -q --system-certs --python $(BIN)/python --require-hashes $< \
	  || $(BIN)/pip install -q --disable-pip-version-check --require-hashes -r $<
	@echo $(CURDIR)/src > $$($(BIN)/python -c 'import site; print(site.getsitepackages()[0])')/shanyrak.pth
	@printf '#!/bin/sh\nexport NUMBA_CACHE_DIR="$${NUMBA_CACHE_DIR:-%s}"\nexec "%s/python" -m shanyrak "$$@"\n' \
	  '$(CURDIR)/.cache/numba' '$(CURDIR)/$(BIN)' > $(BIN)/shanyrak && chmod +x $(BIN)/shanyrak
	@touch $@

.venv/bench: .venv/ok benchmarks/requirements.txt
	$(BIN)/uv pip install -q --system-certs --python $(BIN)/python --require-hashes -r benchmarks/requirements.txt \
	  || $(BIN)/pip install -q --disable-pip-version-check --require-hashes -r benchmarks/requirements.txt
	@touch $@

.venv/security: .venv/ok tools/security.txt
	$(BIN)/uv pip install -q --system-certs --python $(BIN)/python --require-hashes -r tools/security.txt \
	  || $(BIN)/pip install -q --disable-pip-version-check --require-hashes -r tools/security.txt
	@touch $@

%.mo: %.po .venv/ok
	$(BIN)/python tools/messages.py build
	@touch $@

# What the first plan of a demo needs; the rest is compiled while somebody looks at its first pages.
.cache/plans: .venv/ok
	$(BIN)/python tools/warm.py plans
	@touch $@

# The loops of the engine are compiled once, so that the first real plan need not wait.
.cache/warm: .venv/ok
	$(BIN)/python tools/warm.py
	@touch $@
