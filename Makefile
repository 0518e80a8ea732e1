# The commands of the house; `make` alone lists them.

PYTHON ?= python3
PORT ?= 8501
PEOPLE ?= 2000
USERS ?= 50
PROCESSES ?= 1
# Journeys wait for pages half of their time: half as many workers again as cores.
WORKERS ?= $(shell echo $$(( $$(nproc) * 3 / 2 )))

BIN := .venv/bin
DEMO_ENV = JALONS_DEMO=1 JALONS_SECRET="$$(cat var/demo-secret)" \
	JALONS_DATABASE_URL="$${JALONS_DATABASE_URL:-sqlite:///var/jalons.db}"
COMPILE = UV_CUSTOM_COMPILE_COMMAND="make requirements" $(BIN)/uv pip compile --quiet --universal \
	--fork-strategy fewest --python-version 3.11 --generate-hashes --no-emit-index-url

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help audit demo run test quality bench load docs-screenshots requirements

help:
	@echo "make demo              démonstration sur http://localhost:$(PORT) (PORT=…, PEOPLE=…)"
	@echo "make run               production : sans données de démonstration, secrets exigés"
	@echo "make test              tous les tests (SQLite, PostgreSQL, Chromium)"
	@echo "make quality           mise en forme, règles, types, migrations"
	@echo "make audit             failles connues des dépendances (RELEASE=1 : échoue si la source est injoignable)"
	@echo "make bench             mesures (PEOPLE=100000)"
	@echo "make load              charge (USERS=50, PROCESSES=1, PEOPLE=100000)"
	@echo "make docs-screenshots  captures d'écran de la documentation"
	@echo "make requirements      recompile les dépendances épinglées"

demo: .venv/installed var/demo-secret
	@$(DEMO_ENV) $(BIN)/python -m db migrate
	@$(DEMO_ENV) $(BIN)/python -m db load-demo --people $(PEOPLE)
	@$(DEMO_ENV) $(BIN)/python -m streamlit run app.py --server.port $(PORT)

# Checks come first: a missing secret is said in French, before anything listens.
run: .venv/installed
	@$(BIN)/python -m db migrate
	@$(BIN)/python -m streamlit run app.py --server.port $(PORT)

test: .venv/installed-dev
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal

quality: .venv/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	@folder="$$(mktemp -d)" && trap 'rm -rf "$$folder"' EXIT && \
	export JALONS_SECRET="models-against-migrations-on-an-empty-database" \
		JALONS_DATABASE_URL="sqlite:///$$folder/jalons.db" JALONS_DATA_DIR="$$folder" && \
	$(BIN)/python -m db migrate && $(BIN)/python -m db migrate --check
	@$(MAKE) --no-print-directory audit

# Known faults of what is installed. A package that is skipped fails; without the advisory source, a release
# (RELEASE=1) fails too.
audit: .venv/installed-dev
	@RELEASE="$(RELEASE)" $(BIN)/python -m bench.known_faults

bench: .venv/installed-dev
	$(BIN)/python -m bench --people $(PEOPLE)

load: .venv/installed-dev
	$(BIN)/python -m bench.load --users $(USERS) --people $(PEOPLE) --processes $(PROCESSES)

docs-screenshots: .venv/installed-dev
	$(BIN)/python docs/screenshots.py

requirements: .venv/installed-dev
	$(BIN)/python -m pip install --quiet uv
	$(COMPILE) requirements.in --output-file requirements.txt
	$(COMPILE) requirements-dev.in --output-file requirements-dev.txt

# Stamps: an installation is redone only when its pinned list changes.
.venv/installed: requirements.txt | $(BIN)/pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt | $(BIN)/pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	@touch $@

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Jalons demande Python 3.11 ou plus récent (essayez : make $(MAKECMDGOALS) PYTHON=python3.12)." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Il manque le module venv de Python : sudo apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv

# Made once, readable by its owner only: it signs the audit journal of the demonstration.
var/demo-secret:
	@mkdir -p var
	@umask 077 && $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(48))' > $@
