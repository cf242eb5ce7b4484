# make            set up, execute every notebook into _build/, write site, briefing and slides into _site/
# make briefing   only the papers: _site/briefing.pdf, teaching.pdf, handout.pdf
# make slides     only the slides, _site/slides/
# make data       only the tables in other forms, _site/data/: Excel, CSV, Parquet, SQLite
# make place      pages about tables of your own, _place/: BACGIANG_DATA=FOLDER make place
# make lab-site   add JupyterLab for the browser with all notebooks, _site/lab/ (fetches 100 MB, once)
# make test       set up, run every check
# make test-lab   run every notebook of _site/lab/ in a browser (needs Chromium, some minutes)
# make lab        JupyterLab on the notebooks
# make refresh    for maintainers: rewrite the committed outputs of the notebooks
# make exercises  for maintainers: rewrite the notebooks with exercises, notebooks/exercises/
# make words      for translators: bring src/bacgiang/locale/ up to date, say what it lacks
# make mutants    for maintainers: edit cells, words and code; a check must name each (hours; MUTANTS="--kind cells --number 20")
# make bench      for maintainers: what all of it costs, against the shortest possible (BENCH="notebooks data": parts of it)
# make clean      delete what was built (.venv stays)
# make setup      only create .venv
# Needed: Python 3.11 or newer with venv. Another Python: make PYTHON=python3.12

PYTHON ?= python3
INSIDE := .venv/bin/python
PLACE  := .venv/place.txt

# A .venv that does not run, or that was made in another place, is made anew.
ifneq ($(shell $(INSIDE) -c "" 2>/dev/null && cat $(PLACE) 2>/dev/null),$(CURDIR))
.venv/installed.txt: again
endif

run site briefing slides data place lab-site refresh exercises words test test-lab lab: .venv/installed.txt
	@$(INSIDE) -m bacgiang.publish $@

bench: .venv/installed.txt
	@$(INSIDE) tests/bench.py $(BENCH)

mutants: .venv/installed.txt
	@cd tests && ../$(INSIDE) -m mutants $(MUTANTS)

setup: .venv/installed.txt

clean:
	@rm -rf _build _site _place .hypothesis .pytest_cache .ruff_cache src/*.egg-info
	@find src tests notebooks -name __pycache__ -prune -exec rm -rf {} + -o -name .ipynb_checkpoints -prune -exec rm -rf {} +

.venv/installed.txt: requirements.txt pyproject.toml
	@command -v "$(PYTHON)" >/dev/null || { echo "$(PYTHON) is missing: install Python 3.11 or newer, or name one: make PYTHON=/path/to/python" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; this is $$("$(PYTHON)" -V 2>&1). Name another: make PYTHON=python3.12" >&2; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing or incomplete. On Debian or Ubuntu: apt install python3-venv" >&2; exit 1; }
	@if command -v flock >/dev/null; then flock Makefile .ci/setup "$(PYTHON)"; else .ci/setup "$(PYTHON)"; fi

.DEFAULT_GOAL := run
.PHONY: run site briefing slides data place lab-site setup refresh exercises words test test-lab lab bench mutants clean again
