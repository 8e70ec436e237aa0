// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/demotables.h"

#include "models/domain/cveid.h"
#include "models/domain/ssvc.h"
#include "models/matching/versions.h"
#include "models/services/demofeeds.h"
#include "models/services/demoinventory.h"

#include <QtTest>

#include <algorithm>
#include <set>

using namespace bw;

namespace {

VersionScheme schemeOf(const std::string& stream)
{
    return stream.starts_with("AlmaLinux") ? VersionScheme::Rpm : VersionScheme::Deb;
}

} // namespace

/// The tables of the sample fleet agree with one another and with the rules of their world.
class DemoTablesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto tables = loadDemoTables();
        if (!tables)
            qWarning("%s: %s", tables.error().place.file.c_str(), tables.error().subject.c_str());
        QVERIFY(tables.ok());
        m_tables = std::move(*tables);
    }

    void versionsAscendInTheirScheme()
    {
        for (const auto& [source, versions] : m_tables.versions) {
            const VersionScheme scheme = schemeOf(source.first);
            for (std::size_t i = 0; i < versions.size(); ++i) {
                const std::string where = source.first + ' ' + source.second + ' ' + versions[i].version;
                QVERIFY2(isValidVersion(scheme, versions[i].version), where.c_str());
                if (i == 0)
                    continue;
                QVERIFY2(compareAccepted(scheme, versions[i - 1].version, versions[i].version) < 0, where.c_str());
                QVERIFY2(versions[i].from.has_value(), where.c_str());
                QVERIFY2(!versions[i - 1].from || *versions[i - 1].from <= *versions[i].from, where.c_str());
                QVERIFY2(*versions[i].from <= demoStoryEnd(), where.c_str());
            }
        }
    }

    void everyPackageHasAVersion()
    {
        std::set<std::string> seen;
        for (const DemoPackages& packages : m_tables.packages) {
            const std::string where = packages.stream + ' ' + packages.source;
            QVERIFY2(m_tables.versions.contains({packages.stream, packages.source}), where.c_str());
            for (const std::string& name : packages.names)
                QVERIFY2(seen.insert(packages.stream + ' ' + packages.set + ' ' + name).second, name.c_str());
        }
    }

    void advisoriesFixWhatCanBeInstalled()
    {
        QVERIFY(m_tables.advisories.size() >= 150);
        std::set<std::string> facts;
        for (const DemoCve& cve : m_tables.cves)
            facts.insert(cve.cve);
        QCOMPARE(facts.size(), m_tables.cves.size());
        for (const DemoAdvisory& advisory : m_tables.advisories) {
            const std::string where = advisory.stream + ' ' + advisory.source + ' ' + advisory.fixed;
            const auto versions = m_tables.versions.find({advisory.stream, advisory.source});
            QVERIFY2(versions != m_tables.versions.end(), where.c_str());
            QVERIFY2(std::any_of(versions->second.begin(), versions->second.end(),
                                 [&](const DemoVersion& v) { return v.version == advisory.fixed; }),
                     where.c_str());
            QVERIFY2(!advisory.cves.empty(), where.c_str());
            for (const std::string& cve : advisory.cves)
                QVERIFY2(facts.contains(cve), cve.c_str());
        }
    }

    void factsOfCvesAreInTheirRanges()
    {
        int known = 0;
        for (const DemoCve& cve : m_tables.cves) {
            QVERIFY2(cve.cve.starts_with("CVE-"), cve.cve.c_str());
            QVERIFY2(!cve.cvss || (*cve.cvss > 0 && *cve.cvss <= 10 && cve.vector.starts_with("CVSS:3")),
                     cve.cve.c_str());
            QVERIFY2(cve.kevAdded.has_value() == cve.kevDue.has_value(), cve.cve.c_str());
            QVERIFY2(!cve.kevAdded || *cve.kevAdded < *cve.kevDue, cve.cve.c_str());
            QVERIFY2(cve.exploitation.empty() || exploitationFrom(cve.exploitation), cve.cve.c_str());
            QVERIFY2(cve.automatable.empty() || automatableFrom(cve.automatable), cve.cve.c_str());
            if (!cve.epss.empty()) {
                const double score = QByteArray::fromStdString(cve.epss).toDouble();
                QVERIFY2(score > 0 && score <= 1, cve.cve.c_str());
            }
            known += cve.kevAdded ? 1 : 0;
        }
        QVERIFY(known >= 5);
    }

    void hostsHaveWordsThatAreKnown()
    {
        QVERIFY(m_tables.hosts.size() >= 55);
        std::set<std::string> sets;
        for (const DemoPackages& packages : m_tables.packages)
            sets.insert(packages.stream + ' ' + packages.set);
        std::set<std::string> serials;
        for (const DemoHost& host : m_tables.hosts) {
            QVERIFY2(serials.insert(host.serial).second, host.name.c_str());
            QVERIFY2(host.exposure.empty() || exposureFrom(host.exposure), host.name.c_str());
            QVERIFY2(host.importance.empty() || missionFrom(host.importance), host.name.c_str());
            QVERIFY2(host.safety.empty() || safetyFrom(host.safety), host.name.c_str());
            QVERIFY2(host.fqdn.starts_with(host.name + '.'), host.name.c_str());
            for (const std::string& set : host.sets)
                QVERIFY2(sets.contains(host.stream + ' ' + set), host.name.c_str());
            for (const auto& [source, weeks] : host.held)
                QVERIFY2(m_tables.versions.contains({host.stream, source}), host.name.c_str());
        }
    }

    void noHostGoesBack()
    {
        const DemoInventory inventory(m_tables, *parseIso("2026-11-23T09:00:00Z"));
        for (const DemoHost& host : m_tables.hosts) {
            for (const DemoPackages& packages : m_tables.packages) {
                if (packages.stream != host.stream)
                    continue;
                const DemoVersion* before = inventory.installed(host, packages.source, DemoInventory::Weeks - 1);
                for (int week = DemoInventory::Weeks - 2; week >= 0; --week) {
                    const DemoVersion* now = inventory.installed(host, packages.source, week);
                    QVERIFY(before && now);
                    QVERIFY2(before <= now, host.name.c_str()); // rows of one ascending table
                    before = now;
                }
            }
        }
    }

    void inventoriesAreWholeWeeksApart()
    {
        const DemoInventory inventory(m_tables, *parseIso("2027-03-02T23:59:59Z"));
        QCOMPARE(toIso(dayOf(inventory.takenAt(0))), std::string("2027-03-01"));
        QCOMPARE(toIso(dayOf(inventory.takenAt(51))), std::string("2026-03-09"));
        QCOMPARE(inventory.csv(7), DemoInventory(m_tables, *parseIso("2027-03-02T00:00:00Z")).csv(7));
    }

    void feedsAreTheSameEachTime()
    {
        QCOMPARE(demoOsvJson(m_tables), demoOsvJson(m_tables));
        QVERIFY(demoOsvJson(m_tables).contains("DEBIAN-CVE-2026-31431"));
        QVERIFY(demoKevJson(m_tables).contains("\"CVE-2023-44487\""));
        QVERIFY(demoEpssCsv(m_tables).startsWith("#model_version:"));
        QVERIFY(demoCveJson(m_tables).contains("\"Automatable\":\"yes\""));
    }

private:
    DemoTables m_tables;
};

QTEST_GUILESS_MAIN(DemoTablesTest)
#include "demotablestest.moc"
