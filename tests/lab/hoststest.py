#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lab itself: its hosts answer Ansible, restart, and fail as they are meant to; and a killed lab leaves nothing."""
import os
import pathlib
import signal
import subprocess
import sys
import time

from labkit.checking import call, equal, expect, installed, on, step

LAB = pathlib.Path(__file__).resolve().parent / "lab"


def ansible_reaches_every_host(folder):
    names = sorted(path.name for path in (folder / "hosts").iterdir())
    (folder / "hosts.ini").write_text("".join(f"{name}.lab.test\n" for name in names), encoding="utf-8")
    answer = call("ansible", "all", "-i", folder / "hosts.ini", "--become", "-m", "command", "-a", "id -u")
    equal(answer.stdout.count("CHANGED | rc=0"), len(names), "hosts on which Ansible becomes root")
    ids = {on(name, "cat /etc/machine-id /etc/ssh/ssh_host_ed25519_key.pub").stdout for name in names}
    equal(len(ids), len(names), "identities")
    step(f"Ansible becomes root on {len(names)} hosts")
    return folder / "hosts.ini"


def a_restart_is_a_restart(hosts):
    before = on("tst-02", "cat /proc/sys/kernel/random/boot_id").stdout
    on("tst-02", "sudo touch /run/reboot-required")
    answer = call("ansible", "tst-02.lab.test", "-i", hosts, "--become", "-m", "reboot", "-a", "reboot_timeout=60")
    expect('"rebooted": true' in answer.stdout, "Ansible restarts a host", answer.stdout, answer.stderr)
    after = on("tst-02", "cat /proc/sys/kernel/random/boot_id").stdout
    expect(after and after != before, "a new boot id", before, after)
    expect(float(on("tst-02", "cat /proc/uptime").stdout.split()[0]) < 60, "an uptime of its own")
    expect(on("tst-02", "test -e /run/reboot-required").returncode != 0, "/run is empty after a restart")
    equal(call(LAB, "boots", "tst-02").stdout.strip(), "2", "starts of tst-02")
    step("Ansible restarts a host")


def packages_have_their_manners():
    on("web-02", "sudo apt-get update")
    failed = on("web-02", "sudo apt-get install -y lab-portal-server")
    expect(failed.returncode == 100 and "cannot migrate" in failed.stdout, "lab-portal 1.1 fails", failed.stdout)
    equal(installed("web-02", "lab-portal-server"), ("1.1-1", "iF"), "a half-configured build")
    call(LAB, "publish-repair")
    on("web-02", "sudo apt-get update")
    on("web-02", "sudo apt-get install -y lab-portal-server")
    equal(installed("web-02", "lab-portal-server"), ("1.2-1", "ii"), "the repaired build")

    on("till-01", "sudo apt-get update")
    bluffed = on("till-01", "sudo apt-get install -y lab-beacon")
    equal(bluffed.returncode, 0, "what a bluffing host answers")
    equal(installed("till-01", "lab-beacon"), ("1.0-1", "ii"), "what a bluffing host installs")
    step("packages fail, succeed and bluff as they are meant to")


def a_frozen_host_forgets():
    on("kiosk-01", "sudo apt-get update && sudo apt-get install -y lab-beacon")
    equal(installed("kiosk-01", "lab-beacon"), ("1.1-1", "ii"), "what a frozen host installs")
    identity = on("kiosk-01", "cat /etc/machine-id").stdout
    call(LAB, "restart", "kiosk-01")
    equal(installed("kiosk-01", "lab-beacon"), ("1.0-1", "ii"), "what a frozen host has after a restart")
    equal(on("kiosk-01", "cat /etc/machine-id").stdout, identity, "who it is")
    step("a frozen host forgets what was installed")


def the_machine_is_out_of_reach():
    refused = on("tst-01", "sudo sh -c 'echo 1 > /proc/sys/kernel/panic'")
    expect("Read-only" in refused.stderr, "no host writes the machine's kernel settings", refused.stderr)
    expect(on("tst-01", f"test -e {LAB}").returncode != 0, "a root of its own")


def inside():
    folder = pathlib.Path(os.environ["LAB_WORLD"])
    hosts = ansible_reaches_every_host(folder)
    a_restart_is_a_restart(hosts)
    packages_have_their_manners()
    a_frozen_host_forgets()
    the_machine_is_out_of_reach()
    return 0


def world_of(process):
    """The file system of the lab's first process."""
    for _ in range(2):
        process = pathlib.Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8").split()[0]
    return process, os.readlink(f"/proc/{process}/ns/mnt")


def processes_of(namespace):
    """Processes under a file system namespace; hosts' own are told by the lab's overlay in their mounts."""
    count = 0
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if os.readlink(folder / "ns/mnt") == namespace or str(namespace) in (folder / "mountinfo").read_text("utf-8"):
                count += 1
        except OSError:
            pass
    return count


def a_killed_lab_leaves_nothing():
    lab = subprocess.Popen([LAB, "run", "2", "--", "sh", "-c", "echo up; sleep 600"], stdout=subprocess.PIPE, text=True)
    equal(lab.stdout.readline(), "up\n", "a lab of two hosts")
    _, namespace = world_of(lab.pid)
    folder = f"/worlds/{lab.pid}/inside"
    expect(processes_of(namespace) > 2 and processes_of(folder) > 4, "hosts are running")
    lab.send_signal(signal.SIGKILL)
    lab.wait()
    until = time.monotonic() + 10
    while processes_of(namespace) + processes_of(folder) and time.monotonic() < until:
        time.sleep(0.1)
    equal(processes_of(namespace) + processes_of(folder), 0, "processes of a killed lab")
    call(LAB, "clean")
    expect(not list((LAB.parent.parent.parent / "build" / "lab" / "worlds").glob(str(lab.pid))), "no folder is left")
    step("a killed lab leaves nothing")


def main(words):
    if words == ["inside"]:
        return inside()
    status = call(LAB, "check")
    if status.returncode:
        print(status.stdout)
        return status.returncode
    status = subprocess.run([LAB, "run", "flow", "--", sys.executable, __file__, "inside"], check=False).returncode
    if status == 0:
        a_killed_lab_leaves_nothing()
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
