# make run      the site on http://localhost:8080/
# make preview  the site for translators: states, keys, findings
# make test     everything that must hold, as CI runs it
# make shots    pictures of a guide in every locale, on a phone, on a desk and on paper, in shots/
# make check    what is quick: vet, staticcheck, format, catalogs
# make fuzz     every fuzz target for FUZZTIME (1m)
# make bench    what requests cost beside a bare handler, five runs each: for benchstat
# make bench-serve  wrk against the server and bare Fiber, in turn, a ratio for each round
# make fmt      format the code, lay out the catalogs

GO ?= go
ADDR ?= localhost:8080
FUZZTIME ?= 1m

.PHONY: run preview test shots check fuzz fmt bench bench-serve

run:
	$(GO) run ./cmd/parlance serve --addr $(ADDR)

preview:
	$(GO) run ./cmd/parlance serve --preview --addr $(ADDR)

# A test that lacks a browser or an npm package is left out and says so here, at the end, where it is seen.
test: check
	@.ci/browser
	@left_out=$$(mktemp) && trap 'rm -f "$$left_out"' EXIT && \
	  PARLANCE_LEFT_OUT="$$left_out" $(GO) test -race -timeout 20m ./... && \
	  $(MAKE) fuzz FUZZTIME=3s && \
	  if test -s "$$left_out"; then echo; echo "NOT EVERYTHING WAS TESTED:"; cat "$$left_out"; fi

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
	@for package in $$($(GO) list ./...); do \
	  for target in $$($(GO) test -list '^Fuzz' $$package | grep '^Fuzz'); do \
	    echo "fuzzing $$package $$target for $(FUZZTIME)"; \
	    $(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) $$package || exit 1; \
	  done; \
	done

bench:
	$(GO) test ./app/server -run '^$$' -bench 'Bare|Handler' -count 5
	$(GO) test ./app/locale ./app/segment ./app/catalog -run '^$$' -bench . -count 5

bench-serve:
	@dir=$$(mktemp -d) && $(GO) build -o $$dir/parlance ./cmd/parlance && $(GO) test -c -o $$dir/server.test ./app/server && \
	  cd app/server && testdata/benchserve.sh $$dir/parlance $$dir/server.test

fmt:
	gofmt -w app cmd content locales
	$(GO) run ./cmd/parlance sync
