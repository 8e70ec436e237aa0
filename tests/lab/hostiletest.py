#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Imported names never become code: hosts, packages and versions with odd names, through the real engine to real hosts."""
import os
import pathlib
import sys

from labkit import hostile
from labkit.checking import equal, expect, step
from labkit.console import Console


def main(words):
    folder = pathlib.Path(os.environ["LAB_WORLD"])
    trap = hostile.Trap(folder / "trap")
    hostile.write(folder / "hostile", trap)
    console = Console(words[0], folder / "hostile.bw")
    console.say("init", console.workspace)
    report = console.call("import", "--json", folder / "hostile" / "hostile.csv")
    print(report.stdout[-3000:])
    report = console.call("feeds", "import", "--json", folder / "hostile" / "feed")
    print(report.stdout[-1500:])
    print(console.say("queue"))
    print(console.say("hosts"))
    print(console.say("findings"))
    equal(trap.sprung(), [], "traps sprung")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
