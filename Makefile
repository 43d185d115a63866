# Chuyển Biến: every command a newcomer or a developer needs. `make` alone lists them.
# Only Python 3.11+ (with venv) and make are expected on the machine.

PYTHON ?= python3
PORT ?= 8000
TODAY ?=
RESET ?=
WORKERS ?= 2

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check install -qq
LOCKED := $(PIP) --require-hashes --only-binary :all:
VENDOR := chuyenbien/core/static/vendor

export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup assets messages demo test mutate chaos chaos-notices check bench serve lock clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

# --- environment: two stamps, so that `make demo` need not wait for the test tools -----------------

$(VENV)/.made:
	@echo "· making the virtual environment"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	@$(PYTHON) -m venv --clear $(VENV)
	@: > $@

$(VENV)/.base: requirements/base.txt requirements/build.txt pyproject.toml | $(VENV)/.made
	@echo "· installing what the program runs on"
	@$(LOCKED) -r requirements/base.txt -r requirements/build.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@: > $@

$(VENV)/.dev: requirements/dev.txt | $(VENV)/.base
	@echo "· installing the test tools"
	@$(LOCKED) -r requirements/dev.txt
	@: > $@

setup: $(VENV)/.dev $(VENDOR)/fonts.css compiled ## make .venv and everything else that is made, from the locks

# --- made files: front-end assets and message catalogues -------------------------------------------

$(VENDOR)/fonts.css: package.json package-lock.json .npmrc tools/assets.py | $(VENV)/.base
	@echo "· fetching the front-end assets"
	@$(PY) tools/assets.py

assets: $(VENDOR)/fonts.css ## fetch htmx and the font by the npm lock into static/vendor

messages: $(VENV)/.base ## add new texts to the catalogues and compile them
	@$(PY) tools/messages.py update
	@$(PY) tools/messages.py compile

compiled: $(VENV)/.base
	@$(PY) tools/messages.py compile
.PHONY: compiled

# --- running ---------------------------------------------------------------------------------------

demo: $(VENDOR)/fonts.css compiled ## build the story once and serve it (PORT= RESET=1 TODAY=31/01/2023)
	@$(PY) -m chuyenbien demo --port $(PORT) $(if $(RESET),--reset) $(if $(TODAY),--today $(TODAY))

serve: $(VENDOR)/fonts.css compiled ## serve with production settings (PORT=)
	@$(PY) -m chuyenbien serve --port $(PORT)

bench: $(VENV)/.dev $(VENDOR)/fonts.css compiled ## measure the pages at full size (ARGS="--small --database sqlite")
	@$(PY) -m tools.bench $(ARGS)

# --- proving ---------------------------------------------------------------------------------------

check: $(VENV)/.dev compiled ## static checks only
	@$(PY) tools/check.py

test: $(VENV)/.dev $(VENDOR)/fonts.css compiled ## static checks, then the tests on each database that is here
	@$(PY) tools/check.py
	@$(PY) tools/suite.py --workers $(WORKERS) $(ARGS)

mutate: $(VENV)/.dev compiled ## break the rules on purpose and see whether the tests notice (ARGS="--seed 2 --sample 120")
	@$(PY) -m tools.mutate $(ARGS)

chaos: $(VENV)/.dev $(VENDOR)/fonts.css compiled ## kill the server 30 times under 3,000 entries (ARGS="--seed 7")
	@$(PY) -m tools.chaos $(ARGS)

chaos-notices: $(VENV)/.dev $(VENDOR)/fonts.css compiled ## kill the mail workers 60 times under 20,000 mails (ARGS="--seed 7")
	@$(PY) -m tools.chaos_notices $(ARGS)

# --- upkeep ----------------------------------------------------------------------------------------

UV := uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --python-version 3.11
lock: ## write the locks anew after a change of pyproject.toml (needs uv; UPGRADE=1 takes newer releases)
	$(UV) $(if $(UPGRADE),--upgrade) pyproject.toml -o requirements/base.txt
	$(UV) $(if $(UPGRADE),--upgrade) pyproject.toml --group dev -c requirements/base.txt -o requirements/dev.txt
	$(UV) $(if $(UPGRADE),--upgrade) --group build -c requirements/dev.txt -o requirements/build.txt
	@! grep -n -e '://' requirements/*.txt || { echo "a lock holds an address"; exit 1; }
	@! grep -n -e '"resolved"' package-lock.json || { echo "a lock holds an address"; exit 1; }

clean: ## remove everything that was made, the demo's data excepted
	rm -rf $(VENV) node_modules $(VENDOR) .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage .coverage.* htmlcov build dist
	find chuyenbien -name '*.mo' -delete
	find chuyenbien tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
