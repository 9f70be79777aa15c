#!/usr/bin/env bash
# Requests a second of the server beside bare Fiber, which writes fixed bytes with the same headers, and beside nginx with a language map and
# the very same bytes in precompressed files. Rounds in turn; each server alone on core 0, wrk on core 1.
# usage: serve.sh PARLANCE SERVER.TEST SITE.TEST
# ROUNDS (5), SECONDS_EACH (2), CONNECTIONS (64); NGINX_CACHE=1 gives nginx an open_file_cache
set -euo pipefail
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
parlance=$(realpath "$1") tests=$(realpath "$2") synthetic=$(realpath "$3")
rounds=${ROUNDS:-5} seconds=${SECONDS_EACH:-2}
quiet=$port bare=$((port + 1)) nginx=$((port + 2)) null=$((port + 3)) file=$((port + 4))
dir=$(mktemp -d)
trap 'finish; rm -rf "$dir"' EXIT

# real begins the servers of the site inside the program: pages of 19 KB.
real() {
  page=/safety
  site=()
  measure "real site, 19 KB"
}

# small begins those of a site whose pages are cut to 12 KB.
small() {
  page=/guide-00000
  SYNTHETIC_DIR=$dir/small SYNTHETIC_PAGES=2 SYNTHETIC_LOCALES=16 "$synthetic" -test.run 'TestWrite$' >/dev/null
  for f in "$dir"/small/content/*.md; do
    awk '/^## / {n++} n <= 2' "$f" >"$f.cut" && mv "$f.cut" "$f"
  done
  site=(--content "$dir/small/content" --locales "$dir/small/locales")
  measure "synthetic site, 12 KB"
}

# measure NAME measures all servers with one site.
measure() {
  work=$(mktemp -d -p "$dir")
  chmod a+rx "$dir" "$work" # nginx's worker is another user
  cd "$work"
  begin 0 quiet.log "$parlance" serve --addr "127.0.0.1:$quiet" --quiet "${site[@]}"
  begin 0 /dev/null "$parlance" serve --addr "127.0.0.1:$null" "${site[@]}"
  begin 0 requests.log "$parlance" serve --addr "127.0.0.1:$file" "${site[@]}"
  for at in "$quiet" "$null" "$file"; do await "http://127.0.0.1:$at/readyz"; done
  for at in "$file" "$null" "$quiet"; do ask "http://127.0.0.1:$at$page" '' >/dev/null; done
  settle "http://127.0.0.1:$quiet$page" # and the others meanwhile
  nginx_files
  BARE_ADDR=127.0.0.1:$bare BARE_OF=http://127.0.0.1:$quiet$page BARE_LANGUAGES=$languages \
    begin 0 bare.log "$tests" -test.run 'TestServeBare$' -test.timeout 0
  begin 0 nginx.log /usr/sbin/nginx -c "$work/nginx.conf"
  for at in "$bare" "$nginx"; do await "http://127.0.0.1:$at$page"; done
  for at in "$quiet" "$bare" "$nginx" "$null" "$file"; do learn "http://127.0.0.1:$at$page" "$work/known-$at"; done
  for at in "$quiet" "$bare" "$nginx"; do
    echo "- $1, port +$((at - port)): $(ask "http://127.0.0.1:$at$page" '%{size_header} %{size_download} %header{content-encoding}' |
      awk '{h += $1; b += $2; c[$3]++} END {printf "%.0f bytes of headers, %.0f of body on average;", h / NR, b / NR; for (k in c) printf " %d × %s", c[k], k}')" >>"$dir/sizes"
  done
  compare "$1" "200, compressed" new "quiet:$quiet" "bare:$bare" "nginx:$nginx" "log-null:$null" "log-file:$file"
  compare "$1" "304" known "quiet:$quiet" "bare:$bare" "nginx:$nginx" "log-null:$null"
  cd /
  finish
}

# nginx_files fetches what our server answers, and makes nginx's configuration of it.
nginx_files() {
  mkdir -p files tmp
  ask "http://127.0.0.1:$quiet$page" '%header{content-location}' | cut -d/ -f2 >tags
  sort -u tags | while read -r tag; do
    for coding in identity gzip br; do
      curl -s -H "Accept-Encoding: $coding" -o "files/$tag.html.$coding" "http://127.0.0.1:$quiet/$tag$page"
    done
    mv "files/$tag.html.identity" "files/$tag.html" && mv "files/$tag.html.gzip" "files/$tag.html.gz"
  done
  # The locale that most headers with that first language get. Chinese and Portuguese differ by region.
  paste "$languages" tags | awk -F'\t' '{
      split($1, first, /[,;]/); key = first[1]; if (key !~ /^(zh|pt)-/) sub(/-.*/, "", key)
      if (++count[key, $2] > most[key]) { most[key] = count[key, $2]; tag[key] = $2 }
    } END { print "default en;"; for (key in tag) if (tag[key] != "en") printf "\"~^%s\\b\" %s;\n", key, tag[key] }' >languages.map
  {
    curl -s -D - -o /dev/null -H 'Accept-Encoding: br' "http://127.0.0.1:$quiet$page" | tr -d '\r' | awk -F': ' '
      NR > 1 && NF > 1 && tolower($1) !~ /^(date|server|connection|content-(length|type|encoding|language|location)|etag|transfer-encoding)$/ {
        name = $1; sub(/^[^:]*: /, ""); printf "add_header %s \"%s\";\n", name, $0 }'
    # shellcheck disable=SC2016 # nginx's variable
    echo 'add_header Content-Language $lang; add_header Last-Modified "";'
    # shellcheck disable=SC2016
    echo 'add_header Content-Location /$lang'"$page;"
  } >headers.conf
  local cache=
  [ -z "${NGINX_CACHE:-}" ] || cache="open_file_cache max=1000 inactive=1h; open_file_cache_valid 1h;"
  sed "s|@DIR@|$work|g; s|@PORT@|$nginx|; s|@CACHE@|$cache|; s|@PAGE@|$page|" "$here/nginx.conf" >nginx.conf
}

# compare SITE WHAT KIND NAME:PORT… runs the rounds: KIND is new or known, whether readers have the page already.
compare() {
  local name=$1 what=$2 kind=$3 line at known
  shift 3
  : >rates
  for round in $(seq 0 "$rounds"); do
    line=
    for server in "$@"; do
      at=${server#*:} known=$languages
      [ "$kind" = new ] || known=$work/known-$at
      line="$line $(load 1 "$([ "$round" = 0 ] && echo 1 || echo "$seconds")" "http://127.0.0.1:$at$page" "$known" | rate)"
    done
    [ "$round" != 0 ] || continue # to warm up
    echo "$line" >>rates
    echo "$name, $what, round $round:$(awk -v names="$*" '{split(names, n, " ")
      for (i = 1; i <= NF; i++) { sub(/:.*/, "", n[i]); printf " %s %d/s", n[i], $i; if (i > 1) printf " (%.3f)", (i > 3 ? $i / $2 : $1 / $i) } }' <<<"$line")" >&2
  done
  rows "$name" "$what" "$@" >>"$dir/table"
}

# rows prints the medians as rows of the table: quiet is compared with the others, those with a log with bare.
rows() {
  local name=$1 what=$2 i=0 label
  shift 2
  for server in "$@"; do
    i=$((i + 1))
    label=${server%:*}
    case $label in
    quiet) label="parlance --quiet" ;;
    bare) label="bare Fiber" ;;
    log-null) label="parlance, log to /dev/null" ;;
    log-file) label="parlance, log to a file" ;;
    esac
    echo "| $name | $what | $label | $(awk -v i=$i '{print $i}' rates | median | awk '{printf "%d", $1}') | $(quotients $i 2) | $(quotients $i 3) |"
  done
}

# quotients I J gives the median, least and greatest of column I by column J.
quotients() {
  awk -v i="$1" -v j="$2" '{print $i / $j}' rates >quotients
  echo "$(median <quotients | awk '{printf "%.3f", $1}') ($(sort -g quotients | awk 'NR == 1 {printf "%.2f to ", $1} END {printf "%.2f", $1}'))"
}

machine
echo
real
small
echo "| site | answers | server | requests a second | × bare Fiber (least to greatest round) | × nginx |"
echo "|---|---|---|---|---|---|"
cat "$dir/table"
echo
cat "$dir/sizes"
echo
echo "$rounds rounds of $seconds s, $connections connections, ${NGINX_CACHE:+nginx with open_file_cache, }load after: $(cut -d' ' -f1-3 /proc/loadavg)"
echo "must: quiet at least 0.95 × bare for 200 and 304, at least 1.15 × nginx for 200"
