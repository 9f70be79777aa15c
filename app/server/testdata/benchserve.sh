#!/bin/sh
# Rounds of wrk against the server and against bare Fiber with the same headers and bytes, in turn; a ratio for each round.
# usage: benchserve.sh PARLANCE SERVER.TEST [ROUNDS]; the server has core 0, wrk core 1
set -eu
here=$(dirname "$0")
$(command -v taskset) -c 0 "$1" serve --addr 127.0.0.1:18081 --quiet 2>/dev/null & ours=$!
BARE_ADDR=127.0.0.1:18082 taskset -c 0 "$2" -test.run TestServeBare -test.timeout 0 >/dev/null 2>&1 & bare=$!
trap 'kill $ours $bare' EXIT
sleep 3
rate() { taskset -c 1 wrk -t1 -c64 -d2s -s "$here/languages.lua" "http://127.0.0.1:$1/" | awk '/Requests\/sec/ {print $2}'; }
rate 18081 >/dev/null; rate 18082 >/dev/null
for i in $(seq "${3:-9}"); do
  a=$(rate 18081); b=$(rate 18082)
  echo "$a $b" | awk '{printf "round: parlance %d/s, bare %d/s, ratio %.3f\n", $1, $2, $1/$2}'
done
