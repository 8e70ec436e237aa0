# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lab as a whole: a world of namespaces in which the network, the hosts and everything mounted end with its first process."""
import concurrent.futures
import functools
import http.server
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time

from . import able, base, feed, fleet, packages, places
from .machine import Machine
from .shell import Failed, die_with_parent, run

BRIDGE = "lab"


def sweep():
    """Takes away what killed labs left: folders, empty ones, for all else went with their namespaces."""
    for folder in places.WORLDS.glob("*"):
        if not os.path.exists(f"/proc/{folder.name}"):
            shutil.rmtree(folder)


def run_in_world(layout, command):
    """Makes a lab, runs the command inside of it, takes the lab away; the answer is the command's exit status."""
    reason = able.reason_why_not()
    if reason:
        print(f"lab: skipped: {reason}", file=sys.stderr)
        return 77
    system = base.make(functools.partial(print, file=sys.stderr))
    sweep()
    folder = places.WORLDS / str(os.getpid())
    (folder / "inside").mkdir(parents=True)
    (folder / "layout").write_text(layout, encoding="utf-8")
    # The shell is the first process of the world and picks up whatever its ended processes leave behind.
    words = ["unshare", "--mount", "--net", "--pid", "--uts", "--fork", "--kill-child", "--mount-proc",
             "sh", "-c", '"$@"; exit $?', "sh", sys.executable, str(places.SOURCE / "lab"), "world", layout, str(system),
             str(folder / "inside"), *command]
    child = subprocess.Popen(words, preexec_fn=die_with_parent)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: child.kill())
    signal.signal(signal.SIGINT, signal.SIG_IGN) # the terminal sends it to the command inside as well
    status = child.wait()
    shutil.rmtree(folder)
    return status if status >= 0 else 128 - status


def enter(command):
    """Joins the newest lab that is running."""
    sweep()
    running = sorted(places.WORLDS.glob("*"), key=lambda folder: folder.stat().st_mtime)
    if not running:
        raise Failed("no lab is running; start one with: lab run")
    process = running[-1].name
    for _ in range(2): # of "lab run": unshare, and the first process of the world
        process = pathlib.Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8").split()[0]
    inner = running[-1] / "inside"
    return subprocess.run(["nsenter", "--target", process, "--mount", "--net", "--pid", "--uts", *(command or ["sh"])],
                          env=environment(inner, (running[-1] / "layout").read_text(encoding="utf-8")), check=False).returncode


def environment(world, layout):
    values = dict(os.environ, LAB_WORLD=str(world), HOME=str(world / "home"), LAB_LAYOUT=layout)
    values.setdefault("XAUTHORITY", os.path.expanduser("~/.Xauthority"))
    for name in ("SSH_AUTH_SOCK", "http_proxy", "https_proxy"):
        values.pop(name, None)
    return values


def inside(layout, system, folder, command):
    """The world's life, inside of its namespaces."""
    world = pathlib.Path(folder)
    run("mount", "-t", "tmpfs", "-o", "mode=755", "lab", world)
    machines = [Machine(host, at, world, pathlib.Path(system)) for at, host in enumerate(fleet.layout(layout))]
    make_network()
    serve(world)
    make_keys(world)
    prepare(machines, world)
    make_names_known(machines, world)
    for machine in machines:
        threading.Thread(target=machine.live, daemon=True).start()
    wait_for(machines)
    words = command or [os.environ.get("SHELL", "/bin/sh")]
    default = signal.signal(signal.SIGINT, signal.SIG_IGN) # an interrupt is for the command, not for the hosts
    return subprocess.run(words, env=environment(world, layout), check=False,
                          preexec_fn=lambda: signal.signal(signal.SIGINT, default)).returncode


def make_network():
    os.makedirs("/run/netns", exist_ok=True)
    run("mount", "-t", "tmpfs", "netns", "/run/netns")
    run("ip", "link", "set", "lo", "up")
    run("ip", "link", "add", BRIDGE, "type", "bridge", "forward_delay", "0")
    run("ip", "address", "add", f"{places.GATEWAY}/24", "dev", BRIDGE)
    run("ip", "link", "set", BRIDGE, "up")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def serve(world):
    """The vendor's repository and feed."""
    packages.write_builds(packages.INSTALLED, world / "pool")
    packages.publish(packages.UPDATES, world / "pool", world / "repository")
    feed.write(world / "feed")
    handler = functools.partial(Quiet, directory=str(world / "repository"))
    server = http.server.ThreadingHTTPServer((places.GATEWAY, places.REPOSITORY_PORT), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()


def make_keys(world):
    (world / "ssh").mkdir()
    (world / "home").mkdir(mode=0o700)
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "lab", "-f", world / "ssh" / "id_ed25519")


def prepare(machines, world):
    public_key = (world / "ssh" / "id_ed25519.pub").read_text(encoding="utf-8")
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(lambda machine: machine.prepare(BRIDGE, world / "pool", public_key), machines):
            pass


def make_names_known(machines, world):
    """/etc/hosts and the client's settings, as an administrator would have them; only inside this world."""
    lines = ["127.0.0.1 localhost", f"{places.GATEWAY} {socket.gethostname()}"]
    lines += [f"{machine.address} {machine.fqdn} {machine.name}" for machine in machines]
    (world / "ssh" / "hosts").write_text("\n".join(lines) + "\n", encoding="utf-8")
    keys = [f"{machine.name},{machine.fqdn},{machine.address} {machine.host_key()}" for machine in machines]
    (world / "ssh" / "ssh_known_hosts").write_text("\n".join(keys) + "\n", encoding="utf-8")
    names = " ".join(name for machine in machines for name in (machine.name, machine.fqdn, machine.address))
    (world / "ssh" / "ssh_config").write_text(
        f"Host {names}\n  User {places.USER}\n  IdentityFile {world}/ssh/id_ed25519\n  IdentitiesOnly yes\n"
        "Host *\n  StrictHostKeyChecking yes\n", encoding="utf-8")
    run("mount", "--bind", world / "ssh" / "hosts", "/etc/hosts")
    run("mount", "--bind", world / "ssh", "/etc/ssh")


def answers(address):
    try:
        with socket.create_connection((address, 22), timeout=1) as connection:
            return connection.recv(4) == b"SSH-"
    except OSError:
        return False


def wait_for(machines, seconds=60):
    until = time.monotonic() + seconds
    for machine in machines:
        while not answers(machine.address):
            if time.monotonic() > until:
                raise Failed(f"{machine.name} does not answer\n{(machine.folder / 'console.log').read_text()[-500:]}")
            time.sleep(0.1)


def boots(name):
    log = places.world() / "hosts" / name / "boots.log"
    return len(log.read_text(encoding="utf-8").splitlines())


def restart(name, seconds=30):
    before = boots(name)
    run("ssh", name, "sudo reboot")
    until = time.monotonic() + seconds
    while boots(name) == before or not answers(name):
        if time.monotonic() > until:
            raise Failed(f"{name} does not come back")
        time.sleep(0.1)
