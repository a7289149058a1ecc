# make run: the sample practice, with its daemon, on this machine.   make test: everything that is checked in minutes.
.PHONY: run test slow check bench faults soak browser judges clean format

VENV   := .venv
PYTHON := $(VENV)/bin/python
STAMP  := $(VENV)/.installed
JUDGES := var/judges
PEERS  := var/bench-peers
# One more than there are processors: tests of real daemons wait a good part of their time.
WORKERS = $(shell $(PYTHON) -c "import os; print(len(os.sched_getaffinity(0)) + 1)")
SLOW   := tests/faults tests/stories/test_upgrade_script.py
SAMPLE := var/sample-$(shell date +%Y-%m-%d)

run: $(STAMP)
	@test -f $(SAMPLE)/config.toml || $(VENV)/bin/rapport --config $(SAMPLE)/config.toml init --sample
	@$(VENV)/bin/rapport --config $(SAMPLE)/config.toml tick
	@$(VENV)/bin/rapport --config $(SAMPLE)/config.toml today
	@echo
	@echo "Look around in another terminal:  export RAPPORT_CONFIG=$(CURDIR)/$(SAMPLE)/config.toml PATH=$(CURDIR)/$(VENV)/bin:\$$PATH"
	@echo "  rapport upcoming    rapport why ID    rapport done ID    rapport feed new --name me"
	@echo "The daemon runs until Ctrl-C; reminders are written to $(SAMPLE)/outbox."
	@$(VENV)/bin/rapport --config $(SAMPLE)/config.toml daemon

test: check
	$(PYTHON) -m pytest -n $(WORKERS) --ignore=tests/browser --ignore=tests/calendars/judges $(SLOW:%=--ignore=%)

check: $(STAMP)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

# The fault plan (SHARE=0.1 for a tenth): kills, mail trouble, clocks, full disks; writes docs/RELIABILITY.md.
SHARE ?= 1
faults: $(STAMP)
	$(PYTHON) -m faults.run $(SHARE)

# A daemon's rounds over simulated days, and whether memory and handles stay as they are; writes docs/SOAK.md.
HOURS ?= 72
soak: $(STAMP)
	$(PYTHON) -m faults.soak $(HOURS)

# Ratios against baselines and peers measured in the same run; writes docs/BENCHMARKS.md. Some: python -m bench.run feed import
bench: $(STAMP) $(PEERS)/.installed
	$(PYTHON) -m bench.run

# The pages in a real browser (Debian: chromium chromium-driver), with axe-core where npm is there.
browser: $(STAMP)
	@if command -v npm >/dev/null 2>&1; then npm install --silent --no-audit --no-fund --prefix var/browser axe-core@4 || \
	  echo "npm could not fetch axe-core; what needs it is skipped by name"; fi
	$(PYTHON) -m pytest tests/browser -rs

# What takes long: real daemons and servers that are killed (the fault plan in small), deploy/upgrade with wheels and environments.
slow: $(STAMP)
	$(PYTHON) -m pytest -n $(WORKERS) $(SLOW) -rs

# What other people's programs make of our calendars, in an environment of its own (libical and ical.js too, where libical3 and npm are).
judges: $(JUDGES)/.installed
	@if command -v npm >/dev/null 2>&1; then npm install --silent --no-audit --no-fund --prefix $(JUDGES)/node ical.js@2 || \
	  echo "npm could not fetch ical.js; what needs it is skipped by name"; fi
	$(JUDGES)/bin/python -m pytest tests/calendars/judges -rs -n auto

format: $(STAMP)
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

clean:
	rm -rf $(VENV) var build *.egg-info .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(JUDGES)/.installed: pyproject.toml tests/calendars/judges/requirements.txt
	@mkdir -p $(JUDGES)
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv --quiet --allow-existing $(JUDGES) && \
	  uv pip install --quiet --python $(JUDGES)/bin/python -e '.[dev]' -r tests/calendars/judges/requirements.txt; \
	else \
	  python3 -m venv $(JUDGES) && $(JUDGES)/bin/python -m pip install --quiet --disable-pip-version-check \
	    -e '.[dev]' -r tests/calendars/judges/requirements.txt; \
	fi
	@touch $@

# What is measured beside Rapport; a peer that cannot be installed is said in its row.
$(PEERS)/.installed: bench/peers.txt
	@mkdir -p $(PEERS)
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv --quiet --allow-existing $(PEERS) && install="uv pip install --quiet --python $(PEERS)/bin/python"; \
	else \
	  python3 -m venv $(PEERS) && install="$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check"; \
	fi; \
	grep -v '^#' bench/peers.txt | while read -r peer; do $$install "$$peer" || echo "not installed: $$peer"; done
	@touch $@

# The environment: venv with pip, or uv where it is there; Debian splits venv off, so name the package if both fail.
$(STAMP): pyproject.toml
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv --quiet --allow-existing $(VENV) && uv pip install --quiet --python $(PYTHON) -e '.[dev]'; \
	elif python3 -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	  python3 -m venv $(VENV) && $(PYTHON) -m pip install --quiet --disable-pip-version-check -e '.[dev]'; \
	else \
	  echo "Rapport needs Python 3.11 or later with venv; on Debian and Ubuntu: apt install python3-venv (or install uv)"; exit 1; \
	fi
	@touch $@
