#!/usr/bin/env bash
# How long readers wait while every catalog of the site is saved each second, beside how long they wait otherwise. Rounds in turn; in both kinds
# as many files are written, but in one nobody watches them. The server may use all cores, wrk has the last.
# usage: reload.sh PARLANCE
# ROUNDS (5), SECONDS_EACH (4), CONNECTIONS (64)
set -euo pipefail
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
parlance=$(realpath "$1")
rounds=${ROUNDS:-5} seconds=${SECONDS_EACH:-4}
root=$(cd "$here/../../../.." && pwd)
last=$(($(nproc) - 1))
dir=$(mktemp -d)
editor=
trap 'kill $editor 2>/dev/null || true; finish; rm -rf "$dir"' EXIT
cd "$dir"
mkdir site nobody
cp -r "$root/content" "$root/locales" site
cp -r "$root/locales" nobody
begin "0-$last" server.log "$parlance" serve --addr "127.0.0.1:$port" --quiet --content site/content --locales site/locales
url=http://127.0.0.1:$port/safety
await "http://127.0.0.1:$port/readyz"

# edit FOLDER saves every translation below it each second, with another first text.
edit() {
  local n=0
  while :; do
    n=$((n + 1))
    find "$1/locales" -name '*.toml' ! -path '*/en/*' ! -name 'ui.*' -mindepth 2 -print0 |
      xargs -0 sed -s -i -E "0,/^other = \"[^\"]/ s/^(other = \")(\[[0-9]+\] )?([^\"])/\1[$n] \3/"
    sleep 1
  done
}

# round FOLDER prints the 99th percentile of the latency while that folder is being edited, and the requests a second.
round() {
  local said
  edit "$1" &
  editor=$!
  sleep 0.5
  said=$(load "$last" "$seconds" "$url" "$languages")
  kill $editor
  wait $editor 2>/dev/null || true
  echo "$(p99 <<<"$said") $(rate <<<"$said")"
}

machine
echo
settle "$url"
load "$last" 1 "$url" "$languages" >/dev/null
: >rounds
reloads() { grep -c 'msg=reloaded' server.log || true; }
begun=$(reloads)
for i in $(seq "$rounds"); do
  before=$(reloads)
  still=$(round nobody)
  [ "$(reloads)" -le $((before + 1)) ] || echo "reloads in a round that should have none" >&2
  busy=$(round site)
  echo "$still $busy" >>rounds
  echo "round $i: p99 $(awk '{printf "%.2f ms without, %.2f ms with reloads: %.2f", $1, $3, $3 / $1}' <<<"$still $busy")" >&2
  sleep 4 # what compresses in the background ends
done
# column I J gives the median of column I, by column J where there is one.
column() { awk -v i="$1" -v j="${2:-}" '{print j ? $i / $j : $i}' rounds | median; }
echo "| every second | p99 | requests a second |"
echo "|---|---|---|"
printf '| nothing reloads | %.2f ms | %.0f |\n' "$(column 1)" "$(column 2)"
printf '| every translation is saved | %.2f ms | %.0f |\n' "$(column 3)" "$(column 4)"
printf '| × (median; must: 2 at most) | %.2f | %.2f |\n' "$(column 3 1)" "$(column 4 2)"
echo
echo "$rounds rounds of $seconds s, $connections connections, $(($(reloads) - begun)) reloads of $(find site/locales -mindepth 2 -name '*.toml' ! -path '*/en/*' ! -name 'ui.*' | wc -l) catalogs, load after: $(cut -d' ' -f1-3 /proc/loadavg)"
