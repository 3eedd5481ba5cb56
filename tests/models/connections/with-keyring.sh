#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# with-keyring.sh DBUS_RUN_SESSION GNOME_KEYRING_DAEMON PROGRAM: runs PROGRAM beside an unlocked keyring that nobody else
# sees: its own home, its own session bus, gone at the end.
set -eu
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME="$home" XDG_DATA_HOME="$home/data" XDG_RUNTIME_DIR="$home/run" XDG_CURRENT_DESKTOP=GNOME
unset DISPLAY WAYLAND_DISPLAY || true
mkdir -m 700 "$XDG_RUNTIME_DIR"
export STASHDECK_REAL_KEYRING=1 KEYRING="$2" PROGRAM="$3"
"$1" -- sh -c '
  printf password | "$KEYRING" --unlock --components=secrets >/dev/null 2>&1
  status=0
  "$PROGRAM" || status=$?
  exit $status'
