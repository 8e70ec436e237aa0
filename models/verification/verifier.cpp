// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verification/verifier.h"

#include "models/verification/patchref.h"

#include <algorithm>
#include <set>

namespace bw {

namespace {

std::string when(Instant t)
{
    std::string text = toIso(t);
    text.resize(16);
    text[10] = ' ';
    return text + " UTC";
}

/// An inventory that knows only when it was imported may have been taken long before.
bool timeIsItsOwn(const SnapshotEntry& entry)
{
    return entry.timeSource != TimeSource::ImportTime;
}

std::string_view wordsOf(TargetState state)
{
    switch (state) {
    case TargetState::Waiting:
        return "not started";
    case TargetState::Dispatched:
        return "handed to the engine, nothing heard yet";
    case TargetState::Running:
        return "being changed now";
    case TargetState::Rebooting:
        return "rebooting";
    case TargetState::Claimed:
        return "done, as the engine says";
    case TargetState::Failed:
        return "failed";
    case TargetState::Unreachable:
        return "not reached";
    case TargetState::Skipped:
        return "skipped";
    case TargetState::Lost:
        return "on its way when the engine or the console ended";
    }
    return {};
}

void prove(Verification& out, Verdict verdict, const SnapshotEntry& by, const PackageLook& look, std::string reason)
{
    out.verdict = verdict;
    out.snapshot = by.id;
    out.takenAt = by.takenAt;
    out.installed = look.installed;
    out.reason = std::move(reason);
}

bool shownDone(const PackageLook& look)
{
    return look.shown == Shown::Fixed || look.shown == Shown::Absent;
}

} // namespace

Verifier::Verifier(const Fleet& fleet, const Catalog& catalog, const VerifyOptions& options)
    : m_fleet(fleet)
    , m_options(options)
    , m_watch(fleet, catalog)
{
    for (const Host& host : fleet.hosts)
        m_hosts.emplace(host.id, &host);
}

const Host* Verifier::hostOf(HostId id) const
{
    const auto it = m_hosts.find(id);
    return it == m_hosts.end() ? nullptr : it->second;
}

std::uint32_t Verifier::want(const Expectation& expectation)
{
    PatchRef ref = patchRef(expectation.patch);
    PackageWatch::Wanted wanted;
    wanted.stream = std::move(ref.stream);
    wanted.package = std::move(ref.package);
    wanted.fixed = expectation.fixed.empty() ? std::move(ref.fixed) : expectation.fixed;
    wanted.binaries = expectation.binaries;
    wanted.reboot = expectation.reboot;
    return m_watch.want(std::move(wanted));
}

/// What was known of the host after each look at it. A look that told facts only completes the one before: it may know
/// of a reboot since.
std::vector<Verifier::Moment> Verifier::momentsOf(const Host& host) const
{
    std::vector<Moment> moments;
    Moment now;
    for (const SnapshotEntry& entry : host.timeline) {
        if (entry.takenAt > m_options.at)
            break;
        if (entry.hasPackages)
            now = {&entry, &entry, entry.runningKernel, entry.rebootPending};
        else if (!now.packages)
            continue;
        now.told = &entry;
        if (!entry.runningKernel.empty())
            now.runningKernel = entry.runningKernel;
        if (entry.rebootPending)
            now.rebootPending = entry.rebootPending;
        moments.push_back(now);
    }
    return moments;
}

PackageLook Verifier::look(std::uint32_t patch, const Moment& moment)
{
    const std::uint32_t os = moment.packages->os;
    const std::string_view stream = os < m_fleet.streams.size() ? std::string_view(m_fleet.streams[os]) : "";
    if (!m_watch.fits(patch, stream))
        return {Shown::Unclear, {}, "the host runs another release now"};
    PackageLook found = m_watch.look(patch, {moment.packages->manifest, moment.runningKernel, moment.rebootPending});
    if (found.shown == Shown::Absent && moment.packages->partial)
        return {Shown::Unclear, {}, "the inventory lists a part of the software only, and not this package"};
    return found;
}

bool Verifier::stale(const Moment& moment) const
{
    return m_options.at - moment.packages->takenAt > std::chrono::days(m_options.staleAfterDays);
}

void Verifier::judgeClaim(const Expectation& expectation, std::uint32_t patch, const std::vector<Moment>& moments,
                          Verification& out)
{
    const Instant claimed = *expectation.claimedAt;
    const Instant first = expectation.firstClaim.value_or(claimed);
    const Moment* proof = nullptr; // the first of the unbroken run that shows it done
    const Moment* last = nullptr;
    PackageLook shown;
    bool wasDone = false;
    for (const Moment& moment : moments) {
        if (moment.packages->takenAt <= first)
            continue;
        const PackageLook found = look(patch, moment);
        if (shownDone(found))
            wasDone = true;
        if (moment.packages->takenAt <= claimed)
            continue;
        // What was taken before the deed but arrived after it must not refute it.
        if (!timeIsItsOwn(*moment.packages) && !shownDone(found))
            continue;
        proof = shownDone(found) ? (proof ? proof : &moment) : nullptr;
        last = &moment;
        shown = found;
    }
    if (!last) {
        out.verdict = Verdict::NotReinventoried;
        out.reason = "The engine said done on " + when(claimed) + "; no inventory of the host was taken since.";
        if (!moments.empty() && moments.back().packages->takenAt > claimed)
            out.reason = "The engine said done on " + when(claimed)
                + "; the inventory that came since has no time of its own, so it may be older, and proves nothing.";
        else if (!moments.empty())
            out.reason = "The engine said done on " + when(claimed) + "; the newest inventory was taken before, on "
                + when(moments.back().packages->takenAt) + ", and proves nothing.";
        return;
    }
    const std::string taken = when(last->told->takenAt);
    switch (shown.shown) {
    case Shown::Fixed:
    case Shown::Absent:
        if (stale(*last))
            return prove(out, Verdict::InventoryTooOld, *last->told, shown,
                         "The inventory of " + taken + " shows it done, but none was taken in the last "
                             + std::to_string(m_options.staleAfterDays) + " days.");
        return prove(out, Verdict::Verified, *proof->told, shown,
                     shown.shown == Shown::Fixed
                         ? "The inventory of " + when(proof->told->takenAt) + " shows " + shown.installed + "."
                         : "The inventory of " + when(proof->told->takenAt) + " lists the package no longer.");
    case Shown::Old:
        return prove(out, wasDone ? Verdict::Regressed : Verdict::Contradicted, *last->told, shown,
                     wasDone ? "It was shown done before; the inventory of " + taken + " shows " + shown.installed
                             + " again."
                             : "The engine said done on " + when(claimed) + "; the inventory of " + taken
                             + " still shows " + shown.installed + ".");
    case Shown::RebootPending:
        return prove(out, Verdict::RebootPending, *last->told, shown,
                     "Installed, but " + shown.what + " in the inventory of " + taken + ".");
    case Shown::Unclear:
        return prove(out, Verdict::Unknown, *last->told, shown,
                     "The inventory of " + taken + " does not tell: " + shown.what + ".");
    }
}

void Verifier::judgeUnclaimed(const Expectation& expectation, std::uint32_t patch, const std::vector<Moment>& moments,
                              Verification& out)
{
    if (moments.empty()) {
        out.reason = "No inventory ever listed the software of this host.";
        return;
    }
    const Moment& last = moments.back();
    const std::string taken = when(last.told->takenAt);
    const PackageLook shown = look(patch, last);
    out.installed = shown.installed;
    const bool before = expectation.touchedAt && last.packages->takenAt <= *expectation.touchedAt;
    if (before && expectation.state == TargetState::Lost) {
        out.reason = "It was on its way when the engine or the console ended, and no inventory was taken since.";
        return;
    }
    if (stale(last)) {
        out.snapshot = last.told->id;
        out.takenAt = last.told->takenAt;
        out.reason = "The newest inventory of the host, of " + taken + ", is past the age that counts as current.";
        return;
    }
    std::string state = "It is " + std::string(wordsOf(expectation.state));
    if (expectation.state == TargetState::Failed && !expectation.message.empty())
        state += " (" + expectation.message.substr(0, 120) + ")";
    switch (shown.shown) {
    case Shown::Fixed:
    case Shown::Absent:
        return prove(out, Verdict::Verified, *last.told, shown,
                     shown.shown == Shown::Fixed
                         ? "No engine claimed it; the inventory of " + taken + " shows " + shown.installed + "."
                         : "No engine claimed it; the inventory of " + taken + " lists the package no longer.");
    case Shown::Old: {
        const std::string& newest = m_watch.newestFix(patch);
        const auto order = newest.empty() ? std::nullopt : m_watch.compare(patch, newest, out.wanted);
        if (order && *order > 0)
            return prove(out, Verdict::Superseded, *last.told, shown,
                         "The fix that was planned has been replaced by " + newest + ", which is not installed.");
        return prove(out, Verdict::Open, *last.told, shown,
                     state + "; the inventory of " + taken + " shows " + shown.installed + ".");
    }
    case Shown::RebootPending:
        return prove(out, Verdict::RebootPending, *last.told, shown,
                     "Installed, but " + shown.what + " in the inventory of " + taken + ".");
    case Shown::Unclear:
        return prove(out, Verdict::Unknown, *last.told, shown,
                     "The inventory of " + taken + " does not tell: " + shown.what + ".");
    }
}

Verification Verifier::verify(const Expectation& expectation, std::uint32_t patch)
{
    Verification out;
    out.host = expectation.host;
    out.patch = expectation.patch;
    out.wave = expectation.wave;
    out.run = expectation.run;
    out.claimedAt = expectation.claimedAt;
    out.wanted = expectation.fixed.empty() ? patchRef(expectation.patch).fixed : expectation.fixed;
    const Host* host = hostOf(expectation.host);
    if (!host) {
        out.reason = "The host is no longer in the workspace.";
        return out;
    }
    if (host->attributes.excluded) {
        out.reason = "The host is excluded from the fleet.";
        return out;
    }
    const auto moments = momentsOf(*host);
    if (expectation.claimedAt)
        judgeClaim(expectation, patch, moments, out);
    else
        judgeUnclaimed(expectation, patch, moments, out);
    return out;
}

std::vector<Verification> Verifier::verify(std::span<const Expectation> expectations)
{
    std::vector<std::uint32_t> patches;
    for (const Expectation& expectation : expectations)
        patches.push_back(want(expectation));
    std::vector<Verification> out;
    out.reserve(expectations.size());
    for (std::size_t i = 0; i < expectations.size(); ++i)
        out.push_back(verify(expectations[i], patches[i]));
    return out;
}

std::vector<Expectation> Verifier::planned(const Plan& plan, Instant plannedAt, std::span<const Expectation> known)
{
    std::set<std::pair<HostId, std::string_view>> had;
    for (const Expectation& row : known) {
        if (row.plan == plan.id)
            had.emplace(row.host, row.patch);
    }
    std::vector<Expectation> out;
    for (const Wave& wave : plan.waves) {
        std::vector<Expectation> wished;
        std::vector<std::uint32_t> patches;
        for (const std::string& patch : wave.patches) {
            Expectation row;
            row.patch = patch;
            row.fixed = patchRef(patch).fixed;
            row.plan = plan.id;
            row.wave = wave.id;
            if (row.fixed.empty())
                continue;
            patches.push_back(want(row));
            wished.push_back(std::move(row));
        }
        for (const HostId id : wave.hosts) {
            const Host* host = hostOf(id);
            if (!host || host->attributes.excluded)
                continue;
            const auto moments = momentsOf(*host);
            if (moments.empty())
                continue;
            const Moment* then = &moments.front();
            for (const Moment& moment : moments) {
                if (moment.told->takenAt <= plannedAt)
                    then = &moment;
            }
            for (std::size_t i = 0; i < wished.size(); ++i) {
                const auto open = [&](const Moment& moment) {
                    const Shown shown = look(patches[i], moment).shown;
                    return shown == Shown::Old || shown == Shown::RebootPending;
                };
                if (had.contains({id, wished[i].patch}) || (!open(*then) && !open(moments.back())))
                    continue;
                out.push_back(wished[i]);
                out.back().host = id;
            }
        }
    }
    return out;
}

} // namespace bw
