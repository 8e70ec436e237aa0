# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints what an inventory of this host holds, in sections.
export LC_ALL=C
echo '@@breakwater-inventory 1'
echo '@@time'; date -u +%Y-%m-%dT%H:%M:%SZ
echo '@@os-release'; cat /etc/os-release 2>/dev/null || cat /usr/lib/os-release 2>/dev/null
echo '@@debian-version'; cat /etc/debian_version 2>/dev/null
echo '@@hostname'; uname -n
echo '@@fqdn'; hostname -f 2>/dev/null
echo '@@machine-id'; cat /etc/machine-id 2>/dev/null
echo '@@kernel'; uname -r
echo '@@machine'; uname -m
echo '@@reboot'
if [ -e /run/reboot-required ] || [ -e /var/run/reboot-required ]; then
  echo yes
elif command -v needs-restarting >/dev/null 2>&1; then
  if needs-restarting -r >/dev/null 2>&1; then echo no; else echo yes; fi
elif [ -e /usr/share/update-notifier/notify-reboot-required ]; then
  echo no
fi
if command -v dpkg-query >/dev/null 2>&1 && [ -e /var/lib/dpkg/status ]; then
  echo '@@dpkg'
  dpkg-query -W -f '${db:Status-Abbrev}\t${Package}\t${Architecture}\t${Version}\t${source:Package}\t${source:Version}\n'
fi
if command -v rpm >/dev/null 2>&1 && [ -d /var/lib/rpm -o -d /usr/lib/sysimage/rpm ]; then
  echo '@@rpm'
  rpm -qa --qf '%{NAME}\t%{EPOCH}\t%{VERSION}\t%{RELEASE}\t%{ARCH}\t%{SOURCERPM}\t%{MODULARITYLABEL}\n' 2>/dev/null ||
    rpm -qa --qf '%{NAME}\t%{EPOCH}\t%{VERSION}\t%{RELEASE}\t%{ARCH}\t%{SOURCERPM}\t(none)\n'
fi
echo '@@end'
exit 0
