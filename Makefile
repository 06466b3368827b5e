# The commands of this house. `make demo` and `make test` need Python 3.11 or later, make and a
# package registry; nothing else.
PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest

SPEED := --page docs/reference/speed.md

.PHONY: demo test test-fast test-postgresql check format faults tracker resync histories matrix edges bench requirements lock messages clean

demo: $(VENV)/.ready
	$(BIN)/trigpoint demo --data var/demo --serve --port $(PORT)

test: $(VENV)/.ready-dev
	$(PYTEST) -n 2 --dist loadgroup
	TRIGPOINT_TEST_DATABASE=postgresql $(PYTEST) -n 2 --dist loadgroup -m "database and not browser"

test-fast: $(VENV)/.ready-dev
	$(PYTEST) -n 2 --dist loadgroup -m "not slow and not whole and not browser"

check: $(VENV)/.ready-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m tools.sizes
	$(BIN)/python -m tools.silences
	$(BIN)/python -m tools.docs --check

format: $(VENV)/.ready-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# A thousand seeded faults for each connector: most of half an hour of one core, so not in `make test`.
faults: $(VENV)/.ready-dev
	TRIGPOINT_FAULT_SCHEDULES=1000 $(PYTEST) -n 2 --dist load tests/connectors/test_syncs.py -k whatever_goes_wrong

# A real Request Tracker with two thousand tickets, read, killed and read on: filling it takes most of the time.
tracker: $(VENV)/.ready-dev
	TRIGPOINT_TRACKER_TICKETS=2000 $(PYTEST) -o faulthandler_timeout=7200 -s tests/connectors/real/test_request_tracker.py -k killed --durations 3

# A hundred thousand tickets read through the pages of a copy of Zendesk, and three times over.
resync: $(VENV)/.ready-dev
	$(BIN)/python -m tests.connectors.resync $(SPEED)

# Every KPI in every setting against its twin, on ten thousand random tickets; and every cut, on both
# databases. `make test` plays them too: this is for after a change of a KPI.
histories: $(VENV)/.ready-dev
	TRIGPOINT_CUTS_ONE_IN=1 $(PYTEST) -n 2 --dist loadfile -m slow tests/tickets/test_kpis.py tests/tickets/test_every_cut.py

# Every route, by every member of the cast, about everything: also what is elsewhere or retired, of
# which `make test` asks a sample.
matrix: $(VENV)/.ready-dev
	TRIGPOINT_WHOLE_MATRIX=1 $(PYTEST) -n 2 --dist load tests/access/test_matrix.py

# Every edge of the schema of every operation; `make test` tries one of each sort.
edges: $(VENV)/.ready-dev
	TRIGPOINT_FUZZ_EDGES=1 TRIGPOINT_FUZZ_EXAMPLES=10 $(PYTEST) tests/api/test_schema.py

bench: $(VENV)/.ready-dev
	$(BIN)/trigpoint bench rollup $(SPEED)
	$(BIN)/trigpoint bench kpi $(SPEED)
	$(BIN)/trigpoint bench sync $(SPEED)
	$(BIN)/trigpoint bench import $(SPEED)
	$(BIN)/trigpoint bench demo $(SPEED)
	$(BIN)/trigpoint bench pages $(SPEED)
	$(BIN)/trigpoint bench audit $(SPEED)
	$(BIN)/trigpoint bench forecast $(SPEED)
	$(BIN)/trigpoint bench map $(SPEED)
	$(BIN)/trigpoint bench sheets $(SPEED)
	$(BIN)/trigpoint backtest

requirements: $(VENV)/.ready-dev
	$(BIN)/python -m tools.requirements

lock: $(VENV)/.ready-dev
	$(BIN)/uv pip compile --quiet --generate-hashes pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --generate-hashes --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

messages: $(VENV)/.ready-dev
	cd src/trigpoint && ../../$(BIN)/django-admin makemessages --all --no-location --no-wrap --no-obsolete --settings trigpoint.config.settings
	for file in src/trigpoint/locale/*/LC_MESSAGES/django.po; do msgattrib --clear-previous --no-wrap -o $$file $$file; done
	$(MAKE) $(VENV)/.ready

clean:
	rm -rf $(VENV) var

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

# The translators' catalogues are compiled while the package is installed.
$(VENV)/.ready: requirements.lock pyproject.toml $(wildcard src/trigpoint/locale/*/LC_MESSAGES/*.po) | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

$(VENV)/.ready-dev: requirements-dev.lock $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@
