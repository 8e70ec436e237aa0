// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalog.h"
#include "models/domain/fleet.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bw::test {

inline Instant at(std::string_view iso)
{
    return parseIso(iso).value();
}

inline ComponentView deb(std::string_view name, std::string_view version, std::string_view source = {},
                         std::string_view sourceVersion = {})
{
    return {Ecosystem::Deb, name, version, "amd64", source, sourceVersion, {}, {}};
}

inline ComponentView rpm(std::string_view name, std::string_view version, std::string_view module = {},
                         std::string_view arch = "x86_64")
{
    return {Ecosystem::Rpm, name, version, arch, {}, {}, module, {}};
}

/// Builds a fleet by hand, one snapshot at a time.
class FleetBuilder {
public:
    struct Look {
        std::string_view taken = "2026-11-20T00:00:00Z";
        std::string_view stream = "Debian:12";
        std::string_view kernel = {};
        std::optional<bool> rebootPending = {};
        bool hasPackages = true;
    };

    /// Answers the host's index.
    std::uint32_t host(std::string_view name, HostAttributes attributes = {})
    {
        Host host;
        host.id = HostId(m_fleet.hosts.size() + 1);
        host.identity.name = std::string(name);
        host.attributes = std::move(attributes);
        m_fleet.hosts.push_back(std::move(host));
        return std::uint32_t(m_fleet.hosts.size() - 1);
    }

    FleetBuilder& look(std::uint32_t host, const std::vector<ComponentView>& components, const Look& look)
    {
        SnapshotEntry entry;
        entry.id = ++m_snapshots;
        entry.takenAt = at(look.taken);
        entry.manifest = manifest(components);
        entry.os = system(look.stream);
        entry.runningKernel = std::string(look.kernel);
        entry.rebootPending = look.rebootPending;
        entry.hasPackages = look.hasPackages;
        auto& timeline = m_fleet.hosts[host].timeline;
        timeline.push_back(std::move(entry));
        std::stable_sort(timeline.begin(), timeline.end(),
                         [](const SnapshotEntry& a, const SnapshotEntry& b) { return a.takenAt < b.takenAt; });
        return *this;
    }
    FleetBuilder& look(std::uint32_t host, const std::vector<ComponentView>& components)
    {
        return look(host, components, Look());
    }

    struct Note {
        std::string_view origin = {}, advisory = {}, title = {}, severity = {};
        bool security = false;
    };
    struct Offered {
        ComponentView build;
        std::string_view installed = {}; ///< version; empty: not told
        Note note = {};
    };

    /// A list of pending updates, which tells nothing of what is installed.
    FleetBuilder& offers(std::uint32_t host, const std::vector<Offered>& offered, const Look& told)
    {
        Look facts = told;
        facts.hasPackages = false;
        Pending pending;
        for (const Offered& offer : offered) {
            ComponentView old = offer.build;
            old.version = offer.installed;
            const Note& note = offer.note;
            pending.offers.push_back(
                m_pool.offers().intern({m_pool.intern(offer.build), m_pool.intern(old), note.origin, note.advisory,
                                        note.title, note.severity, note.security}));
        }
        std::sort(pending.offers.begin(), pending.offers.end());
        look(host, {}, facts);
        for (SnapshotEntry& entry : m_fleet.hosts[host].timeline) {
            if (entry.id == m_snapshots)
                entry.pending = std::uint32_t(m_fleet.pendings.size());
        }
        m_fleet.pendings.push_back(std::move(pending));
        return *this;
    }

    /// The fleet so far; the builder is empty afterwards.
    std::shared_ptr<const Fleet> build()
    {
        m_fleet.components = std::make_shared<const ComponentPool>(std::move(m_pool));
        return std::make_shared<const Fleet>(std::move(m_fleet));
    }

private:
    ManifestIndex manifest(const std::vector<ComponentView>& components)
    {
        Manifest wanted;
        for (const ComponentView& component : components)
            wanted.components.push_back(m_pool.intern(component));
        std::sort(wanted.components.begin(), wanted.components.end());
        wanted.components.erase(std::unique(wanted.components.begin(), wanted.components.end()),
                                wanted.components.end());
        const auto it = std::find(m_fleet.manifests.begin(), m_fleet.manifests.end(), wanted);
        const auto index = ManifestIndex(it - m_fleet.manifests.begin());
        if (it == m_fleet.manifests.end())
            m_fleet.manifests.push_back(std::move(wanted));
        return index;
    }

    std::uint32_t system(std::string_view stream)
    {
        const auto it = std::find(m_fleet.streams.begin(), m_fleet.streams.end(), stream);
        const auto index = std::uint32_t(it - m_fleet.streams.begin());
        if (it == m_fleet.streams.end()) {
            const auto colon = stream.find(':');
            OsIdentity os;
            os.family = stream.empty() ? "" : "linux";
            os.name = std::string(stream.substr(0, colon));
            os.release = colon == std::string_view::npos ? std::string() : std::string(stream.substr(colon + 1));
            m_fleet.systems.push_back(std::move(os));
            m_fleet.streams.emplace_back(stream);
        }
        return index;
    }

    ComponentPool m_pool;
    Fleet m_fleet;
    SnapshotId m_snapshots = 0;
};

/// One statement of a feed, in words.
struct RowText {
    std::string advisory; ///< empty: the first CVE's id
    std::vector<std::string> cves;
    std::string package;
    std::string fixed = {};
    std::string feed = "debian-tracker";
    std::string stream = "Debian:12";
    VersionScheme scheme = VersionScheme::Deb;
    PackageKind kind = PackageKind::Source;
    AffectedStatus status = AffectedStatus::Fixed;
    std::string introduced = {};
    std::string lastAffected = {};
    std::string module = {};
    std::string arch = {};
    std::string urgency = {};
    bool upstreamRange = false;
    bool needsSubscription = false;
    std::vector<std::string> exactAffected = {};
    std::vector<std::string> exactFixed = {};
    std::string published = {};
};

/// Builds a catalog by hand.
class CatalogMaker {
public:
    CatalogMaker& row(RowText text)
    {
        m_rows.push_back(std::move(text));
        return *this;
    }
    CatalogMaker& facts(CveFacts facts)
    {
        m_facts.push_back(std::move(facts));
        return *this;
    }

    std::shared_ptr<const Catalog> build() const
    {
        Catalog catalog;
        addCves(catalog);
        for (const RowText& text : m_rows)
            addRow(catalog, text);
        catalog.index();
        return std::make_shared<const Catalog>(std::move(catalog));
    }

private:
    void addCves(Catalog& catalog) const
    {
        catalog.cves = m_facts;
        const auto known = [&](const std::string& id) {
            return std::any_of(catalog.cves.begin(), catalog.cves.end(), [&](const auto& f) { return f.id == id; });
        };
        for (const RowText& text : m_rows) {
            for (const std::string& id : text.cves) {
                if (!known(id)) {
                    catalog.cves.emplace_back();
                    catalog.cves.back().id = id;
                }
            }
        }
        std::sort(catalog.cves.begin(), catalog.cves.end(),
                  [](const CveFacts& a, const CveFacts& b) { return cveIdLess(a.id, b.id); });
    }

    static StringId id(Catalog& catalog, const std::string& text)
    {
        return text.empty() ? StringPool::npos : catalog.strings.intern(text);
    }

    static std::uint32_t advisory(Catalog& catalog, const RowText& text)
    {
        const std::string& name = text.advisory.empty() ? text.cves.front() : text.advisory;
        for (std::uint32_t i = 0; i < catalog.advisories.size(); ++i) {
            if (catalog.advisories[i].id == name)
                return i;
        }
        CatalogAdvisory record;
        record.id = name;
        if (!text.published.empty())
            record.published = at(text.published);
        for (const std::string& cve : text.cves)
            record.cves.push_back(catalog.indexOf(cve).value());
        std::sort(record.cves.begin(), record.cves.end());
        catalog.advisories.push_back(std::move(record));
        return std::uint32_t(catalog.advisories.size() - 1);
    }

    static void addRow(Catalog& catalog, const RowText& text)
    {
        CatalogRow row;
        const auto feed = std::find(catalog.feeds.begin(), catalog.feeds.end(), text.feed);
        row.feed = std::uint32_t(feed - catalog.feeds.begin());
        if (feed == catalog.feeds.end())
            catalog.feeds.push_back(text.feed);
        row.revision = row.feed + 1;
        AffectedRow& said = row.row;
        said.advisory = advisory(catalog, text);
        said.stream = catalog.strings.intern(text.stream);
        said.package = id(catalog, text.package);
        said.kind = text.kind;
        said.scheme = text.scheme;
        said.status = text.status;
        said.introduced = id(catalog, text.introduced);
        said.fixed = id(catalog, text.fixed);
        said.lastAffected = id(catalog, text.lastAffected);
        said.module = id(catalog, text.module);
        said.arch = id(catalog, text.arch);
        said.urgency = id(catalog, text.urgency);
        said.upstreamRange = text.upstreamRange;
        said.needsSubscription = text.needsSubscription;
        for (const std::string& version : text.exactAffected)
            said.exactAffected.push_back(id(catalog, version));
        for (const std::string& version : text.exactFixed)
            said.exactFixed.push_back(id(catalog, version));
        catalog.rows.push_back(std::move(row));
    }

    std::vector<RowText> m_rows;
    std::vector<CveFacts> m_facts;
};

} // namespace bw::test
