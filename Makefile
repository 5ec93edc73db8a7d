# What one does with Musette, day by day. Every target installs what it lacks (.ci/need).

MAP ?= data/helsinki.osm.pbf
FUZZ_SECONDS ?= 7
export MAP FUZZ_SECONDS

TOOLS := build/tools
TARGET := $(or $(CARGO_TARGET_DIR),target)
DENY := $(TOOLS)/bin/cargo-deny --log-level error --locked

.DEFAULT_GOAL := help
.PHONY: help demo test check fmt clippy unit doc deny benches bench peers fuzz lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

demo: ## From a map to a day's checked rounds, in build/demo (MAP=any.osm.pbf for another town)
	@.ci/demo

test: ## All that must hold, with the time each step took
	@MAKE="$(MAKE)" .ci/test

check: fmt clippy ## The quick look before a commit: formatting and lints

fmt: ## Is everything formatted?
	@.ci/need cargo rustfmt
	cargo fmt --check
	cargo fmt --check --manifest-path tests/fuzz/Cargo.toml
	cargo fmt --check --manifest-path benches/peers/Cargo.toml

clippy: ## Lints; a warning fails
	@.ci/need cargo clippy cc
	@.ci/fetch
	@.ci/fetch benches/peers/Cargo.toml
	cargo clippy --locked --all-targets -- -D warnings
	cargo clippy --locked --manifest-path benches/peers/Cargo.toml --target-dir "$(TARGET)" -- -D warnings

unit: ## Unit, property, integration and documentation tests
	@.ci/need cargo cc
	@.ci/fetch
	cargo test --locked --no-fail-fast

doc: ## The library's documentation; a warning fails
	@.ci/need cargo cc
	@.ci/fetch
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps

deny: $(TOOLS)/installed ## Licences, sources and duplicates of the dependencies
	@.ci/need cargo
	$(DENY) check bans licenses sources
	$(DENY) --manifest-path benches/peers/Cargo.toml check bans licenses sources
	$(DENY) --manifest-path tests/fuzz/Cargo.toml check bans licenses sources

benches: ## Each benchmark once, unmeasured, so that none rots
	@.ci/need cargo cc
	@.ci/fetch
	cargo test --locked --bench '*'

bench: ## The benchmarks, measured
	@.ci/need cargo cc
	@.ci/fetch
	cargo bench --locked --bench '*'

peers: ## Other libraries at the same work, measured
	@.ci/need cargo cc
	@.ci/fetch benches/peers/Cargo.toml
	cargo run --quiet --release --locked --manifest-path benches/peers/Cargo.toml

fuzz: $(TOOLS)/installed ## Fuzz all that reads foreign bytes, FUZZ_SECONDS each
	@.ci/need cargo cc c++ python3
	@.ci/fetch tests/fuzz/Cargo.toml
	@.ci/fuzz

lock: ## All three lock files follow a change of dependencies in Cargo.toml
	cargo update --workspace
	cargo update --workspace --manifest-path benches/peers/Cargo.toml
	cargo update --workspace --manifest-path tests/fuzz/Cargo.toml

clean: ## Remove all that was built
	cargo clean
	rm -rf build tests/fuzz/corpus tests/fuzz/artifacts

$(TOOLS)/installed: .ci/tools.txt
	@.ci/need python3
	@.ci/install-tools $(TOOLS) .ci/tools.txt
