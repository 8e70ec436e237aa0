// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/matching/trace.h"

#include "models/matching/evaluate.h"
#include "models/matching/hostmatch.h"
#include "models/matching/modules.h"

#include <algorithm>
#include <array>
#include <map>

namespace bw {

std::string_view name(TraceVerdict verdict)
{
    static constexpr std::array<std::string_view, 9> Names = {"never-named", "no-advisory",    "not-covered",
                                                              "no-evidence", "not-installed",  "not-affected",
                                                              "unknown",     "reboot-pending", "affected"};
    return Names[std::size_t(verdict)];
}

namespace {

std::string quoted(std::string_view text)
{
    return '"' + std::string(text) + '"';
}

std::string textOf(const Catalog& catalog, StringId id)
{
    return id == StringPool::npos ? std::string() : std::string(catalog.strings.text(id));
}

TraceLine describe(const CatalogRow& row, const RowVerdict& verdict, const Installed& installed, const Catalog& catalog)
{
    const Subject& subject = installed.subject();
    TraceLine line;
    line.advisory = catalog.advisories[row.row.advisory].id;
    line.feed = row.feed < catalog.feeds.size() ? catalog.feeds[row.feed] : std::string();
    line.revision = row.revision;
    line.scheme = row.row.scheme;
    line.package = textOf(catalog, row.row.package);
    line.installed = std::string(installed.version(row.row.kind));
    line.fixed = textOf(catalog, verdict.fix != StringPool::npos ? verdict.fix : row.row.fixed);
    line.affected = verdict.answer == RowAnswer::Affected;
    static constexpr std::array<std::string_view, 3> Signs = {" < ", " = ", " > "};
    line.comparison = "not compared";
    if (verdict.against != StringPool::npos && verdict.answer != RowAnswer::Unknown) {
        line.comparison = line.installed;
        line.comparison += Signs[std::size_t(verdict.order + 1)];
        line.comparison += catalog.strings.text(verdict.against);
    }
    line.reason = reasonText(verdict.reason);
    if (subject.component.name != line.package)
        line.reason +=
            "; installed as " + std::string(subject.component.name) + ' ' + std::string(subject.component.version);
    if (row.row.kind == PackageKind::Source && subject.signedKernel)
        line.reason += "; signed kernel, compared as source linux";
    else if (row.row.kind == PackageKind::Source && subject.sourceAssumed)
        line.reason += "; source package not told, assumed to be the package itself";
    if (row.row.needsSubscription)
        line.reason += "; the fix needs a subscription";
    if (row.row.upstreamRange)
        line.reason += "; the range is that of the unstable release";
    if (row.row.note != StringPool::npos)
        line.reason += " (" + textOf(catalog, row.row.note) + ')';
    return line;
}

/// One (component, row) that was looked at.
struct Looked {
    std::uint32_t row;
    std::uint8_t tier;
    RowVerdict verdict;
};

class HostTrace {
public:
    HostTrace(const Fleet& fleet, const Catalog& catalog, std::uint32_t host, Instant at)
        : m_fleet(fleet)
        , m_catalog(catalog)
        , m_evaluator(catalog)
        , m_host(fleet.hosts[host])
        , m_packages(m_host.at(at))
    {
        if (!m_packages)
            return;
        if (m_packages->os < fleet.streams.size())
            m_stream = fleet.streams[m_packages->os];
        MatchTable none;
        const auto evidence = evidenceAt(m_host, none, at);
        m_runningKernel = evidence.runningKernel;
        m_rebootPending = evidence.rebootPending;
    }

    MatchTrace run(std::string_view cve);

private:
    bool names(const CatalogAdvisory& advisory, std::string_view cve, std::optional<CveIndex> index) const;
    std::vector<std::uint32_t> rowsNaming(std::string_view cve, bool& named, std::vector<std::string>& streams) const;
    bool streamFits(const AffectedRow& row, const ComponentView& component) const;
    void lookAt(ComponentId id, const std::vector<std::uint32_t>& rows);
    void settle(ComponentId id, Installed& installed, std::vector<Looked>& looked);
    void settleKernels();
    TraceLine plain(std::string reason) const;

    struct Settled {
        ComponentId component;
        RowAnswer answer;
        std::size_t firstLine, lineCount;
    };

    const Fleet& m_fleet;
    const Catalog& m_catalog;
    RowEvaluator m_evaluator;
    const Host& m_host;
    const SnapshotEntry* m_packages;
    std::string m_stream;
    std::string m_runningKernel;
    std::optional<bool> m_rebootPending;
    MatchTrace m_trace;
    std::vector<Settled> m_settled;
};

TraceLine HostTrace::plain(std::string reason) const
{
    TraceLine line;
    line.comparison = "not compared";
    line.reason = std::move(reason);
    return line;
}

bool HostTrace::names(const CatalogAdvisory& advisory, std::string_view cve, std::optional<CveIndex> index) const
{
    return advisory.id == cve || (index && std::binary_search(advisory.cves.begin(), advisory.cves.end(), *index))
        || std::find(advisory.aliases.begin(), advisory.aliases.end(), cve) != advisory.aliases.end();
}

/// Rows of the host's streams that name it; `streams`: where else it is named.
std::vector<std::uint32_t> HostTrace::rowsNaming(std::string_view cve, bool& named,
                                                 std::vector<std::string>& streams) const
{
    const auto index = m_catalog.indexOf(cve);
    named = index.has_value() || m_catalog.cve(cve).has_value();
    std::vector<bool> fits(m_catalog.advisories.size());
    for (std::size_t i = 0; i < fits.size(); ++i)
        fits[i] = names(m_catalog.advisories[i], cve, index);
    std::vector<std::uint32_t> rows;
    for (std::uint32_t i = 0; i < m_catalog.rows.size(); ++i) {
        if (!fits[m_catalog.rows[i].row.advisory])
            continue;
        named = true;
        const std::string stream = textOf(m_catalog, m_catalog.rows[i].row.stream);
        if (stream != m_stream && std::find(streams.begin(), streams.end(), stream) == streams.end())
            streams.push_back(stream);
        rows.push_back(i);
    }
    return rows;
}

bool HostTrace::streamFits(const AffectedRow& row, const ComponentView& component) const
{
    const auto stream = m_catalog.strings.text(row.stream);
    if (!m_stream.empty() && stream == m_stream)
        return true;
    if (component.ecosystem == Ecosystem::Language)
        return !stream.empty() && stream == languageStream(component.vendor);
    return stream.empty() && schemeFits(VersionScheme::Generic, component.ecosystem);
}

void HostTrace::lookAt(ComponentId id, const std::vector<std::uint32_t>& rows)
{
    std::optional<Installed> installed;
    std::vector<Looked> looked;
    const auto view = m_fleet.components->view(id);
    for (const std::uint32_t at : rows) {
        const CatalogRow& row = m_catalog.rows[at];
        if (!streamFits(row.row, view) || !schemeFits(row.row.scheme, view.ecosystem))
            continue;
        if (!installed)
            installed.emplace(view);
        const auto package = m_catalog.strings.text(row.row.package);
        const Subject& subject = installed->subject();
        if (package == (row.row.kind == PackageKind::Source ? std::string_view(subject.source) : view.name))
            looked.push_back({at, tierOf(row, m_catalog), m_evaluator.evaluate(row.row, *installed)});
    }
    if (!looked.empty())
        settle(id, *installed, looked);
}

void HostTrace::settle(ComponentId id, Installed& installed, std::vector<Looked>& looked)
{
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint8_t> shared;
    const auto keyOf = [&](const Looked& l) {
        return std::pair(m_catalog.rows[l.row].row.advisory, m_catalog.rows[l.row].feed);
    };
    for (const Looked& l : looked) {
        const auto it = shared.emplace(keyOf(l), l.tier).first;
        it->second = std::min(it->second, l.tier);
    }
    for (Looked& l : looked)
        l.tier = shared[keyOf(l)];
    std::stable_sort(looked.begin(), looked.end(), [](const Looked& a, const Looked& b) { return a.tier < b.tier; });
    std::optional<std::uint8_t> decided;
    std::string feed;
    Settled settled{id, RowAnswer::NotComparable, m_trace.lines.size(), 0};
    for (const Looked& l : looked) {
        const CatalogRow& row = m_catalog.rows[l.row];
        TraceLine line = describe(row, l.verdict, installed, m_catalog);
        if (l.verdict.answer != RowAnswer::NotComparable) {
            if (!decided) {
                decided = l.tier;
                feed = line.feed;
            }
            if (*decided == l.tier) {
                settled.answer = std::max(settled.answer, l.verdict.answer);
            } else {
                const bool agrees = l.verdict.answer == settled.answer;
                line.affected = line.affected && agrees;
                line.reason += agrees ? "; agrees with " + feed : "; overruled by " + feed + ", which disagrees";
            }
        }
        m_trace.lines.push_back(std::move(line));
        ++settled.lineCount;
    }
    m_settled.push_back(settled);
}

/// Takes out kernels that are no instances, as instancesOf() does, and says so in their lines.
void HostTrace::settleKernels()
{
    const ComponentPool& pool = *m_fleet.components;
    std::vector<ComponentId> parts;
    for (const ComponentId id : m_fleet.manifests[m_packages->manifest].components) {
        const auto part = kernelPart(pool.view(id));
        if (part == KernelPart::Image || part == KernelPart::Companion)
            parts.push_back(id);
    }
    const KernelPicture picture = kernelPicture(pool, parts, m_runningKernel);
    if (!picture.newest)
        return;
    const auto openNewest = std::any_of(m_settled.begin(), m_settled.end(), [&](const Settled& s) {
        const auto view = pool.view(s.component);
        return s.answer == RowAnswer::Affected && kernelPart(view) == KernelPart::Image
            && picture.role(view, s.component) == KernelRole::Newest;
    });
    for (Settled& s : m_settled) {
        const auto view = pool.view(s.component);
        const auto part = kernelPart(view);
        if (part == KernelPart::None || s.answer == RowAnswer::NotComparable || s.answer == RowAnswer::NotAffected)
            continue;
        const auto note = [&](std::string_view text, bool counts) {
            for (std::size_t i = s.firstLine; i < s.firstLine + s.lineCount; ++i) {
                m_trace.lines[i].reason += text;
                m_trace.lines[i].affected = m_trace.lines[i].affected && counts;
            }
        };
        const auto role = part == KernelPart::Meta ? KernelRole::Left : picture.role(view, s.component);
        if (role == KernelRole::Newest)
            continue;
        if (part == KernelPart::Meta) {
            note("; a package that only pulls in the newest image: the images decide", false);
            s.answer = RowAnswer::NotAffected;
        } else if (role == KernelRole::Running) {
            note("; this one is running", true);
            if (!openNewest && s.answer == RowAnswer::Affected)
                m_trace.verdict = TraceVerdict::RebootPending;
        } else if (picture.runningTold || part != KernelPart::Image || openNewest || m_rebootPending == false) {
            note("; left over from an older kernel, neither the newest nor running: not an instance", false);
            s.answer = RowAnswer::NotAffected;
        } else if (m_rebootPending == true) {
            note("; an older kernel is installed and the host says it waits for a reboot", true);
            m_trace.verdict = TraceVerdict::RebootPending;
        } else {
            note("; an older kernel is installed and it is not told which one runs: cannot tell", false);
            s.answer = RowAnswer::Unknown;
        }
    }
}

MatchTrace HostTrace::run(std::string_view cve)
{
    bool named = false;
    std::vector<std::string> elsewhere;
    const auto rows = rowsNaming(cve, named, elsewhere);
    const auto end = [&](TraceVerdict verdict, std::string reason) {
        m_trace.verdict = verdict;
        m_trace.lines.push_back(plain(std::move(reason)));
        return std::move(m_trace);
    };
    if (!named)
        return end(TraceVerdict::NeverNamed, "no feed in this workspace has ever named " + std::string(cve));
    if (const auto facts = m_catalog.cve(cve); facts && facts->rejected)
        return end(TraceVerdict::NotAffected, std::string(cve) + " has been rejected");
    if (!m_packages)
        return end(TraceVerdict::NoEvidence, "no inventory told which software is installed: cannot tell");
    for (const ComponentId id : m_fleet.manifests[m_packages->manifest].components)
        lookAt(id, rows);
    if (m_settled.empty()) {
        const StringId stream = m_catalog.strings.find(m_stream);
        if (m_stream.empty() || stream == StringPool::npos || !m_catalog.covers(stream))
            return end(TraceVerdict::NotCovered,
                       m_stream.empty() ? "the host's release was not told: cannot tell"
                                        : "no feed speaks of " + m_stream + ": cannot tell");
        std::vector<std::string> packages;
        for (const std::uint32_t row : rows) {
            const AffectedRow& said = m_catalog.rows[row].row;
            const auto package = textOf(m_catalog, said.package);
            if (said.stream == stream && std::find(packages.begin(), packages.end(), package) == packages.end())
                packages.push_back(package);
        }
        if (packages.empty()) {
            std::string where;
            for (const auto& other : elsewhere)
                where += (where.empty() ? "; it is named for " : ", ") + (other.empty() ? "upstream versions" : other);
            return end(TraceVerdict::NoAdvisory, "no advisory names " + std::string(cve) + " for " + m_stream + where);
        }
        for (const auto& package : packages) {
            m_trace.lines.push_back(plain("package " + quoted(package) + " is not installed"));
            m_trace.lines.back().package = package;
        }
        m_trace.verdict = TraceVerdict::NotInstalled;
        return std::move(m_trace);
    }
    m_trace.verdict = TraceVerdict::NotAffected;
    settleKernels();
    bool open = false, unknown = false;
    const bool pending = m_trace.verdict == TraceVerdict::RebootPending;
    for (const Settled& s : m_settled) {
        const auto part = kernelPart(m_fleet.components->view(s.component));
        open = open || (s.answer == RowAnswer::Affected && !(pending && part != KernelPart::None));
        unknown = unknown || s.answer == RowAnswer::Unknown;
    }
    if (open)
        m_trace.verdict = TraceVerdict::Affected;
    else if (!pending && unknown)
        m_trace.verdict = TraceVerdict::Unknown;
    return std::move(m_trace);
}

} // namespace

MatchTrace trace(const Fleet& fleet, const Catalog& catalog, std::uint32_t host, std::string_view cve, Instant at)
{
    return HostTrace(fleet, catalog, host, at).run(cve);
}

std::vector<TraceLine> tracePatch(const Fleet& fleet, const Catalog& catalog, const Patch& patch,
                                  std::span<const ComponentId> components, std::size_t limit)
{
    std::vector<TraceLine> lines;
    const StringId stream = catalog.strings.find(patch.stream);
    const StringId package = catalog.strings.find(patch.package);
    if (stream == StringPool::npos || package == StringPool::npos)
        return lines;
    RowEvaluator evaluator(catalog);
    for (const ComponentId id : components) {
        Installed installed(fleet.components->view(id));
        for (const auto kind : {PackageKind::Source, PackageKind::Binary}) {
            const bool named = kind == PackageKind::Source ? installed.subject().source == patch.package
                                                           : installed.subject().component.name == patch.package;
            for (const CatalogRow& row :
                 named ? catalog.rowsFor(stream, package, kind) : std::span<const CatalogRow>()) {
                const auto& advisory = catalog.advisories[row.row.advisory].id;
                if (!std::binary_search(patch.advisories.begin(), patch.advisories.end(), advisory))
                    continue;
                const RowVerdict verdict = evaluator.evaluate(row.row, installed);
                if (verdict.answer == RowAnswer::Affected || verdict.answer == RowAnswer::Unknown)
                    lines.push_back(describe(row, verdict, installed, catalog));
                if (lines.size() >= limit)
                    return lines;
            }
        }
    }
    return lines;
}

} // namespace bw
