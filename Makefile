# make            set up, execute every notebook into _build/, write site, briefing and slides into _site/
# make briefing   only the briefing, _site/briefing.pdf
# make slides     only the slides, _site/slides/
# make test       set up, run every check
# make lab        JupyterLab on the notebooks
# make refresh    for maintainers: rewrite the committed outputs of the notebooks
# make benchmark  how long the notebooks take
# make clean      delete what was built (.venv stays)
# Needed: Python 3.11 or newer with venv. Another Python: make PYTHON=python3.12

PYTHON ?= python3

run briefing slides setup refresh test lab benchmark clean:
	@command -v "$(PYTHON)" >/dev/null || { echo "$(PYTHON) is missing: install Python 3.11 or newer, or name one: make PYTHON=/path/to/python" >&2; exit 1; }
	@"$(PYTHON)" notebooks/site/build.py $@

.DEFAULT_GOAL := run
.PHONY: run briefing slides setup refresh test lab benchmark clean
