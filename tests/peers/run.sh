#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh SANDBOX: the official @upstash packages, pinned, against the sandbox program. Installs them into a folder beside
# the program, never into the sources.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=${1:?run.sh needs the path of stashdeck-sandbox}
program=$(cd "$(dirname "$program")" && pwd)/$(basename "$program")
[ -x "$program" ] || { echo "run.sh: $program is not a program" >&2; exit 2; }
command -v npm >/dev/null || { echo "run.sh: npm was not found (on Debian: apt install nodejs npm)" >&2; exit 2; }
work=$(dirname "$program")/../peers
mkdir -p "$work"
cp "$here"/package.json "$here"/package-lock.json "$here"/*.mjs "$work"/
cd "$work"
# Nothing to fetch when the pinned set is there already.
if ! cmp -s package-lock.json node_modules/.installed-lock; then
  npm ci --ignore-scripts --no-audit --no-fund
  cp package-lock.json node_modules/.installed-lock
fi
STASHDECK_SANDBOX=$program UPSTASH_DISABLE_TELEMETRY=1 exec node --test peers.test.mjs
