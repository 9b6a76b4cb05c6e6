# make audit TARGET=<path or address>   builds everything that is missing, then audits
# make test                             everything that CI checks
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

UNAME := $(shell uname -s)
# The static standard library is there on Linux alone. Without symbols (-s) the binary starts faster.
STATIC := $(if $(filter Linux,$(UNAME)),--static-swift-stdlib)
RELEASE := .build/release/skillaudit
DEBUG := .build/debug/skillaudit
DEMO := Fixtures/mcp-typescript-unbound
VENV := .venv/ready
WORKFLOWS := $(wildcard .github/workflows/*.yml .github/workflows/*.yaml)
ARGS ?=

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

audit: build ## audit TARGET (default: the demo fixture) with ARGS
ifdef TARGET
	@$(RELEASE) '$(subst ','\'',$(TARGET))' $(ARGS)
else
	@$(RELEASE) $(DEMO) --exit-zero $(ARGS)
endif

build: libgit2 ## release build with the static standard library
	@swift build -c release --product skillaudit $(STATIC) -Xlinker -s >&2

test: libgit2 lint ## format, build, tests, stale documentation, validators
	swift build --build-tests
	swift test --skip-build
	@$(MAKE) --no-print-directory check-docs validate

lint: ## check the format of all Swift files
	swift format lint --strict --recursive Sources Tests Package.swift

format: ## format all Swift files in place
	swift format format --in-place --recursive Sources Tests Package.swift

# Every line compares committed files with what the program prints today.
check-docs: $(DEBUG) ## fail where generated documentation is stale
	@$(DEBUG) schema | diff -u docs/schema/report-1.0.schema.json - || { echo 'docs/schema is stale: make docs' >&2; exit 1; }
	@rm -rf .build/docs && mkdir -p .build/docs/rules && $(DEBUG) generate-docs .build/docs
	@diff -ru docs/rules .build/docs/rules && diff -u docs/libraries.md .build/docs/libraries.md \
	  || { echo 'docs/rules or docs/libraries.md is stale: make docs' >&2; exit 1; }

docs: $(DEBUG) ## write the generated documentation
	@mkdir -p docs/schema docs/rules
	@rm -f docs/rules/*.md
	$(DEBUG) schema > docs/schema/report-1.0.schema.json
	$(DEBUG) generate-docs docs

golden: libgit2 ## accept the reports that the fixtures give today
	SKILLAUDIT_GOLDEN=write swift test --filter GoldenReports

validate: libgit2 $(VENV) ## check every output format with other people's validators
	@rm -rf .build/samples
	SKILLAUDIT_SAMPLES="$$PWD/.build/samples" swift test --filter OutputSamples
	@for format in json sarif; do for golden in Fixtures/*.golden; do cp $$golden/report.$$format .build/samples/$$(basename $$golden .golden).$$format; done; done
	.venv/bin/python Tests/Validation/validate_outputs.py .build/samples
ifneq ($(WORKFLOWS),)
	.venv/bin/check-jsonschema --builtin-schema vendor.github-workflows $(WORKFLOWS)
endif

bench: build ## speed on FOLDER, and its ratio to ripgrep
	@Benchmarks/bench $(RELEASE) '$(subst ','\'',$(or $(FOLDER),Sources))'

clean: ## remove everything that was built
	rm -rf .build .venv

$(DEBUG): libgit2
	swift build

# libgit2's headers come from the system: installed here where they are missing.
libgit2:
	@if ! pkg-config --exists libgit2 2>/dev/null; then \
	  if command -v apt-get >/dev/null; then \
	    as_root=; [ "$$(id -u)" = 0 ] || as_root=sudo; \
	    echo 'installing libgit2-dev and pkg-config' >&2; \
	    $$as_root apt-get install -y -q libgit2-dev pkg-config >/dev/null 2>&1 \
	      || { $$as_root apt-get update -q >/dev/null && $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q libgit2-dev pkg-config >/dev/null; }; \
	  elif command -v brew >/dev/null; then brew install libgit2 pkg-config; \
	  else echo 'install the headers of libgit2 (libgit2-dev) and pkg-config' >&2; exit 1; fi; \
	fi

$(VENV): Tests/Validation/requirements.txt
	@python3 -m venv .venv 2>/dev/null || { \
	  as_root=; [ "$$(id -u)" = 0 ] || as_root=sudo; \
	  $$as_root apt-get update -q >/dev/null; $$as_root apt-get install -y -q python3-venv >/dev/null; python3 -m venv --clear .venv; }
	@.venv/bin/pip install --quiet --disable-pip-version-check -r Tests/Validation/requirements.txt
	@touch $@

.PHONY: help audit build test lint format check-docs docs golden validate bench clean libgit2
