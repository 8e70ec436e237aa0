# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Advisories for the lab's own packages, as a vendor would publish them (OSV, source names, fixed versions)."""
import json

from .packages import RESTARTED

ADVISORIES = [
    ("LAB-2026-0001", "lab-ledger", "1.1-1", "A crafted entry reads other ledgers"),
    ("LAB-2026-0002", "lab-portal", "1.1-1", "Log-in can be passed by"),
    ("LAB-2026-0003", "lab-archive", "1.1-1", "A crafted archive writes outside of its folder"),
    ("LAB-2026-0004", RESTARTED, "1.1-1", "Messages of others can be read"),
    ("LAB-2026-0005", "lab-beacon", "1.1-1", "Messages are not authenticated"),
    ("LAB-2026-0006", "lab-platform", "1.1-1", "A local user becomes root"),
]


def record(advisory, package, fixed, summary, ecosystem="Debian:12"):
    return {
        "schema_version": "1.6.0",
        "id": advisory,
        "summary": summary,
        "published": "2026-11-02T08:00:00Z",
        "modified": "2026-11-02T08:00:00Z",
        "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
        "affected": [{
            "package": {"ecosystem": ecosystem, "name": package},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": fixed}]}],
        }],
    }


def write(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for advisory, package, fixed, summary in ADVISORIES:
        text = json.dumps(record(advisory, package, fixed, summary), indent=1)
        (folder / f"{advisory}.json").write_text(text + "\n", encoding="utf-8")
