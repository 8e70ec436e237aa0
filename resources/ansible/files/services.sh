# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Fails where a package was left half installed. Services that systemd calls failed are told, and fail nothing: they
# may have been so before.
if command -v dpkg >/dev/null 2>&1; then
  broken=$(dpkg --audit 2>&1)
  if [ -n "$broken" ]; then
    echo "The package database is not in order: $broken" >&2
    exit 1
  fi
fi
if [ -d /run/systemd/system ]; then
  failed=$(systemctl --failed --no-legend --plain 2>/dev/null | awk '{ print $1 }')
  [ -z "$failed" ] || echo "Failed services:" $failed
fi
exit 0
