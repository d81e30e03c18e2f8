# Bare `make` prints what there is. Every target makes .venv first; when it is there, that costs nothing.

PY := .venv/bin/python
PROJECT := admin bench bff core jobs dev tests wsgi.py
COMPILE := uv pip compile setup.cfg --generate-hashes --universal --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet

# A process more than there are cores, as each waits a quarter of its time for servers of its own; a file's tests stay
# together.
AT_ONCE = --numprocesses $$(( $$(getconf _NPROCESSORS_ONLN) + 1 )) --maxprocesses 4 --dist loadfile

.DEFAULT_GOAL := help
.PHONY: help setup run test faults bench check advisories fix client image image-test lock clean

help:
	@awk 'BEGIN { FS = ":.*## " } \
		/^##@ / { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup:
	@sh dev/setup

##@ The shop
run: setup ## Start the whole shop on this machine, its servers and a sample included; Ctrl-C stops it
	@exec $(PY) -m dev.run $(ARGS)

##@ What must hold
test: setup ## Run the tests; ARGS="tests/core -k money" picks some
	@$(PY) -m pytest -m "not faults and not image" $(AT_ONCE) $(ARGS)

check: setup ## Format, lint, types, import rules, own rules, security, spelling, manifests, the released API
	$(PY) -m ruff format --check $(PROJECT)
	$(PY) -m ruff check $(PROJECT)
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(PY) -m bandit --quiet --severity-level medium --recursive core bff admin jobs wsgi.py
	.venv/bin/codespell
	$(PY) -m dev.check_rules
	$(PY) -m dev.check_secrets
	$(PY) -m dev.check_floors
	$(PY) -m dev.bill --check
	$(PY) -m dev.check_manifests
	$(PY) -m dev.check_contract

advisories: setup ## Ask OSV whether a library has a hole that should be mended by now (needs a network)
	@$(PY) -m dev.advisories $(ARGS)

faults: setup ## Run the long fault tests
	@$(PY) -m pytest -m faults $(ARGS)

bench: setup ## Run the benchmarks and print their figures
	@$(PY) -m bench $(ARGS)

##@ Work on it
fix: setup ## Format, and repair what the linter can repair
	$(PY) -m ruff format $(PROJECT)
	$(PY) -m ruff check --fix $(PROJECT)

client: setup ## Write the TypeScript client anew from what the server says (needs Node and a network)
	@$(PY) -m dev.client

lock: ## Write the lock files anew from setup.cfg (needs uv; ARGS=--upgrade for newer ones)
	@command -v uv >/dev/null || { echo "uv is needed: https://docs.astral.sh/uv/" >&2; exit 1; }
	$(COMPILE) --output-file requirements.lock $(ARGS)
	$(COMPILE) --all-extras --constraint requirements.lock --output-file requirements-dev.lock $(ARGS)
	$(subst setup.cfg,requirements-checkov.in,$(COMPILE)) --output-file requirements-checkov.lock $(ARGS)
	$(subst setup.cfg,requirements-semgrep.in,$(COMPILE)) --output-file requirements-semgrep.lock $(ARGS)

image: ## Build the container image quayside:dev, without a Docker engine (as root)
	@dev/image/build

image-test: setup ## Build the image, look inside, and buy something from a shop whose BFF is served from it (as root)
	@$(PY) -m pytest -m image $(ARGS)

clean: ## Remove what was installed and built; the shop's data in .data stays
	rm -rf .venv .venv-begun .venv-checkov .venv-semgrep build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache clients/typescript/node_modules
	find $(PROJECT) -name __pycache__ -type d -prune -exec rm -rf {} +
