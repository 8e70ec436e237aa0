# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints yes where the host itself asks for a restart.
if [ -e /run/reboot-required ] || [ -e /var/run/reboot-required ]; then
  echo yes
elif command -v needs-restarting >/dev/null 2>&1 && ! needs-restarting -r >/dev/null 2>&1; then
  echo yes
else
  echo no
fi
