// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/priority/duedates.h"

#include "models/priority/duepolicyfile.h"

#include <QFile>
#include <QtTest>

using namespace bw;

namespace {

DuePolicy bundled(std::string_view id)
{
    auto policy = bundledDuePolicy(id);
    return policy ? *policy : DuePolicy{};
}

const char DecisionPolicy[] = R"({"id": "own", "title": "Own", "basis": "decision", "kevStartsClock": false,
    "decisions": {"immediate": {"days": 1, "forensics": true}, "out-of-cycle": {"days": 7},
                  "scheduled": {"days": 0}, "defer": {"days": null}}})";

Error refusal(const QByteArray& json)
{
    const auto policy = duePolicyFromJson({json.constData(), std::size_t(json.size())}, "own.json");
    return policy ? Error{} : policy.error();
}

} // namespace

class DueDatesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bundlesPolicies();
    void givesDaysPerDecision();
    void givesDaysPerThreat();
    void saysWhatItAssumed();
    void assumesNothingBeyondThePolicy();
    void startsTheClock();
    void readsOwnPolicy();
    void refusesHoles_data();
    void refusesHoles();
    void refusesDoubledAndMissingThreats();
};

void DueDatesTest::bundlesPolicies()
{
    QCOMPARE(bundledDuePolicies(), (std::vector<std::string>{"default", "bod-26-04"}));
    for (const auto& id : bundledDuePolicies()) {
        const auto policy = bundledDuePolicy(id);
        QVERIFY2(policy, policy ? "" : policy.error().place.field.c_str());
        QCOMPARE(policy->id, id);
        QVERIFY(!policy->title.empty());
    }
    QCOMPARE(bundledDuePolicy("../default").error().kind, ErrorKind::NotFound);
}

void DueDatesTest::givesDaysPerDecision()
{
    const DuePolicy policy = bundled("default");
    const auto days = [&](Decision decision) { return dueTerms(policy, {.decision = decision}).days; };
    QCOMPARE(days(Decision::Immediate), std::optional(3));
    QCOMPARE(days(Decision::OutOfCycle), std::optional(14));
    QCOMPARE(days(Decision::Scheduled), std::optional(30));
    QCOMPARE(days(Decision::Defer), std::nullopt);
    const auto answer = dueTerms(policy, {.decision = Decision::OutOfCycle});
    QCOMPARE(answer.rule, std::string_view("decision out-of-cycle"));
    QVERIFY(!answer.assumed());
    const Day start = *parseDay("2026-02-20");
    QCOMPARE(dueDay(answer, start), parseDay("2026-03-06"));
    QCOMPARE(dueDay(dueTerms(policy, {.decision = Decision::Defer}), start), std::nullopt);
}

void DueDatesTest::givesDaysPerThreat()
{
    const DuePolicy policy = bundled("bod-26-04");
    const auto worst =
        dueTerms(policy, {.kev = true, .publiclyExposed = true, .automatable = Automatable::Yes, .impactTotal = true});
    QCOMPARE(worst.days, std::optional(3));
    QVERIFY(worst.forensics);
    QCOMPARE(worst.rule, std::string_view("kev yes, exposed yes, automatable yes, impact total"));
    QVERIFY(!worst.assumed());
    const auto mildest =
        dueTerms(policy, {.publiclyExposed = false, .automatable = Automatable::No, .impactTotal = true});
    QCOMPARE(mildest.days, std::nullopt);
    QVERIFY(!mildest.forensics);
}

void DueDatesTest::saysWhatItAssumed()
{
    const DuePolicy policy = bundled("bod-26-04");
    const auto exposure = dueTerms(policy, {.automatable = Automatable::No, .impactTotal = false});
    QCOMPARE(exposure.rule, std::string_view("kev no, exposed yes, automatable no, impact partial"));
    QVERIFY(exposure.assumedExposed && !exposure.assumedAutomatable && !exposure.assumedImpact);

    const auto neither = dueTerms(policy, {.publiclyExposed = true});
    QCOMPARE(neither.days, std::optional(60));
    QVERIFY(!neither.assumedExposed && neither.assumedAutomatable && neither.assumedImpact);

    const auto kev = dueTerms(policy, {.kev = true, .publiclyExposed = false});
    QCOMPARE(kev.days, std::optional(3));
    QVERIFY(kev.forensics && kev.assumedAutomatable && kev.assumedImpact);
}

void DueDatesTest::assumesNothingBeyondThePolicy()
{
    DuePolicy policy = bundled("bod-26-04");
    policy.assumptions.neither.reset();
    const auto answer = dueTerms(policy, {.publiclyExposed = true});
    QCOMPARE(answer.rule, std::string_view("kev no, exposed yes, automatable no, impact total"));
    QCOMPARE(answer.days, std::optional(14));
}

void DueDatesTest::startsTheClock()
{
    const Day detected = *parseDay("2026-07-10");
    const Day before = *parseDay("2026-07-01");
    const Day after = *parseDay("2026-07-20");
    const DuePolicy threat = bundled("bod-26-04");
    QCOMPARE(clockStart(threat, detected, before), before);
    QCOMPARE(clockStart(threat, detected, after), detected);
    QCOMPARE(clockStart(threat, detected, {}), detected);
    QCOMPARE(clockStart(bundled("default"), detected, before), detected);
}

void DueDatesTest::readsOwnPolicy()
{
    const auto policy = duePolicyFromJson(DecisionPolicy, "own.json");
    QVERIFY(policy);
    const auto answer = dueTerms(*policy, {.decision = Decision::Immediate});
    QCOMPARE(answer.days, std::optional(1));
    QVERIFY(answer.forensics);
    QCOMPARE(dueTerms(*policy, {.decision = Decision::Scheduled}).days, std::optional(0));
}

void DueDatesTest::refusesHoles_data()
{
    QTest::addColumn<QByteArray>("find");
    QTest::addColumn<QByteArray>("replace");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("field");
    const auto row = [](const char* find, const char* replace, ErrorKind kind, const char* field) {
        QTest::newRow(replace) << QByteArray(find) << QByteArray(replace) << int(kind) << QByteArray(field);
    };
    row("\"defer\": {\"days\": null}", "\"later\": {}", ErrorKind::MissingField, "decisions.defer");
    row("\"days\": 7", "\"day\": 7", ErrorKind::MissingField, "decisions.out-of-cycle.days");
    row("\"days\": 7", "\"days\": -7", ErrorKind::BadValue, "decisions.out-of-cycle.days");
    row("\"days\": 0", "\"days\": 0.5", ErrorKind::BadValue, "decisions.scheduled.days");
    row("\"days\": 1", "\"days\": \"1\"", ErrorKind::BadValue, "decisions.immediate.days");
    row("\"basis\": \"decision\"", "\"basis\": \"mood\"", ErrorKind::BadValue, "basis");
    row("\"basis\": \"decision\"", "\"basis\": \"threat\"", ErrorKind::MissingField, "rows");
    row("\"id\": \"own\"", "\"id\": \"\"", ErrorKind::BadValue, "id");
    row("{\"id\"", "[\"id\"", ErrorKind::Malformed, "");
}

void DueDatesTest::refusesHoles()
{
    QFETCH(QByteArray, find);
    QFETCH(QByteArray, replace);
    QFETCH(int, kind);
    QFETCH(QByteArray, field);
    QByteArray json(DecisionPolicy);
    QVERIFY(json.contains(find));
    const Error error = refusal(json.replace(find, replace));
    QCOMPARE(int(error.kind), kind);
    QCOMPARE(error.place.field, field.toStdString());
    QCOMPARE(error.place.file, std::string("own.json"));
}

void DueDatesTest::refusesDoubledAndMissingThreats()
{
    QFile file(QStringLiteral(":/policies/bod-26-04.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray json = file.readAll();
    const auto lineStart = json.indexOf("    { \"kev\"");
    const auto line = json.mid(lineStart, json.indexOf('\n', lineStart) + 1 - lineStart);
    QVERIFY(lineStart > 0 && line.endsWith(",\n"));
    QByteArray doubled = json;
    QCOMPARE(refusal(doubled.insert(lineStart, line)).kind, ErrorKind::Conflict);
    QByteArray missing = json;
    const Error error = refusal(missing.remove(lineStart, line.size()));
    QCOMPARE(error.kind, ErrorKind::MissingField);
    QCOMPARE(error.subject, std::string("15 of 16 combinations"));
}

QTEST_GUILESS_MAIN(DueDatesTest)
#include "duedatestest.moc"
