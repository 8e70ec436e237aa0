# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names that would do something if anybody took them for code. What they would do is to write a file, so that it is seen."""
import csv
import json

from . import feed, places
from .shell import run


class Trap:
    """Text that writes a file of its own wherever it is executed: here, or on a host."""

    def __init__(self, folder, hosts):
        self.folder = folder
        self.hosts = hosts
        self.count = 0
        self.folder.mkdir()
        self.folder.chmod(0o777)
        for host in hosts:
            run("ssh", host, f"sudo mkdir -p {folder} && sudo chmod 777 {folder}")

    def spring(self):
        self.count += 1
        return f"touch {self.folder}/sprung-{self.count}"

    def sprung(self):
        found = [f"here: {path.name}" for path in self.folder.iterdir()]
        for host in self.hosts:
            found += [f"{host}: {name}" for name in run("ssh", host, f"ls {self.folder}").split()]
        return found


def texts(trap):
    """Each kind of text, with a trap of its own in it."""
    spring = trap.spring
    return [
        "{{ lookup('pipe','" + spring() + "') }}",
        "{{ cycler.__init__.__globals__.os.popen('" + spring() + "').read() }}",
        "{% for x in [1] %}{{ lookup('pipe', '" + spring() + "') }}{% endfor %}",
        "!unsafe {{ lookup('pipe','" + spring() + "') }}",
        "; " + spring() + " ;",
        "$(" + spring() + ")",
        "`" + spring() + "`",
        "' ; " + spring() + " ; '",
        '" ; ' + spring() + ' ; "',
        "&& " + spring(),
        "| " + spring(),
        "x\n" + spring() + "\n",
        "-oProxyCommand=" + spring(),
        "-o APT::Update::Pre-Invoke::=" + spring(),
        "--option=Dpkg::Pre-Invoke::=" + spring(),
        "../../../" + str(trap.folder) + "/sprung-path",
    ]


def hosts(trap):
    """Names of hosts: the texts, and what means something to Ansible alone."""
    return texts(trap) + [
        "h1 ansible_connection=local",
        "h2\nlocalhost ansible_connection=local",
        "[all:vars]",
        "h3 ansible_ssh_common_args='-oProxyCommand=" + trap.spring() + "'",
        "h[1:3]",
        "all",
        "!all",
        "-i",
        "localhost",
        "127.0.0.1",
        "h4,h5",
        "h6:22 ansible_shell_executable=" + trap.spring(),
    ]


# Real hosts that stand in the inventory under a name of the other kind: their addresses are good, so they are reached.
REACHED = ("tst-01", "tst-02", "web-01", "db-01")
DECENT = "app-01"
HEADINGS = ("Hostname", "FQDN", "OS", "OS Version", "Package", "Version", "Source Package", "Package Manager", "Arch")


def debian(name, fqdn, package, version):
    return (name, fqdn, "Debian GNU/Linux", "12", package, version, package, "deb", "amd64")


def rows(trap):
    for name in hosts(trap):
        yield debian(name, "", "lab-ledger", "1.0-1")
    for real, name in zip(REACHED, texts(trap)[2:]): # the first two stand above, too, and one cannot be without its dots
        yield debian(name, f"{real}.{places.DOMAIN}", "lab-ledger", "1.0-1")
    # Odd packages on a host that answers. Names of rpm packages and of programs are freer than those of deb packages.
    for name in texts(trap):
        yield debian("kiosk-01", f"kiosk-01.{places.DOMAIN}", name, "1.0-1")
        yield debian("kiosk-01", f"kiosk-01.{places.DOMAIN}", "lab-archive", name)
        yield ("alma-01", "", "AlmaLinux", "9.4", name, "1.0-1.el9", "", "rpm", "x86_64")
        yield ("win-01", "", "Windows 11", "10.0.22631", name, "1.0", "", "programs", "x64")
    # What nobody could object to, in the middle of all that.
    yield debian(DECENT, f"{DECENT}.{places.DOMAIN}", "lab-ledger", "1.0-1")


def write(folder, trap):
    """An inventory of hosts that are not there and of some that are, and the feed for all of it."""
    (folder / "feed").mkdir(parents=True)
    with open(folder / "hostile.csv", "w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(HEADINGS)
        table.writerows(rows(trap))
    feed.write(folder / "feed")
    records = [(name, "1.1-1", "Debian:12") for name in texts(trap)]
    records += [(name, "1.1-1.el9", "AlmaLinux:9") for name in texts(trap)]
    # Versions that are to be installed: the other way for a text to reach an engine.
    records += [("lab-ledger", version, "Debian:12") for version in texts(trap)]
    for number, (package, fixed, ecosystem) in enumerate(records):
        record = feed.record(f"LAB-2026-9{number:03}", package, fixed, f"About {package}", ecosystem)
        (folder / "feed" / f"{record['id']}.json").write_text(json.dumps(record), encoding="utf-8")
