// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs.h"

#include "app/commandline.h"

#include <algorithm>
#include <array>

namespace bw::cli {

static constexpr std::array<Verb, 20> Verbs{{
    {"init", "WS", "Makes an empty workspace.", "breakwater init office.bw", runInit},
    {"demo", "WS", "Makes a workspace with the sample fleet, its feeds and a year of history.",
     "breakwater demo demo.bw", runDemo},
    {"import", "PATH…", "Imports inventory files, folders and archives; “-” is standard input.",
     "breakwater import -w office.bw inventories/", runImport},
    {"formats", "", "Lists the inventory and feed formats that can be read.", "breakwater formats --json", runFormats},
    {"feeds", "import PATH… | list", "Imports feed files; lists the feed revisions.",
     "breakwater feeds import -w office.bw kev.json epss.csv.gz", runFeeds},
    {"hosts", "[set]", "Shows the fleet; sets exposure, importance, owner and tags.",
     "breakwater hosts set -w office.bw --filter 'name:web-*' --exposure open --importance high", runHosts},
    {"queue", "", "Shows the prioritized patch queue.", "breakwater queue -w office.bw --limit 10", runQueue},
    {"findings", "", "Shows one row for each host and patch.", "breakwater findings -w office.bw --host web-01",
     runFindings},
    {"explain", "", "Says why a row stands where it stands, or why it is not there.",
     "breakwater explain -w office.bw --host web-01 --cve CVE-2024-6387", runExplain},
    {"decide", "", "Decides for given inputs; needs no workspace.",
     "breakwater decide --exploitation active --exposure open --automatable yes --safety marginal --mission msc",
     runDecide},
    {"controls", "[add | extend | end]", "Compensating controls.",
     "breakwater controls add -w office.bw --name WAF --filter tag:shop --evidence 'rule 12' --owner Ann --until "
     "2027-03-31",
     runControls},
    {"exceptions", "[add | extend | end]", "Exceptions: what is knowingly left open, and until when.",
     "breakwater exceptions add -w office.bw --filter name:lab-01 --cve CVE-2024-6387 --reason 'replaced in May' "
     "--owner Ann --until 2027-05-01",
     runExceptions},
    {"test", "list | status P | apps | record P | waive P | note P | withdraw P | end NOTE",
     "Critical applications, and the verdicts of patches against them.",
     "breakwater test record openssl -w office.bw --app web-shop --check order --outcome passed --evidence 'order "
     "4711'",
     runTest},
    {"rollout", "ACTION [WHAT]", "Carries a wave out, follows it, stops it, and collects fresh inventories.",
     "breakwater rollout run -w office.bw 'November' --wave 'Test ring' --engine ansible --user deploy --become",
     runRollout},
    {"plan", "list | show | new | import | check | simulate | export | diff | request | approve | close | policy",
     "Plans: which patches, for which hosts, in which waves, when.",
     "breakwater plan new 'November round' -w office.bw --template 2/10/40/rest --patches 'decision:>=scheduled'",
     runPlan},
    {"windows", "[list | import FILE.ics | export]", "Maintenance windows and freezes, as calendars.",
     "breakwater windows import -w office.bw maintenance.ics", runWindows},
    {"verify", "[PLAN]", "Says of each host and patch of a plan what a later inventory proves.",
     "breakwater verify -w office.bw --outstanding", runVerify},
    {"metrics", "", "Prints the figures of the Exposure page, each with what it covers.",
     "breakwater metrics -w office.bw --json --filter tag:shop", runMetrics},
    {"audit", "verify | list", "Checks the hash chain of the audit log; lists entries.",
     "breakwater audit verify -w office.bw", runAudit},
    {"version-compare", "SCHEME A B", "Prints <, = or >.", "breakwater version-compare deb 1.0~rc1 1.0",
     runVersionCompare},
}};

std::span<const Verb> verbs()
{
    return Verbs;
}

const Verb* verb(const QString& name)
{
    const auto it =
        std::find_if(Verbs.begin(), Verbs.end(), [&](const Verb& v) { return name == QLatin1String(v.name); });
    return it == Verbs.end() ? nullptr : &*it;
}

} // namespace bw::cli
