// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/matching/evaluate.h"

#include "models/matching/modules.h"
#include "models/matching/versions.h"

#include <algorithm>
#include <array>

namespace bw {

namespace {

constexpr StringId None = StringPool::npos;

bool contains(const std::vector<StringId>& versions, StringId version)
{
    return std::find(versions.begin(), versions.end(), version) != versions.end();
}

bool hasUrgency(const AffectedRow& row, const Catalog& catalog, std::string_view word)
{
    return row.urgency != None && catalog.strings.text(row.urgency) == word;
}

RowVerdict answer(RowAnswer what, RowReason why)
{
    RowVerdict verdict;
    verdict.answer = what;
    verdict.reason = why;
    return verdict;
}

} // namespace

Installed::Installed(const ComponentView& component)
    : m_subject(subjectOf(component))
{
}

std::string_view Installed::version(PackageKind kind) const
{
    return kind == PackageKind::Source ? std::string_view(m_subject.sourceVersion) : m_subject.component.version;
}

bool Installed::valid(PackageKind kind, VersionScheme scheme)
{
    auto& known = m_checked[std::size_t(kind)];
    if (known == 0xff || (known >> 1) != std::uint8_t(scheme))
        known = std::uint8_t((std::uint8_t(scheme) << 1) | std::uint8_t(isValidVersion(scheme, version(kind))));
    return (known & 1) != 0;
}

StringId Installed::versionId(PackageKind kind, const StringPool& pool)
{
    StringId& known = m_ids[std::size_t(kind)];
    if (known == Unsought)
        known = pool.find(version(kind));
    return known;
}

RowEvaluator::RowEvaluator(const Catalog& catalog)
    : m_catalog(catalog)
    , m_checked(catalog.strings.size(), 0)
{
}

bool RowEvaluator::valid(VersionScheme scheme, StringId version)
{
    auto& known = m_checked[version];
    if (known == 0 || (known >> 2) != std::uint8_t(scheme)) {
        const bool good = isValidVersion(scheme, m_catalog.strings.text(version));
        known = std::uint8_t((std::uint8_t(scheme) << 2) | (std::uint8_t(good) << 1) | 1);
    }
    return (known & 2) != 0;
}

bool RowEvaluator::comparable(const AffectedRow& row, const Subject& subject, RowReason& why) const
{
    if (!schemeFits(row.scheme, subject.component.ecosystem)) {
        why = RowReason::OtherScheme;
        return false;
    }
    if (row.arch != None && !subject.component.arch.empty()
        && subject.component.arch != m_catalog.strings.text(row.arch)) {
        why = RowReason::OtherArch;
        return false;
    }
    if (row.scheme != VersionScheme::Rpm)
        return true;
    const auto text = [&](StringId id) { return id == None ? std::string_view() : m_catalog.strings.text(id); };
    switch (
        compareModules({text(row.module), text(row.fixed)}, {subject.component.module, subject.component.version})) {
    case ModuleAnswer::Comparable:
        return true;
    case ModuleAnswer::AdvisoryModular:
        why = RowReason::AdvisoryModular;
        return false;
    case ModuleAnswer::InstalledModular:
        why = RowReason::InstalledModular;
        return false;
    case ModuleAnswer::OtherStream:
        break;
    }
    why = RowReason::OtherModuleStream;
    return false;
}

RowVerdict& RowEvaluator::compare(const AffectedRow& row, std::string_view version, StringId against,
                                  RowVerdict& verdict)
{
    verdict.against = against;
    verdict.order = std::int8_t(compareAccepted(row.scheme, version, m_catalog.strings.text(against)));
    return verdict;
}

// The debsecan feed's own fixed version is that of unstable; what can be installed in the stream stands in the list.
StringId RowEvaluator::fixOf(const AffectedRow& row, std::string_view version)
{
    if (row.status == AffectedStatus::NoFixYet || row.status == AffectedStatus::WillNotFix)
        return None;
    if (!row.upstreamRange)
        return row.fixed;
    StringId best = None;
    for (const StringId id : row.exactFixed) {
        const auto text = m_catalog.strings.text(id);
        if (!valid(row.scheme, id) || compareAccepted(row.scheme, version, text) >= 0)
            continue;
        if (best == None || compareAccepted(row.scheme, m_catalog.strings.text(best), text) < 0)
            best = id;
    }
    return best;
}

void RowEvaluator::compareRange(const AffectedRow& row, std::string_view version, RowVerdict& verdict)
{
    const auto say = [&](RowAnswer what, RowReason why) {
        verdict.answer = what;
        verdict.reason = why;
    };
    const bool bounded = row.introduced != None && m_catalog.strings.text(row.introduced) != "0";
    for (const StringId bound : {bounded ? row.introduced : None, row.fixed, row.lastAffected}) {
        if (bound != None && !valid(row.scheme, bound)) {
            verdict.against = bound;
            return say(RowAnswer::Unknown, RowReason::AdvisoryInvalid);
        }
    }
    if (bounded && compare(row, version, row.introduced, verdict).order < 0)
        return say(RowAnswer::NotAffected, RowReason::BelowIntroduced);
    if (row.fixed != None) {
        if (compare(row, version, row.fixed, verdict).order < 0)
            return say(RowAnswer::Affected, RowReason::BelowFixed);
        return say(RowAnswer::NotAffected, RowReason::AtOrAboveFixed);
    }
    if (row.lastAffected != None) {
        if (compare(row, version, row.lastAffected, verdict).order > 0)
            return say(RowAnswer::NotAffected, RowReason::AboveLastAffected);
        return say(RowAnswer::Affected, RowReason::UpToLastAffected);
    }
    // A row that only lists versions says nothing of others.
    if (row.status == AffectedStatus::Fixed && !row.upstreamRange && !row.exactAffected.empty()
        && row.introduced == None)
        return say(RowAnswer::NotAffected, RowReason::NotListed);
    say(RowAnswer::Affected, willNotFix(row, m_catalog) ? RowReason::WillNotFix : RowReason::NoFixYet);
}

RowVerdict RowEvaluator::evaluate(const AffectedRow& row, Installed& installed)
{
    RowVerdict verdict;
    if (!comparable(row, installed.subject(), verdict.reason))
        return verdict;
    const auto version = installed.version(row.kind);
    const bool zero = row.fixed != None && m_catalog.strings.text(row.fixed) == "0";
    if (row.status == AffectedStatus::NotAffected
        || (row.status == AffectedStatus::Fixed && zero && !row.upstreamRange))
        return answer(RowAnswer::NotAffected, RowReason::VendorNotAffected);
    if (row.scheme == VersionScheme::Deb && hasUrgency(row, m_catalog, "unimportant"))
        return answer(RowAnswer::NotAffected, RowReason::Unimportant);
    if (row.status == AffectedStatus::Undetermined)
        return answer(RowAnswer::Unknown, RowReason::Undetermined);
    if (!installed.valid(row.kind, row.scheme)) {
        verdict = answer(RowAnswer::Unknown, RowReason::InstalledInvalid);
        verdict.fix = row.upstreamRange || row.status != AffectedStatus::Fixed ? None : row.fixed;
        return verdict;
    }
    const auto listed = [&](const std::vector<StringId>& versions) {
        return !versions.empty() && contains(versions, installed.versionId(row.kind, m_catalog.strings));
    };
    if (listed(row.exactAffected))
        verdict = answer(RowAnswer::Affected, RowReason::ListedAffected);
    else if (listed(row.exactFixed))
        verdict = answer(RowAnswer::NotAffected, RowReason::ListedFixed);
    else
        compareRange(row, version, verdict);
    if (verdict.answer == RowAnswer::Affected || verdict.answer == RowAnswer::Unknown)
        verdict.fix = fixOf(row, version);
    return verdict;
}

bool willNotFix(const AffectedRow& row, const Catalog& catalog)
{
    return row.status == AffectedStatus::WillNotFix
        || (row.status == AffectedStatus::NoFixYet && hasUrgency(row, catalog, "end-of-life"));
}

std::string_view reasonText(RowReason reason)
{
    static constexpr std::array<std::string_view, 20> Texts = {
        "the advisory is for another kind of package",
        "the advisory is for another architecture",
        "the advisory is for a module stream, the installed package is not modular",
        "the installed package is modular, the advisory is for the plain package",
        "the advisory is for another module stream",
        "the vendor says this release is not affected",
        "the vendor calls it unimportant: not counted as affecting",
        "the vendor has not determined yet whether this release is affected",
        "the installed version is not valid in its order: cannot tell",
        "the advisory's version is not valid in its order: cannot tell",
        "the installed version is listed as affected",
        "the installed version is listed as fixed",
        "the installed version is not among those listed as affected",
        "the installed version is older than the first affected one",
        "the installed version is below the fixed one",
        "the installed version is the fixed one or newer",
        "the installed version is not newer than the last affected one",
        "the installed version is newer than the last affected one",
        "affected, and there is no fix yet",
        "affected, and the vendor will not fix it (or not yet)",
    };
    return Texts[std::size_t(reason)];
}

} // namespace bw
