#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole circle on real hosts, through the command line: inventories, feed, queue, a plan of three waves, the test
ring, a wave that fails and keeps the next one closed, the vendor's repair, verification from fresh inventories, and the
hosts that say done and are not."""
import json
import os
import pathlib
import subprocess
import sys

from labkit.checking import call, equal, expect, installed, step
from labkit.console import POLICY, Console
from labkit.packages import RESTARTED

LAB = pathlib.Path(__file__).resolve().parent / "lab"

WAVES = [
    ("Test ring", ["tst-01", "tst-02"]),
    ("Early", ["web-01", "web-02", "app-01"]),
    ("Rest", ["db-01", "kiosk-01", "till-01"]),
]
OPEN = {"lab-ledger": 5, "lab-portal": 2, "lab-archive": 2, "lab-platform": 1, RESTARTED: 1, "lab-beacon": 2}
ANSIBLE = ("--engine", "ansible", "--become", "--outside-window")


def patch(package, version="1.1-1"):
    return f"Debian:12/{package}/{version}"


class Flow:
    def __init__(self, program):
        self.folder = pathlib.Path(os.environ["LAB_WORLD"])
        self.console = Console(program, self.folder / "flow.bw")
        self.ask = self.console.ask
        self.say = self.console.say

    def lab(self, *words):
        done = call(LAB, *words)
        equal(done.returncode, 0, f"lab {words[0]}: {done.stderr}")

    def targets(self):
        newest = self.ask("rollout", "status")[-1]["id"]
        return {target["host"]: target for target in self.ask("rollout", "status", newest)["targets"]}

    def states(self):
        return {host: target["state"] for host, target in self.targets().items()}

    def gate(self):
        newest = self.ask("rollout", "status")[-1]["id"]
        return self.ask("rollout", "status", newest)["gate"]

    def verdicts(self, wave):
        rows = self.ask("verify", "Lab", "--wave", wave)["targets"]
        return {(row["host"], row["patch"]): row for row in rows}

    def open_on(self, package):
        rows = [row for row in self.ask("queue") if row["patch"] == patch(package)]
        return sum(row["hosts_open"] + row["hosts_unknown"] for row in rows)

    # The stages

    def queue_knows_the_patches(self):
        self.say("init", self.console.workspace)
        self.lab("collect", self.folder / "inventories")
        report = self.ask("import", self.folder / "inventories")
        equal(report["hosts_added"], sum(len(hosts) for _, hosts in WAVES), "hosts imported")
        self.say("feeds", "import", self.folder / "feed")
        queue = {row["patch"]: row["hosts_open"] for row in self.ask("queue")}
        equal(queue, {patch(package): count for package, count in OPEN.items()}, "the queue")
        step("the queue knows the hosts' patches")

    def plan_has_three_waves(self):
        self.say("test", "apps", "import", self.write("apps.json", {"critical_apps": [{
            "id": "ledger", "name": "Ledger", "owner": "Ann", "hosts": "name:tst-01,app-01",
            "checks": [{"id": "starts", "name": "It starts", "kind": "manual", "steps": "Run lab-ledger."}]}]}))
        ids = {host["name"]: host["id"] for host in self.ask("hosts")}
        gate = {"min_success": 1.0, "claims_count": False, "soak_hours": 0, "needs_tests": False, "approvals": 0}
        waves = [{"id": number, "name": name, "test_ring": number == 1, "patches": list(range(len(OPEN))),
                  "hosts": [ids[host] for host in hosts], "window": "any", "gate": dict(gate, needs_tests=number == 1)}
                 for number, (name, hosts) in enumerate(WAVES, 1)]
        self.say("plan", "policy", "import", self.write("policy.json", POLICY), "--why", "Lab")
        self.say("plan", "import", self.write("plan.json", {
            "format": 1, "name": "Lab", "patches": [patch(package) for package in OPEN], "waves": waves}))
        again = self.folder / "again.json"
        self.say("plan", "export", "Lab", "--as", "json", "-o", again)
        equal(self.ask("plan", "import", again, "Lab")["version"], 2, "the plan read again")
        equal(self.ask("plan", "diff", "Lab")["lines"], [], "what is different in it")
        broken = self.write("broken.json", {"waves": [{"id": 0}]})
        equal(self.console.call("plan", "import", broken).returncode, 1, "a document that is no plan")
        equal(len(self.ask("plan", "list")), 1, "plans")
        shown = self.ask("plan", "show", "Lab")
        equal([(wave["name"], sorted(wave["hosts"])) for wave in shown["waves"]],
              [(name, sorted(hosts)) for name, hosts in WAVES], "the plan's waves")
        refused = self.console.call("rollout", "run", "Lab", "--wave", "Test ring", *ANSIBLE)
        equal(refused.returncode, 1, "a wave of a plan that nobody approved")
        equal(self.ask("rollout", "status"), [], "roll-outs of it")
        self.say("plan", "request", "Lab", "--why", "Lab")
        self.say("plan", "approve", "Lab", "--why", "Lab")
        step("a plan of three waves is approved")

    def test_ring(self):
        self.say("rollout", "run", "Lab", "--wave", "Test ring", *ANSIBLE)
        equal(self.states(), {"tst-01": "claimed", "tst-02": "claimed"}, "the test ring")
        equal(installed("tst-01", "lab-archive"), ("1.1-1", "ii"), "lab-archive on tst-01")
        equal(installed("tst-02", "lab-platform"), ("1.1-1", "ii"), "lab-platform on tst-02")
        starts = [call(LAB, "boots", host).stdout.strip() for host in ("tst-01", "tst-02")]
        equal(starts, ["1", "2"], "starts of the test ring")
        step("the test ring says done; the host that asked for a restart got one")

    def gate_waits_for_evidence_and_tests(self):
        refused = self.console.call("rollout", "run", "Lab", "--wave", "Early", *ANSIBLE)
        equal(refused.returncode, 1, "the next wave before there is evidence")
        equal({row["verdict"] for row in self.verdicts("Test ring").values()}, {"not-reinventoried"}, "verdicts before it")
        equal(self.ask("rollout", "collect")["collected"], 2, "fresh inventories")
        rows = self.verdicts("Test ring")
        equal({key: row["verdict"] for key, row in rows.items()},
              {(host, patch(package)): "verified" for host, package in (
                  ("tst-01", "lab-ledger"), ("tst-01", "lab-archive"), ("tst-02", "lab-ledger"), ("tst-02", "lab-platform"))},
              "the test ring's verdicts")
        expect(all(row["inventory"] for row in rows.values()), "each names the inventory that proves it", list(rows.values()))
        refused = self.console.call("rollout", "run", "Lab", "--wave", "Early", *ANSIBLE)
        equal(refused.returncode, 1, "the next wave before the critical application was tried")
        for package in ("lab-ledger", "lab-archive"):
            self.say("test", "record", patch(package), "--app", "ledger", "--check", "starts", "--outcome", "passed",
                     "--host", "tst-01")
        step("the gate opens by evidence and tests, not by claims")

    def a_wave_that_fails_halts_the_next(self):
        self.say("rollout", "run", "Lab", "--wave", "Early", *ANSIBLE, status=3)
        equal(self.states(), {"web-01": "failed", "web-02": "failed", "app-01": "claimed"}, "the wave that fails")
        expect("cannot migrate" in json.dumps(self.targets()["web-01"]), "the reason is told", self.targets()["web-01"])
        equal(installed("web-01", "lab-portal-server"), ("1.1-1", "iF"), "lab-portal on web-01")
        self.ask("rollout", "collect")
        rows = self.verdicts("Early")
        for host in ("web-01", "web-02"):
            seen = rows[host, patch("lab-portal")]
            expect(seen["verdict"] not in ("verified", "contradicted"), "half an installation proves nothing", seen)
        equal(rows["app-01", patch("lab-archive")]["verdict"], "verified", "lab-archive on app-01")
        equal(self.gate()["state"], "closed", "the gate")
        refused = self.console.call("rollout", "run", "Lab", "--wave", "Rest", *ANSIBLE)
        equal(refused.returncode, 1, "the wave behind a closed gate")
        equal(installed("db-01", "lab-ledger"), ("1.0-1", "ii"), "lab-ledger on db-01, which nobody touched")
        step("the gate stays closed behind a wave that failed")

    def repaired_and_verified(self):
        self.lab("publish-repair")
        self.say("rollout", "retry", "--why", "The vendor published 1.2")
        self.say("rollout", "resume", "--become")
        equal(set(self.states().values()), {"claimed"}, "the wave after the repair")
        self.ask("rollout", "collect")
        rows = self.verdicts("Early")
        equal({row["verdict"] for row in rows.values()}, {"verified"}, "its verdicts")
        equal(rows["web-01", patch("lab-portal")]["observed"], "1.2-1", "what the inventory of web-01 shows")
        equal(self.open_on("lab-portal"), 0, "hosts that still lack it")
        equal(self.gate()["state"], "open", "the gate")
        step("repaired, retried and verified")

    def who_says_done_and_is_not(self):
        self.say("rollout", "run", "Lab", "--wave", "Rest", *ANSIBLE, status=3)
        equal(self.states(), {"db-01": "claimed", "kiosk-01": "claimed", "till-01": "failed"}, "the last wave")
        seen = self.targets()["till-01"]
        expect("Still old" in json.dumps(seen), "the engine's own look finds the bluff", seen)
        # The same without that look: the package manager's word is all there is.
        self.say("rollout", "retry", "--why", "Its package manager says done")
        self.say("rollout", "resume", "--become", "--no-post-check")
        equal(set(self.states().values()), {"claimed"}, "the last wave, by its word")
        self.lab("restart", "kiosk-01")
        self.ask("rollout", "collect")
        verdicts = {key: row["verdict"] for key, row in self.verdicts("Rest").items()}
        equal(verdicts, {("db-01", patch("lab-ledger")): "verified", ("db-01", patch(RESTARTED)): "verified",
                         ("kiosk-01", patch("lab-beacon")): "contradicted",
                         ("till-01", patch("lab-beacon")): "contradicted"}, "the last wave's verdicts")
        outstanding = self.ask("verify", "Lab", "--outstanding")["targets"]
        equal({row["host"] for row in outstanding}, {"kiosk-01", "till-01"}, "what is outstanding")
        equal(self.open_on("lab-beacon"), 2, "hosts that are back in the queue")
        findings = {row["host"]: row["state"] for row in self.ask("findings", "--patch", patch("lab-beacon"))}
        equal(findings, {"kiosk-01": "contradicted", "till-01": "contradicted"}, "the findings' states")
        equal(self.gate()["state"], "closed", "the gate behind the last wave")
        step("two hosts that say done and are not are found")

    def nothing_was_done_twice(self):
        events = [json.loads(line) for run in self.ask("rollout", "status")
                  for line in self.say("rollout", "log", run["id"]).splitlines()]
        handed = [(event["run"], event["host"], event["attempt"]) for event in events if event["kind"] == "dispatched"]
        equal(len(handed), len(set(handed)), "hosts handed over once an attempt")
        equal(call(LAB, "boots", "db-01").stdout.strip(), "2", "starts of db-01")
        self.say("audit", "verify")
        step("every host was handed over once an attempt, and the log's chain holds")

    def write(self, name, document):
        path = self.folder / name
        path.write_text(json.dumps(document), encoding="utf-8")
        return path

    def run(self):
        self.queue_knows_the_patches()
        self.plan_has_three_waves()
        self.test_ring()
        self.gate_waits_for_evidence_and_tests()
        self.a_wave_that_fails_halts_the_next()
        self.repaired_and_verified()
        self.who_says_done_and_is_not()
        self.nothing_was_done_twice()


def main(words):
    if words[1:] == ["inside"]:
        Flow(words[0]).run()
        return 0
    reason = call(LAB, "check")
    if reason.returncode:
        print(reason.stdout)
        return reason.returncode
    return subprocess.run([LAB, "run", "flow", "--", sys.executable, __file__, words[0], "inside"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
