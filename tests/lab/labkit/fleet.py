# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which hosts there are, what is installed on them, and which of them are odd."""
import dataclasses

from .packages import RESTARTED

PORTAL = ("lab-portal-server", "lab-portal-common")

# Manners of a host that claims what is not so.
BLUFFING = "bluffing" # dpkg is diverted: it answers success and installs nothing
FROZEN = "frozen" # its disk is thrown away at every start: what was installed is gone after a reboot


@dataclasses.dataclass(frozen=True)
class Host:
    name: str
    packages: tuple
    manner: str = ""


FLOW = [
    Host("tst-01", ("lab-ledger", "lab-archive")),
    Host("tst-02", ("lab-ledger", "lab-platform")),
    Host("web-01", ("lab-ledger", *PORTAL)),
    Host("web-02", PORTAL),
    Host("app-01", ("lab-archive", "lab-ledger")),
    Host("db-01", (RESTARTED, "lab-ledger")),
    Host("kiosk-01", ("lab-beacon",), FROZEN),
    Host("till-01", ("lab-beacon",), BLUFFING),
]


def demonstration(count):
    """Hosts of five kinds in turn, one of which bluffs and one of which forgets."""
    kinds = [
        ("web", ("lab-ledger", *PORTAL)), ("app", ("lab-archive", "lab-ledger")), ("db", (RESTARTED, "lab-ledger")),
        ("till", ("lab-beacon",)), ("file", ("lab-archive",)),
    ]
    hosts = []
    for at in range(count):
        kind, packages = kinds[at % len(kinds)]
        number = at // len(kinds) + 1
        manner = {"till-01": BLUFFING, "till-02": FROZEN}.get(f"{kind}-{number:02}", "")
        hosts.append(Host(f"{kind}-{number:02}", packages, manner))
    return hosts


def layout(text):
    """"flow", or a number of hosts."""
    if text == "flow":
        return FLOW
    if text.isdigit() and 0 < int(text) <= 200:
        return demonstration(int(text))
    raise SystemExit(f"lab: not a layout: {text} (flow, or a number from 1 to 200)")
