#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Imported names never become code: hosts, packages and versions with odd names, through the real engine to real hosts."""
import json
import os
import pathlib
import subprocess
import sys

from labkit import hostile
from labkit.checking import call, equal, expect, installed, on, step
from labkit.console import POLICY, Console

LAB = pathlib.Path(__file__).resolve().parent / "lab"
ANSIBLE = ("--engine", "ansible", "--become", "--outside-window")


def import_everything(console, folder):
    console.say("init", console.workspace)
    report = console.ask("import", folder / "hostile.csv", status=3)
    expect(report["hosts_added"] > 20, "odd names are imported as what they are: names", report["hosts_added"])
    console.say("feeds", "import", folder / "feed")
    queue = console.ask("queue")
    expect(queue, "the queue has patches for them")
    names = {host["name"] for host in console.ask("hosts")}
    expect(any("{{" in name for name in names) and "-i" in names, "the odd names are hosts", sorted(names))
    step(f"{len(names)} hosts with odd names, {len(queue)} patches")
    return [row["patch"] for row in queue]


def plan_everything(console, folder, patches):
    gate = {"min_success": 1.0, "claims_count": True, "soak_hours": 0}
    wave = {"id": 1, "name": "{{ 7 * 7 }} ; $(id)", "test_ring": True, "patches": list(range(len(patches))), "gate": gate,
            "hosts": [host["id"] for host in console.ask("hosts")], "concurrency": 50, "window": "any"}
    plan = {"format": 1, "name": "'; --", "patches": patches, "waves": [wave]}
    (folder / "policy.json").write_text(json.dumps(POLICY), encoding="utf-8")
    console.say("plan", "policy", "import", folder / "policy.json", "--why", "{{ 7 * 7 }}")
    (folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    plan = str(console.ask("plan", "import", folder / "plan.json")["id"])
    console.say("plan", "request", plan, "--why", "$(id)")
    console.say("plan", "approve", plan, "--why", "`id`")
    for kind in ("csv", "ics", "ansible", "scripts"):
        console.call("plan", "export", plan, "--as", kind, "-o", folder / f"export-{kind}")
    for script in (folder / "export-scripts").rglob("*.sh"):
        equal(call("sh", "-n", script).returncode, 0, f"{script.name} is a script")
    step("planned and exported")
    return plan


def main(words):
    if words[1:] != ["inside"]:
        reason = call(LAB, "check")
        if reason.returncode:
            print(reason.stdout)
            return reason.returncode
        return subprocess.run([LAB, "run", "flow", "--", sys.executable, __file__, words[0], "inside"], check=False).returncode
    world = pathlib.Path(os.environ["LAB_WORLD"])
    folder = world / "hostile"
    trap = hostile.Trap(world / "trap", [path.name for path in (world / "hosts").iterdir()])
    hostile.write(folder, trap)
    console = Console(words[0], world / "hostile.bw")
    patches = import_everything(console, folder)
    plan = plan_everything(console, folder, patches)
    console.say("rollout", "run", plan, "--wave", "1", *ANSIBLE, status=3)
    run = console.ask("rollout", "status")[-1]["id"]
    targets = console.ask("rollout", "status", run)["targets"]
    claimed = [target["host"] for target in targets if target["state"] == "claimed"]
    equal(len(claimed), 1 + len(hostile.REACHED), f"hosts that were reached, under whatever name ({claimed})")
    for host in (hostile.DECENT, *hostile.REACHED):
        equal(installed(host, "lab-ledger"), ("1.1-1", "ii"), f"lab-ledger on {host}")
    equal(on("kiosk-01", "dpkg-query -W -f '${Version}' lab-beacon").stdout, "1.0-1", "the host with odd packages")
    console.call("rollout", "collect", "--become")
    console.say("rollout", "log", run)
    console.say("verify", plan)
    equal(trap.sprung(), [], "traps sprung")
    step("nothing was executed; the hosts whose addresses are good got what was theirs")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
