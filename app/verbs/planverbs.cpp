// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/terminalprogress.h"
#include "app/verbs.h"
#include "app/verbs/planjson.h"
#include "models/domain/hostfilter.h"
#include "models/domain/patchfilter.h"
#include "models/planning/icalendar.h"
#include "models/planning/plancodec.h"
#include "models/planning/ringtemplate.h"
#include "models/services/assessing.h"
#include "models/services/loginname.h"
#include "models/services/planexport.h"
#include "models/services/plans.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

#include <algorithm>

namespace bw::cli {

namespace {

QString text(std::string_view s)
{
    return QString::fromUtf8(s.data(), qsizetype(s.size()));
}

void printJson(const QJsonObject& object)
{
    print(QString::fromUtf8(QJsonDocument(object).toJson()));
}

void printJson(const QJsonArray& array)
{
    print(QString::fromUtf8(QJsonDocument(array).toJson()));
}

/// What every action has at hand.
struct Call {
    Options& options;
    Store& store;
    QStringList words; ///< behind the action

    QString value(const char* name) const { return options.parser.value(QString::fromLatin1(name)); }
    bool has(const char* name) const { return options.parser.isSet(QString::fromLatin1(name)); }
    Stamp stamp() const { return {loginName(), Clock::system().now(), value("why").toStdString()}; }
};

Result<std::string> readWhole(const QString& argument)
{
    QFile file(QString::fromLocal8Bit(pathOf(argument).c_str()));
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorKind::NotReadable, argument.toStdString(), {}};
    if (file.size() > 64LL * 1024 * 1024)
        return Error{ErrorKind::TooLarge, argument.toStdString(), {}};
    return file.readAll().toStdString();
}

Result<void> writeWhole(const QString& path, const std::string& content, bool program = false)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)
        || file.write(content.data(), qint64(content.size())) != qint64(content.size()))
        return Error{ErrorKind::NotWritable, path.toStdString(), {}};
    if (program)
        file.setPermissions(file.permissions() | QFileDevice::ExeOwner | QFileDevice::ExeGroup | QFileDevice::ExeOther);
    return file.commit() ? Result<void>() : Result<void>(Error{ErrorKind::NotWritable, path.toStdString(), {}});
}

Result<PlanVersion> planOf(const Call& call)
{
    if (call.words.isEmpty()) {
        const auto all = listPlans(call.store);
        if (!all)
            return all.error();
        if (all->size() == 1)
            return all->front();
        return Error{ErrorKind::Usage, "Which plan? Give its name or number; “plan list” shows them.", {}};
    }
    auto found = findPlan(call.store, call.words.first().toStdString());
    if (!found || !call.has("version"))
        return found;
    bool ok = false;
    const int number = call.value("version").toInt(&ok);
    if (!ok)
        return Error{ErrorKind::Usage, "--version needs a number.", {}};
    return loadPlan(call.store, found->plan.id, number);
}

Result<std::shared_ptr<const PlanGround>> groundOf(const Call& call)
{
    TerminalProgress progress(call.options.quiet());
    const auto assessed = assessWorkspace(call.store, call.options.asOf, Clock::system(), progress);
    if (!assessed)
        return assessed.error();
    auto inputs = planningInputs(call.store);
    if (!inputs)
        return inputs.error();
    return std::shared_ptr<const PlanGround>(
        std::make_shared<PlanGround>(planContext(std::move(*inputs), assessed->assessment, assessed->assessment->at)));
}

int done(const Call& call, const PlanVersion& version, const QString& sentence)
{
    if (call.options.json())
        printJson(toJson(version));
    else
        printLine(sentence);
    return Done;
}

int listAll(const Call& call)
{
    const auto all = listPlans(call.store);
    if (!all)
        return fail(all.error());
    QJsonArray array;
    Table table({QStringLiteral("Id"), QStringLiteral("Plan"), QStringLiteral("Version"), QStringLiteral("State"),
                 QStringLiteral("Waves"), QStringLiteral("Changed"), QStringLiteral("By"), QStringLiteral("What")});
    for (const PlanVersion& version : *all) {
        array.append(toJson(version));
        table.add({QString::number(version.plan.id), text(version.plan.name), QString::number(version.number),
                   text(name(version.state)), QString::number(version.plan.waves.size()), text(toIso(version.at)),
                   text(version.who), text(version.why)});
    }
    if (call.options.json())
        printJson(array);
    else if (all->empty())
        printLine(QStringLiteral("No plan yet. Next: breakwater plan new NAME --template four-rings"));
    else
        table.print();
    return Done;
}

void printRules(const std::vector<RuleBreak>& rules)
{
    for (const RuleBreak& rule : rules) {
        printLine((blocks(rule) ? QStringLiteral("blocks  ") : QStringLiteral("warns   ")) + text(rule.sentence));
        printLine(QStringLiteral("        → ") + text(rule.wayOut));
    }
}

int show(const Call& call)
{
    const auto version = planOf(call);
    if (!version)
        return fail(version.error());
    const auto ground = groundOf(call);
    if (!ground)
        return fail(ground.error());
    const Board board = layOut(version->plan, **ground);
    if (call.options.json()) {
        printJson(toJson(*version, board, **ground));
        return Done;
    }
    printLine(QStringLiteral("%1, version %2, %3")
                  .arg(text(version->plan.name))
                  .arg(version->number)
                  .arg(text(name(version->state))));
    for (const BoardWave& wave : board.waves) {
        printLine(QStringLiteral("\n%1%2%3")
                      .arg(text(wave.name), wave.testRing ? QStringLiteral(" (test ring)") : QString(),
                           wave.locked ? QStringLiteral(" (locked)") : QString()));
        printLine(QStringLiteral("  ") + text(wave.truth));
        printLine(QStringLiteral("  ") + text(wave.gate));
        if (!wave.freeze.empty())
            printLine(QStringLiteral("  waits for the end of the freeze “%1”").arg(text(wave.freeze)));
        if (!wave.dst.empty())
            printLine(QStringLiteral("  ") + text(wave.dst));
        Table table({QStringLiteral("  Patch"), QStringLiteral("Decision"), QStringLiteral("Hosts"),
                     QStringLiteral("?"), QStringLiteral("Minutes"), QStringLiteral("Reboot")});
        for (const int column : {2, 3, 4})
            table.alignRight(column);
        for (const BoardCard& card : wave.cards) {
            table.add({QStringLiteral("  ") + text(card.title),
                       card.index == PlanGround::None ? QStringLiteral("closed") : text(name(card.decision)),
                       QString::number(card.hosts),
                       card.hostsUnknown == 0 ? QString() : u'+' + QString::number(card.hostsUnknown),
                       QString::number(card.minutes, 'g', 4), card.reboot ? QStringLiteral("yes") : QString()});
        }
        if (!wave.cards.empty())
            table.print();
    }
    printLine(QStringLiteral("\n%1 hosts are in no wave, %2 of them need a patch of the plan. %3")
                  .arg(board.freeHosts.size())
                  .arg(board.freeTargets)
                  .arg(board.finish ? QStringLiteral("Expected finish: %1.").arg(text(toIso(*board.finish)))
                                    : QStringLiteral("It does not come to an end.")));
    if (!board.broken.empty())
        printLine(QString());
    printRules(board.broken);
    return Done;
}

int check(const Call& call)
{
    const auto version = planOf(call);
    if (!version)
        return fail(version.error());
    const auto ground = groundOf(call);
    if (!ground)
        return fail(ground.error());
    const auto rules = brokenRules(version->plan, **ground);
    if (call.options.json())
        printJson(toJson(rules, **ground));
    else if (rules.empty())
        printLine(QStringLiteral("No rule is broken."));
    else
        printRules(rules);
    return std::any_of(rules.begin(), rules.end(), [](const RuleBreak& rule) { return blocks(rule); }) ? DoneWithIssues
                                                                                                       : Done;
}

Result<RingTemplate> ringsOf(const QString& wanted)
{
    if (const RingTemplate* known = ringTemplate(wanted.toStdString()))
        return *known;
    auto rings = ringTemplateFrom(wanted.toStdString());
    if (!rings) {
        return Error{ErrorKind::Usage,
                     "--template knows four-rings, three-rings, two-rings, and shares such as 2/10/40/rest.",
                     {}};
    }
    return rings;
}

Result<DraftWish> wishOf(const Call& call, const PlanGround& ground)
{
    const auto patches = PatchFilter::parse(call.value("patches").toStdString());
    if (!patches)
        return patches.error();
    const auto hosts = HostFilter::parse(call.value("hosts").toStdString());
    if (!hosts)
        return hosts.error();
    DraftWish wish;
    wish.name = call.words.first().toStdString();
    const Assessment& all = ground.assessment();
    for (const Patch& patch : all.patches) {
        const bool urgent = patch.decision != Decision::Defer && patch.hostsOpen > 0;
        if (!patch.fixed.empty() && (patches->empty() ? urgent : patches->matches(patch, all)))
            wish.patches.push_back(patch.id);
    }
    for (std::uint32_t h = 0; h < all.fleet->hosts.size(); ++h) {
        const Host& host = all.fleet->hosts[h];
        const SnapshotEntry* seen = host.lastSeen(all.at);
        if (hosts->matches({host, seen ? &all.fleet->systems[seen->os] : nullptr, all.hostStates[h]}))
            wish.hosts.push_back(host.id);
    }
    if (call.has("seed")) {
        bool ok = false;
        wish.seed = call.value("seed").toUInt(&ok);
        if (!ok)
            return Error{ErrorKind::Usage, "--seed needs a number.", {}};
    }
    return wish;
}

int create(const Call& call)
{
    if (call.words.isEmpty())
        return usage(QStringLiteral("“plan new” needs the plan's name."));
    const auto rings = ringsOf(call.value("template"));
    if (!rings)
        return fail(rings.error());
    const auto ground = groundOf(call);
    if (!ground)
        return fail(ground.error());
    const auto wish = wishOf(call, **ground);
    if (!wish)
        return fail(wish.error());
    Stamp stamp = call.stamp();
    if (stamp.why.empty())
        stamp.why = "From the template " + rings->name;
    const auto version = savePlan(call.store, draftPlan(*rings, *wish, **ground), stamp);
    if (!version)
        return fail(version.error());
    return done(call, *version,
                QStringLiteral("Plan %1 “%2”: %3 patches, %4 hosts, %5 waves.")
                    .arg(version->plan.id)
                    .arg(text(version->plan.name))
                    .arg(wish->patches.size())
                    .arg(wish->hosts.size())
                    .arg(version->plan.waves.size()));
}

/// The document that `plan export --as json` writes; hosts go by the numbers that `hosts --json` tells.
int importPlan(const Call& call)
{
    if (call.words.isEmpty() || call.words.size() > 2)
        return usage(
            QStringLiteral("“plan import” needs a JSON file, and the plan that it is a new version of, if any."));
    const auto file = readWhole(call.words.first());
    if (!file)
        return fail(file.error());
    auto plan = planFromJson(*file);
    if (!plan) {
        Error error = plan.error();
        error.place.file = call.words.first().toStdString();
        return fail(error);
    }
    std::optional<int> basedOn;
    if (call.words.size() == 2) {
        const auto known = findPlan(call.store, call.words.at(1).toStdString());
        if (!known)
            return fail(known.error());
        plan->id = known->plan.id;
        basedOn = known->number;
    }
    Stamp stamp = call.stamp();
    if (stamp.why.empty())
        stamp.why = "From the file " + call.words.first().toStdString();
    const auto version = savePlan(call.store, *plan, stamp, basedOn);
    if (!version)
        return fail(version.error());
    return done(call, *version,
                QStringLiteral("Plan %1 “%2”, version %3: %4 waves.")
                    .arg(version->plan.id)
                    .arg(text(version->plan.name))
                    .arg(version->number)
                    .arg(version->plan.waves.size()));
}

bool numberOption(const Call& call, const char* name, int least, int most, int& value)
{
    if (!call.has(name))
        return true;
    bool ok = false;
    value = call.value(name).toInt(&ok);
    return ok && value >= least && value <= most;
}

void printForecast(const ForecastChange& change, const Plan& plan)
{
    const Forecast& now = change.now;
    const auto days = [](const Spread& spread) {
        return QStringLiteral("%1 (%2 to %3)")
            .arg(spread.middle, 0, 'f', 0)
            .arg(spread.low, 0, 'f', 0)
            .arg(spread.high, 0, 'f', 0);
    };
    const auto finish = [](const std::optional<TimeSpread>& spread) {
        return spread ? QStringLiteral("%1 (%2 to %3)")
                            .arg(text(toIso(spread->middle)), text(toIso(spread->low)), text(toIso(spread->high)))
                      : QStringLiteral("never");
    };
    printLine(QStringLiteral("%1 of %2 open findings with a fix are in a wave; %3 cannot be told.")
                  .arg(now.planned)
                  .arg(now.findings)
                  .arg(now.unknown));
    printLine(QStringLiteral("Finish: %1").arg(finish(now.finish)));
    printLine(QStringLiteral("Exposed host-days in %1 days: %2; without what controls lower: %3")
                  .arg(now.horizonDays)
                  .arg(days(now.exposed), days(now.exposedWithControls)));
    for (std::size_t w = 0; w < now.waves.size(); ++w) {
        const WaveForecast& wave = now.waves[w];
        printLine(QStringLiteral("  %1: %2 targets, %3 left open, window fits in %4 %, gate opens in %5 %, finish %6")
                      .arg(text(plan.waves[w].name))
                      .arg(wave.targets)
                      .arg(days(wave.failed))
                      .arg(wave.fits * 100, 0, 'f', 0)
                      .arg(wave.gatePasses * 100, 0, 'f', 0)
                      .arg(finish(wave.finish)));
    }
    if (change.before) {
        printLine(QStringLiteral("Against the version before: %1")
                      .arg(change.sentence.empty() ? QStringLiteral("no difference") : text(change.sentence)));
    }
}

Result<std::optional<PlanVersion>> against(const Call& call, const PlanVersion& version)
{
    int number = version.number - 1;
    if (!numberOption(call, "against", 1, 1'000'000, number))
        return Error{ErrorKind::Usage, "--against needs the number of a version.", {}};
    if (number < 1)
        return std::optional<PlanVersion>();
    auto other = loadPlan(call.store, version.plan.id, number);
    if (!other)
        return other.error();
    return std::optional(std::move(*other));
}

int simulatePlan(const Call& call)
{
    SimulationOptions options;
    if (!numberOption(call, "runs", 1, 10000, options.runs))
        return usage(QStringLiteral("--runs needs a number from 1 to 10000."));
    if (!numberOption(call, "days", 1, 366, options.horizonDays))
        return usage(QStringLiteral("--days needs a number from 1 to 366."));
    const auto version = planOf(call);
    if (!version)
        return fail(version.error());
    const auto other = against(call, *version);
    if (!other)
        return fail(other.error());
    const auto ground = groundOf(call);
    if (!ground)
        return fail(ground.error());
    auto now = simulate(version->plan, **ground, options);
    if (!now)
        return fail(now.error());
    std::optional<Forecast> before;
    if (*other) {
        auto simulated = simulate((*other)->plan, **ground, options);
        if (!simulated)
            return fail(simulated.error());
        before = std::move(*simulated);
    }
    const ForecastChange change = changeOf(std::move(*now), std::move(before));
    if (call.options.json())
        printJson(toJson(change, version->plan));
    else
        printForecast(change, version->plan);
    return Done;
}

int difference(const Call& call)
{
    const auto version = planOf(call);
    if (!version)
        return fail(version.error());
    const auto other = against(call, *version);
    if (!other)
        return fail(other.error());
    const auto ground = groundOf(call);
    if (!ground)
        return fail(ground.error());
    const Plan before = *other ? (*other)->plan : Plan{};
    const auto lines = differenceOf(before, version->plan, [&](HostId host) { return (*ground)->hostName(host); });
    if (call.options.json()) {
        printJson(QJsonObject{{QStringLiteral("from"), *other ? (*other)->number : 0},
                              {QStringLiteral("to"), version->number},
                              {QStringLiteral("lines"), toJson(lines, **ground)}});
    } else if (lines.empty()) {
        printLine(QStringLiteral("No difference."));
    }
    for (const DifferenceLine& line : lines) {
        if (!call.options.json())
            printLine(text(line.text));
    }
    return Done;
}

int writeExport(const Call& call, PlanExportKind kind, const PlanExport& made)
{
    const QString target = call.value("output");
    const bool folder = kind == PlanExportKind::Ansible || kind == PlanExportKind::Scripts;
    if (!folder && target.isEmpty()) {
        print(text(made.files.front().text));
        return Done;
    }
    if (target.isEmpty())
        return usage(QStringLiteral("This export is a folder: name it with -o."));
    if (!folder) {
        const auto written = writeWhole(target, made.files.front().text);
        return written ? Done : fail(written.error());
    }
    if (const QDir there(target); there.exists() && !there.isEmpty())
        return fail({ErrorKind::Conflict, target.toStdString(), {}});
    for (const ExportFile& file : made.files) {
        const QString path = QDir(target).filePath(text(file.path));
        if (!QDir().mkpath(QFileInfo(path).path()))
            return fail({ErrorKind::NotWritable, path.toStdString(), {}});
        if (const auto written = writeWhole(path, file.text, file.program); !written)
            return fail(written.error());
    }
    return Done;
}

int exportTo(const Call& call)
{
    const bool json = call.value("as") == QLatin1String("json");
    const auto kind = json ? std::optional(PlanExportKind::Csv) : planExportFrom(call.value("as").toStdString());
    if (!kind)
        return usage(QStringLiteral("--as knows: ansible, csv, scripts, ics, json."));
    const auto version = planOf(call);
    if (!version)
        return fail(version.error());
    if (json)
        return writeExport(call, *kind, {{{"plan.json", planToJson(version->plan) + '\n', false}}, {}});
    const auto ground = groundOf(call);
    if (!ground)
        return fail(ground.error());
    const PlanExport made = exportPlan(*version, **ground, *kind);
    if (const int code = writeExport(call, *kind, made); code != Done)
        return code;
    for (const std::string& sentence : made.leftOut)
        printError(text(sentence));
    return made.leftOut.empty() ? Done : DoneWithIssues;
}

int request(const Call& call)
{
    const auto version = planOf(call);
    if (!version)
        return fail(version.error());
    const auto ground = groundOf(call);
    if (!ground)
        return fail(ground.error());
    const auto asked = requestApproval(call.store, version->plan.id, call.stamp(), ground->get());
    return asked ? done(call, *asked, QStringLiteral("Approval of version %1 asked for.").arg(asked->number))
                 : fail(asked.error());
}

int approve(const Call& call)
{
    const auto version = planOf(call);
    if (!version)
        return fail(version.error());
    const bool granted = !call.has("refuse");
    const auto decided = decidePlan(call.store, version->plan.id, granted, call.stamp());
    if (!decided)
        return fail(decided.error());
    return done(call, *decided,
                (granted ? QStringLiteral("Version %1 approved.") : QStringLiteral("Approval of version %1 refused."))
                    .arg(decided->number));
}

int close(const Call& call)
{
    const auto version = planOf(call);
    if (!version)
        return fail(version.error());
    const auto closed = closePlan(call.store, version->plan.id, call.stamp());
    return closed ? done(call, *version, QStringLiteral("Plan closed.")) : fail(closed.error());
}

int policy(const Call& call)
{
    const QString action = call.words.value(0);
    if (action == QLatin1String("export")) {
        const auto stored = planningPolicy(call.store);
        if (!stored)
            return fail(stored.error());
        if (!call.has("output")) {
            print(text(policyToJson(*stored)));
            return Done;
        }
        const auto written = writeWhole(call.value("output"), policyToJson(*stored));
        return written ? Done : fail(written.error());
    }
    if (action != QLatin1String("import") || call.words.size() != 2)
        return usage(QStringLiteral("Known: “plan policy export [-o FILE]” and “plan policy import FILE”."));
    const auto file = readWhole(call.words.at(1));
    if (!file)
        return fail(file.error());
    const auto read = policyFromJson(*file);
    if (!read) {
        Error error = read.error();
        error.place.file = call.words.at(1).toStdString();
        return fail(error);
    }
    if (const auto stored = setPlanningPolicy(call.store, *read, call.stamp()); !stored)
        return fail(stored.error());
    if (!call.options.json()) {
        printLine(QStringLiteral("Planning policy: %1 windows, %2 freezes, %3 redundancy groups, %4 order rules.")
                      .arg(read->windows.size())
                      .arg(read->freezes.size())
                      .arg(read->redundancy.size())
                      .arg(read->orders.size()));
    } else {
        print(text(policyToJson(*read)));
    }
    return Done;
}

template <typename T>
void putById(std::vector<T>& list, const T& entry)
{
    const auto it = std::find_if(list.begin(), list.end(), [&](const T& old) { return old.id == entry.id; });
    if (it == list.end())
        list.push_back(entry);
    else
        *it = entry;
}

int importCalendar(const Call& call)
{
    if (call.words.size() != 1)
        return usage(QStringLiteral("“windows import” needs one iCalendar file."));
    const auto bytes = readWhole(call.words.first());
    if (!bytes)
        return fail(bytes.error());
    const auto file = readCalendar(*bytes);
    if (!file) {
        Error error = file.error();
        error.place.file = call.words.first().toStdString();
        return fail(error);
    }
    auto stored = planningPolicy(call.store);
    if (!stored)
        return fail(stored.error());
    for (const Window& window : file->windows)
        putById(stored->windows, window);
    for (const Freeze& freeze : file->freezes)
        putById(stored->freezes, freeze);
    Stamp stamp = call.stamp();
    if (stamp.why.empty())
        stamp.why = "Calendar " + call.words.first().toStdString();
    if (const auto set = setPlanningPolicy(call.store, *stored, stamp); !set)
        return fail(set.error());
    if (call.options.json()) {
        printJson(QJsonObject{{QStringLiteral("windows"), qint64(file->windows.size())},
                              {QStringLiteral("freezes"), qint64(file->freezes.size())},
                              {QStringLiteral("issues"), cli::toJson(std::span<const Issue>(file->issues))}});
    } else {
        printLine(QStringLiteral("%1 windows and %2 freezes taken over.")
                      .arg(file->windows.size())
                      .arg(file->freezes.size()));
        for (const Issue& issue : file->issues)
            printError(QStringLiteral("%1: %2").arg(text(issue.raw), text(issue.reason)));
    }
    return file->issues.empty() ? Done : DoneWithIssues;
}

int listWindows(const Call& call)
{
    const auto stored = planningPolicy(call.store);
    if (!stored)
        return fail(stored.error());
    const Instant now = call.options.asOf.value_or(Clock::system().now());
    QJsonArray array;
    Table table({QStringLiteral("Id"), QStringLiteral("Window"), QStringLiteral("Next"), QStringLiteral("Minutes"),
                 QStringLiteral("Hosts"), QStringLiteral("Clocks")});
    for (const Window& window : stored->windows) {
        const auto next = nextOccurrence(window, now);
        const bool known = next && next->has_value();
        const std::string when = known
            ? localText((*next)->start, window.zone) + ' ' + zoneAbbreviation((*next)->start, window.zone)
            : std::string("never");
        const std::string clocks = dstSentence(window, now);
        array.append(
            QJsonObject{{QStringLiteral("id"), text(window.id)},
                        {QStringLiteral("name"), text(window.name)},
                        {QStringLiteral("zone"), text(window.zone)},
                        {QStringLiteral("recurrence"), text(window.recurrence)},
                        {QStringLiteral("next"), known ? QJsonValue(text(toIso((*next)->start))) : QJsonValue()},
                        {QStringLiteral("minutes"), window.minutes},
                        {QStringLiteral("hosts"), text(window.hostFilter)},
                        {QStringLiteral("clock_change"), text(clocks)}});
        table.add({text(window.id), text(window.name), text(when), QString::number(window.minutes),
                   text(window.hostFilter), text(clocks)});
    }
    if (call.options.json())
        printJson(array);
    else if (stored->windows.empty())
        printLine(QStringLiteral("No windows yet. Next: breakwater windows import FILE.ics"));
    else
        table.print();
    return Done;
}

int exportCalendar(const Call& call)
{
    const auto stored = planningPolicy(call.store);
    if (!stored)
        return fail(stored.error());
    const std::string calendar = writeCalendar(stored->windows, stored->freezes, Clock::system().now());
    if (!call.has("output")) {
        print(text(calendar));
        return Done;
    }
    const auto written = writeWhole(call.value("output"), calendar);
    return written ? Done : fail(written.error());
}

struct Action {
    const char* name;
    int (*run)(const Call&);
};

template <std::size_t N>
int runAction(Options& options, const QStringList& arguments, const Action (&actions)[N])
{
    if (!options.parse(arguments))
        return options.exitCode;
    const QString wanted = options.positional().value(0, QStringLiteral("list"));
    const auto action = std::find_if(std::begin(actions), std::end(actions),
                                     [&](const Action& a) { return wanted == QLatin1String(a.name); });
    if (action == std::end(actions)) {
        QStringList known;
        for (const Action& a : actions)
            known << QLatin1String(a.name);
        return usage(QStringLiteral("Known actions: %1.").arg(known.join(QStringLiteral(", "))));
    }
    auto store = options.openWorkspace();
    if (!store)
        return fail(store.error());
    return action->run(Call{options, **store, options.positional().mid(1)});
}

void addOption(Options& options, const char* name, const char* help, const char* value = nullptr,
               const char* standard = "")
{
    QCommandLineOption option(QString::fromLatin1(name), QString::fromUtf8(help));
    if (value) {
        option.setValueName(QString::fromLatin1(value));
        if (*standard)
            option.setDefaultValue(QString::fromLatin1(standard));
    }
    options.parser.addOption(option);
}

void addOutput(Options& options)
{
    options.parser.addOption({{QStringLiteral("o"), QStringLiteral("output")},
                              QStringLiteral("Write to this file or folder."),
                              QStringLiteral("PATH")});
    addOption(options, "why", "What is noted with it.", "TEXT");
}

} // namespace

int runPlan(const QStringList& arguments)
{
    Options options("plan");
    addOption(options, "version", "This version instead of the newest.", "N");
    addOption(options, "against", "Compare with this version (simulate, diff); the one before is the default.", "N");
    addOption(options, "template", "Rings: four-rings, three-rings, two-rings, or shares (new).", "RINGS",
              "four-rings");
    addOption(options, "patches",
              "Patches by filter; all that are open, have a fix and are not deferred by default (new).", "EXPR");
    addOption(options, "hosts", "Hosts by filter; all by default (new).", "EXPR");
    addOption(options, "seed", "Another sample (new).", "N");
    addOption(options, "runs", "How often the plan is played, 200 by default (simulate).", "N");
    addOption(options, "days", "Horizon, 90 by default (simulate).", "N");
    addOption(options, "as", "ansible, csv, scripts, ics, or json, which is read again by import (export).", "KIND",
              "csv");
    addOption(options, "refuse", "Refuse instead of approving (approve).");
    addOutput(options);
    static constexpr Action actions[] = {
        {"list", listAll},          {"show", show},       {"new", create},        {"check", check},
        {"simulate", simulatePlan}, {"export", exportTo}, {"import", importPlan}, {"diff", difference},
        {"request", request},       {"approve", approve}, {"close", close},       {"policy", policy}};
    return runAction(options, arguments, actions);
}

int runWindows(const QStringList& arguments)
{
    Options options("windows");
    addOutput(options);
    static constexpr Action actions[] = {{"list", listWindows}, {"import", importCalendar}, {"export", exportCalendar}};
    return runAction(options, arguments, actions);
}

} // namespace bw::cli
