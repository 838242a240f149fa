# Two commands matter: `make demo` and `make test`. Each works alone from a fresh clone on Debian 12 with a Swift
# toolchain: it installs the Debian packages that are missing, builds, and runs.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# One build for everything. Release, because loops over pixels are 60 to 220 times slower unoptimised and the tests look
# at whole pages; with testing enabled, so that the tests see inside the rooms. Demo, tests and `make build` share these
# flags, hence nothing is compiled twice.
BUILD := -c release -Xswiftc -enable-testing
# `swift test` would add -enable-testing once more by itself, and flags given twice count as another build: everything
# would be compiled again. There are no XCTest tests; without the second flag their runner reports that it ran none.
TEST := $(BUILD) --disable-testable-imports --disable-xctest
KIEMPHIEU := .build/release/kiemphieu
ACCURACY := .build/release/accuracy
DEMO := .build/demo/khao-sat-mau
BENCH := .build/benchmarks/release/bench
# The commit that is measured; with changes of its own it is another.
COMMIT = $(shell git describe --always --dirty --exclude '*' 2>/dev/null || echo unnamed)

.PHONY: help deps build demo test test-crash test-hostile test-tamper fuzz fuzz-merge sanitize accuracy accuracy-10m calibration rescans twins drafts bench bench-compare lint format clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

deps: ## install the Debian packages that are missing
	@./scripts/dependencies.sh

build: deps ## build .build/release/kiemphieu
	swift build $(BUILD) --product kiemphieu

# Counts a copy, so that the checkout stays as it is. Status 1 says that something waits for a person; one box of the
# sample is made so, hence it is no failure here.
demo: build ## count the bundled survey and show the result
	@rm -rf $(DEMO)
	@mkdir -p $(dir $(DEMO))
	@cp -R fixtures/khao-sat-mau $(DEMO)
	@$(KIEMPHIEU) count $(DEMO) || { status=$$?; [[ $$status -eq 1 ]] || exit $$status; }
	@echo
	@echo "The survey: $(DEMO)"
	@echo "The results:"
	@ls -1 $(DEMO)/results | sed 's|^|  $(DEMO)/results/|'

test: deps ## run the whole test suite, or what FILTER names
	swift test $(TEST) $(if $(FILTER),--filter $(FILTER))

# docs/robustness.md says what these show, and what to do with what they find.
test-crash: deps ## kill `count` 300 times, and let each call that changes a file fail: an hour (KILLS=, SEED=)
	KIEMPHIEU_KILLS=$(or $(KILLS),300) KIEMPHIEU_SEED=$(or $(SEED),20260701) KIEMPHIEU_FAILURE_STEP=$(or $(STEP),1) \
	  swift test $(TEST) --filter 'KillTests|DiskFailureTests|MountedDiskTests|SimultaneousTests'

test-hostile: deps ## read every hostile file beside the project, whole and cut at 100 places
	KIEMPHIEU_HOSTILE_STEP=1 KIEMPHIEU_PREFIXES=$(or $(PREFIXES),100) swift test $(TEST) --filter HostileFileTests

test-tamper: deps ## change one byte 1,000 times in store, results, scans and archive: verify finds it, or it is harmless
	KIEMPHIEU_TAMPERS=$(or $(TAMPERS),1000) swift test $(TEST) --filter TamperTests

# What is found beyond the corpus stays in .build/fuzz/found; `make fuzz-merge` takes over what reaches new code.
fuzz: deps ## fuzz what takes bytes from elsewhere (TARGET=, SECONDS_EACH=120 or RUNS=)
	KIEMPHIEU_FUZZ=1 swift build -c release -Xswiftc -enable-testing --sanitize=fuzzer --scratch-path .build/fuzz \
	  --product fuzz
	@./scripts/fuzz.sh run $(or $(TARGET),all)

fuzz-merge: ## take into the corpus what fuzzing found that reaches code which nothing in it reaches
	@./scripts/fuzz.sh merge $(or $(TARGET),all)

# Each is another build of everything. Leaks are not looked for: Swift packs pointers to what lives as long as the program
# so that the search does not see them, and fontconfig keeps what it has read.
sanitize: deps ## run the tests under the address sanitizer, then under the thread sanitizer: hours (FILTER=)
	ASAN_OPTIONS=detect_leaks=0:suppressions=$(CURDIR)/scripts/address-sanitizer.txt \
	  swift test $(TEST) --sanitize=address --scratch-path .build/asan $(if $(FILTER),--filter $(FILTER))
	swift test $(TEST) --sanitize=thread --scratch-path .build/tsan $(if $(FILTER),--filter $(FILTER))

# Wrong answers are listed in a file; docs/simulation.md says how to look at one.
accuracy: deps ## read 2,000 simulated pages of every template and count what is read wrongly
	swift build $(BUILD) --product accuracy
	@$(ACCURACY) --pages $(or $(PAGES),2000) --errors .build/accuracy/wrong.jsonl

# Hours. Stop it whenever you like: finished pieces are in the file and are not done again by the same program.
accuracy-10m: deps ## the same until 10,000,000 boxes were read; goes on where it was stopped
	swift build $(BUILD) --product accuracy
	@$(ACCURACY) --positions 10000000 --progress .build/accuracy/10m.jsonl --errors .build/accuracy/wrong-10m.jsonl

calibration: deps ## fit the model behind confidence to simulated pages and show how reliable it is: minutes
	swift build $(BUILD) --product accuracy
	@$(ACCURACY) --pages 2000 --seed 77 --calibrate Sources/Reading/Judge/MarkModel+Weights.swift

rescans: deps ## read 300 simulated sheets from three scans each and count what does not stay the same
	swift build $(BUILD) --product accuracy
	@$(ACCURACY) --rescans 3 --pages $(or $(PAGES),300) --severity clean --severity office --severity poor \
	  --errors .build/accuracy/rescans.jsonl

twins: deps ## compare different ballots with the same answers, two by two: 10,000 pairs of each kind
	swift build $(BUILD) --product accuracy
	@$(ACCURACY) --twins 50 --pages $(or $(PAGES),900) --severity clean --severity office --severity poor

drafts: deps ## learn forms from their blanks, and count what is learned wrongly (FORMS=folder, SCANS=10)
	swift build $(BUILD) --product accuracy
	@$(ACCURACY) --drafts $(or $(SCANS),10) --forms $(or $(FORMS),Templates) --severity office --severity poor

# A package of its own: what only measurements need is no part of the product. docs/speed.md says how it is measured.
bench: build ## measure speed against the bare decoding of the same pages: the better part of an hour
	swift build $(BUILD) --package-path Benchmarks --scratch-path .build/benchmarks --product bench
	@$(BENCH) measure --commit "$(COMMIT)" --program $(KIEMPHIEU) $(if $(PAGES),--pages $(PAGES)) \
	  $(if $(ROUNDS),--rounds $(ROUNDS)) $(foreach format,$(FORMATS),--formats $(format)) $(if $(OUT),--out $(OUT))

bench-compare: ## compare the measurement of this commit (or NEW) with that of BASE: each a commit or a file
	@$(BENCH) compare $(or $(BASE),$(error BASE=<file or commit> is missing)) "$(or $(NEW),$(COMMIT))"

lint: deps ## check style; any finding is an error
	swift format lint --strict --recursive --parallel Sources Tests Benchmarks Package.swift

format: deps ## put the sources into style
	swift format --in-place --recursive --parallel Sources Tests Benchmarks Package.swift

clean: ## remove everything that was built
	rm -rf .build
