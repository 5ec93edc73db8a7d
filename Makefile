# What one does with Musette, day by day. Every target installs what it lacks (.ci/need).

MAP ?= data/helsinki.osm.pbf
FUZZ_SECONDS ?= 7
export MAP FUZZ_SECONDS

TOOLS := build/tools
API_TOOLS := build/api-tools
TARGET := $(or $(CARGO_TARGET_DIR),target)
DENY := $(TOOLS)/bin/cargo-deny --log-level error --locked

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check fmt clippy site web-check unit doc deny benches bench peers exact api clients browser fuzz lock clean

# What the pages are made of, folders too, so that a file that went away counts. schema.d.ts is made.
SITE_SOURCES = $(shell find web \( -name node_modules -o -name dist -o -name schema.d.ts \) -prune -o -print)

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

demo: web/dist/index.html ## The site with an example day (MAP=any.osm.pbf for another town, LISTEN=0.0.0.0:8080 for phones)
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
	@.ci/need cargo clippy cc c++
	@.ci/fetch
	@.ci/fetch benches/peers/Cargo.toml
	cargo clippy --locked --all-targets -- -D warnings
	cargo clippy --locked --manifest-path benches/peers/Cargo.toml --target-dir "$(TARGET)" -- -D warnings

site: web/dist/index.html ## The pages, from web/ to web/dist; the binary holds them

web-check: web/node_modules/.installed ## Types, lints, formatting and unit tests of the pages
	@.ci/need node
	cd web && npm run --silent types && npm run --silent check && npm run --silent test
	cd web && npx --no-install prettier --config .prettierrc.json --check ../tests/browser

unit: ## Unit, property, integration and documentation tests, beside a PostgreSQL of their own
	@.ci/need cargo cc postgres
	@.ci/fetch
	MUSETTE_TEST_REQUIRE_POSTGRES=1 .ci/with-postgres cargo test --locked --no-fail-fast

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

peers: ## Other libraries at the same work, measured (OSRM=folder: OSRM over HTTP, fetched if it is not there)
	@.ci/need cargo cc c++ $(if $(OSRM),python3)
	@.ci/fetch benches/peers/Cargo.toml
ifdef OSRM
	@.ci/fetch
	@benches/peers/osrm.sh "$(OSRM)"
	cargo build --quiet --release --locked
endif
	cargo run --quiet --release --locked --manifest-path benches/peers/Cargo.toml \
	    $(if $(OSRM),-- osrm "$(OSRM)" "$(TARGET)/release/musette" build/peers)

exact: ## Answers against Dijkstra's algorithm, on MAPS="a.osm.pbf b.osm.pbf"
	@.ci/need cargo cc c++
	@.ci/fetch benches/peers/Cargo.toml
	cargo run --quiet --release --locked --manifest-path benches/peers/Cargo.toml -- exact $(or $(MAPS),"$(MAP)")

api: $(API_TOOLS)/installed web/dist/index.html ## Random requests, good and bad, against what openapi.json promises
	@.ci/need cargo cc curl
	@.ci/fetch
	@.ci/api

clients: $(API_TOOLS)/installed ## Clients of an OSRM, as they are, against ours
	@.ci/need cargo cc
	@.ci/fetch
	@.ci/clients

browser: web/dist/index.html ## The pages in a real browser (SCREENSHOTS=1 renews docs/screenshots)
	@.ci/need cargo cc node chromium
	@.ci/fetch
	@.ci/browser

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
	rm -rf build tests/fuzz/corpus tests/fuzz/artifacts web/dist web/node_modules

# npm removes all of node_modules first, the stamp too.
web/node_modules/.installed: web/package-lock.json
	@.ci/need node
	cd web && npm ci --no-audit --no-fund --prefer-offline --loglevel=error || { \
	    echo "musette: cannot install the pages' packages (npm's words are above): is there a network?" >&2; exit 1; }
	@touch $@

web/dist/index.html: web/node_modules/.installed $(SITE_SOURCES)
	@.ci/need node
	cd web && npm run --silent build

$(TOOLS)/installed: .ci/tools.txt
$(API_TOOLS)/installed: .ci/api-tools.txt
$(TOOLS)/installed $(API_TOOLS)/installed:
	@.ci/need python3
	@.ci/install-tools $(@D) $<
