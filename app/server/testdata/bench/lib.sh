# shellcheck shell=bash
# What the measuring scripts share. They set: dir, a folder of their own; parlance and tests, the two programs.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
connections=${CONNECTIONS:-64}
languages=$here/languages.txt
started=()

# machine tells what is measured on, as a table.
machine() {
  local cpu
  cpu=$(awk -F': ' '/^model name/ {print $2; exit}' /proc/cpuinfo)
  echo "| machine | $(nproc) × $cpu, $(awk '/^MemTotal/ {printf "%.0f GB", $2 / 1e6}' /proc/meminfo) |"
  echo "|---|---|"
  echo "| kernel | $(uname -sr) |"
  echo "| programs | $(go version 2>/dev/null | cut -d' ' -f3), $(wrk -v 2>&1 | awk 'NR == 1 {print $1, $2}'), nginx $(/usr/sbin/nginx -v 2>&1 | cut -d/ -f2) |"
  echo "| commit | $(git -C "$here" rev-parse --short HEAD 2>/dev/null || echo unknown) |"
  echo "| load before | $(cut -d' ' -f1-3 /proc/loadavg) |"
}

# Ports from here on are used: others may measure on the same machine.
# shellcheck disable=SC2034 # the scripts that read this one use it
port=${PORT:-18081}

# begin CORES OUTPUT COMMAND… runs a server on those cores until the script ends.
begin() {
  local cores=$1 output=$2
  shift 2
  taskset -c "$cores" "$@" >>"$output" 2>&1 &
  started+=($!)
}

# finish ends every server that was begun.
finish() {
  ((${#started[@]})) || return 0
  kill "${started[@]}" 2>/dev/null || true
  wait "${started[@]}" 2>/dev/null || true
  started=()
}

# await URL waits until something answers there, and makes sure that all servers live: one does not if its port is taken.
await() {
  for _ in $(seq 100); do
    sleep 0.1
    kill -0 "${started[@]}" || break
    curl -sf -o /dev/null "$1" && return
  done
  echo "nothing answers at $1" >&2
  tail -n 5 ./*.log >&2 || true
  exit 1
}

# ask URL FORMAT asks with every language, and with the ETag behind the tab where a third argument names a file of such lines;
# it prints what FORMAT (of curl --write-out) says.
ask() {
  awk -F'\t' -v url="$1" -v format="$2" '{
    gsub(/"/, "\\\"", $2)
    printf "url = \"%s\"\nheader = \"Accept-Language: %s\"\nheader = \"Accept-Encoding: gzip, deflate, br, zstd\"\n", url, $1
    if ($2 != "") printf "header = \"If-None-Match: %s\"\n", $2
    printf "silent\noutput = \"/dev/null\"\nwrite-out = \"%s\\n\"\nnext\n", format
  }' "${3:-$languages}" | sed '$d' | curl -K -
}

# learn URL FILE writes the lines of requests that will be answered with 304.
learn() {
  ask "$1" '%header{etag}' | paste "$languages" - >"$2"
  if ask "$1" '%{http_code}' "$2" | grep -qv 304; then
    echo "$1 does not answer 304 to its own ETags" >&2
    exit 1
  fi
}

# settle URL waits until the answers stay as they are: bodies are compressed better a little later.
settle() {
  local before='' now same=0
  for _ in $(seq 30); do
    now=$(ask "$1" '%header{etag}')
    if [ "$now" = "$before" ]; then same=$((same + 1)); else same=0; fi
    [ "$same" -lt 2 ] || return 0
    before=$now
    sleep 3
  done
}

# load CORES SECONDS URL FILE runs wrk and prints what it says.
load() {
  local said
  said=$(taskset -c "$1" wrk -t1 -c"$connections" -d"$2s" --latency -s "$here/requests.lua" "$3" -- "$4")
  if ! grep -q '^Failed: 0$' <<<"$said"; then
    echo "wrk met failures at $3:" >&2
    echo "$said" >&2
  fi
  echo "$said"
}

# rate gives the requests a second out of what wrk said.
rate() { awk '/^Requests\/sec/ {print $2}'; }

# p99 gives the 99th percentile of the latency out of what wrk said, in milliseconds.
p99() {
  awk '$1 == "99%" {v = $2; if (v ~ /us$/) f = 0.001; else if (v ~ /ms$/) f = 1; else f = 1000; sub(/[a-z]+$/, "", v); print v * f}'
}

# median gives the middle of the numbers on standard input.
median() { sort -g | awk '{v[NR] = $1} END {print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2}'; }
