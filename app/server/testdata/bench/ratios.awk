# Passes the output of go test -bench on, and prints a table behind it: what is ours beside its baseline in the same run. A number is the
# median of all runs of all benchmarks that fit; × says how many times the baseline's time ours takes.
# usage: go test … -bench … -count 5 | awk -f ratios.awk

function rule(what, ours, baseline, must) {
  rules++; title[rules] = what; mine[rules] = ours; other[rules] = baseline; demand[rules] = must
}

BEGIN {
  rule("answer 200, negotiated", "server.Handler/negotiated", "server.Bare/negotiated", "on the wire: ≥ 0.95 × the requests of bare")
  rule("answer 304", "server.Handler/unchanged", "server.Bare/unchanged", "on the wire: ≥ 0.95 × the requests of bare")
  rule("choose a locale", "locale.Choose/./new", "locale.Choose/./xtext", "≤ 1 µs, 0 allocations")
  rule("one document of 18 KB, beside goldmark alone", "server.Render/ours", "server.Render/goldmark", "16,000 ≤ 4 s: 250 µs each")
  rule("gzip 6 of it, beside the standard library's", "server.Encode/gzip-6", "server.Encode/std-gzip-6", "")
  rule("gzip 9", "server.Encode/gzip-9", "server.Encode/std-gzip-6", "")
  rule("zstd, default", "server.Encode/zstd-default", "server.Encode/std-gzip-6", "")
  rule("zstd, best", "server.Encode/zstd-best", "server.Encode/std-gzip-6", "")
  rule("brotli 1", "server.Encode/brotli-1", "server.Encode/std-gzip-6", "")
  rule("brotli 5", "server.Encode/brotli-5", "server.Encode/std-gzip-6", "")
  rule("brotli 11", "server.Encode/brotli-11", "server.Encode/std-gzip-6", "")
  rule("parse a catalog of 100 messages, beside BurntSushi/toml", "catalog.Parse/100", "catalog.Parse/BurntSushi-100", "")
  rule("of 1,000", "catalog.Parse/1000", "catalog.Parse/BurntSushi-1000", "")
  rule("of 10,000", "catalog.Parse/10000", "catalog.Parse/BurntSushi-10000", "")
  rule("one saved message → its document, beside all 1,600 anew", "server.Saved/reload", "server.Saved/anew", "≤ 100 ms at 16,000 documents")
  rule("a text saved in the workbench → seen by readers, beside writing its catalog alone", "workbench.Saved/seen", "workbench.Saved/written", "≤ 100 ms")
}

{ print }
/^pkg: / { pkg = $2; sub(/.*\//, "", pkg) }
/^(FAIL|--- FAIL|panic)/ { failed = 1 }
/^Benchmark/ {
  name = $1; sub(/^Benchmark/, "", name); sub(/-[0-9]+$/, "", name); name = pkg "." name
  for (i = 3; i < NF; i++) {
    if ($(i + 1) == "ns/op") time[name] = time[name] " " $i
    if ($(i + 1) == "allocs/op") allocations[name] = $i > allocations[name] + 0 ? $i : allocations[name] + 0
    if ($(i + 1) == "of-identity") size[name] = $i
  }
}

# median gives the middle of all times whose names fit.
function median(fits, name, n, i, j, all, v, t) {
  all = ""
  for (name in time) if (name ~ "^" fits "$") all = all time[name]
  n = split(all, v, " ")
  for (i = 2; i <= n; i++) { t = v[i] + 0; for (j = i - 1; j > 0 && v[j] + 0 > t; j--) v[j + 1] = v[j]; v[j + 1] = t }
  return n == 0 ? 0 : n % 2 ? v[(n + 1) / 2] : (v[n / 2] + v[n / 2 + 1]) / 2
}

# most gives the most allocations of those whose names fit, where they were counted.
function most(fits, name, m) {
  m = -1
  for (name in allocations) if (name ~ "^" fits "$" && allocations[name] > m) m = allocations[name]
  return m < 0 ? "" : m
}

function human(ns) {
  return ns >= 1e9 ? sprintf("%.2f s", ns / 1e9) : ns >= 1e6 ? sprintf("%.2f ms", ns / 1e6) : ns >= 1e3 ? sprintf("%.3g µs", ns / 1e3) : sprintf("%.3g ns", ns)
}

END {
  print "\n| what | ours | allocations | baseline | × | must |\n|---|---|---|---|---|---|"
  for (r = 1; r <= rules; r++) {
    a = median(mine[r]); b = median(other[r])
    if (a == 0 || b == 0) { print "| " title[r] " | not measured | | | | " demand[r] " |"; continue }
    note = mine[r] in size ? sprintf("%.0f %% of its bytes", 100 * size[mine[r]]) : demand[r]
    x = a / b
    printf "| %s | %s | %s | %s | %s | %s |\n", title[r], human(a), most(mine[r]), human(b), x < 0.01 ? sprintf("1/%.0f", 1 / x) : sprintf("%.2f", x), note
  }
  exit failed
}
