// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/rolloutoptions.h"

#include <algorithm>

namespace bw::cli {

void addRolloutOptions(Options& options)
{
    const auto add = [&](const char* name, const char* description, const char* valueName = nullptr) {
        options.parser.addOption({QString::fromLatin1(name), QString::fromLatin1(description),
                                  valueName ? QString::fromLatin1(valueName) : QString()});
    };
    add("wave", "The wave: its number or name (run).", "W");
    add("engine", "rehearsal (default), hand-off or ansible (run).", "ENGINE");
    add("outside-window",
        "Keep no maintenance window (run). A wave without one starts only so; a plan may have such waves where "
        "its policy says waves_without_window.");
    add("dry-run", "Print what would be done and why not; store nothing (run).");
    add("host", "Only this host: its name or number (retry, skip, collect, log; may be repeated).", "H");
    add("run", "The roll-out, where the newest is not meant.", "N");
    add("why", "The reason, for the log.", "TEXT");
    add("abort", "Ask the hosts on their way to stop, too (halt).");
    add("user", "Account to log in with.", "NAME");
    add("become", "Use sudo on the hosts.");
    add("ssh-key", "File of a private key; else the SSH agent.", "FILE");
    add("known-hosts", "File of known host keys.", "FILE");
    add("addresses", "JSON file {host name: address} that wins over the inventory.", "FILE");
    add("inventory-extra", "Ansible inventory file with connection variables.", "FILE");
    add("no-post-check", "Take the package manager's word; do not look at versions afterwards.");
    add("restart", "never, ordered, or needed (default): also where the host asks for it.", "WHEN");
    add("folder", "Where the order goes (hand-off) or the engine works.", "DIR");
    add("seed", "Of a rehearsal.", "N");
    add("speed", "Played seconds per second of a rehearsal; 0: all at once.", "X");
    add("failures", "Share of installations that fail in a rehearsal.", "X");
    add("unreachable", "Share of hosts that cannot be reached in a rehearsal.", "X");
    add("liars", "Share of hosts that claim success and install nothing in a rehearsal.", "X");
    options.parser.addPositionalArgument(
        QStringLiteral("ACTION"),
        QStringLiteral("run PLAN, status, log, pause, resume, halt, retry, skip, approve, collect or result FILE."));
    options.parser.addPositionalArgument(QStringLiteral("WHAT"), QStringLiteral("PLAN, FILE or a roll-out's number."),
                                         QStringLiteral("[WHAT]"));
}

QString value(const Options& options, const char* name)
{
    return options.parser.value(QString::fromLatin1(name));
}

bool isSet(const Options& options, const char* name)
{
    return options.parser.isSet(QString::fromLatin1(name));
}

EngineSettings settingsOf(const Options& options)
{
    EngineSettings settings;
    settings.user = value(options, "user").toStdString();
    settings.become = isSet(options, "become");
    settings.keyFile = pathOf(value(options, "ssh-key"));
    settings.knownHosts = pathOf(value(options, "known-hosts"));
    settings.addressFile = pathOf(value(options, "addresses"));
    settings.extraInventory = pathOf(value(options, "inventory-extra"));
    settings.postCheck = !isSet(options, "no-post-check");
    for (const RestartRule rule : {RestartRule::Never, RestartRule::Ordered, RestartRule::Needed}) {
        if (name(rule) == value(options, "restart").toStdString())
            settings.restart = rule;
    }
    settings.workFolder = pathOf(value(options, "folder"));
    const auto number = [&](const char* name, double& into) {
        if (isSet(options, name))
            into = value(options, name).toDouble();
    };
    number("speed", settings.rehearsalSpeed);
    number("failures", settings.rehearsalFailures);
    number("unreachable", settings.rehearsalUnreachable);
    number("liars", settings.rehearsalLiars);
    return settings;
}

Result<RunId> runOf(const Options& options, const Store& store, bool fromWords)
{
    QString given = value(options, "run");
    if (given.isEmpty() && fromWords)
        given = options.positional().value(1);
    if (!given.isEmpty()) {
        bool number = false;
        const qint64 id = given.toLongLong(&number);
        if (!number)
            return Error{ErrorKind::Usage, "A roll-out goes by its number; “rollout status” lists them.", {}};
        return RunId(id);
    }
    const auto runs = loadRuns(store);
    if (!runs)
        return runs.error();
    if (runs->empty())
        return Error{ErrorKind::Usage, "There is no roll-out yet.", {}};
    return runs->back().run->id;
}

Result<std::vector<HostId>> hostsOf(const Options& options, const RolloutRun& run)
{
    std::vector<HostId> hosts;
    for (const QString& given : options.parser.values(QStringLiteral("host"))) {
        const std::string name = given.toStdString();
        const auto it = std::find_if(run.targets.begin(), run.targets.end(), [&](const TargetOrder& target) {
            return target.name == name || target.address == name || std::to_string(target.host) == name;
        });
        if (it == run.targets.end())
            return Error{ErrorKind::Usage, "The roll-out has no host “" + name + "”.", {}};
        hosts.push_back(it->host);
    }
    return hosts;
}

Result<WaveId> waveOf(const Options& options, const Plan& plan)
{
    const std::string given = value(options, "wave").toStdString();
    for (const Wave& wave : plan.waves) {
        if (wave.name == given || std::to_string(wave.id) == given)
            return wave.id;
    }
    std::string names;
    for (const Wave& wave : plan.waves)
        names += (names.empty() ? "" : ", ") + std::to_string(wave.id) + " (" + wave.name + ")";
    return Error{ErrorKind::Usage, "--wave knows: " + names + ".", {}};
}

} // namespace bw::cli
