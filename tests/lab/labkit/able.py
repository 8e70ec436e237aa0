# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a lab can be made here; the answer is a reason in words where it cannot."""
import os
import shutil
import subprocess
import tempfile

PROGRAMS = {
    "mmdebstrap": "mmdebstrap", "unshare": "util-linux", "nsenter": "util-linux", "setpriv": "util-linux",
    "ip": "iproute2", "ssh": "openssh-client", "ssh-keygen": "openssh-client", "dpkg-deb": "dpkg",
    "dpkg-scanpackages": "dpkg-dev", "ansible-playbook": "ansible-core", "ansible-runner": "python3-ansible-runner",
}

PROBE = """
mount -t tmpfs tmpfs "$1" && mkdir "$1/lower" "$1/upper" "$1/work" "$1/root" &&
mount -t overlay overlay -o "lowerdir=$1/lower,upperdir=$1/upper,workdir=$1/work" "$1/root" &&
ip link add labprobe type bridge && ip link add labprobe-a type veth peer name labprobe-b
"""


def reason_why_not():
    if os.geteuid() != 0:
        return "making hosts needs root"
    missing = sorted({package for program, package in PROGRAMS.items() if not shutil.which(program)})
    if missing:
        return "not installed: " + " ".join(missing) + " (apt-get install " + " ".join(missing) + ")"
    with tempfile.TemporaryDirectory() as folder:
        probe = subprocess.run(["unshare", "--mount", "--net", "--pid", "--uts", "--fork", "sh", "-c", PROBE, "sh", folder],
                               capture_output=True, text=True, check=False)
    if probe.returncode != 0:
        return "no namespaces, overlay file system or virtual network here: " + probe.stderr.strip()
    return None
