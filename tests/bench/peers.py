# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an administrator would otherwise use, each as a program of its own, so that its time and memory can be taken.

  peers.py csv-sqlite CSV DATABASE        Python's csv module into one table of an SQLite file
  peers.py match DATABASE FEED            match and rank in Python, each package version decided once; prints JSON
  peers.py like CSV WORD...               SQL LIKE over all columns of a table in memory; prints JSON
"""
import csv
import json
import sqlite3
import sys
import time
import zlib
from collections import defaultdict


def csv_sqlite(path, database):
    db = sqlite3.connect(database)
    with open(path, newline="", encoding="utf-8") as file:
        reader = csv.reader(file)
        names = next(reader)
        db.execute("CREATE TABLE rows (%s)" % ", ".join(names))
        db.executemany("INSERT INTO rows VALUES (%s)" % ", ".join("?" * len(names)), reader)
    db.commit()
    db.close()


def load_fleet(database):
    """Hosts as lists of numbers of distinct (package, version, source)."""
    numbers, hosts = {}, defaultdict(list)
    for host, package, version, source in sqlite3.connect(database).execute(
            "SELECT host, package, version, source FROM rows"):
        hosts[host].append(numbers.setdefault((package, version, source), len(numbers)))
    return list(numbers), hosts


def load_feed(path):
    with open(path, "rb") as file:
        lines = iter(zlib.decompress(file.read()).decode().split("\n"))
    next(lines)
    flaws = []
    for line in lines:
        if not line:
            break
        flaws.append(line.split(",", 1)[0])
    entries = defaultdict(list)
    for line in lines:
        if not line:
            break
        package, flaw, flags, unstable, others = line.split(",", 4)
        entries[package].append((flaws[int(flaw)], flags, unstable, set(others.split())))
    return entries


def match(database, feed):
    import apt_pkg
    apt_pkg.init_system()
    compare = apt_pkg.version_compare
    components, hosts = load_fleet(database)
    entries = load_feed(feed)
    start = time.perf_counter()
    decided = []
    for package, version, source in components:
        open_here = []
        for flaw, flags, unstable, others in entries.get(source or package, ()):
            if (not unstable or compare(version, unstable) < 0) and version not in others:
                open_here.append((source or package, flaw))
        decided.append(open_here)
    count = 0
    exposed = defaultdict(int)
    for installed in hosts.values():
        findings = set()
        for component in installed:
            findings.update(decided[component])
        count += len(findings)
        for finding in findings:
            exposed[finding] += 1
    queue = sorted(exposed.items(), key=lambda item: (-item[1], item[0]))
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "findings": count, "queue": len(queue)}))


def like(path, *words):
    db = sqlite3.connect(":memory:")
    with open(path, newline="", encoding="utf-8") as file:
        reader = csv.reader(file)
        names = next(reader)
        db.execute("CREATE TABLE rows (%s)" % ", ".join(names))
        db.executemany("INSERT INTO rows VALUES (%s)" % ", ".join("?" * len(names)), reader)
    times, hits = [], {}
    where = " OR ".join("%s LIKE ?" % name for name in names)
    for word in words:
        for letters in range(1, len(word) + 1):
            pattern = "%" + word[:letters].replace("_", "\\_") + "%"
            start = time.perf_counter()
            rows = db.execute("SELECT rowid FROM rows WHERE " + where, [pattern] * len(names)).fetchall()
            times.append((time.perf_counter() - start) * 1000)
        hits[word] = len(rows)
    times.sort()
    print(json.dumps({"keystrokes": len(times), "median_ms": times[len(times) // 2],
                      "p95_ms": times[len(times) * 95 // 100], "hits": hits}))


if __name__ == "__main__":
    {"csv-sqlite": csv_sqlite, "match": match, "like": like}[sys.argv[1]](*sys.argv[2:])
