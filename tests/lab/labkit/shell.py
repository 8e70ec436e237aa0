# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs, called with a list of words and never through a shell."""
import ctypes
import signal
import subprocess


class Failed(Exception):
    """A program that had to succeed did not; the text says which and why."""


def run(*words, **options):
    words = [str(word) for word in words]
    done = subprocess.run(words, capture_output=True, text=True, errors="replace", check=False, **options)
    if done.returncode != 0:
        tail = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        raise Failed(f"{' '.join(words[:6])}: exit status {done.returncode}\n{tail}")
    return done.stdout


def die_with_parent():
    """For preexec_fn: whatever ends the parent, even SIGKILL, ends the child too."""
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)
