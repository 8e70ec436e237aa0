# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks of the lab's tests: each says what it looked for, and a failed one ends the test with what was there instead."""
import json
import subprocess
import sys
import time

BEGIN = time.monotonic()


def step(text):
    print(f"[{time.monotonic() - BEGIN:5.1f} s] {text}", flush=True)


def fail(text, *seen):
    print(f"FAILED: {text}", flush=True)
    for thing in seen:
        print("  seen:", thing if isinstance(thing, str) else json.dumps(thing, indent=1), flush=True)
    sys.exit(1)


def expect(truth, text, *seen):
    if not truth:
        fail(text, *seen)


def equal(seen, wanted, text):
    expect(seen == wanted, f"{text}: not {wanted!r}", repr(seen))


def call(*words, **options):
    """Runs a program to its end, whatever its exit status; out and err are its words."""
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, errors="replace", check=False,
                          stdin=subprocess.DEVNULL, **options)
    return done


def on(host, command, timeout=120):
    """A command of ours on a host, over SSH as the console goes there."""
    return call("ssh", f"{host}.lab.test", command, timeout=timeout)


def installed(host, package):
    """(version, "ii") of a package on a host as dpkg itself says."""
    version, _, status = on(host, f"dpkg-query -W -f '${{Version}} ${{db:Status-Abbrev}}' {package}").stdout.partition(" ")
    return version, status.strip()
