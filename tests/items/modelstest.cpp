// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/changesetmodel.h"
#include "models/items/componentsmodel.h"
#include "models/items/feedsmodel.h"
#include "models/items/filesmodel.h"
#include "models/items/findingsmodel.h"
#include "models/items/hostsmodel.h"
#include "models/items/issuesmodel.h"
#include "models/items/queuemodel.h"
#include "models/items/texts.h"
#include "tests/support/assessmentsample.h"

#include <QAbstractItemModelTester>
#include <QtTest>

#include <set>

using namespace bw;

class ModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void relativeTimes_data();
    void relativeTimes();
    void dueDays();
    void headersAreNamed();
    void hostCells();
    void untoldIsNotZero();
    void patchCells();
    void issues();
    void files();
    void changes();
    void rowsOutOfRangeSayNothing();
};

namespace {

const Instant Now = Instant(std::chrono::sys_days(std::chrono::year(2026) / 11 / 24)) + std::chrono::hours(8);

std::shared_ptr<Assessment> oneHost()
{
    auto all = std::make_shared<Assessment>();
    all->at = Now;
    auto fleet = std::make_shared<Fleet>();
    auto pool = std::make_shared<ComponentPool>();
    const auto openssl = pool->intern({Ecosystem::Deb, "libssl3", "3.0.15-1", "amd64", "openssl", {}, {}, {}});
    fleet->components = pool;
    fleet->manifests.push_back({{openssl}});
    fleet->systems.push_back({"linux", "Debian", "12", "12.11", "", "x86_64"});
    Host host;
    host.id = 7;
    host.identity.name = "web-01";
    host.identity.fqdn = "web-01.example.org";
    host.attributes.owner = "Ann";
    host.attributes.exposure = Exposure::Controlled;
    SnapshotEntry entry;
    entry.takenAt = Now - std::chrono::days(3);
    entry.timeSource = TimeSource::FileTime;
    host.timeline.push_back(entry);
    fleet->hosts.push_back(host);
    Host silent;
    silent.id = 9;
    silent.identity.serial = "X-1";
    fleet->hosts.push_back(silent);
    auto catalog = std::make_shared<Catalog>();
    catalog->cves.resize(2);
    catalog->cves[0].id = "CVE-2026-1000";
    catalog->cves[1].id = "CVE-2026-1001";
    Patch patch;
    patch.id = "Debian:12/openssl/3.0.17-1";
    patch.package = "openssl";
    patch.fixed = "3.0.17-1";
    patch.stream = "Debian:12";
    patch.cves = {0, 1};
    patch.decision = Decision::OutOfCycle;
    patch.rawDecision = Decision::Immediate;
    patch.due = dayOf(Now) - std::chrono::days(12);
    patch.hostsOpen = 1234;
    patch.hostsUnknown = 5;
    patch.kev = true;
    patch.epssMax = 0.873F;
    patch.why = {"known exploited", "open on 1234 hosts"};
    patch.controls = {"Behind the WAF"};
    patch.rank = 1;
    patch.findingCount = 2;
    Patch other;
    other.id = "Debian:12/zlib/-";
    other.package = "zlib";
    other.stream = "Debian:12";
    other.rank = 2;
    other.firstFinding = 2;
    all->patches = {patch, other};
    Finding finding;
    finding.component = openssl;
    finding.decision = Decision::OutOfCycle;
    finding.due = std::int32_t(patch.due->time_since_epoch().count());
    Finding unknown = finding;
    unknown.host = 1;
    unknown.state = FindingState::Unknown;
    all->findings = {finding, unknown};
    all->fleet = fleet;
    all->catalog = catalog;
    all->hostStates = {HostState::Current, HostState::Unknown};
    all->hostFindings = {1, 0};
    return all;
}

QString text(const QAbstractItemModel& model, int row, int column, int role = Qt::DisplayRole)
{
    return model.index(row, column).data(role).toString();
}

} // namespace

void ModelsTest::relativeTimes_data()
{
    QTest::addColumn<qint64>("secondsAgo");
    QTest::addColumn<QString>("words");
    QTest::newRow("now") << qint64(59) << "just now";
    QTest::newRow("minute") << qint64(60) << "1 minute ago";
    QTest::newRow("minutes") << qint64(3599) << "59 minutes ago";
    QTest::newRow("hour") << qint64(3600) << "1 hour ago";
    QTest::newRow("hours") << qint64(86399) << "23 hours ago";
    QTest::newRow("day") << qint64(86400) << "1 day ago";
    QTest::newRow("days") << qint64(3 * 86400 + 5) << "3 days ago";
    QTest::newRow("future") << qint64(-7200) << "in 2 hours";
    QTest::newRow("far") << qint64(-86400) << "in 1 day";
}

void ModelsTest::relativeTimes()
{
    QFETCH(qint64, secondsAgo);
    QFETCH(QString, words);
    QCOMPARE(Texts::relative(Now - std::chrono::seconds(secondsAgo), Now), words);
}

void ModelsTest::dueDays()
{
    const Day today = dayOf(Now);
    QCOMPARE(Texts::due(today, today), QStringLiteral("today"));
    QCOMPARE(Texts::due(today + std::chrono::days(1), today), QStringLiteral("tomorrow"));
    QCOMPARE(Texts::due(today + std::chrono::days(2), today), QStringLiteral("in 2 days"));
    QCOMPARE(Texts::due(today - std::chrono::days(1), today), QStringLiteral("1 day overdue"));
    QCOMPARE(Texts::due(today - std::chrono::days(12), today), QStringLiteral("12 days overdue"));
    QCOMPARE(Texts::absolute(Now), QStringLiteral("2026-11-24 08:00 UTC"));
}

void ModelsTest::headersAreNamed()
{
    JobRunner jobs;
    HostsModel hosts;
    QueueModel queue;
    FindingsModel findings(jobs);
    ComponentsModel components;
    FeedsModel feeds;
    IssuesModel issues;
    ChangeSetModel changes;
    FilesModel files;
    const std::vector<const TableModel*> models = {&hosts, &queue,  &findings, &components,
                                                   &feeds, &issues, &changes,  &files};
    for (const TableModel* model : models) {
        std::set<QString> ids;
        for (int column = 0; column < model->columnCount(); ++column) {
            const QString id = model->headerData(column, Qt::Horizontal, ColumnIdRole).toString();
            QVERIFY(!id.isEmpty());
            ids.insert(id);
            QCOMPARE(model->columnOf(QLatin1String(id.toLatin1())), column);
            QVERIFY(!model->headerData(column, Qt::Horizontal).toString().isEmpty());
            QVERIFY(model->headerData(column, Qt::Horizontal, ColumnWidthRole).toInt() > 0);
            const int kind = model->headerData(column, Qt::Horizontal, ColumnKindRole).toInt();
            const bool number = kind == int(ColumnKind::Number) || kind == int(ColumnKind::Count);
            const int alignment = model->headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).toInt();
            QCOMPARE((alignment & Qt::AlignRight) != 0, number);
        }
        QCOMPARE(int(ids.size()), model->columnCount());
        QCOMPARE(model->columnOf(QLatin1String("no such column")), -1);
        QCOMPARE(model->columnCount(model->index(0, 0)), model->rowCount() > 0 ? 0 : model->columnCount());
    }
}

void ModelsTest::hostCells()
{
    HostsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setAssessment(oneHost());
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(text(model, 0, HostsModel::Name), QStringLiteral("web-01"));
    QCOMPARE(text(model, 0, HostsModel::Name, SecondaryRole), QString()); // the FQDN only repeats the name
    QCOMPARE(text(model, 0, HostsModel::Os), QStringLiteral("Debian 12"));
    QCOMPARE(text(model, 0, HostsModel::WorstDecision), QStringLiteral("Out of cycle"));
    QCOMPARE(model.index(0, HostsModel::WorstDecision).data(ToneRole).toInt(), int(ItemTone::OutOfCycle));
    QCOMPARE(text(model, 0, HostsModel::Open), QStringLiteral("1"));
    QCOMPARE(text(model, 0, HostsModel::Due), QStringLiteral("12 days overdue"));
    QCOMPARE(text(model, 0, HostsModel::Due, Qt::ToolTipRole), QStringLiteral("2026-11-12"));
    QCOMPARE(text(model, 0, HostsModel::LastSeen), QStringLiteral("3 days ago"));
    QVERIFY(text(model, 0, HostsModel::LastSeen, Qt::ToolTipRole)
                .startsWith(QLatin1String("2026-11-21 08:00 UTC (time of")));
    QCOMPARE(text(model, 0, HostsModel::Owner, FilterRole), QStringLiteral("owner:Ann"));
    QCOMPARE(model.index(0, HostsModel::Owner).data(IdRole).toLongLong(), qint64(7));
    QCOMPARE(model.rowOf(9), 1);
    QCOMPARE(model.rowOf(8), -1);
    const QString sentence = text(model, 0, 0, Qt::AccessibleTextRole);
    QVERIFY2(sentence.startsWith(QLatin1String("web-01, Current, Debian 12, worst decision Out of cycle, 1 open")),
             qPrintable(sentence));
    QVERIFY(model.index(0, 1).data(Qt::AccessibleTextRole).isNull());
}

void ModelsTest::untoldIsNotZero()
{
    HostsModel model;
    model.setAssessment(oneHost());
    const QString dash = QStringLiteral("–");
    QCOMPARE(text(model, 1, HostsModel::Name), QStringLiteral("X-1"));
    for (const int column : {HostsModel::Os, HostsModel::WorstDecision, HostsModel::Open, HostsModel::Due,
                             HostsModel::LastSeen, HostsModel::Components, HostsModel::Owner})
        QCOMPARE(text(model, 1, column), dash);
    QCOMPARE(model.index(1, HostsModel::Open).data(UnknownRole).toUInt(), 1u);
    QCOMPARE(text(model, 1, HostsModel::ExposureColumn), QStringLiteral("Open (assumed)"));
    QVERIFY(!text(model, 1, HostsModel::Components, Qt::ToolTipRole).isEmpty());
    // Not told is last upwards.
    QVERIFY(model.compare(HostsModel::Components, 0, 1) < 0);
    QVERIFY(model.compare(HostsModel::Due, 0, 1) < 0);
    QVERIFY(model.compare(HostsModel::WorstDecision, 0, 1) < 0);
    QCOMPARE(model.compare(HostsModel::Tags, 0, 1), 0);
}

void ModelsTest::patchCells()
{
    QueueModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setAssessment(oneHost());
    QCOMPARE(text(model, 0, QueueModel::PatchColumn), QStringLiteral("openssl 3.0.17-1"));
    QCOMPARE(text(model, 0, QueueModel::Stream), QStringLiteral("Debian 12"));
    QCOMPARE(text(model, 1, QueueModel::PatchColumn, SecondaryRole), QStringLiteral("no fix yet"));
    QCOMPARE(text(model, 0, QueueModel::Hosts).remove(u','), QStringLiteral("1234"));
    QCOMPARE(model.index(0, QueueModel::Hosts).data(UnknownRole).toUInt(), 5u);
    QCOMPARE(text(model, 0, QueueModel::Why), QStringLiteral("known exploited · open on 1234 hosts"));
    QCOMPARE(text(model, 0, QueueModel::Cves), QStringLiteral("CVE-2026-1000 +1"));
    QCOMPARE(text(model, 0, QueueModel::Cves, Qt::ToolTipRole), QStringLiteral("CVE-2026-1000\nCVE-2026-1001"));
    QCOMPARE(text(model, 0, QueueModel::Epss), QStringLiteral("87.3 %"));
    QCOMPARE(text(model, 1, QueueModel::Epss), QStringLiteral("–"));
    QCOMPARE(text(model, 1, QueueModel::Due), QStringLiteral("next upgrade"));
    QCOMPARE(text(model, 0, QueueModel::Due, FilterRole), QStringLiteral("due:overdue"));
    QCOMPARE(text(model, 0, QueueModel::DecisionColumn, SecondaryRole), QStringLiteral("Immediate without controls"));
    QCOMPARE(text(model, 0, 0, IdRole), QStringLiteral("Debian:12/openssl/3.0.17-1"));
    QCOMPARE(model.rowOf(QStringLiteral("Debian:12/zlib/-")), 1);
    QVERIFY(text(model, 0, 0, Qt::AccessibleTextRole).contains(QLatin1String("openssl 3.0.17-1, for Debian 12")));
}

void ModelsTest::issues()
{
    IssuesModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setIssues({{ErrorKind::MissingField, {"fleet.csv", 12'345, 0, "version"}, "version is empty", "a;;b"},
                     {ErrorKind::Truncated, {"b.json", 0, 0, {}}, "the file ends early", {}}},
                    70'000);
    QCOMPARE(model.total(), std::uint64_t(70'000));
    QCOMPARE(text(model, 0, IssuesModel::Line).remove(u','), QStringLiteral("12345"));
    QCOMPARE(text(model, 1, IssuesModel::Line), QStringLiteral("–"));
    QCOMPARE(text(model, 0, IssuesModel::Raw), QStringLiteral("a;;b"));
    QCOMPARE(text(model, 1, 0, Qt::AccessibleTextRole), QStringLiteral("the file ends early, b.json"));
}

void ModelsTest::files()
{
    FilesModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFiles({{"/in/fleet.csv", "csv", Now - std::chrono::hours(2), TimeSource::FileTime, 10, 2'500, 3, false},
                    {"/in/notes.txt", {}, {}, TimeSource::ImportTime, 0, 0, 1, true}},
                   Now);
    QCOMPARE(text(model, 0, FilesModel::Format), QStringLiteral("csv"));
    QVERIFY(model.index(0, FilesModel::Format).data(ToneRole).isNull()); // a known format is no state
    QCOMPARE(text(model, 0, FilesModel::Taken), QStringLiteral("2 hours ago"));
    QCOMPARE(text(model, 0, FilesModel::Taken, Qt::ToolTipRole), QStringLiteral("2026-11-24 06:00 UTC"));
    QVERIFY(text(model, 0, FilesModel::How).startsWith(QLatin1String("time of the file")));
    QCOMPARE(text(model, 1, FilesModel::Format), QStringLiteral("Not recognised"));
    QCOMPARE(text(model, 1, FilesModel::How), QStringLiteral("–"));
    QVERIFY(model.compare(FilesModel::Taken, 0, 1) < 0);
    QVERIFY(model.compare(FilesModel::Hosts, 0, 1) > 0);
    QCOMPARE(text(model, 0, 0, Qt::AccessibleTextRole), QStringLiteral("/in/fleet.csv, csv, 10 hosts, 3 issues"));
}

void ModelsTest::changes()
{
    Fleet fleet;
    Host known;
    known.id = 4;
    known.identity.name = "db-1";
    fleet.hosts.push_back(known);
    std::vector<HostDraft> drafts(2);
    drafts[0].identity.name = "DB1";
    drafts[1].identity.name = "twin";
    ChangeSet set;
    HostChange updated;
    updated.outcome = HostOutcome::Updated;
    updated.matchedBy = MatchedBy::Serial;
    updated.host = 4;
    updated.hasPackages = true;
    updated.takenAt = Now - std::chrono::hours(2);
    updated.components = {1, 2, 3};
    updated.added = {3};
    HostChange ambiguous;
    ambiguous.outcome = HostOutcome::Ambiguous;
    ambiguous.draft = 1;
    ambiguous.reason = "two hosts fit";
    ambiguous.takenAt = Now;
    set.hosts = {updated, ambiguous};
    const auto rows = changeRows(set, drafts, fleet, [](std::size_t draft) { return "f" + std::to_string(draft); });
    ChangeSetModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setChanges(rows, Now);
    // What a person must decide is first.
    QCOMPARE(text(model, 0, ChangeSetModel::Outcome), QStringLiteral("Ambiguous"));
    QCOMPARE(text(model, 0, ChangeSetModel::Reason), QStringLiteral("two hosts fit"));
    QCOMPARE(text(model, 0, ChangeSetModel::File), QStringLiteral("f1"));
    QCOMPARE(text(model, 0, ChangeSetModel::Added), QStringLiteral("–"));
    QCOMPARE(text(model, 1, ChangeSetModel::Added), QStringLiteral("1"));
    QCOMPARE(text(model, 1, ChangeSetModel::Removed), QStringLiteral("0"));
    QCOMPARE(text(model, 1, ChangeSetModel::Host, SecondaryRole), QStringLiteral("known as db-1"));
    QCOMPARE(text(model, 1, ChangeSetModel::Match), QStringLiteral("Serial"));
    QCOMPARE(text(model, 1, ChangeSetModel::Taken), QStringLiteral("2 hours ago"));
    QCOMPARE(model.at(0).change, std::size_t(1));
}

void ModelsTest::rowsOutOfRangeSayNothing()
{
    HostsModel model;
    QVERIFY(!model.index(0, 0).isValid());
    QVERIFY(model.data({}, Qt::DisplayRole).isNull());
    model.setAssessment(oneHost());
    QVERIFY(model.index(0, 0).data(Qt::DecorationRole).isNull());
    QVERIFY(model.index(0, 0).data(Qt::FontRole).isNull());
    QCOMPARE(model.rowCount(model.index(0, 0)), 0);
}

QTEST_GUILESS_MAIN(ModelsTest)
#include "modelstest.moc"
