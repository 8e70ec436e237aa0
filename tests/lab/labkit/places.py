# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where things are, and the numbers of the private network."""
import os
import pathlib

SOURCE = pathlib.Path(__file__).resolve().parent.parent
ROOT = SOURCE.parent.parent
CACHE = pathlib.Path(os.environ.get("LAB_CACHE", ROOT / "build" / "lab"))
WORLDS = CACHE / "worlds"

NETWORK = "10.213.0"
GATEWAY = f"{NETWORK}.1"
DOMAIN = "lab.test"
REPOSITORY_PORT = 8213
# Who the console logs in as: not root, so that becoming root is part of the test.
USER = "patching"


def world():
    """The running lab that this process is inside of."""
    folder = os.environ.get("LAB_WORLD")
    if not folder:
        raise SystemExit("lab: not inside a lab; use: lab run -- COMMAND")
    return pathlib.Path(folder)
