# oimgraph: `make graph` builds the examples, `make test` checks everything that tests can check.
# Needs python3 (3.11 or later) and make; everything else is set up in .venv from hashed lock files.

PYTHON ?= python3
BIN := .venv/bin
SHARED ?= ../shared

.PHONY: graph test coverage mutants torture licences audit bench lint exports golden evaluate floor confidence lock clean

graph: .venv/ready
	$(BIN)/oimgraph build examples --out out

test: .venv/dev
	$(BIN)/python -m pytest -n 2

# How many lines and branches of src/ the tests run, in all the processes that they start; fails below 95 %.
coverage: .venv/dev
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -q -n 2
	$(BIN)/coverage combine -q
	$(BIN)/coverage report

# Whether tests notice faults that are put into the code (docs/mutants.md); fails below 80 %. Half an hour on two cores.
mutants: .venv/dev
	$(BIN)/python scripts/mutants.py

# The long campaign: builds killed at 200 moments, hostile pages ten times as long, 1,000 generated graphs per export,
# each query of death and nesting bomb a hundred times, 6,000 pages of nonsense.
torture: .venv/dev
	OIMGRAPH_KILLS=200 OIMGRAPH_HOSTILE_SIZE=20000 $(BIN)/python -m pytest tests/test_faults.py tests/test_hostile.py
	$(BIN)/python -m pytest --hypothesis-profile=campaign tests/test_export.py tests/test_quads.py tests/test_mint.py
	OIMGRAPH_DISTURBED=2000 $(BIN)/python -m pytest tests/test_disturbed.py
	OIMGRAPH_DEATHS=100 $(BIN)/python -m pytest -s tests/test_serve_death.py

# The licences of all that an installation needs; known vulnerabilities in what the lock files pin, where osv.dev can be
# asked (exit status 2 where it cannot, so that no answer is not taken for good news).
licences: .venv/dev
	$(BIN)/python scripts/licences.py

audit: .venv/dev
	$(BIN)/python scripts/audit.py requirements.lock requirements-dev.lock

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# What is checked in under exports/: built from examples/, and the facts of the seeds where they are at hand.
exports: .venv/dev
	$(BIN)/python scripts/make_exports.py exports $(SHARED)

golden: .venv/dev
	$(BIN)/python scripts/make_golden.py

# Extraction against the gold; `floor` raises the figures in tests/floor.json to what is reached, never lowers them;
# `confidence` measures how often each rule is right (the graph's mgo:confidence).
evaluate floor confidence: .venv/dev
	$(BIN)/python scripts/gold.py $@ $(SHARED)

# What docs/scale.md tells: oimgraph beside others who read the same pages, and how time and memory grow.
bench: .venv/bench
	PYTHONPATH=benchmarks $(BIN)/python benchmarks/scale.py
	PYTHONPATH=benchmarks $(BIN)/python benchmarks/growth.py

lock: .venv/dev
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	    pyproject.toml --group build -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	    pyproject.toml --group build --group dev -c requirements.lock -o requirements-dev.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	    pyproject.toml --group bench -c requirements-dev.lock -o requirements-bench.lock

.venv/ready: requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

.venv/dev: requirements-dev.lock .venv/ready
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	touch $@

.venv/bench: requirements-bench.lock .venv/dev
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-bench.lock
	touch $@

clean:
	rm -rf .venv out
