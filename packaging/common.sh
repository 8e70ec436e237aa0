# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Sourced by packaging/run and packaging/check: says and installs what is missing, with Debian's apt. Why each package is
# here stands in packaging/DEPENDENCIES.md.

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

build_packages="g++ cmake ninja-build ccache mold
  qt6-base-dev qt6-charts-dev libqt6opengl6-dev libqt6svg6-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
  libqt6sql6-sqlite libqt6sql6-psql libsimdjson-dev libarchive-dev zlib1g-dev libical-dev libjemalloc-dev pkg-config fonts-noto-core"
test_packages="librapidcheck-dev libbenchmark-dev dpkg rpm sqlite3
  ansible-core python3-ansible-runner mmdebstrap dpkg-dev iproute2 openssh-client python3 util-linux
  xvfb xdotool openbox"

assume_yes=no
usage() {
  sed -n 's/^# usage: //p' "$0"
}

# Answers the packages of its arguments that are not installed.
missing_packages() {
  for package in "$@"; do
    state=$(dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null || true)
    case "$state" in ii*) ;; *) printf '%s ' "$package" ;; esac
  done
}

install_missing() {
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "These Debian packages (or what they are called here) are needed: $missing" >&2
    exit 1
  fi
  echo "Installing with apt: $missing"
  as_root=''
  if [ "$(id -u)" -ne 0 ]; then
    as_root=sudo
    if [ "$assume_yes" = no ]; then
      printf 'Go on? [y/N] '
      read -r answer || answer=no
      case "$answer" in [yYjJ]*) ;; *) echo "Nothing was installed."; exit 1 ;; esac
    fi
  fi
  # The package lists may be old or, in a fresh container, not there at all.
  $as_root apt-get update -qq || echo "apt-get update failed; trying with the lists that are here." >&2
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

# build PRESET TESTS [targets ...]: TESTS is ON or OFF (the program alone needs no test libraries).
build() {
  preset=$1
  tests=$2
  shift 2
  cd "$root"
  mkdir -p build
  cmake --preset "$preset" -DBREAKWATER_TESTS="$tests" >"build/configure-$preset.log" 2>&1 ||
    { cat "build/configure-$preset.log" >&2; exit 1; }
  cmake --build --preset "$preset" "$@"
}
