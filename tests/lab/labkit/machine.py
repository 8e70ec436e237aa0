# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One host: its file system over the base, its network, its identity, and starting it again when it reboots."""
import os
import pathlib
import shutil
import subprocess
import threading
import uuid

from . import fleet, packages, places
from .shell import die_with_parent, run


class Machine:
    def __init__(self, host, number, world, base):
        self.host = host
        self.name = host.name
        self.fqdn = f"{host.name}.{places.DOMAIN}"
        self.address = f"{places.NETWORK}.{number + 10}"
        self.netns = f"lab{number}"
        self.folder = world / "hosts" / host.name
        self.root = self.folder / "root"
        self.base = base
        self.boots = 0
        self.ended = threading.Event()

    def mount(self):
        """The upper layer takes what the host writes; the base below is never changed."""
        for part in ("upper", "work", "root"):
            (self.folder / part).mkdir(parents=True, exist_ok=True)
        lower = str(self.base)
        if (self.folder / "first").is_dir():
            lower = f"{self.folder / 'first'}:{lower}"
        run("mount", "-t", "overlay", "overlay", "-o",
            f"lowerdir={lower},upperdir={self.folder / 'upper'},workdir={self.folder / 'work'}", self.root)

    def connect(self, bridge):
        inside, outside = "eth0", f"v{self.netns}"
        run("ip", "netns", "add", self.netns)
        run("ip", "link", "add", outside, "type", "veth", "peer", "name", inside, "netns", self.netns)
        run("ip", "link", "set", outside, "master", bridge, "up")
        run("ip", "-n", self.netns, "link", "set", "lo", "up")
        run("ip", "-n", self.netns, "address", "add", f"{self.address}/24", "dev", inside)
        run("ip", "-n", self.netns, "link", "set", inside, "up")

    def personalise(self, public_key):
        etc = self.root / "etc"
        (etc / "hostname").write_text(self.name + "\n", encoding="utf-8")
        (etc / "machine-id").write_text(uuid.uuid4().hex + "\n", encoding="utf-8")
        (etc / "hosts").write_text(f"127.0.0.1 localhost\n{self.address} {self.fqdn} {self.name}\n", encoding="utf-8")
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", self.fqdn, "-f", etc / "ssh/ssh_host_ed25519_key")
        home = self.root / "home" / places.USER / ".ssh"
        home.mkdir(mode=0o700)
        (home / "authorized_keys").write_text(public_key, encoding="utf-8")
        for path in (home, home / "authorized_keys"):
            owner = os.stat(home.parent)
            os.chown(path, owner.st_uid, owner.st_gid)

    def install(self, pool):
        """What was on the host before anybody thought of patching it."""
        wanted = {name: build.version for build in packages.INSTALLED for name in build.names()}
        files = [packages.file_of(pool, name, wanted[name]) for name in self.host.packages]
        run("dpkg", f"--root={self.root}", "--force-unsafe-io", "--install", *files)

    def take_on_manner(self):
        if self.host.manner == fleet.BLUFFING:
            dpkg = self.root / "usr/bin/dpkg"
            run("dpkg-divert", f"--root={self.root}", "--local", "--rename", "--divert", "/usr/bin/dpkg.real", "--add",
                "/usr/bin/dpkg")
            shutil.copy(places.SOURCE / "host" / "dpkg-bluff", dpkg)
            dpkg.chmod(0o755)
        if self.host.manner == fleet.FROZEN:
            run("umount", self.root)
            (self.folder / "upper").rename(self.folder / "first")
            self.mount()

    def prepare(self, bridge, pool, public_key):
        self.mount()
        self.personalise(public_key)
        self.install(pool)
        self.take_on_manner()
        self.connect(bridge)

    def host_key(self):
        return (self.root / "etc/ssh/ssh_host_ed25519_key.pub").read_text(encoding="utf-8").rsplit(" ", 1)[0]

    def boot(self):
        boot_id = self.folder / "boot_id"
        boot_id.write_text(f"{uuid.uuid4()}\n", encoding="utf-8")
        words = ["ip", "netns", "exec", self.netns, "unshare", "--mount", "--uts", "--ipc", "--pid", "--fork", "--kill-child"]
        if os.path.exists("/proc/self/ns/time"):
            uptime = float(pathlib.Path("/proc/uptime").read_text(encoding="utf-8").split()[0])
            words += ["--time", f"--boottime=-{int(uptime)}"]
        words += [str(places.SOURCE / "host" / "boot"), str(self.root), self.name, str(boot_id)]
        self.boots += 1
        with open(self.folder / "console.log", "ab") as log:
            return subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=die_with_parent,
                                    env={"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"})

    def live(self):
        """Runs the host, start after start, until the lab ends. Each start is written to boots.log."""
        while not self.ended.is_set():
            running = self.boot()
            with open(self.folder / "boots.log", "a", encoding="utf-8") as log:
                log.write((self.folder / "boot_id").read_text(encoding="utf-8"))
            running.wait()
            self.ended.wait(0.5)
            if self.host.manner == fleet.FROZEN:
                run("umount", self.root)
                shutil.rmtree(self.folder / "upper")
                self.mount()
