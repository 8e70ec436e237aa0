// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/icalendar.h"

#include "planningsample.h"

#include <QtTest>

using namespace bw;
using namespace bw::test;

namespace {

std::string calendar(const std::string& events)
{
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n" + events + "END:VCALENDAR\r\n";
}

std::string vevent(const std::string& lines)
{
    return "BEGIN:VEVENT\r\n" + lines + "END:VEVENT\r\n";
}

} // namespace

class ICalendarTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadBack()
    {
        Window plain = PlanningSample::night();
        plain.name =
            "Night; with, “signs” \\ and a very long name that has to be folded over several lines of the file";
        plain.exceptDays = {"2026-12-22", "2026-12-29"};
        plain.lastStartMinutes = 90;
        plain.hostFilter = "tag:clinic,lab -name:\"gw-*\"";
        Window offset = PlanningSample::night();
        offset.id = "patch-day";
        offset.recurrence = "FREQ=MONTHLY;BYDAY=2TU";
        offset.offsetDays = 4;
        offset.exceptDays = {"2026-11-10"};
        Window utc = offset;
        utc.id = "utc";
        utc.zone = "UTC";
        utc.offsetDays = 0;
        const std::vector<Freeze> freezes = {{"year-end", "Year-end closing", "2026-12-18T00:00", "2027-01-04T06:30",
                                              "Europe/Berlin", "tag:shop", "Sales\nand more"}};
        const std::string text = writeCalendar({plain, offset, utc}, freezes, *parseIso("2026-11-23T09:00:00Z"));
        const auto file = readCalendar(text);
        QVERIFY(file.ok());
        for (const Issue& issue : file->issues)
            qWarning("%s", issue.reason.c_str());
        QVERIFY(file->issues.empty());
        QCOMPARE(file->windows.size(), 3U);
        QVERIFY(file->windows[0] == plain);
        QVERIFY(file->windows[1] == offset);
        QVERIFY(file->windows[2] == utc);
        QVERIFY(file->freezes == freezes);
        for (std::size_t at = 0; at < text.size();) {
            const auto end = text.find("\r\n", at);
            QVERIFY(end != std::string::npos && end - at <= 75);
            at = end + 2;
        }
        QVERIFY(text.find("BEGIN:VTIMEZONE") != std::string::npos);
        QVERIFY(text.find("TZID:Europe/Berlin") != std::string::npos);
        QVERIFY(text.find("RDATE;TZID=Europe/Berlin:20261212T220000") != std::string::npos); // the offset, for others
    }

    void calendarsOfOtherPrograms()
    {
        const auto file = readCalendar(calendar(
            vevent("UID:a\r\nSUMMARY:Outlook night\r\nDTSTART;TZID=W. Europe Standard Time:20261110T220000\r\n"
                   "DTEND;TZID=W. Europe Standard Time:20261111T010000\r\nRRULE:FREQ=MONTHLY;BYDAY=2TU\r\n"
                   "EXDATE;TZID=W. Europe Standard Time:20261208T220000\r\n")
            + vevent(
                "UID:b\r\nSUMMARY:Prefixed\r\nDTSTART;TZID=/citadel.org/20210210_1/America/New_York:20261101T010000\r\n"
                "DURATION:PT90M\r\n")
            + vevent("UID:c\r\nSUMMARY:Holidays\r\nDTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261227\r\n")
            + vevent("UID:d\r\nSUMMARY:Code freeze\r\nCATEGORIES:IT,Freeze\r\nDTSTART:20261201T000000Z\r\n"
                     "DTEND:20261202T000000Z\r\n")));
        QVERIFY(file.ok());
        QCOMPARE(file->windows.size(), 2U);
        QCOMPARE(file->windows[0].zone, std::string("Europe/Berlin"));
        QCOMPARE(file->windows[0].minutes, 180);
        QCOMPARE(file->windows[0].exceptDays, std::vector<std::string>{"2026-12-08"});
        QCOMPARE(file->windows[0].firstStart, std::string("2026-11-10T22:00"));
        QCOMPARE(file->windows[1].zone, std::string("America/New_York"));
        QCOMPARE(file->windows[1].minutes, 90);
        QCOMPARE(file->freezes.size(), 2U);
        QCOMPARE(file->freezes[0].from, std::string("2026-12-24T00:00"));
        QCOMPARE(file->freezes[0].until, std::string("2026-12-27T00:00"));
        QCOMPARE(file->freezes[1].zone, std::string("UTC"));
    }

    void whatCannotBeUsedIsAnIssue()
    {
        const auto file = readCalendar(
            calendar(vevent("UID:1\r\nDTSTART;TZID=Nowhere/City:20261110T220000\r\nDURATION:PT1H\r\n")
                     + vevent("UID:2\r\nSUMMARY:No start\r\n")
                     + vevent("UID:3\r\nDTSTART:20261110T220000Z\r\nDTEND:20261110T210000Z\r\n")
                     + vevent("UID:4\r\nDTSTART:20261110T220000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=MINUTELY\r\n")
                     + vevent("UID:5\r\nSTATUS:CANCELLED\r\nDTSTART:20261110T220000Z\r\nDURATION:PT1H\r\n")
                     + vevent("UID:6\r\nDTSTART:20261110T220000Z\r\nDURATION:P40D\r\n")
                     + vevent("UID:7\r\nSUMMARY:Good\r\nDTSTART:20261110T220000Z\r\nDURATION:PT1H\r\n")
                     + vevent("UID:7\r\nSUMMARY:Good again\r\nDTSTART:20261110T220000Z\r\nDURATION:PT1H\r\n")));
        QVERIFY(file.ok());
        QCOMPARE(file->issues.size(), 6U);
        QCOMPARE(file->windows.size(), 2U);
        QCOMPARE(file->windows[1].id, std::string("7-2"));
        QCOMPARE(readCalendar("no calendar").error().kind, ErrorKind::Malformed);
        QCOMPARE(readCalendar(calendar("")).error().kind, ErrorKind::Empty);
        QCOMPARE(readCalendar(std::string(6'000'000, 'x')).error().kind, ErrorKind::TooLarge);
    }

    void brokenFilesNeverCrash()
    {
        const std::string good = writeCalendar({PlanningSample::night()}, {}, *parseIso("2026-11-23T09:00:00Z"));
        for (std::size_t cut = 0; cut < good.size(); cut += 7)
            (void)readCalendar(good.substr(0, cut)).ok();
        for (std::size_t i = 0; i < good.size(); i += 5) {
            std::string bent = good;
            bent[i] = char(bent[i] ^ 0x15);
            const auto file = readCalendar(bent);
            if (file)
                QVERIFY(file->windows.size() <= 2);
        }
    }

    void wavesOfAPlan()
    {
        PlanningSample sample;
        sample.host("web-01");
        const std::string sudo = sample.patch("sudo", "1.9");
        sample.openEverywhere();
        const PlanGround ground = sample.ground();
        const std::string text = planCalendar(plan({wave(1, "Test ring", {1}, {sudo})}), ground);
        QVERIFY(text.find("DTSTART:20261124T210000Z") != std::string::npos);
        QVERIFY(text.find("SUMMARY:November round: Test ring") != std::string::npos);
        QVERIFY(text.find("sudo 1.9") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(ICalendarTest)
#include "icalendartest.moc"
