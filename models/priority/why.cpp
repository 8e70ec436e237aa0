// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/priority/why.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

namespace bw {

namespace {

std::string hosts(std::uint32_t count)
{
    return std::to_string(count) + (count == 1 ? " host" : " hosts");
}

/// "19 Nov", with the year where it is not that of the assessment.
std::string shortDay(Day day, Instant at)
{
    static constexpr std::array<const char*, 12> Months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::chrono::year_month_day date(day), today(dayOf(at));
    std::string text = std::to_string(unsigned(date.day())) + ' ' + Months[(unsigned(date.month()) - 1) % 12];
    if (date.year() != today.year())
        text += ' ' + std::to_string(int(date.year()));
    return text;
}

} // namespace

class Reasons {
public:
    Reasons(const WhyWriter& writer, const Patch& patch)
        : m_writer(writer)
        , m_assessment(writer.m_assessment)
        , m_patch(patch)
    {
    }

    std::vector<std::string> run()
    {
        threats();
        hostsAndExposure();
        importance();
        controls();
        fix();
        offer();
        return std::move(m_out);
    }

private:
    void say(std::string sentence) { m_out.push_back(std::move(sentence)); }
    void threats();
    void hostsAndExposure();
    void importance();
    void controls();
    void fix();
    void offer();
    std::span<const Finding> findings() const
    {
        return std::span(m_assessment.findings).subspan(m_patch.firstFinding, m_patch.findingCount);
    }
    const WhyWriter::HostMark& mark(const Finding& finding) const { return m_writer.m_hosts[finding.host]; }
    static bool open(const Finding& f)
    {
        return f.state == FindingState::Open || f.state == FindingState::RebootPending;
    }

    const WhyWriter& m_writer;
    const Assessment& m_assessment;
    const Patch& m_patch;
    std::vector<std::string> m_out;
};

void Reasons::threats()
{
    std::optional<Day> kev;
    bool ransomware = false, poc = false, active = false, automatable = false, told = false;
    for (const CveIndex cve : m_patch.cves) {
        const CveFacts& facts = m_assessment.catalog->cves[cve];
        if (facts.kevAdded)
            kev = kev ? std::min(*kev, *facts.kevAdded) : facts.kevAdded;
        ransomware = ransomware || facts.kevRansomware;
        active = active || facts.exploitation == Exploitation::Active;
        poc = poc || facts.exploitation == Exploitation::Poc;
        automatable = automatable || facts.automatable == Automatable::Yes;
        told = told || facts.automatable.has_value();
    }
    if (kev)
        say("Known exploited (CISA KEV, " + shortDay(*kev, m_assessment.at) + ')');
    else if (active)
        say("exploitation reported (SSVC)");
    else if (poc)
        say("public proof of concept");
    if (ransomware)
        say("used in ransomware campaigns");
    if (automatable)
        say("automatable");
    else if (!told && !m_patch.cves.empty())
        say("automatable assumed");
    if (m_patch.cves.empty() && !m_patch.offerOnly)
        say("names no CVE");
    if (m_patch.epssMax) {
        // Not printf: its decimal point follows the locale. Small scores are not rounded to nothing.
        std::array<char, 32> text{};
        const int digits = *m_patch.epssMax < 0.01F ? 3 : 2;
        const auto end =
            std::to_chars(text.data(), text.data() + text.size(), *m_patch.epssMax, std::chars_format::fixed, digits);
        say("EPSS " + std::string(text.data(), end.ptr));
    }
}

void Reasons::hostsAndExposure()
{
    std::uint32_t internet = 0, assumed = 0, pending = 0, stale = 0;
    for (const Finding& finding : findings()) {
        stale += mark(finding).stale;
        if (!open(finding))
            continue;
        pending += finding.state == FindingState::RebootPending;
        internet += mark(finding).exposure == std::uint8_t(Exposure::Open);
        assumed += mark(finding).exposure == WhyWriter::NotTold;
    }
    if (internet > 0 && !m_patch.offerOnly)
        say(hosts(internet) + " open to the internet");
    if (assumed > 0 && !m_patch.offerOnly) // no flaw is known that it would be open to
        say("exposure assumed open on " + hosts(assumed));
    if (pending > 0)
        say(hosts(pending) + (pending == 1 ? " waits" : " wait") + " for a reboot");
    if (stale > 0)
        say(hosts(stale) + " not seen lately: unknown");
    if (m_patch.hostsUnknown > stale)
        say("cannot tell on " + hosts(m_patch.hostsUnknown - stale));
}

void Reasons::importance()
{
    constexpr std::uint32_t Named = 2;
    std::uint32_t high = 0;
    Mission highest = Mission::Mef;
    for (const Finding& finding : findings()) {
        const std::uint8_t said = mark(finding).importance;
        if (said == WhyWriter::NotTold || said < std::uint8_t(Mission::Mef) || !open(finding))
            continue;
        ++high;
        highest = std::max(highest, Mission(said));
    }
    if (high == 0)
        return;
    std::string names;
    std::uint32_t count = 0, named = 0;
    for (const Finding& finding : findings()) {
        if (!open(finding) || mark(finding).importance != std::uint8_t(highest))
            continue;
        ++count;
        const std::string& name = m_assessment.fleet->hosts[finding.host].identity.name;
        if (named < Named && !name.empty())
            names += (named++ > 0 ? ", " : "") + name;
    }
    const std::string word = highest == Mission::Mission ? "critical" : "high";
    if (named == count)
        say("importance " + word + " on " + names);
    else
        say("importance " + word + " on " + hosts(count));
}

void Reasons::controls()
{
    if (m_patch.controls.empty())
        return;
    const std::string rest =
        m_patch.controls.size() > 1 ? " and " + std::to_string(m_patch.controls.size() - 1) + " more" : "";
    say("lowered by control \"" + m_patch.controls.front() + '"' + rest);
}

void Reasons::fix()
{
    if (m_patch.hostsExcepted > 0)
        say("excepted on " + hosts(m_patch.hostsExcepted));
    if (m_patch.fixed.empty() && !m_patch.offerOnly)
        say(m_patch.willNotFix ? "the vendor will not fix it (or not yet)" : "no fix yet");
    if (m_patch.needsSubscription)
        say("the fix needs Ubuntu Pro");
    if (m_patch.supersedes > 0)
        say("folds in " + std::to_string(m_patch.supersedes)
            + (m_patch.supersedes == 1 ? " older fix" : " older fixes"));
}

void Reasons::offer()
{
    if (m_patch.offered.empty())
        return;
    std::string about;
    const auto add = [&](const std::string& text) {
        if (!text.empty())
            about += (about.empty() ? " (" : ", ") + text;
    };
    if (m_patch.offerTitle != m_patch.offered)
        add(m_patch.offerTitle);
    add(m_patch.offerOrigin);
    if (!m_patch.offerAdvisories.empty() && m_patch.offerAdvisories.front() != m_patch.offered)
        add(m_patch.offerAdvisories.front()
            + (m_patch.offerAdvisories.size() > 1
                   ? " and " + std::to_string(m_patch.offerAdvisories.size() - 1) + " more"
                   : std::string()));
    if (m_patch.offerSecurity)
        add("called a security update");
    std::string sentence = "the vendor offers " + m_patch.offered + about + (about.empty() ? "" : ")");
    if (m_patch.offerOnly)
        sentence += "; no advisory known here names it";
    say(std::move(sentence));
}

WhyWriter::WhyWriter(const Assessment& assessment)
    : m_assessment(assessment)
{
    m_hosts.reserve(assessment.fleet->hosts.size());
    for (std::size_t i = 0; i < assessment.fleet->hosts.size(); ++i) {
        const HostAttributes& said = assessment.fleet->hosts[i].attributes;
        HostMark mark;
        if (said.exposure)
            mark.exposure = std::uint8_t(*said.exposure);
        if (said.importance)
            mark.importance = std::uint8_t(*said.importance);
        mark.stale = assessment.hostStates[i] == HostState::Stale;
        m_hosts.push_back(mark);
    }
}

std::vector<std::string> WhyWriter::of(const Patch& patch) const
{
    return Reasons(*this, patch).run();
}

} // namespace bw
