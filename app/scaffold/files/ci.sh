#!/bin/sh
# What every change must pass. parlance has to be in the PATH, or named by PARLANCE.
set -eu
cd "$(dirname "$0")"
parlance=${PARLANCE:-parlance}
"$parlance" sync --check
"$parlance" check
