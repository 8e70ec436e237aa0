// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/calendar.h"

#include "planningsample.h"

#include <QtTest>

using namespace bw;
using namespace bw::test;

namespace {

Instant at(const char* iso)
{
    return *parseIso(iso);
}

Window window(const char* first, const char* rule, int minutes = 120, const char* zone = "Europe/Berlin")
{
    Window window;
    window.id = "w";
    window.name = "W";
    window.firstStart = first;
    window.recurrence = rule;
    window.minutes = minutes;
    window.zone = zone;
    return window;
}

std::vector<std::string> starts(const Window& window, const char* from, const char* until, std::size_t limit = 1000)
{
    std::vector<std::string> out;
    const auto found = occurrences(window, at(from), at(until), limit);
    if (!found)
        return {"error " + found.error().place.field};
    for (const Occurrence& occurrence : *found)
        out.push_back(toIso(occurrence.start));
    return out;
}

using Texts = std::vector<std::string>;

} // namespace

class CalendarTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void clocksThatJumpForward()
    {
        QCOMPARE(toIso(resolveLocal("2026-03-29T01:59", "Europe/Berlin")->at), std::string("2026-03-29T00:59:00Z"));
        for (const char* local : {"2026-03-29T02:00", "2026-03-29T02:30", "2026-03-29T02:59"}) {
            const auto resolved = resolveLocal(local, "Europe/Berlin");
            QCOMPARE(toIso(resolved->at), std::string("2026-03-29T01:00:00Z")); // 03:00 CEST
            QCOMPARE(resolved->kind, Resolved::Kind::Gap);
        }
        QCOMPARE(toIso(resolveLocal("2026-03-29T03:00", "Europe/Berlin")->at), std::string("2026-03-29T01:00:00Z"));
        QCOMPARE(toIso(resolveLocal("2026-03-29T03:30", "Europe/Berlin")->at), std::string("2026-03-29T01:30:00Z"));
    }

    void clocksThatGoBack()
    {
        const auto resolved = resolveLocal("2026-10-25T02:30", "Europe/Berlin");
        QCOMPARE(toIso(resolved->at), std::string("2026-10-25T00:30:00Z")); // the first, CEST
        QCOMPARE(resolved->kind, Resolved::Kind::Overlap);
        QCOMPARE(toIso(resolveLocal("2026-10-25T03:00", "Europe/Berlin")->at), std::string("2026-10-25T02:00:00Z"));
        QCOMPARE(resolveLocal("2026-10-25T01:59", "Europe/Berlin")->kind, Resolved::Kind::Plain);
    }

    void otherZones()
    {
        QCOMPARE(toIso(resolveLocal("2026-10-04T02:15", "Australia/Lord_Howe")->at),
                 std::string("2026-10-03T15:30:00Z")); // half an hour's jump to 02:30 +11
        QCOMPARE(toIso(resolveLocal("2026-06-01T12:00", "Asia/Kathmandu")->at), std::string("2026-06-01T06:15:00Z"));
        QCOMPARE(toIso(resolveLocal("2026-06-01T12:00", "Pacific/Kiritimati")->at),
                 std::string("2026-05-31T22:00:00Z"));
        for (const char* zone :
             {"Mars/Olympus", "City", "CET-1CEST", "CET-1CEST,M3.5.0,M10.5.0/3", "", "../etc/passwd"})
            QVERIFY2(!resolveLocal("2026-06-01T12:00", zone).ok(), zone);
        for (const char* zone : {"UTC", "CET", "US/Pacific", "Etc/GMT+5", "America/Argentina/Buenos_Aires"})
            QVERIFY2(resolveLocal("2026-06-01T12:00", zone).ok(), zone);
        QCOMPARE(resolveLocal("2026-06-31T12:00", "UTC").error().place.field, std::string("local"));
        QCOMPARE(resolveLocal("2026-06-01T12:00Z", "UTC").error().place.field, std::string("local"));
    }

    void aWindowIsNotShiftedForEverAfterAGap()
    {
        const Window night = window("2026-03-22T02:30", "FREQ=WEEKLY");
        QCOMPARE(
            starts(night, "2026-03-20", "2026-04-13"),
            (Texts{"2026-03-22T01:30:00Z", "2026-03-29T01:00:00Z", "2026-04-05T00:30:00Z", "2026-04-12T00:30:00Z"}));
        QCOMPARE(dstSentence(night, at("2026-03-23")),
                 std::string("02:30 does not exist on 2026-03-29 in Europe/Berlin; starts at 03:00 CEST."));
        QCOMPARE(dstSentence(night, at("2026-04-01")),
                 std::string("02:30 comes twice on 2026-10-25 in Europe/Berlin; starts at the first, 02:30 CEST."));
        QCOMPARE(dstSentence(window("2026-10-24T23:00", "FREQ=WEEKLY", 240), at("2026-10-01")),
                 std::string("Clocks change on 2026-10-24 in Europe/Berlin while it is open; ends at 02:00 CET."));
        QVERIFY(dstSentence(window("2026-03-22T02:30", "FREQ=WEEKLY", 60, "UTC"), at("2026-03-20")).empty());
    }

    void theNthWeekdayWithAnOffset()
    {
        Window patchDay = window("2026-01-13T22:00", "FREQ=MONTHLY;BYDAY=2TU");
        QCOMPARE(starts(patchDay, "2026-11-01", "2027-01-01"), (Texts{"2026-11-10T21:00:00Z", "2026-12-08T21:00:00Z"}));
        patchDay.offsetDays = 4; // the Saturday after
        patchDay.exceptDays = {"2026-11-10"};
        QCOMPARE(starts(patchDay, "2026-10-01", "2027-01-01"), (Texts{"2026-10-17T20:00:00Z", "2026-12-12T21:00:00Z"}));
    }

    void rulesEnd()
    {
        QCOMPARE(starts(window("2026-11-02T22:00", "FREQ=DAILY;COUNT=3"), "2026-11-03", "2027-01-01"),
                 (Texts{"2026-11-03T21:00:00Z", "2026-11-04T21:00:00Z"}));
        QCOMPARE(starts(window("2026-11-02T22:00", "FREQ=DAILY;UNTIL=20261103"), "2026-11-01", "2027-01-01").size(),
                 2U);
        QCOMPARE(
            starts(window("2026-11-02T22:00", "FREQ=DAILY;UNTIL=20261103T210000Z"), "2026-11-01", "2027-01-01").size(),
            2U); // 22:00 in Berlin is 21:00 UTC
        QCOMPARE(
            starts(window("2026-11-02T22:00", "FREQ=DAILY;UNTIL=20261103T205959Z"), "2026-11-01", "2027-01-01").size(),
            1U);
        QCOMPARE(starts(window("2026-11-02T22:00", ""), "2026-11-01", "2027-01-01"), (Texts{"2026-11-02T21:00:00Z"}));
        QVERIFY(starts(window("2026-11-02T22:00", ""), "2026-11-03", "2027-01-01").empty());
    }

    void aRunningOccurrenceCounts()
    {
        const auto next = nextOccurrence(window("2026-11-02T22:00", "FREQ=WEEKLY"), at("2026-11-02T22:30:00Z"));
        QVERIFY(next.ok() && next->has_value());
        QCOMPARE(toIso((*next)->start), std::string("2026-11-02T21:00:00Z"));
        QCOMPARE(toIso((*next)->end), std::string("2026-11-02T23:00:00Z"));
        QCOMPARE((*next)->lastStart, (*next)->end);
        QCOMPARE((*next)->local, std::string("2026-11-02T22:00"));
    }

    void whatCannotBeUsedIsAnError()
    {
        for (const char* rule : {"FREQ=SECONDLY", "FREQ=HOURLY", "FREQ=DAILY;INTERVAL=0", "nonsense", "BYDAY=2TU",
                                 "FREQ=", ";;;;", "FREQ=DAILY\r\nATTENDEE:x"})
            QCOMPARE(starts(window("2026-11-02T22:00", rule), "2026-11-01", "2027-01-01"), (Texts{"error recurrence"}));
        QCOMPARE(starts(window("22:00", ""), "2026-11-01", "2027-01-01"), (Texts{"error firstStart"}));
        QCOMPARE(starts(window("2026-11-02T22:00", "", 0), "2026-11-01", "2027-01-01"), (Texts{"error minutes"}));
        QCOMPARE(starts(window("2026-11-02T22:00", "", 60, "Europe/"), "2026-11-01", "2027-01-01"),
                 (Texts{"error zone"}));
        // Days that never come are an error, not a search without end.
        QCOMPARE(starts(window("2026-11-02T22:00", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), "2026-11-01", "2027-01-01"),
                 (Texts{"error recurrence"}));
        starts(window("1970-11-02T22:00", "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9;BYMINUTE=0,1,2,3,4"), "2026-11-01",
               "2027-01-01");
    }

    void freezesCutAndPush()
    {
        PlanningSample sample;
        const HostId plain = sample.host("web-01");
        const HostId clinic = sample.host("clinic-01", {"clinic"});
        Freeze freeze{"f", "Sale", "2026-11-24T23:00", "2026-12-02T00:00", "Europe/Berlin", "", ""};
        sample.context.policy.freezes = {freeze};
        const Wave test = wave(1, "Test ring", {plain, clinic}, {});
        const PlanGround cut = sample.ground();
        const auto first = nextForWave(cut, test, cut.now());
        QCOMPARE(toIso(first->start), std::string("2026-11-24T21:00:00Z"));
        QCOMPARE(toIso(first->end), std::string("2026-11-24T22:00:00Z"));
        QCOMPARE(toIso(usableTimes(cut, test, {}, cut.now(), 2)[1].start), std::string("2026-12-08T21:00:00Z"));

        sample.context.policy.freezes[0].hostFilter = "tag:clinic";
        const PlanGround some = sample.ground();
        QCOMPARE(toIso(nextForHost(some, test, 0, some.now())->end), std::string("2026-11-24T23:00:00Z"));
        QCOMPARE(toIso(nextForHost(some, test, 1, some.now())->end), std::string("2026-11-24T22:00:00Z"));
        QVERIFY(freezeAt(some, {at("2026-11-30"), at("2026-12-01")}, 1U) != nullptr);
        QVERIFY(freezeAt(some, {at("2026-11-30"), at("2026-12-01")}, 0U) == nullptr);
        QVERIFY(freezeAt(some, {at("2026-12-01T23:00:00Z"), at("2026-12-03")}, 1U) == nullptr); // the end is exclusive
    }

    void hostsWithWindowsOfTheirOwn()
    {
        PlanningSample sample;
        sample.host("web-01");
        sample.host("pacs-01", {"clinic"});
        sample.host("odd-01", {"odd"});
        Window late = PlanningSample::night();
        late.id = "late";
        late.firstStart = "2026-01-06T23:00";
        late.recurrence = "FREQ=MONTHLY;BYDAY=2TU";
        late.hostFilter = "tag:clinic";
        Window sunday = late;
        sunday.id = "sunday";
        sunday.recurrence = "FREQ=WEEKLY;BYDAY=SU";
        sunday.firstStart = "2026-01-04T03:00";
        sunday.hostFilter = "tag:odd";
        sample.context.policy.windows.push_back(late);
        sample.context.policy.windows.push_back(sunday);
        const PlanGround ground = sample.ground();
        const Wave test = wave(1, "Test ring", {1, 2, 3}, {});
        QCOMPARE(toIso(nextForHost(ground, test, 0, ground.now())->start), std::string("2026-11-24T21:00:00Z"));
        const auto shared = nextForHost(ground, test, 1, ground.now());
        QCOMPARE(toIso(shared->start), std::string("2026-12-08T22:00:00Z"));
        QCOMPARE(toIso(shared->end), std::string("2026-12-08T23:00:00Z"));
        QVERIFY(!nextForHost(ground, test, 2, ground.now()));
        QCOMPARE(ground.hostClasses(), 3U);
        Wave later = test;
        later.notBefore = *parseDay("2026-11-25");
        QCOMPARE(toIso(nextForHost(ground, later, 0, ground.now())->start), std::string("2026-12-01T21:00:00Z"));
    }

    void nobodyIsStartedTooLate()
    {
        PlanningSample sample("2026-11-24T21:50:00Z");
        sample.host("web-01");
        sample.context.policy.windows[0].lastStartMinutes = 45;
        const PlanGround ground = sample.ground();
        const auto next = nextForWave(ground, wave(1, "Test ring", {1}, {}), ground.now());
        QCOMPARE(toIso(next->start),
                 std::string("2026-12-01T21:00:00Z")); // the one that is open starts nobody any more
        QCOMPARE(toIso(next->lastStart), std::string("2026-12-01T21:45:00Z"));
    }
};

QTEST_APPLESS_MAIN(CalendarTest)
#include "calendartest.moc"
