# The commands of a checkout. What each needs is set up first by .ci/setup, which is quick where it stands already.

RUN := .venv/bin/python -m

# Python as on a fresh machine: settings of this one could hide a fault, or be one.
unexport PYTHONPATH PYTHONHOME PYTHONUNBUFFERED PYTHONDONTWRITEBYTECODE PYTHONWARNINGS

.PHONY: help graph check test thorough lint format weights readme docs interop mutants bench clean setup-run setup-train setup-test setup-bench setup-docs setup-interop setup-mutants

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

graph: setup-run ## build the graph of the pages in data/ into exports/
	@$(RUN) casegraph build

check: lint ## check the code and run the fast tests: under a minute of CPU time
	@echo "Running the fast tests" >&2
	@$(RUN) pytest --quiet -m "not slow"

test: lint ## check the code and run all the tests, those that cost much in some of their cases
	@echo "Running the tests (several minutes)" >&2
	@$(RUN) tests.once_more --numprocesses auto --dist loadfile

thorough: lint ## the same with every case of every test, before a release (half an hour)
	@echo "Running every case of every test (half an hour)" >&2
	@$(RUN) tests.once_more --thorough --numprocesses auto --dist loadfile

lint: setup-test ## check style, format and types
	@echo "Checking style, format and types" >&2
	@$(RUN) ruff check --quiet
	@$(RUN) ruff format --check --quiet
	@$(RUN) mypy --no-error-summary

format: setup-test ## mend what can be mended by itself
	@$(RUN) ruff check --quiet --fix --exit-zero
	@$(RUN) ruff format --quiet

weights: setup-train ## learn the weights of the learned reader from the labelled clauses again (some minutes)
	@$(RUN) casegraph.training

readme: setup-test ## write what the README's commands print into it, and the figures that are measured
	@UPDATE_README=1 $(RUN) pytest -q tests/test_signs.py tests/test_explorer_data.py tests/test_readme.py -k "ranges or accuracy or console"

docs: setup-docs ## draw the ontology and how true probabilities are, write the pages of its terms, take the pictures of the explorer: docs/
	@$(RUN) docs.diagram docs/ontology.svg
	@$(RUN) docs.reliability docs/reliability.svg
	@$(RUN) docs.screenshots docs
	@.venv/bin/pylode ontology/casegraph.ttl -o docs/ontology.html 2>/dev/null

interop: setup-interop ## have other people's programs read what Casegraph writes: docs/interop.md
	@$(RUN) tests.interop --page docs/interop.md

mutants: setup-mutants ## change the code in many places, and count the changes that no test notices (half an hour)
	@$(RUN) tests.mutants

bench: setup-bench ## measure speed; prints CPU time and ratios
	@$(RUN) benchmarks

clean: ## remove everything that was made, .venv too
	@rm -rf .venv .hypothesis .mypy_cache .pytest_cache .ruff_cache mutants dist docs/ontology.html exports-local
	@rm -rf graph/casegraph/web/static graph/editor/node_modules tests/clients/node_modules tests/interop/node_modules
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@find exports -mindepth 1 -maxdepth 1 ! -name README.md -exec rm -rf {} +

setup-run setup-train setup-test setup-bench setup-docs setup-interop setup-mutants: setup-%:
	@.ci/setup $*
