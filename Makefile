# make demo and make test are all that a newcomer needs: each installs what is missing, builds,
# and does its job.

SWIFT ?= swift
PROGRAM = .build/release/almanac

# Where `make install` puts the program, its manual and the completions of shells; DESTDIR for
# packages.
PREFIX ?= /usr/local
BIN = $(DESTDIR)$(PREFIX)/bin
SHARE = $(DESTDIR)$(PREFIX)/share
INSTALLED = $(BIN)/almanac $(SHARE)/man/man1/almanac.1 \
  $(SHARE)/bash-completion/completions/almanac $(SHARE)/zsh/site-functions/_almanac \
  $(SHARE)/fish/vendor_completions.d/almanac.fish

.PHONY: demo test build quality bench fuzz torture lint packages install uninstall

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

# What is built is installed: sudo make install needs no compiler.
install:
	@test -x $(PROGRAM) || $(MAKE) build
	install -d $(dir $(INSTALLED))
	install -m 755 $(PROGRAM) $(BIN)/almanac
	install -m 644 docs/almanac.1 $(SHARE)/man/man1/almanac.1
	$(PROGRAM) --generate-completion-script bash > $(SHARE)/bash-completion/completions/almanac
	$(PROGRAM) --generate-completion-script zsh > $(SHARE)/zsh/site-functions/_almanac
	$(PROGRAM) --generate-completion-script fish > $(SHARE)/fish/vendor_completions.d/almanac.fish

uninstall:
	rm -f $(INSTALLED)

lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Plugins Sources Tests Fuzz
	scripts/check-imports

packages:
	@scripts/install-packages
