# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The system all hosts start from: a minimal Debian, made once and kept under build/lab."""
import contextlib
import fcntl
import hashlib
import os
import shutil

from . import places
from .shell import run

RELEASE = "bookworm"
PACKAGES = "openssh-server,python3,python3-apt,sudo,iproute2"
MIRROR = os.environ.get("LAB_MIRROR", "http://deb.debian.org/debian")

# Unpacked in memory and copied once: dpkg waits for the disk after every file.
IN_MEMORY = """
mount -t tmpfs -o mode=755 tmpfs /mnt
mmdebstrap --quiet --mode=root --variant=minbase --dpkgopt=force-unsafe-io \\
  --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \\
  --dpkgopt='path-exclude=/usr/share/locale/*' "$2" "$3" /mnt/root "$4"
cp -a /mnt/root/. "$1"
"""

FILES = {
    "etc/apt/apt.conf.d/lab": 'Acquire::Languages "none";\nAPT::Install-Recommends "false";\n',
    "etc/apt/sources.list":
        f"deb [trusted=yes] http://{places.GATEWAY}:{places.REPOSITORY_PORT}/ ./\n",
    "etc/ssh/sshd_config.d/lab.conf": "PasswordAuthentication no\nUseDNS no\nPermitRootLogin no\nMaxStartups 100\n",
    "etc/sudoers.d/lab": f"{places.USER} ALL=(ALL) NOPASSWD: ALL\n",
}


def recipe():
    """Changes whenever a base would be made otherwise."""
    stand_ins = sorted(path for path in (places.SOURCE / "host").iterdir() if path.is_file())
    text = repr((RELEASE, PACKAGES, MIRROR, IN_MEMORY, FILES, places.USER)).encode()
    return hashlib.sha256(text + b"".join(path.read_bytes() for path in stand_ins)).hexdigest()[:12]


@contextlib.contextmanager
def locked():
    places.CACHE.mkdir(parents=True, exist_ok=True)
    with open(places.CACHE / "lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def path():
    return places.CACHE / f"base-{recipe()}"


def furnish(root):
    for name, text in FILES.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (root / "etc/sudoers.d/lab").chmod(0o440)
    for command in ("reboot", "shutdown"):
        target = root / "usr/sbin" / command
        target.unlink(missing_ok=True)
        shutil.copy(places.SOURCE / "host" / command, target)
        target.chmod(0o755)
    run("chroot", root, "useradd", "--create-home", "--shell", "/bin/bash", places.USER)
    # Each host makes its own.
    for key in (root / "etc/ssh").glob("ssh_host_*"):
        key.unlink()
    for leftover in ("var/cache/apt/archives", "var/lib/apt/lists"):
        shutil.rmtree(root / leftover, ignore_errors=True)
        (root / leftover / "partial").mkdir(parents=True)


def make(say=print):
    """Makes the base if it is not there; two at once wait for each other."""
    with locked():
        if path().is_dir():
            return path()
        for old in places.CACHE.glob("base-*"):
            shutil.rmtree(old, ignore_errors=True)
        say(f"lab: a minimal Debian {RELEASE} (once; kept in {path()})")
        unfinished = places.CACHE / "base-unfinished"
        unfinished.mkdir()
        run("unshare", "--mount", "sh", "-euc", IN_MEMORY, "sh", unfinished, f"--include={PACKAGES}", RELEASE, MIRROR)
        furnish(unfinished)
        unfinished.rename(path())
        return path()
