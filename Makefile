# Two commands matter: `make demo` and `make test`. Both install what is missing (Debian packages) and build first.
SWIFT ?= swift
CONFIGURATION ?= debug
SWIFT_FLAGS = -c $(CONFIGURATION) --explicit-target-dependency-import-check error
BIN = .build/$(CONFIGURATION)

.PHONY: all deps build release test faults-full lint format demo try try-down bench clean

all: build

## Debian packages: what the build links with, what Pita runs, and the real servers that the tests talk to
deps:
	@Packaging/install-dependencies

## The command `pita` and its lab
build: deps
	$(SWIFT) build $(SWIFT_FLAGS)

release:
	$(MAKE) build CONFIGURATION=release

## Every test: pure rooms, and the edges against real servers on the loopback. One after the other: beside tests that
## take the whole processor a time-out would say nothing about the product.
test: deps
	$(SWIFT) build --build-tests $(SWIFT_FLAGS)
	$(SWIFT) test --skip-build --no-parallel $(SWIFT_FLAGS)

## The whole matrix of faults against the lab, for hours of a night: a line a case, and the sums. `make test` runs a sample
faults-full: deps
	$(SWIFT) build --build-tests $(SWIFT_FLAGS)
	PITA_FAULTS=full $(SWIFT) test --skip-build --no-parallel $(SWIFT_FLAGS) --filter '^FaultTests'

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
