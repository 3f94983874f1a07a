PYTHON ?= .venv/bin/python

.PHONY: check lint types test sample

check: lint types test

lint:
	$(PYTHON) -m ruff check .

types:
	$(PYTHON) -m mypy

test:
	$(PYTHON) -m pytest

sample:
	$(PYTHON) -m netgraph build data/sample --output output
