# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The applications of the lab: real Debian packages, each with a manner of its own, and the repository that offers them."""
import dataclasses
import os
import pathlib
import shutil
import tempfile

from .shell import run

SLOW_SECONDS = int(os.environ.get("LAB_SLOW_SECONDS", "5"))

FAIL = 'if [ "$1" = configure ]; then echo "lab-portal: cannot migrate the settings" >&2; exit 1; fi\n'
SLOW = f'if [ "$1" = configure ]; then sleep {SLOW_SECONDS}; fi\n'
REBOOT = """if [ "$1" = configure ]; then
  touch /run/reboot-required
  echo "$DPKG_MAINTSCRIPT_PACKAGE" >> /run/reboot-required.pkgs
fi
"""


@dataclasses.dataclass(frozen=True)
class Build:
    """One version of a source package; binaries carry its name unless others are named."""
    source: str
    version: str
    postinst: str = ""
    binaries: tuple = ()

    def names(self):
        return self.binaries or (self.source,)


# Of this name the console knows that it wants a restart, and orders one; lab-platform wants one, too, and only the host says so.
RESTARTED = "dbus-broker"

INSTALLED = [
    Build("lab-ledger", "1.0-1"),
    Build("lab-portal", "1.0-1", binaries=("lab-portal-server", "lab-portal-common")),
    Build("lab-archive", "1.0-1"),
    Build("lab-platform", "1.0-1"),
    Build(RESTARTED, "1.0-1"),
    Build("lab-beacon", "1.0-1"),
]
UPDATES = [
    Build("lab-ledger", "1.1-1"),
    Build("lab-portal", "1.1-1", FAIL, ("lab-portal-server", "lab-portal-common")),
    Build("lab-archive", "1.1-1", SLOW),
    Build("lab-platform", "1.1-1", REBOOT),
    Build(RESTARTED, "1.1-1", REBOOT),
    Build("lab-beacon", "1.1-1"),
]
# What the vendor publishes after the first one could not be installed.
REPAIR = [Build("lab-portal", "1.2-1", binaries=("lab-portal-server", "lab-portal-common"))]


def write_package(build, name, folder):
    control = [
        f"Package: {name}", f"Version: {build.version}", "Architecture: all", "Maintainer: Lab <lab@lab.test>",
        "Section: misc", "Priority: optional", f"Description: {name} of the lab",
    ]
    if name != build.source:
        control.insert(1, f"Source: {build.source}")
    if name != build.names()[-1]:
        control.append(f"Depends: {build.names()[-1]} (= {build.version})")
    with tempfile.TemporaryDirectory() as scratch:
        tree = pathlib.Path(scratch) / "tree"
        (tree / "DEBIAN").mkdir(parents=True)
        tree.chmod(0o755)
        (tree / "DEBIAN" / "control").write_text("\n".join(control) + "\n", encoding="utf-8")
        program = tree / "usr" / "bin" / name
        program.parent.mkdir(parents=True)
        program.write_text(f"#!/bin/sh\necho {name} {build.version}\n", encoding="utf-8")
        program.chmod(0o755)
        if build.postinst and name == build.names()[0]:
            script = tree / "DEBIAN" / "postinst"
            script.write_text("#!/bin/sh\nset -e\n" + build.postinst, encoding="utf-8")
            script.chmod(0o755)
        run("dpkg-deb", "--build", "--root-owner-group", "-Zgzip", "-z1", tree, folder)


def write_builds(builds, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for build in builds:
        for name in build.names():
            write_package(build, name, folder)


def index(folder):
    """Writes the list that apt reads; last, and in one step, so that a reader never sees half of it."""
    text = run("dpkg-scanpackages", "--multiversion", ".", cwd=folder)
    (folder / "Packages.new").write_text(text, encoding="utf-8")
    os.replace(folder / "Packages.new", folder / "Packages")


def publish(builds, pool, repository):
    """Puts builds on offer; the ones of the pool are what is there already."""
    write_builds(builds, pool)
    repository.mkdir(parents=True, exist_ok=True)
    for file in pool.glob("*.deb"):
        shutil.copy(file, repository)
    index(repository)


def file_of(pool, name, version):
    return pool / f"{name}_{version}_all.deb"
