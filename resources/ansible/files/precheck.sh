# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
# $1: megabytes that must be free where packages are unpacked.
uname -srn
for folder in /var /usr /boot; do
  [ -d "$folder" ] || continue
  free=$(df -Pk "$folder" 2>/dev/null | awk 'NR == 2 { print int($4 / 1024) }')
  need=$1
  [ "$folder" = /boot ] && need=$((need / 2))
  if [ -n "$free" ] && [ "$free" -lt "$need" ]; then
    echo "Only $free MB are free in $folder; $need MB are wanted." >&2
    exit 1
  fi
done
if command -v dpkg >/dev/null 2>&1; then
  # Told, and no reason to stop: an installation that was broken off is repaired by the next.
  broken=$(dpkg --audit 2>&1)
  [ -z "$broken" ] || echo "The package database is not in order: $broken"
fi
exit 0
