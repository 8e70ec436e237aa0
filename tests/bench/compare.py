# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures Breakwater beside its peers on the same invented data and prints a Markdown table of ratios.

Called by `run`, which builds the programs first. Answers are compared before times are: where two programs find
different things, nothing is printed and the status is 1.
"""
import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
MIB = 1024 * 1024


class Run:
    """One run of a program: seconds of wall clock and of processor, peak memory in bytes, what it printed."""

    def __init__(self, arguments, stdin=None):
        begin = time.perf_counter()
        errors = tempfile.TemporaryFile("w+")
        process = subprocess.Popen(arguments, stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=errors, text=True)
        if stdin:
            process.stdin.write(stdin)
            process.stdin.close()
        self.output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        self.seconds = time.perf_counter() - begin
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak = usage.ru_maxrss * 1024
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            errors.seek(0)
            sys.stderr.write(errors.read())
            sys.exit("failed with %d: %s" % (process.returncode, " ".join(arguments)))


class Bench:
    def __init__(self, build, data, hosts, rounds):
        self.tools = os.path.join(build, "tests", "bench")
        self.breakwater = os.path.join(build, "app", "breakwater")
        self.data = data
        self.hosts = hosts
        self.rounds = rounds
        self.rows = []
        os.makedirs(data, exist_ok=True)

    def path(self, *names):
        return os.path.join(self.data, *names)

    def tool(self, name, *arguments):
        return [os.path.join(self.tools, name), *map(str, arguments)]

    def peer(self, *arguments):
        return [sys.executable, os.path.join(HERE, "peers.py"), *arguments]

    def say(self, text):
        print(text, file=sys.stderr, flush=True)

    def best(self, what, arguments, prepare, rounds=None, stdin=None):
        """The quickest of several runs, each after `prepare`: what else runs on the machine only ever adds."""
        runs = []
        for _ in range(rounds or self.rounds):
            prepare()
            runs.append(Run(arguments, stdin))
        run = min(runs, key=lambda r: r.seconds)
        self.say("  %-34s %7.2f s  (processor %.2f s, peak %d MiB)" % (what, run.seconds, run.cpu, run.peak // MIB))
        return run

    def remove(self, *names):
        for name in names:
            for end in ("", "-wal", "-shm", "-journal"):
                if os.path.exists(self.path(name + end)):
                    os.remove(self.path(name + end))

    def row(self, what, peer, goal, ratio, ours, theirs):
        self.rows.append((what, peer, goal, ratio, ours, theirs))

    # Data

    def make_data(self):
        self.say("data in " + self.data)
        self.csv = self.path("fleet-%d.csv" % self.hosts)
        self.suite = self.path("feed", "release", "1")
        self.feed = os.path.join(self.suite, "bookworm")
        self.status = self.path("status")
        subprocess.run(self.tool("fleetgen", "--hosts", self.hosts, "-o", self.csv), check=True)
        subprocess.run(self.tool("feedgen", "-o", self.feed), check=True)
        shutil.rmtree(self.status, ignore_errors=True)
        subprocess.run(self.tool("fleetgen", "--hosts", 10, "--format", "dpkg", "-o", self.status), check=True)
        with open(self.csv, "rb") as file:  # into the page cache, for all alike
            while file.read(16 * MIB):
                pass

    # Import

    def import_fleet(self):
        self.say("import of %d hosts, %.0f MB of CSV" % (self.hosts, os.path.getsize(self.csv) / 1e6))
        self.workspace = self.path("fleet.bw")

        def fresh():
            self.remove("fleet.bw")
            Run([self.breakwater, "init", self.workspace])

        ours = self.best("breakwater import", [self.breakwater, "import", "-w", self.workspace, "--json", "--quiet",
                                               "--os", "Debian:12", self.csv], fresh)
        report = json.loads(ours.output)
        flat = self.best("sqlite3 .import, one table", ["sqlite3", self.path("flat.db"), "-cmd", ".mode csv",
                                                        ".import %s rows" % self.csv],
                         lambda: self.remove("flat.db"))
        counted = Run(["sqlite3", self.path("flat.db"), "SELECT count(*), count(DISTINCT host) FROM rows"]).output
        if counted.strip() != "%d|%d" % (report["files"][0]["components"], report["hosts_added"]):
            sys.exit("breakwater and sqlite3 read different tables: %s" % counted)
        normal = self.best("sqlite3, normalised by SQL", ["sqlite3", self.path("normal.db")],
                           lambda: self.remove("normal.db"), rounds=max(1, self.rounds // 2),
                           stdin=NORMALISE % {"csv": self.csv})
        distinct = Run(["sqlite3", self.path("normal.db"), "SELECT count(*) FROM packages"]).output
        if int(distinct) != report["components_distinct"]:
            sys.exit("breakwater and sqlite3 count different packages: %s" % distinct)
        python = self.best("Python, csv and sqlite3", self.peer("csv-sqlite", self.csv, self.path("python.db")),
                           lambda: self.remove("python.db"), rounds=max(1, self.rounds // 2))
        self.remove("normal.db", "python.db")
        what = "Import {:.1f} M rows ({:,} hosts) from CSV".format(report["files"][0]["components"] / 1e6, self.hosts)
        for peer, run, goal in (("`sqlite3 .import` into one table without index", flat, "≥ 5×"),
                                ("`sqlite3`, normalised by SQL", normal, "≥ 10×"),
                                ("Python `csv` + `sqlite3` into one table", python, "")):
            self.row(what, peer, goal, times(run.seconds / ours.seconds), ours.seconds, run.seconds)
            what = ""
        self.row("Peak memory of that import", "300 MiB", "≤ 1", "%.2f" % (ours.peak / (300 * MIB)),
                 "%d MiB" % (ours.peak // MIB), "")

    # Match and rank

    def match_fleet(self):
        self.say("match and rank against the feed")
        Run([self.breakwater, "feeds", "import", "-w", self.workspace, "--quiet", self.feed])
        seconds = []
        for host in sorted(os.listdir(self.status)):
            seconds.append(self.same_findings(host))
        per_host = statistics.median(seconds)
        self.say("  %-34s %7.2f s  (median of %d hosts)" % ("debsecan, one host", per_host, len(seconds)))
        ours = json.loads(Run(self.tool("workspacebench", self.workspace, 7)).output)
        self.say("  %-34s %7.3f s  (%d findings, %d patches)" % ("breakwater, all hosts", ours["median"],
                                                               ours["findings"], ours["patches"]))
        python = json.loads(Run(self.peer("match", self.path("flat.db"), self.feed)).output)
        self.say("  %-34s %7.2f s  (%d host × package × CVE)" % ("Python, all hosts", python["seconds"],
                                                               python["findings"]))
        what = "Match and rank {:,} hosts × {:,} advisory entries".format(self.hosts, ours["advisory_rows"])
        self.row(what, "`debsecan` × hosts", "≥ 2,000×", times(per_host * self.hosts / ours["median"]), ours["median"],
                 per_host * self.hosts)
        self.row("", "Python, each package version decided once", "≥ 20×",
                 times(python["seconds"] / ours["median"]), ours["median"], python["seconds"])

    def same_findings(self, host):
        """Compares (source package, CVE) of both programs for one host; answers debsecan's seconds."""
        status = os.path.join(self.status, host, "status")
        sources = sources_of(status)
        peer = Run(["debsecan", "--config", "/dev/null", "--suite", "bookworm", "--source",
                    "file://" + self.suite + "/", "--status", status, "--format", "simple"])
        theirs = set()
        for line in peer.output.splitlines():
            cve, package = line.split()[:2]
            theirs.add((sources[package], cve))
        ours = set()
        findings = Run([self.breakwater, "findings", "-w", self.workspace, "--json", "--quiet", "--host",
                        host.split(".")[0]]).output
        for finding in json.loads(findings):
            if finding["state"] != "unknown":
                for cve in finding["cves"]:
                    ours.add((finding["source_package"] or finding["package"], cve))
        if ours != theirs:
            for only, name in ((ours - theirs, "breakwater"), (theirs - ours, "debsecan")):
                for pair in sorted(only)[:5]:
                    self.say("  only %s: %s %s" % (name, *pair))
            sys.exit("%s: breakwater finds %d, debsecan %d, both %d" % (host, len(ours), len(theirs),
                                                                      len(ours & theirs)))
        self.say("  %s: the same %d findings (%.2f s)" % (host, len(ours), peer.seconds))
        return peer.seconds

    # Search

    def search(self):
        self.say("search in a million findings")
        rows = self.path("findings.csv")
        ours = json.loads(Run(self.tool("itemsbench", self.hosts, rows)).output.splitlines()[-1])
        theirs = json.loads(Run(self.peer("like", rows, *ours["hits"])).output)
        if theirs["hits"] != ours["hits"]:
            sys.exit("search answers differ: %s, %s" % (ours["hits"], theirs["hits"]))
        self.say("  breakwater %.1f / %.1f ms, LIKE %.1f / %.1f ms" % (ours["median_ms"], ours["p95_ms"],
                                                                   theirs["median_ms"], theirs["p95_ms"]))
        what = "One keystroke in a search over %.2f M findings, to painted pixels" % (ours["rows"] / 1e6)
        self.row(what, "SQL `LIKE` in memory, without painting", "", times(theirs["median_ms"] / ours["median_ms"]),
                 ours["median_ms"] / 1000, theirs["median_ms"] / 1000)
        self.row("", "one frame (16.7 ms), median", "≤ 1", "%.2f" % (ours["median_ms"] / 16.7),
                 ours["median_ms"] / 1000, 0.0167)
        self.row("", "25 ms, 95th percentile", "≤ 1", "%.2f" % (ours["p95_ms"] / 25), ours["p95_ms"] / 1000, 0.025)

    # Start

    def start(self):
        self.say("start")
        os.environ["XDG_CACHE_HOME"] = self.path("cache")  # where the last queue is kept
        Run(self.tool("startbench", "keep", self.workspace))
        empty, shell, again, filled = [], [], [], []
        for _ in range(7):
            empty.append(Run(self.tool("startbench", "minimal")).seconds * 1000)
            shell.append(Run(self.tool("startbench", "window")).seconds * 1000)
            again.append(Run(self.tool("startbench", "again", self.workspace)).seconds * 1000)
            filled.append(Run(self.tool("startbench", "window", self.workspace)).seconds * 1000)
        empty, shell, again, filled = map(statistics.median, (empty, shell, again, filled))
        self.say("  minimal %.0f ms, window %.0f ms, with the last queue %.0f ms, with that of now %.0f ms"
                 % (empty, shell, again, filled))
        self.row("Start of the program to a painted window", "a minimal Qt window", "≤ 2.5", "%.1f" % (shell / empty),
                 shell / 1000, empty / 1000)
        for what, opened, goal in (("… to the first page of {:,} hosts, filled with the queue computed last", again,
                                    "≤ 2.5 more"),
                                   ("… to the same page with the queue computed anew", filled, "")):
            self.row(what.format(self.hosts), "the same window without a workspace", goal,
                     "%.1f more" % ((opened - shell) / shell), opened / 1000, shell / 1000)

    def table(self, quick):
        lines = ["| what | beside | goal | ratio | Breakwater | peer |", "|---|---|---|---:|---:|---:|"]
        for what, peer, goal, ratio, ours, theirs in self.rows:
            lines.append("| %s | %s | %s | **%s** | %s | %s |" % (what, peer, goal, ratio, seconds(ours),
                                                                  seconds(theirs)))
        lines += ["", "%s cores (%s), everything in the page cache, the quickest of %d runs for imports, medians "
                  "elsewhere; Debian %s, SQLite %s, Python %s.%s Findings of ten hosts, row counts and search hits are "
                  "compared before times are: they are the same. Seconds are those of this machine, only the ratios "
                  "are claims." % (os.cpu_count(), processor(), self.rounds, debian(), sqlite_version(),
                                   platform.python_version(), " Quick run with a smaller fleet." if quick else "")]
        return "\n".join(lines) + "\n"


NORMALISE = """
.mode csv
CREATE TABLE hosts (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE packages (id INTEGER PRIMARY KEY, ecosystem TEXT, package TEXT, version TEXT, arch TEXT, source TEXT,
  UNIQUE (ecosystem, package, version, arch, source));
CREATE TABLE host_packages (host_id INTEGER NOT NULL, package_id INTEGER NOT NULL, PRIMARY KEY (host_id, package_id))
  WITHOUT ROWID;
CREATE TEMP TABLE staging (host, ecosystem, package, version, arch, source);
.import --skip 1 --schema temp %(csv)s staging
BEGIN;
INSERT INTO hosts (name) SELECT DISTINCT host FROM staging;
INSERT INTO packages (ecosystem, package, version, arch, source)
  SELECT DISTINCT ecosystem, package, version, arch, source FROM staging;
INSERT INTO host_packages SELECT h.id, p.id FROM staging s JOIN hosts h ON h.name = s.host
  JOIN packages p ON p.ecosystem = s.ecosystem AND p.package = s.package AND p.version = s.version
    AND p.arch = s.arch AND p.source = s.source;
COMMIT;
"""


def sources_of(status):
    sources, package = {}, ""
    with open(status, encoding="utf-8") as file:
        for line in file:
            if line.startswith("Package: "):
                package = line[9:].strip()
                sources[package] = package
            elif line.startswith("Source: "):
                sources[package] = line[8:].split()[0]
    return sources


def times(ratio):
    return "{:,.0f}×".format(ratio) if ratio >= 20 else "%.1f×" % ratio


def seconds(value):
    if isinstance(value, str):
        return value
    if value < 1:
        return "%.3g ms" % (value * 1000)
    return "{:,.0f} s".format(value) if value >= 100 else "%.3g s" % value


def processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            for line in file:
                if line.startswith("model name"):
                    return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.machine()


def debian():
    try:
        with open("/etc/debian_version", encoding="utf-8") as file:
            return file.read().strip()
    except OSError:
        return "?"


def sqlite_version():
    return subprocess.run(["sqlite3", "--version"], capture_output=True, text=True, check=True).stdout.split()[0]


def write_readme(table):
    path = os.path.join(ROOT, "README.md")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    begin, end = "<!-- bench:begin -->", "<!-- bench:end -->"
    if begin not in text or end not in text:
        sys.exit("README.md has no place for the table")
    before, rest = text.split(begin, 1)
    with open(path, "w", encoding="utf-8") as file:
        file.write(before + begin + "\n" + table + end + rest.split(end, 1)[1])


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--build", required=True)
    options.add_argument("--data", required=True)
    options.add_argument("--quick", action="store_true")
    options.add_argument("--write-readme", action="store_true")
    options = options.parse_args()
    bench = Bench(options.build, options.data, 1000 if options.quick else 10000, 2 if options.quick else 5)
    bench.make_data()
    bench.import_fleet()
    bench.match_fleet()
    bench.search()
    bench.start()
    table = bench.table(options.quick)
    print(table, end="")
    if options.write_readme:
        write_readme(table)


if __name__ == "__main__":
    main()
