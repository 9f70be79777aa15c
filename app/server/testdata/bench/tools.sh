#!/bin/sh
# Looks for the programs that are measured with; INSTALL=1 installs what is missing (Debian, as root).
set -eu
missing=
command -v wrk >/dev/null || missing="$missing wrk"
command -v curl >/dev/null || missing="$missing curl"
command -v taskset >/dev/null || missing="$missing util-linux"
test -x /usr/sbin/nginx || missing="$missing nginx"
test -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so || missing="$missing libnginx-mod-http-brotli-static"
test -n "$missing" || exit 0
if [ "${INSTALL:-}" = 1 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  # shellcheck disable=SC2086 # a list of names
  exec env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
fi
echo "missing:$missing; install them (Debian: apt-get install$missing), or as root: make bench-serve INSTALL=1" >&2
exit 1
