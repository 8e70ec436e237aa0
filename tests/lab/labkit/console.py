# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The console's command line, as a test drives it."""
import json
import os

from .checking import call, fail


# What a plan has to have, although the tests keep to no window: they run at any hour.
POLICY = {"windows": [{"id": "any", "name": "Any time", "first_start": "2026-01-01T00:00", "recurrence": "FREQ=DAILY",
                       "minutes": 1380, "zone": "UTC"}]}


class Console:
    def __init__(self, program, workspace):
        self.program = program
        self.workspace = workspace

    def call(self, *words):
        return call(self.program, *words, env=dict(os.environ, BREAKWATER_WORKSPACE=str(self.workspace)), timeout=600)

    def say(self, *words, status=0):
        """The text of a verb that has to end with the status."""
        done = self.call(*words)
        if done.returncode != status:
            fail(f"breakwater {' '.join(map(str, words))}: exit status {done.returncode}, not {status}", done.stdout, done.stderr)
        return done.stdout

    def ask(self, *words, status=0):
        """The JSON of a verb."""
        text = self.say(*words, "--json", status=status)
        try:
            return json.loads(text)
        except ValueError:
            fail(f"breakwater {' '.join(map(str, words))}: no JSON", text)

    def events(self, *words, status=0):
        """The JSON lines of a verb."""
        return [json.loads(line) for line in self.say(*words, status=status).splitlines() if line.strip()]
