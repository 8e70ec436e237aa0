// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/demotests.h"

#include "models/services/assessing.h"
#include "models/services/validations.h"
#include "models/store/store.h"

#include <string_view>

namespace bw {

namespace {

constexpr const char* Who = "demo";

AppCheck manual(const char* id, const char* name, const char* steps)
{
    AppCheck check;
    check.id = id;
    check.name = name;
    check.steps = steps;
    return check;
}

AppCheck command(const char* id, const char* name, std::vector<std::string> words, const char* output)
{
    AppCheck check;
    check.id = id;
    check.name = name;
    check.kind = CheckKind::Command;
    check.command = std::move(words);
    check.expectedOutput = output;
    return check;
}

std::vector<CriticalApp> demoApps()
{
    return {
        {"web-shop",
         "Web shop",
         "Shop team",
         "tag:webshop",
         {manual("order", "Order an article",
                 "Put an article into the basket and pay with the test card. The order confirmation arrives by mail."),
          command("answers", "The start page answers",
                  {"curl", "--fail", "--silent", "--max-time", "10", "http://localhost/"}, "")}},
        {"erp",
         "ERP",
         "ERP team",
         "tag:erp",
         {manual("invoice", "Post an invoice", "Post a test invoice in client 900 and print it."),
          command("service", "The service runs", {"systemctl", "is-active", "erp.service"}, "active")}},
        {"imaging",
         "Clinic imaging",
         "Clinic technology",
         "tag:clinic",
         {manual("image", "Send and find an image",
                 "Send the phantom image from the test modality, find it in the archive and open it."),
          manual("record", "Open a patient's record", "Open the record of the test patient on a ward workstation.")}},
        {"mail-vpn",
         "Mail and VPN",
         "IT operations",
         "name:mail-* OR name:vpn-*",
         {manual("mail", "Mail both ways", "Send a mail to the outside test account and answer it."),
          manual("dial", "Dial in from outside", "Open the VPN from a mobile connection and reach the intranet.")}},
    };
}

/// What was found on an application's patches, the most urgent first: Passed, half (one check), Failed, Waived, eXpired
/// waiver; anything else is not tested yet.
struct Story {
    const char* app;
    const char* outcomes;
    const char* failure;
    const char* waiver;
};

constexpr Story Stories[] = {
    {"web-shop", "PPPhW-F", "The payment page stays empty after the update.",
     "Only the back office uses it; the shop team takes the risk until the freeze is over."},
    {"erp", "PhP-W", "", "Quarter closing: nobody has time to test before the 5th, the vendor has tested it."},
    {"imaging", "Ph-FX", "The archive answers 40 s late; the vendor was told.",
     "Same library build as on the test bench, accepted by the medical engineer."},
    {"mail-vpn", "PPhP", "", ""},
};

class TestMaker {
public:
    TestMaker(Store& store, const Assessment& assessment, Instant now)
        : m_store(store)
        , m_assessment(assessment)
        , m_now(now)
        , m_matrix(testMatrix(assessment, {demoApps(), {}, {}}, now))
    {
    }

    Result<void> run()
    {
        for (const Story& story : Stories)
            tell(story);
        if (auto stored = recordVerdicts(m_store, m_verdicts); !stored)
            return stored.error();
        return note();
    }

private:
    void tell(const Story& story)
    {
        const auto& apps = m_matrix->apps;
        std::uint32_t app = 0;
        while (apps[app].id != story.app)
            ++app;
        std::string_view outcomes = story.outcomes;
        for (const PatchTests& tests : m_matrix->patches) {
            if (outcomes.empty())
                return;
            if (!tests.cellOf(app))
                continue;
            say(tests.patch, apps[app], outcomes.front(), story);
            outcomes.remove_prefix(1);
        }
    }

    void say(const std::string& patch, const CriticalApp& app, char outcome, const Story& story)
    {
        TestVerdict verdict;
        verdict.patch = patch;
        verdict.app = app.id;
        verdict.who = Who;
        verdict.at = m_now - std::chrono::hours(20) + std::chrono::minutes(m_verdicts.size());
        if (outcome == 'P' || outcome == 'h') {
            for (const AppCheck& check : app.checks) {
                verdict.check = check.id;
                verdict.evidence = check.kind == CheckKind::Manual ? "Done as written, as expected." : "exit status 0";
                m_verdicts.push_back(verdict);
                if (outcome == 'h')
                    return;
            }
        } else if (outcome == 'F') {
            verdict.check = app.checks.front().id;
            verdict.outcome = TestOutcome::Failed;
            verdict.reason = story.failure;
            m_verdicts.push_back(verdict);
        } else if (outcome == 'W' || outcome == 'X') {
            verdict.outcome = TestOutcome::Waived;
            verdict.reason = story.waiver;
            verdict.at = m_now - std::chrono::hours(24 * (outcome == 'X' ? 20 : 1));
            verdict.until = dayOf(m_now) + std::chrono::days(outcome == 'X' ? -2 : 12);
            m_verdicts.push_back(verdict);
        }
    }

    /// On patches far enough down that the ones to begin with stay free.
    Result<void> note()
    {
        constexpr std::size_t issueAt = 8, withdrawnAt = 17;
        PatchNote note;
        note.who = Who;
        note.at = m_now - std::chrono::hours(6);
        if (m_assessment.patches.size() > issueAt) {
            note.patch = m_assessment.patches[issueAt].id;
            note.text = "Vendor: sessions end once after the update; users log in again.";
            note.blocks = false;
            if (auto added = addPatchNote(m_store, note); !added)
                return added.error();
        }
        if (m_assessment.patches.size() > withdrawnAt) {
            note.patch = m_assessment.patches[withdrawnAt].id;
            note.kind = PatchNoteKind::Withdrawn;
            note.text = "Taken back by the distribution; a corrected build is announced.";
            if (auto added = addPatchNote(m_store, note); !added)
                return added.error();
        }
        return {};
    }

    Store& m_store;
    const Assessment& m_assessment;
    Instant m_now;
    std::shared_ptr<const TestMatrix> m_matrix;
    std::vector<TestVerdict> m_verdicts;
};

} // namespace

Result<void> makeDemoTests(Store& store, const Clock& clock, ProgressSink& progress)
{
    if (auto set = setCriticalApps(store, demoApps(),
                                   {Who, clock.now() - std::chrono::hours(24 * 30), "Agreed with the owners"});
        !set)
        return set;
    const auto assessed = assessWorkspace(store, {}, clock, progress);
    if (!assessed)
        return assessed.error();
    return TestMaker(store, *assessed->assessment, clock.now()).run();
}

} // namespace bw
