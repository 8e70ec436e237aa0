// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/hostfilter.h"
#include "models/validation/gateinput.h"
#include "models/validation/testmatrix.h"
#include "tests/support/assessmentsample.h"

#include <QtTest>

#include <rapidcheck.h>

using namespace bw;

namespace {

CriticalApp app(const char* id, const char* filter)
{
    CriticalApp app;
    app.id = id;
    app.name = id;
    app.owner = "Ann";
    app.hostFilter = filter;
    return app;
}

TestVerdict passed(const std::string& patch, const std::string& app, Instant at)
{
    TestVerdict verdict;
    verdict.patch = patch;
    verdict.app = app;
    verdict.at = at;
    return verdict;
}

PatchNote withdrawal(const std::string& patch, Instant at)
{
    PatchNote note;
    note.patch = patch;
    note.kind = PatchNoteKind::Withdrawn;
    note.text = "taken back";
    note.at = at;
    return note;
}

} // namespace

class MatrixTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyApplicationsOnWhoseHostsItIsOpen()
    {
        QVERIFY(rc::check("cells are what the findings say", [] {
            const auto assessment = test::sampleAssessment(*rc::gen::inRange(1u, 1000u), {12, 10, 1, 0.3});
            const TestRecords records{
                {app("lab", "tag:lab"), app("web3", "name:web3*"), app("none", "name:x")}, {}, {}};
            const auto matrix = testMatrix(*assessment, records, assessment->at);
            RC_ASSERT((matrix->appHosts.size() == 3 && matrix->appHosts[2] == 0));
            std::size_t cells = 0, expected = 0;
            for (const PatchTests& tests : matrix->patches) {
                cells += tests.cells.size();
                for (const TestCell& cell : tests.cells)
                    RC_ASSERT((cell.hostsOpen + cell.hostsUnknown > 0 && cell.app < 2
                               && cell.tests.state == TestState::NotTested));
            }
            for (const Patch& patch : assessment->patches) {
                for (const CriticalApp& one : records.apps) {
                    const auto hosts = hostsMatching(*assessment, one.hostFilter);
                    std::uint32_t open = 0, unknown = 0;
                    for (std::uint32_t i = 0; i < patch.findingCount; ++i) {
                        const Finding& f = assessment->findings[patch.firstFinding + i];
                        if (std::find(hosts.begin(), hosts.end(), f.host) == hosts.end())
                            continue;
                        unknown += f.state == FindingState::Unknown;
                        open += f.state != FindingState::Unknown && f.state != FindingState::Verified
                            && f.state != FindingState::Excepted;
                    }
                    if (open + unknown == 0)
                        continue;
                    ++expected;
                    const TestCell* cell = matrix->find(patch.id)->cellOf(std::uint32_t(&one - records.apps.data()));
                    RC_ASSERT(cell != nullptr);
                    RC_ASSERT(cell->hostsOpen == open);
                    RC_ASSERT(cell->hostsUnknown == unknown);
                }
            }
            RC_ASSERT(cells == expected);
        }));
    }

    void verdictsAndNotesOfTheFutureDoNotCount()
    {
        const auto assessment = test::sampleAssessment(3);
        const std::string patch = assessment->patches.front().id;
        const Instant later = assessment->at + std::chrono::hours(1);
        const TestRecords records{{app("all", "name:*")}, {passed(patch, "all", later)}, {withdrawal(patch, later)}};
        const auto now = testMatrix(*assessment, records, assessment->at);
        QVERIFY(!now->find(patch)->letsPass() && !now->find(patch)->blocked);
        const auto then = testMatrix(*assessment, records, later);
        QVERIFY(then->find(patch)->state == TestState::Passed);
        QVERIFY(then->find(patch)->blocked && !then->find(patch)->letsPass());
    }

    void theGateReadsWhatIsMissing()
    {
        const auto assessment = test::sampleAssessment(5);
        const std::string first = assessment->patches[0].id, second = assessment->patches[1].id;
        TestRecords records{{app("all", "name:*")}, {passed(first, "all", assessment->at)}, {}};
        const std::vector<std::string> wave{first, second, "not/in/queue"};
        TestGateInput input = gateInput(*testMatrix(*assessment, records, assessment->at), wave);
        QCOMPARE(input.needed, 2u);
        QCOMPARE(input.passed, 1u);
        QCOMPARE(input.notTested, 1u);
        QVERIFY(!input.testsLetPass() && !input.blocked());
        QCOMPARE(input.missing.size(), std::size_t(1));
        QCOMPARE(input.missing[0].patch, second);
        records.verdicts.push_back(passed(second, "all", assessment->at));
        input = gateInput(*testMatrix(*assessment, records, assessment->at), wave);
        QVERIFY(input.testsLetPass() && input.missing.empty());
        records.notes = {withdrawal("not/in/queue", assessment->at)};
        input = gateInput(*testMatrix(*assessment, records, assessment->at), wave);
        QVERIFY(input.testsLetPass() && input.blocked());
        QVERIFY(input.withdrawn[0].sentence.find("taken back") != std::string::npos);
    }

    void noApplicationIsNotApplicable()
    {
        const auto assessment = test::sampleAssessment(5);
        const TestGateInput input =
            gateInput(*testMatrix(*assessment, {}, assessment->at), std::vector{assessment->patches[0].id});
        QCOMPARE(input.needed, 0u);
        QVERIFY(input.testsLetPass());
    }

    void shortNames()
    {
        QCOMPARE(shortPatchName("Debian:12/openssl/3.0.17-1~deb12u2"), std::string("openssl 3.0.17-1~deb12u2"));
        QCOMPARE(shortPatchName("Debian:12/vim/-"), std::string("vim"));
        QCOMPARE(shortPatchName("odd"), std::string("odd"));
        QCOMPARE(shortPatchName("a/b"), std::string("a/b"));
    }
};

QTEST_GUILESS_MAIN(MatrixTest)
#include "matrixtest.moc"
