#!/usr/bin/env bash
# How long readers wait while others misbehave, beside how long they wait before and after; what the server takes of memory meanwhile. The server is
# alone on core 0; readers and the others share core 1.
# usage: hostile.sh PARLANCE SERVER.TEST
# ROUNDS (3), SECONDS_EACH (4), ATTACKS (all)
set -euo pipefail
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
parlance=$(realpath "$1") tests=$(realpath "$2")
rounds=${ROUNDS:-3} seconds=${SECONDS_EACH:-4}
attacks=${ATTACKS:-equal languages unknown-urls queries megabyte slow-senders slow-readers idle-unopened idle}
dir=$(mktemp -d)
attacker=
trap 'kill $attacker 2>/dev/null || true; finish; rm -rf "$dir"' EXIT
cd "$dir"
ulimit -n "$(ulimit -Hn)"
if [ "$(ulimit -n)" != unlimited ] && [ "$(ulimit -n)" -lt 12000 ]; then
  echo "only $(ulimit -n) files may be open: 10,000 connections need 12000 (ulimit -Hn)" >&2
  exit 1
fi
address=127.0.0.1:$port

# wait_for_readers prints the median and the 99th percentile of what they waited.
wait_for_readers() {
  READERS_ADDR=$address READERS_SECONDS=$seconds taskset -c 1 "$tests" -test.run 'TestReaders$' >readers.log 2>&1 || tail -n 5 readers.log >&2
  awk '/^readers:/ {print $2, $3; found = 1} END {if (!found) print "nan nan"}' readers.log
}

# resident gives the server's resident memory in kB.
resident() {
  awk '/^VmRSS/ {print $2}' "/proc/${started[0]}/status" && return
  echo "the server ended:" >&2
  tail -n 20 server.log >&2
  exit 1
}

# descriptors tells how many files and connections the server has open.
descriptors() { find "/proc/${started[0]}/fd" -mindepth 1 | wc -l; }

# attack NAME makes the rounds with one attack on a fresh server, and prints a row of the table.
attack() {
  local name=$1 quiet busy before during held after
  begin 0 server.log "$parlance" serve --addr "$address" --quiet
  await "http://$address/readyz"
  settle "http://$address/safety"
  wait_for_readers >/dev/null
  : >rounds
  for i in $(seq "$rounds"); do
    quiet=$(wait_for_readers)
    before=$(resident) held=$(descriptors)
    ATTACK=$name ATTACK_ADDR=$address ATTACK_SECONDS=$((seconds + 3)) taskset -c 1 "$tests" -test.run 'TestAttack$' -test.timeout 2m >attack.log 2>&1 &
    attacker=$!
    for _ in $(seq 300); do
      grep -q ready attack.log && break
      sleep 0.1
    done
    sleep 1 # what is meant is how it goes on, not how it begins
    busy=$(wait_for_readers)
    during=$(resident) held=$(($(descriptors) - held))
    wait $attacker || tail -n 5 attack.log >&2
    attacker=
    after=$(resident)
    echo "$quiet $busy $before $during $after $held $(awk '/^answered:/ {print $2}' attack.log)" >>rounds
    awk -v name="$name" -v i="$i" 'END {printf "%s, round %d: readers p50 %s ms, p99 %s ms; during: %s, %s; server %d MB, %d MB during, %d MB after; %d connections, %d answers/s\n", name, i, $1, $2, $3, $4, $5/1024, $6/1024, $7/1024, $8, $9}' rounds >&2
    sleep 1
  done
  finish
  # Memory of the first round: later ones find what it left.
  echo "| $name | $(column 1) → $(column 3) | $(column 2) → $(column 4) | $(column 4 2) | $(awk 'NR == 1 {printf "%.0f → %.0f → %.0f | %d | %s", $5 / 1024, $6 / 1024, $7 / 1024, $8, ($8 > 500 ? sprintf("%.1f KB", ($6 - $5) / $8) : "")}' rounds) | $(column 9 | awk '{printf "%d", $1}') |"
}

# column I J gives the median of column I, by column J where there is one.
column() { awk -v i="$1" -v j="${2:-}" '{printf "%.2f\n", j ? $i / $j : $i}' rounds | median; }

machine
echo
for name in $attacks; do attack "$name" >>table; done
echo "| what others do | readers' p50, ms | p99, ms | × | server, MB: before, during, after | connections held | memory each | answers a second to the others |"
echo "|---|---|---|---|---|---|---|---|"
cat table
echo
echo "$rounds rounds of $seconds s; 8 readers ask 2,000 times a second in all; load after: $(cut -d' ' -f1-3 /proc/loadavg)"
