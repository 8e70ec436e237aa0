// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/validations.h"

#include "models/store/auditrepository.h"
#include "models/store/settingrepository.h"
#include "models/store/store.h"
#include "models/store/testrepository.h"
#include "models/validation/appfile.h"
#include "models/validation/gateinput.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace bw {

namespace {

Error missing(const char* what)
{
    return Error{ErrorKind::MissingField, what, {}};
}

AuditNote noteOf(const Stamp& stamp, const char* verb, const char* kind, std::string id, std::string summary)
{
    AuditNote note;
    note.at = stamp.at;
    note.who = stamp.who;
    note.verb = verb;
    note.objectKind = kind;
    note.objectId = std::move(id);
    note.summary = std::move(summary);
    return note;
}

Result<std::vector<CriticalApp>> appsAt(ReadConnection& db, std::optional<Instant> at)
{
    const auto text = setting(db, CriticalAppsKey, at);
    if (!text)
        return text.error();
    if (!*text)
        return std::vector<CriticalApp>();
    auto apps = criticalAppsFromJson(**text);
    if (!apps)
        return Error{ErrorKind::Damaged, std::string("setting ") + CriticalAppsKey, {}};
    return apps;
}

const CriticalApp* appOf(const std::vector<CriticalApp>& apps, const std::string& id)
{
    const auto it = std::find_if(apps.begin(), apps.end(), [&](const CriticalApp& app) { return app.id == id; });
    return it == apps.end() ? nullptr : &*it;
}

const AppCheck* checkOf(const CriticalApp& app, const std::string& id)
{
    const auto it =
        std::find_if(app.checks.begin(), app.checks.end(), [&](const AppCheck& check) { return check.id == id; });
    return it == app.checks.end() ? nullptr : &*it;
}

Result<void> checkVerdict(const TestVerdict& verdict, const std::vector<CriticalApp>& apps)
{
    if (verdict.patch.empty())
        return missing("the patch that was tested");
    const CriticalApp* app = appOf(apps, verdict.app);
    if (!app)
        return Error{ErrorKind::NotFound, "the critical application “" + verdict.app + "”", {}};
    if (!verdict.check.empty() && !checkOf(*app, verdict.check))
        return Error{ErrorKind::NotFound, "the check “" + verdict.check + "” of “" + app->name + "”", {}};
    if (verdict.outcome == TestOutcome::Failed && verdict.reason.empty())
        return missing("what failed");
    if (verdict.outcome == TestOutcome::Waived) {
        if (verdict.reason.empty())
            return missing("the reason of the waiver");
        if (!verdict.until)
            return missing("the last day of the waiver");
        if (*verdict.until < dayOf(verdict.at))
            return Error{ErrorKind::BadValue, toIso(*verdict.until) + " is over", {{}, 0, 0, "until"}};
    }
    if (std::max({verdict.patch.size(), verdict.reason.size(), verdict.evidence.size(), verdict.evidenceFile.size()})
        > MaxTestText)
        return Error{ErrorKind::TooLarge, "the text of the verdict", {}};
    return {};
}

std::string summaryOf(const TestVerdict& verdict, const CriticalApp& app)
{
    std::string text =
        shortPatchName(verdict.patch) + ' ' + std::string(name(verdict.outcome)) + " against “" + app.name;
    if (const AppCheck* check = verdict.check.empty() ? nullptr : checkOf(app, verdict.check))
        text += "”, check “" + check->name;
    text += "”";
    if (verdict.until)
        text += " until " + toIso(*verdict.until);
    return verdict.reason.empty() ? text : text + ": " + verdict.reason;
}

Result<std::int64_t> store(WriteTransaction& tx, const TestVerdict& verdict, const std::vector<CriticalApp>& apps)
{
    if (auto good = checkVerdict(verdict, apps); !good)
        return good.error();
    TestVerdict kept = verdict;
    if (kept.outcome != TestOutcome::Waived)
        kept.until.reset();
    const auto id = addVerdict(tx, kept);
    if (!id)
        return id;
    const auto entry = tx.audit(
        noteOf({kept.who, kept.at, {}}, "test.record", "patch", kept.patch, summaryOf(kept, *appOf(apps, kept.app))));
    return entry ? id : Result<std::int64_t>(entry.error());
}

} // namespace

Result<void> setCriticalApps(Store& store, const std::vector<CriticalApp>& apps, const Stamp& stamp)
{
    if (auto good = checkApps(apps); !good)
        return good;
    return store.write([&](WriteTransaction& tx) -> Result<void> {
        const auto before = setting(tx, CriticalAppsKey);
        if (!before)
            return before.error();
        const std::string text = toJson(apps);
        if (auto set = setSetting(tx, CriticalAppsKey, text, stamp); !set)
            return set;
        AuditNote note = noteOf(stamp, "test.apps", "setting", CriticalAppsKey,
                                std::to_string(apps.size()) + " critical applications"
                                    + (stamp.why.empty() ? std::string() : ": " + stamp.why));
        note.before = before->value_or(std::string());
        note.after = text;
        const auto entry = tx.audit(note);
        return entry ? Result<void>() : Result<void>(entry.error());
    });
}

Result<std::vector<CriticalApp>> criticalApps(const Store& store, std::optional<Instant> at)
{
    return store.read([at](ReadConnection& db) { return appsAt(db, at); });
}

Result<TestRecords> testRecords(const Store& store, std::optional<Instant> at)
{
    return store.read([at](ReadConnection& db) -> Result<TestRecords> {
        auto apps = appsAt(db, at);
        if (!apps)
            return apps.error();
        auto said = verdicts(db, at);
        if (!said)
            return said.error();
        auto notes = patchNotes(db, at);
        if (!notes)
            return notes.error();
        return TestRecords{*std::move(apps), *std::move(said), *std::move(notes)};
    });
}

Result<std::int64_t> recordVerdict(Store& store, const TestVerdict& verdict)
{
    auto ids = recordVerdicts(store, {verdict});
    return ids ? Result<std::int64_t>(ids->front()) : Result<std::int64_t>(ids.error());
}

Result<std::vector<std::int64_t>> recordVerdicts(Store& store, const std::vector<TestVerdict>& verdicts)
{
    return store.write([&](WriteTransaction& tx) -> Result<std::vector<std::int64_t>> {
        const auto apps = appsAt(tx, {});
        if (!apps)
            return apps.error();
        std::vector<std::int64_t> ids;
        for (const TestVerdict& verdict : verdicts) {
            const auto id = bw::store(tx, verdict, *apps);
            if (!id)
                return id.error();
            ids.push_back(*id);
        }
        return ids;
    });
}

Result<std::int64_t> addPatchNote(Store& store, const PatchNote& note)
{
    if (note.patch.empty())
        return missing("the patch that the note is about");
    if (note.text.empty())
        return missing(note.kind == PatchNoteKind::Withdrawn ? "why the patch was withdrawn"
                                                             : "what the known issue is");
    if (std::max(note.patch.size(), note.text.size()) > MaxTestText)
        return Error{ErrorKind::TooLarge, "the text of the note", {}};
    PatchNote kept = note;
    kept.blocks = note.blocks || note.kind == PatchNoteKind::Withdrawn;
    return store.write([&](WriteTransaction& tx) -> Result<std::int64_t> {
        const auto id = addPatchNote(tx, kept);
        if (!id)
            return id;
        const bool withdrawn = kept.kind == PatchNoteKind::Withdrawn;
        const auto entry = tx.audit(
            noteOf({kept.who, kept.at, {}}, withdrawn ? "test.withdraw" : "test.note", "patch", kept.patch,
                   shortPatchName(kept.patch) + (withdrawn ? " withdrawn: " : " has a known issue: ") + kept.text));
        return entry ? id : Result<std::int64_t>(entry.error());
    });
}

Result<void> endPatchNote(Store& store, std::int64_t id, const Stamp& stamp)
{
    if (stamp.why.empty())
        return missing("why the note is ended");
    return store.write([&](WriteTransaction& tx) -> Result<void> {
        if (auto ended = endPatchNote(tx, id, stamp); !ended)
            return ended;
        const auto entry =
            tx.audit(noteOf(stamp, "test.end-note", "patch-note", std::to_string(id), "Note ended: " + stamp.why));
        return entry ? Result<void>() : Result<void>(entry.error());
    });
}

Result<EvidenceFile> readEvidence(const std::string& path, ProgressSink& progress)
{
    constexpr qint64 most = qint64(4) << 30;
    constexpr qint64 chunk = 1 << 20;
    const QString name = QString::fromStdString(path);
    if (!QFileInfo::exists(name))
        return Error{ErrorKind::NotFound, path, {}};
    QFile file(name);
    if (!QFileInfo(name).isFile() || !file.open(QIODevice::ReadOnly))
        return Error{ErrorKind::NotReadable, path, {}};
    if (file.size() > most)
        return Error{ErrorKind::TooLarge, path, {}};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (QByteArray bytes = file.read(chunk); !bytes.isEmpty(); bytes = file.read(chunk)) {
        if (progress.cancelled())
            return Error{ErrorKind::Cancelled, {}, {}};
        hash.addData(bytes);
        progress.report(std::uint64_t(file.pos()), std::uint64_t(file.size()), path);
    }
    if (file.error() != QFileDevice::NoError)
        return Error{ErrorKind::NotReadable, path, {}};
    return EvidenceFile{QFileInfo(name).fileName().toStdString(), hash.result().toHex().toStdString()};
}

Result<CheckReport> runCommandChecks(Store& store, const CheckWish& wish, CommandCheckRunner& runner,
                                     const Stamp& stamp, ProgressSink& progress)
{
    const auto apps = criticalApps(store);
    if (!apps)
        return apps.error();
    const CriticalApp* app = appOf(*apps, wish.app);
    if (!app)
        return Error{ErrorKind::NotFound, "the critical application “" + wish.app + "”", {}};
    if (wish.hosts.empty())
        return Error{ErrorKind::Empty, "The list of hosts to test “" + app->name + "” on", {}};
    CheckReport report;
    bool any = false;
    for (const AppCheck& check : app->checks) {
        if (check.kind != CheckKind::Command)
            continue;
        any = true;
        std::vector<CommandOrder> orders = wish.hosts;
        for (CommandOrder& order : orders)
            order.command = check.command;
        auto results = runner.run(orders, progress);
        if (!results)
            return results.error();
        std::optional<TestVerdict> worst;
        bool everywhere = true;
        for (const CommandResult& result : *results) {
            auto verdict = verdictOf(check, result);
            if (!verdict) {
                everywhere = false;
                report.notRun.push_back(result);
            } else if (!worst || (worst->outcome == TestOutcome::Passed && verdict->outcome == TestOutcome::Failed)) {
                worst = std::move(verdict);
            }
        }
        if (!worst || (worst->outcome == TestOutcome::Passed && !everywhere))
            continue;
        worst->patch = wish.patch;
        worst->app = wish.app;
        worst->who = stamp.who;
        worst->at = stamp.at;
        report.recorded.push_back(*std::move(worst));
    }
    if (!any)
        return Error{ErrorKind::Empty, "The list of command checks of “" + app->name + "”", {}};
    if (!report.recorded.empty()) {
        const auto ids = recordVerdicts(store, report.recorded);
        if (!ids)
            return ids.error();
        for (std::size_t i = 0; i < ids->size(); ++i)
            report.recorded[i].id = (*ids)[i];
    }
    return report;
}

} // namespace bw
