# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Inventories as the README tells an administrator to make them: dpkg-query over SSH, one file a host."""
import concurrent.futures
import os
import pathlib

from . import fleet, places
from .shell import run

FORMAT = (r"${binary:Package}\t${Version}\t${Architecture}\t${source:Package}\t${source:Version}"
          r"\t${Maintainer}\t${db:Status-Abbrev}\n")


def inventory(name):
    return run("ssh", f"{name}.{places.DOMAIN}", f"dpkg-query -W -f='{FORMAT}'")


def inventories(folder, names=()):
    names = list(names) or [host.name for host in fleet.layout(os.environ["LAB_LAYOUT"])]
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        for name, text in zip(names, pool.map(inventory, names)):
            (folder / f"{name}.tsv").write_text(text, encoding="utf-8")
    return 0
