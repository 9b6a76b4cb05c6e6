# make audit TARGET=<path or address>   builds everything that is missing, then audits
# make test                             everything that CI checks
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

UNAME := $(shell uname -s)
# The static standard library is there on Linux alone. Without symbols (-s) the binary starts faster.
STATIC := $(if $(filter Linux,$(UNAME)),--static-swift-stdlib)
# Linux programs are position independent already; with this their jump tables are read-only from the start, and C code guards its stack.
HARDENED := $(if $(filter Linux,$(UNAME)),-Xlinker -z -Xlinker relro -Xlinker -z -Xlinker now) -Xcc -fstack-protector-strong
RELEASE := .build/release/skillaudit
DEBUG := .build/debug/skillaudit
DEMO := Fixtures/mcp-typescript-unbound
VENV := .venv/ready
WORKFLOWS := $(wildcard .github/workflows/*.yml)
SCRIPTS := .ci/run Benchmarks/instructions Fuzz/run $(wildcard ci/*/*.sh Tests/Validation/*.sh)
MANUAL := .build/manual/skillaudit.1
STAGING := .build/staging
PREFIX ?= /usr/local
DESTDIR ?=
# Debian keeps the completions of packages elsewhere than those of local programs.
ZSH_FUNCTIONS ?= $(PREFIX)/share/zsh/site-functions
# The one place that says it.
VERSION := $(shell sed -n 's/.*static let number = "\(.*\)"/\1/p' Sources/skillaudit/Version.swift)
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
	@swift build -c release --product skillaudit $(STATIC) $(HARDENED) -Xlinker -s >&2

test: libgit2 lint ## format, build, tests, stale documentation, validators, package, hardening, instructions
	swift build --build-tests
	swift test --skip-build
	@$(MAKE) --no-print-directory check-docs validate sbom check-package check-hardening instructions

lint: ## check the format of all Swift files
	swift format lint --strict --recursive Sources Tests Package.swift

format: ## format all Swift files in place
	swift format format --in-place --recursive Sources Tests Package.swift

# Every line compares committed files with what the program prints today.
check-docs: $(DEBUG) ## fail where generated documentation is stale
	@$(DEBUG) schema | diff -u docs/schema/report-1.0.schema.json - || { echo 'docs/schema is stale: make docs' >&2; exit 1; }
	@rm -rf .build/docs && mkdir -p .build/docs/rules .build/docs/schema && $(DEBUG) generate-docs .build/docs
	@diff -rq docs/rules .build/docs/rules || { echo 'docs/rules is stale: make docs' >&2; exit 1; }
	@cd .build/docs && find . -type f | while read -r page; do \
	  diff -u "../../docs/$$page" "$$page" || { echo "docs/$$page is stale: make docs" >&2; exit 1; }; done

docs: $(DEBUG) ## write the generated documentation
	@mkdir -p docs/schema docs/rules
	@rm -f docs/rules/*.md
	$(DEBUG) schema > docs/schema/report-1.0.schema.json
	$(DEBUG) generate-docs docs

golden: libgit2 ## accept the reports that the fixtures give today
	SKILLAUDIT_GOLDEN=write swift test --filter GoldenReports

install: build $(MANUAL) ## put program, manual page and completions under DESTDIR and PREFIX
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(PREFIX)/share/man/man1' '$(DESTDIR)$(PREFIX)/share/bash-completion/completions' \
	  '$(DESTDIR)$(ZSH_FUNCTIONS)' '$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d'
	install -m 755 $(RELEASE) '$(DESTDIR)$(PREFIX)/bin/skillaudit'
	gzip --no-name --stdout $(MANUAL) > '$(DESTDIR)$(PREFIX)/share/man/man1/skillaudit.1.gz'
	$(RELEASE) --generate-completion-script bash > '$(DESTDIR)$(PREFIX)/share/bash-completion/completions/skillaudit'
	$(RELEASE) --generate-completion-script zsh > '$(DESTDIR)$(ZSH_FUNCTIONS)/_skillaudit'
	$(RELEASE) --generate-completion-script fish > '$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/skillaudit.fish'

uninstall: ## remove what install put there
	rm -f '$(DESTDIR)$(PREFIX)/bin/skillaudit' '$(DESTDIR)$(PREFIX)/share/man/man1/skillaudit.1.gz' \
	  '$(DESTDIR)$(PREFIX)/share/bash-completion/completions/skillaudit' '$(DESTDIR)$(ZSH_FUNCTIONS)/_skillaudit' \
	  '$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/skillaudit.fish'

package: ## make a Debian package in .build/package
	@rm -rf $(STAGING)
	@$(MAKE) --no-print-directory install DESTDIR='$(STAGING)' PREFIX=/usr ZSH_FUNCTIONS=/usr/share/zsh/vendor-completions
	@install -D -m 644 LICENSE $(STAGING)/usr/share/doc/skillaudit/copyright
	@ci/package/deb.sh $(STAGING) '$(VERSION)' .build/package

check-package: ## make the Debian package, install it and run what it brings
ifneq ($(shell command -v dpkg-shlibdeps),)
	@$(MAKE) --no-print-directory package
	@ci/package/check.sh .build/package/skillaudit_$(VERSION)_*.deb
else
	@echo 'check-package: SKIPPED, there is no dpkg-shlibdeps (apt-get install dpkg-dev)'
endif

check-hardening: build ## fail where the release program is not hardened as SECURITY.md says
ifeq ($(UNAME),Linux)
	@ci/package/hardening.sh $(RELEASE)
else
	@echo 'check-hardening: SKIPPED, its flags are those of Linux'
endif

version: ## print the version
	@echo '$(VERSION)'

validate: libgit2 $(VENV) $(DEBUG) ## check every output format with other people's validators
	@rm -rf .build/samples
	SKILLAUDIT_SAMPLES="$$PWD/.build/samples" swift test --filter OutputSamples
	@for format in json sarif; do for golden in Fixtures/*.golden; do cp $$golden/report.$$format .build/samples/$$(basename $$golden .golden).$$format; done; done
	.venv/bin/python Tests/Validation/validate_outputs.py .build/samples
	.venv/bin/check-jsonschema --builtin-schema vendor.github-workflows $(WORKFLOWS)
	.venv/bin/check-jsonschema --builtin-schema vendor.github-actions action.yml
	.venv/bin/check-jsonschema --check-metaschema docs/schema/*.json
	.venv/bin/check-jsonschema --schemafile docs/schema/config-1.schema.json Fixtures/*/skillaudit.yml
	.venv/bin/check-jsonschema --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci ci/gitlab/skillaudit.yml
	@rm -rf .build/init && mkdir -p .build/init && $(DEBUG) init .build/init --ci github --ci gitlab --owner acme 2>/dev/null
	.venv/bin/check-jsonschema --builtin-schema vendor.github-workflows .build/init/.github/workflows/skillaudit.yml
	.venv/bin/check-jsonschema --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci .build/init/.gitlab/skillaudit.yml
	.venv/bin/zizmor --offline --no-progress --quiet --min-severity medium .
	.venv/bin/shellcheck $(SCRIPTS)
	Tests/Validation/pre_commit_hook.sh .venv/bin/pre-commit $(DEBUG)
	@$(MAKE) --no-print-directory check-page

# In CI the browser is installed, elsewhere it is used where it is there.
check-page: $(VENV) ## open the HTML report in a headless browser
	@if [ "$${CI:-}" = true ] && ! command -v chromium >/dev/null && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get install -y -q --no-install-recommends chromium >/dev/null 2>&1 || { apt-get update -q >/dev/null && apt-get install -y -q --no-install-recommends chromium >/dev/null; }; fi
	@browser=$$(command -v chromium || command -v chromium-browser || command -v google-chrome || true); \
	if [ -z "$$browser" ]; then echo 'check-page: SKIPPED, there is no Chromium (apt-get install chromium)'; \
	else .venv/bin/python Tests/Validation/html_page.py "$$browser" .build/samples/*.html; fi

pictures: $(VENV) ## make the picture of the HTML report anew
	.venv/bin/python Tests/Validation/html_page.py "$$(command -v chromium)" docs/formats/report.html --picture docs/images/report.png

bench: build ## speed on FOLDER (several: FOLDERS), beside ripgrep, ruff, and with SLOW=1 ast-grep and semgrep
	@Benchmarks/bench $(RELEASE) $(or $(FOLDERS),'$(subst ','\'',$(or $(FOLDER),Sources))') $(if $(SLOW),--slow)

bench-stages: ## speed of each stage on FOLDER, without reading and reporting
	@swift run --package-path Benchmarks --scratch-path .build/benchmarks -c release Measure stages '$(subst ','\'',$(or $(FOLDER),Fixtures))'

bench-worst: ## what the worst inputs cost, against ordinary source text
	@swift run --package-path Benchmarks --scratch-path .build/benchmarks -c release Measure worst

instructions: build ## fail where an audit of the fixtures takes 3 % more instructions than recorded (RECORD=1: record them)
	@Benchmarks/instructions $(RELEASE) $(if $(RECORD),--record)

fuzz: fuzzers ## run every fuzzer for MINUTES (default 5), or only those in ONLY
	Fuzz/run $$(( $(or $(MINUTES),5) * 60 )) $(ONLY)

fuzz-smoke: fuzzers ## a minute of fuzzing, shared by all fuzzers
	Fuzz/run 6

fuzzers: libgit2
	swift build --package-path Fuzz -c release >&2

sanitize: libgit2 ## run all tests under the address and the thread sanitizer
	ASAN_OPTIONS=detect_leaks=0 swift test --sanitize=address --scratch-path .build/address
	TSAN_OPTIONS="suppressions=$$PWD/Tests/Support/thread-sanitizer.txt" swift test --sanitize=thread --scratch-path .build/thread

sbom: libgit2 $(VENV) ## write the bill of materials to .build/skillaudit.cdx.json
	@swift package resolve >&2
	@python3 ci/package/sbom.py '$(VERSION)' > .build/skillaudit.cdx.json
	@.venv/bin/python Tests/Validation/validate_sbom.py .build/skillaudit.cdx.json

clean: ## remove everything that was built
	rm -rf .build .venv

# The manual page is made of the program's own help by the argument parser's tool.
$(MANUAL): build
	@swift build --product generate-manual >&2
	@mkdir -p $(dir $@)
	@.build/debug/generate-manual $(RELEASE) --date "$$(git log -1 --format=%cs 2>/dev/null || date +%F)" --output-directory $(dir $@)

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

.PHONY: help audit build test lint format check-docs check-page pictures docs golden fuzz fuzz-smoke fuzzers sanitize sbom install uninstall package check-package check-hardening version validate bench bench-stages bench-worst instructions clean libgit2
