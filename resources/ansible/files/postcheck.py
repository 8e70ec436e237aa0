# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks whether what was ordered is installed, and nothing half so. argv[1]: JSON list of {kind, fixed, any, packages}."""
import json
import re
import shutil
import subprocess
import sys


def run(*words):
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, universal_newlines=True)
    return done.returncode, done.stdout


def segments(text):
    return re.findall(r"[0-9]+|[a-zA-Z]+|~|\^", text)


def compare_part(a, b):
    """rpmvercmp: numbers are newer than letters, ~ sorts before the end, ^ after it but before more."""
    one, two = segments(a), segments(b)
    for i in range(max(len(one), len(two))):
        x = one[i] if i < len(one) else ""
        y = two[i] if i < len(two) else ""
        if x == y:
            continue
        for mark, sign in (("~", -1), ("^", 1)):
            if x == mark or y == mark:
                if x == mark and (mark == "~" or y == ""):
                    return sign
                if y == mark and (mark == "~" or x == ""):
                    return -sign
                return -1 if x == mark else 1
        if not x or not y:
            return 1 if x else -1
        if x.isdigit() and y.isdigit():
            if int(x) != int(y):
                return 1 if int(x) > int(y) else -1
        elif x.isdigit() != y.isdigit():
            return 1 if x.isdigit() else -1
        else:
            return 1 if x > y else -1
    return 0


def compare_rpm(a, b):
    def parts(text):
        epoch, colon, rest = text.partition(":")
        if not colon:
            epoch, rest = "0", text
        version, _, release = rest.rpartition("-")
        return (epoch, version, release) if version else (epoch, rest, "")

    for x, y in zip(parts(a), parts(b)):
        order = compare_part(x, y)
        if order:
            return order
    return 0


def installed(kind, package):
    """Versions that count, one list per installed instance."""
    if kind == "deb":
        _, out = run("dpkg-query", "-W", "-f", "${db:Status-Abbrev}\t${Version}\t${source:Version}\n", "--", package)
        rows = [line.split("\t") for line in out.splitlines()]
        return [row[1:] for row in rows if len(row) == 3 and row[0].startswith("i")]
    _, out = run("rpm", "-q", "--qf", "%{EPOCHNUM}:%{VERSION}-%{RELEASE}\n", "--", package)
    return [[line] for line in out.splitlines() if re.match(r"^[0-9]+:\S+-\S+$", line)]


def reaches(kind, version, fixed):
    if kind == "deb":
        return run("dpkg", "--compare-versions", version, "ge", fixed)[0] == 0
    return compare_rpm(version, fixed) >= 0


def main():
    bad = []
    for check in json.loads(sys.argv[1]):
        good, old = 0, []
        for package in check["packages"]:
            for versions in installed(check["kind"], package):
                if any(reaches(check["kind"], version, check["fixed"]) for version in versions):
                    good += 1
                else:
                    old.append("%s %s" % (package, versions[0]))
        if old and not (check["any"] and good):
            bad.append("%s (wanted %s)" % (", ".join(old), check["fixed"]))
    broken = run("dpkg", "--audit")[1].strip() if shutil.which("dpkg") else ""
    if broken:
        sys.stderr.write("The package database is not in order: %s\n" % broken)
        return 1
    if bad:
        sys.stderr.write("Still old after the installation: %s\n" % "; ".join(bad))
        return 1
    print("Every version that was ordered is installed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
