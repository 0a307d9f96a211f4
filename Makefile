# Two commands do everything on a fresh machine with Python 3.11, venv and make:
#   make run    sets up and starts the kiosk
#   make test   sets up and passes the tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: install run test lint bench picture screenshots deb lock clean

install: $(VENV)/installed

$(VENV)/installed: pyproject.toml requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "The kiosk needs Python 3.11 or newer.")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --constraint requirements.lock --editable .
	@touch $@

$(VENV)/installed-test: $(VENV)/installed
	$(PIP) install --constraint requirements.lock --editable '.[test]'
	@touch $@

# The better English recogniser is asked for once, not at every start; without a network the kiosk
# goes on with the one that it carries.
$(VENV)/model-asked-for: | $(VENV)/installed
	-@$(BIN)/kiosk models install en-us --optional --patience 5
	@touch $@

run: install $(VENV)/model-asked-for
	@$(BIN)/python -m compileall -q kiosk
	$(BIN)/kiosk run

# In as many processes as there are processors; tests/conftest.py says what must not run at once.
test: $(VENV)/installed-test
	$(BIN)/python -m pytest --numprocesses auto --dist loadscope --no-loadscope-reorder

lint: $(VENV)/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/installed-test
	$(BIN)/python -m bench

picture: $(VENV)/installed-test
	$(BIN)/python -m bench.picture docs/screen.svg

# Needs Xvfb, xterm, xdotool and ImageMagick.
screenshots: $(VENV)/installed-test
	$(BIN)/python -m bench.screenshots docs/screens

# One Debian package with everything from PyPI in it, for machines without a network: dist/*.deb
deb:
	deploy/build-deb

# Needs uv (pip install uv); writes exact versions of everything, the test tools included.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --extra test --extra natural --no-emit-index-url \
		--no-emit-find-links --no-header --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) dist
