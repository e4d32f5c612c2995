# Two commands matter: `make demo` and `make test`. Both install what is missing (Debian packages) and build first.
SWIFT ?= swift
CONFIGURATION ?= debug
CASES ?= 10
SWIFT_FLAGS = -c $(CONFIGURATION) --explicit-target-dependency-import-check error
BIN = .build/$(CONFIGURATION)

.PHONY: all deps build release test build-tests full faults-full lint format demo try try-down bench clean

all: build

## Debian packages: what the build links with, what Pita runs, and the real servers that the tests talk to
deps:
	@Packaging/install-dependencies
	@Packaging/install-annet

## The command `pita` and its lab
build: deps
	$(SWIFT) build $(SWIFT_FLAGS)

## The programs as they are shipped: .build/release/pita and pita-lab
release:
	$(MAKE) build CONFIGURATION=release

## Every test: the pure rooms beside each other, then the edges against real servers on the loopback, one by one.
## The programs that they start are release builds. Packaging/test-rooms says which target runs where.
test: deps
	@Packaging/test

## The tests, and the programs that they start, in .build/tests
build-tests: deps
	@Packaging/build-tests

## What takes hours of a night: every fault at every step, a line a case and the sums, and of what is drawn at random
## CASES times as much
full: deps
	@PITA_FAULTS=full PITA_CASES=x$(CASES) Packaging/test

## The whole matrix of faults against the lab alone
faults-full: build-tests
	PITA_FAULTS=full Packaging/test-lab '^FaultTests\.'

## Style, and the house's limits (file and function length); the layer rule is checked by every build
lint:
	Packaging/lint

format:
	$(SWIFT) format --in-place --parallel --recursive Sources Tests Benchmarks Package.swift

## The whole main job on a copy of the example office and a lab of real servers
demo: deps
	@$(SWIFT) build $(SWIFT_FLAGS)
	@Packaging/demo $(BIN)

## An office with the lab running, to play with: eval "$(make -s try)"; `make try-down` ends it
try: deps
	@$(SWIFT) build $(SWIFT_FLAGS) >&2
	@Packaging/try $(BIN)

try-down:
	@Packaging/try down $(BIN)

## Own figures; beside peers and limits where those have been set up
bench: deps
	Packaging/bench

clean:
	$(SWIFT) package clean
