# make run      the site on http://localhost:8080/
# make preview  the workbench: translating in the browser, with states, keys, findings
# make quick    vet, staticcheck, format, catalogs, and every test that needs no browser: within a minute
# make test     everything that must hold, as CI runs it: with the race detector and a browser
# make test-all what is longer: make test, the race detector in every test, and every fuzz target for 10 s
# make providers  signs in to the workbench with two providers that others wrote, in a real browser too; needs npm and Chromium
# make test-builds  a cluster of this build and one of each commit in EARLIER, upgraded and taken back machine by machine
# make shots    pictures of a guide in every locale, on a phone, on a desk and on paper, in shots/
# make check    vet, staticcheck, format, catalogs
# make fuzz     every fuzz target for FUZZTIME (1m), before an issue is resolved
# make bench    Go benchmarks beside their baselines, and a table of the ratios; benchstat reads the output
# make bench-serve  wrk against the server, bare Fiber and nginx in turn; INSTALL=1 installs wrk and nginx (Debian)
# make bench-reload   how long readers wait while every catalog is saved each second
# make bench-hostile  how long readers wait while others misbehave, and what that takes of memory
# make saves        300 saves aimed at sync while it writes, by renaming, in place and through open files: how many are lost; then 2,000 edits by browsers,
#                   PO files, an editor, sync and git merges on the same catalogs
# make chaos    ROUNDS=500 SEED=1 MACHINES=3 (or 5) ONLY="kill,part" CLOCKS=1 MINUTES=60: kills machines of a cluster, stops them, cuts and slows their network and fills their disks, as root,
#                   while four people edit the same texts; SEED repeats a run as near as processes allow
# make bench-cluster  a reader of a cluster beside a server of a folder: requests, memory, and how long until all readers are served a release
# make fmt      format the code, lay out the catalogs

GO ?= go
ADDR ?= localhost:8080
FUZZTIME ?= 1m

.PHONY: run preview quick test test-browser test-commands test-packages test-race test-race-commands test-all providers shots check fuzz fmt bench bench-serve bench-reload bench-hostile saves

run:
	$(GO) run ./cmd/parlance serve --addr $(ADDR)

preview:
	$(GO) run ./cmd/parlance serve --preview --addr $(ADDR)

quick: check
	$(GO) test -short ./...

# The race detector looks at the packages that start goroutines, and at whatever they call, but not at commands that run one after the other; "make test-all" has it look at all tests.
RACING = $$($(GO) list ./... | grep -vE '/app/(locale|textdiff|segment|catalog|check|exchange|publish|cli)(/|$$)')

# A test that lacks a browser or another tool is left out and says so here, at the end, where it is seen. Fuzz targets run their seeds.
test: check
	@.ci/browser
	@left_out=$$(mktemp) && trap 'rm -f "$$left_out"' EXIT && \
	  PARLANCE_LEFT_OUT="$$left_out" $(MAKE) --no-print-directory -j2 test-browser test-packages test-race test-commands test-race-commands && \
	  if test -s "$$left_out"; then echo; echo "NOT EVERYTHING WAS TESTED:"; cat "$$left_out"; fi

# The parts of "make test", two at a time and each with one package at a time, because browsers and machines are waited for: two cores have no more to do than they can. Those of app/cli whose names say so are about a browser.
BROWSER = Browser|Kept|Aloud|Newcomer|Voice|Tools|Published|Markup
test-browser:
	$(GO) test -timeout 28m -run '$(BROWSER)' ./app/cli
test-commands:
	$(GO) test -timeout 28m -skip '$(BROWSER)' ./app/cli
test-packages:
	$(GO) test -p 1 -timeout 28m $$($(GO) list ./... | grep -v '/app/cli$$')
# Left out of the race detector here, not in "make test-all": the longest of those that hold bytes and not goroutines to account.
SLOW_RACING = TheFirstViewOfEveryGuideFits|ARevocationDamagedInAnyByte|EveryLinkIsAlive|BackupBringsBackWhatAllMachinesHeld
test-race-commands:
	@export PARLANCE_LEFT_OUT= && $(GO) test -race -short -timeout 28m -skip '^(TestScripts|TestCases|TestMarkupIsValid)$$' ./app/cli
test-race:
	@export PARLANCE_LEFT_OUT= && $(GO) test -p 1 -race -short -timeout 28m -skip '$(SLOW_RACING)' $(RACING) && \
	  $(GO) test -race -short -run 'SharedEnglish|ServesManyAtOnce' ./app/check ./app/catalog

# The providers are a module of their own, so that what they need is no requirement of the program.
PROVIDERS = app/workbench/signin/providertest
providers:
	npm ci --prefix $(PROVIDERS) --no-audit --no-fund --silent
	cd $(PROVIDERS) && $(GO) vet . && $(GO) test -count=1 .

# The first commit with clusters, and some on the way, of which each changed what machines store or say to each other.
EARLIER ?= 215de78 5ac649b f9544e0 06475e1 d49b5ef
.PHONY: test-builds
test-builds:
	PARLANCE_EARLIER="$(EARLIER)" $(GO) test ./app/cli -run '^TestTwoBuildsInOneCluster$$' -count=1 -timeout 60m -v

test-all: test providers test-builds
	$(GO) test -race -timeout 60m ./...
	$(GO) test -count=1 -timeout 60m ./app/cli -run '^TestInABrowser$$' -axe
	test "$$(id -u)" -ne 0 || $(GO) test -count=1 -timeout 20m ./app/cli -run '^TestTheDocumentAboutClustersIsTrue$$' -container
	$(MAKE) fuzz FUZZTIME=10s

shots:
	@.ci/browser
	$(GO) test ./app/cli -count=1 -run '^TestShots$$' -shots "$(CURDIR)/shots"
	@echo "look at shots/"

check:
	@unformatted=$$(gofmt -l app cmd content locales); test -z "$$unformatted" || { echo "not formatted, run make fmt:"; echo "$$unformatted"; exit 1; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	$(GO) run ./cmd/parlance sync --check
	$(GO) run ./cmd/parlance check

fuzz:
	@GO="$(GO)" .ci/fuzz $(FUZZTIME)

bench:
	@cut -d' ' -f1-3 /proc/loadavg 2>/dev/null | sed 's/^/load: /' || true
	@{ $(GO) test ./app/server -run '^$$' -bench '^Benchmark(Bare|Handler|Render|Encode|Saved)$$' -count 5 -benchtime 0.3s; \
	   $(GO) test ./app/workbench -run '^$$' -bench '^BenchmarkSaved$$' -count 5 -benchtime 20x; \
	   $(GO) test ./app/locale -run '^$$' -bench '^BenchmarkChoose$$' -count 5 -benchtime 0.2s; \
	   $(GO) test ./app/catalog -run '^$$' -bench '^BenchmarkParse$$/^(BurntSushi-)?(100|1000|10000)$$' -count 5 -benchtime 0.2s; } \
	  | awk -f app/server/testdata/bench/ratios.awk

# Programs to measure with, in a folder that is gone afterwards.
MEASURED = dir=$$(mktemp -d) && trap 'rm -rf "$$dir"' EXIT && $(GO) build -o $$dir/parlance ./cmd/parlance && \
	$(GO) test -c -o $$dir/server.test ./app/server && $(GO) test -c -o $$dir/synthetic.test ./app/internal/synthetic &&

bench-serve:
	@INSTALL=$(INSTALL) app/server/testdata/bench/tools.sh
	@$(MEASURED) app/server/testdata/bench/serve.sh $$dir/parlance $$dir/server.test $$dir/synthetic.test

bench-reload:
	@INSTALL=$(INSTALL) app/server/testdata/bench/tools.sh
	@$(MEASURED) app/server/testdata/bench/reload.sh $$dir/parlance

bench-hostile:
	@INSTALL=$(INSTALL) app/server/testdata/bench/tools.sh
	@$(MEASURED) app/server/testdata/bench/hostile.sh $$dir/parlance $$dir/server.test

saves:
	$(GO) test ./app/cli -count=1 -timeout 30m -run '^(TestSyncLosesNoSave|TestLaw3EveryAcknowledgedEditStandsOrIsInTheHistory)$$' -saves 300 -edits 2000 -v

# What make test does of it is a short turn. Partitions, slow networks and full disks need root, and the program ip.
.PHONY: chaos
MACHINES ?= 3
chaos:
	PARLANCE_CHAOS_ROUNDS=$(or $(ROUNDS),20) PARLANCE_CHAOS_SEED=$(SEED) PARLANCE_CHAOS_MACHINES=$(MACHINES) PARLANCE_CHAOS_ONLY="$(ONLY)" PARLANCE_CHAOS_CLOCKS=$(CLOCKS) PARLANCE_CHAOS_MINUTES=$(MINUTES) \
	  $(GO) test ./app/store/cluster/nemesis -run '^TestNemesis$$' -count=1 -timeout 24h -v

.PHONY: bench-cluster
bench-cluster:
	PARLANCE_BENCH_ROUNDS=$(or $(ROUNDS),10) $(GO) test ./app/store/cluster/nemesis -run '^TestBenchCluster$$' -count=1 -timeout 1h -v

fmt:
	gofmt -w app cmd content locales
	$(GO) run ./cmd/parlance sync

# The picture of design.md, from its text; needs Graphviz.
.PHONY: picture
picture:
	dot -Tsvg app/docs/dataflow.dot -o app/docs/dataflow.svg
