# make demo and make test are all that a newcomer needs: each installs what is missing, builds,
# and does its job.

SWIFT ?= swift
PROGRAM = .build/release/almanac

.PHONY: demo test build quality bench fuzz torture lint packages

demo: build
	$(PROGRAM) demo demo --force

test: packages
	$(SWIFT) test

build: packages
	$(SWIFT) build -c release --product almanac

# Precision and recall on the truth of a simulated library.
quality: packages
	$(SWIFT) build -c release --product quality
	.build/release/quality

# Figures side by side with other programs.
bench: build
	$(SWIFT) build -c release --product bench
	scripts/bench

# Ten minutes for each reader; SECONDS=60 for less.
fuzz: packages
	Fuzz/run $(SECONDS)

# Kills, full disks and files that shrink: slow, and not part of the tests.
torture: build
	scripts/torture

lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Plugins Sources Tests Fuzz
	scripts/check-imports

packages:
	@scripts/install-packages
