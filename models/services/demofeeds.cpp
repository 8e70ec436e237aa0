// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/demofeeds.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <map>

namespace bw {

namespace {

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

QString day(Day value)
{
    return text(toIso(value));
}

QString midnight(Day value)
{
    return text(toIso(Instant(value)));
}

QJsonObject metric(const DemoCve& cve)
{
    return {{QStringLiteral("cvssV3_1"),
             QJsonObject{{QStringLiteral("version"), QStringLiteral("3.1")},
                         {QStringLiteral("baseScore"), *cve.cvss},
                         {QStringLiteral("vectorString"), text(cve.vector)}}}};
}

QJsonObject assessment(const DemoCve& cve)
{
    QJsonArray options;
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty())
            options.append(QJsonObject{{QLatin1String(name), text(value)}});
    };
    add("Exploitation", cve.exploitation);
    add("Automatable", cve.automatable);
    add("Technical Impact", cve.technicalImpact);
    const QJsonObject content{{QStringLiteral("id"), text(cve.cve)},
                              {QStringLiteral("role"), QStringLiteral("CISA Coordinator")},
                              {QStringLiteral("version"), QStringLiteral("2.0.3")},
                              {QStringLiteral("options"), options}};
    const QJsonObject other{{QStringLiteral("type"), QStringLiteral("ssvc")}, {QStringLiteral("content"), content}};
    return {
        {QStringLiteral("title"), QStringLiteral("CISA ADP Vulnrichment")},
        {QStringLiteral("providerMetadata"), QJsonObject{{QStringLiteral("shortName"), QStringLiteral("CISA-ADP")}}},
        {QStringLiteral("metrics"), QJsonArray{QJsonObject{{QStringLiteral("other"), other}}}}};
}

QJsonObject cveRecord(const DemoCve& cve)
{
    QJsonObject metadata{{QStringLiteral("cveId"), text(cve.cve)},
                         {QStringLiteral("state"), QStringLiteral("PUBLISHED")}};
    if (cve.published) {
        metadata.insert(QStringLiteral("datePublished"), midnight(*cve.published));
        metadata.insert(QStringLiteral("dateUpdated"), midnight(*cve.published));
    }
    QJsonObject cna;
    if (cve.cvss)
        cna.insert(QStringLiteral("metrics"), QJsonArray{metric(cve)});
    QJsonObject containers{{QStringLiteral("cna"), cna}};
    if (!cve.exploitation.empty() || !cve.automatable.empty())
        containers.insert(QStringLiteral("adp"), QJsonArray{assessment(cve)});
    return {{QStringLiteral("dataType"), QStringLiteral("CVE_RECORD")},
            {QStringLiteral("dataVersion"), QStringLiteral("5.1")},
            {QStringLiteral("cveMetadata"), metadata},
            {QStringLiteral("containers"), containers}};
}

/// Debian and Ubuntu publish a record per CVE, under an id that is made of the CVE's.
std::string recordId(const DemoAdvisory& advisory, const std::string& cve)
{
    if (!advisory.id.empty())
        return advisory.id;
    return (advisory.stream.starts_with("Ubuntu") ? "UBUNTU-" : "DEBIAN-") + cve;
}

QString ecosystem(const std::string& stream)
{
    return text(stream.starts_with("Ubuntu") ? stream + ":LTS" : stream);
}

QJsonObject affected(const std::string& stream, const std::string& package, const std::string& fixed)
{
    const QJsonArray events{QJsonObject{{QStringLiteral("introduced"), QStringLiteral("0")}},
                            QJsonObject{{QStringLiteral("fixed"), text(fixed)}}};
    return {{QStringLiteral("package"),
             QJsonObject{{QStringLiteral("ecosystem"), ecosystem(stream)}, {QStringLiteral("name"), text(package)}}},
            {QStringLiteral("ranges"),
             QJsonArray{QJsonObject{{QStringLiteral("type"), QStringLiteral("ECOSYSTEM")},
                                    {QStringLiteral("events"), events}}}}};
}

struct Record {
    Day published;
    QJsonArray cves;
    QJsonArray affected;
};

/// AlmaLinux names the binary packages, the others the source package.
void addAffected(const DemoTables& tables, const DemoAdvisory& advisory, Record& record)
{
    if (!advisory.stream.starts_with("AlmaLinux")) {
        record.affected.append(affected(advisory.stream, advisory.source, advisory.fixed));
        return;
    }
    for (const DemoPackages& packages : tables.packages) {
        if (packages.stream != advisory.stream || packages.source != advisory.source)
            continue;
        for (const std::string& name : packages.names)
            record.affected.append(affected(advisory.stream, name, advisory.fixed));
    }
}

} // namespace

QByteArray demoKevJson(const DemoTables& tables)
{
    QJsonArray entries;
    for (const DemoCve& cve : tables.cves) {
        if (!cve.kevAdded || !cve.kevDue)
            continue;
        entries.append(
            QJsonObject{{QStringLiteral("cveID"), text(cve.cve)},
                        {QStringLiteral("vendorProject"), text(cve.vendor)},
                        {QStringLiteral("product"), text(cve.product)},
                        {QStringLiteral("vulnerabilityName"), text(cve.vendor + ' ' + cve.product + ' ' + cve.cve)},
                        {QStringLiteral("dateAdded"), day(*cve.kevAdded)},
                        {QStringLiteral("shortDescription"), QString()},
                        {QStringLiteral("requiredAction"), QStringLiteral("Install the fixed version.")},
                        {QStringLiteral("dueDate"), day(*cve.kevDue)},
                        {QStringLiteral("knownRansomwareCampaignUse"),
                         cve.ransomware ? QStringLiteral("Known") : QStringLiteral("Unknown")},
                        {QStringLiteral("notes"), QString()}});
    }
    const QJsonObject catalogue{
        {QStringLiteral("title"), QStringLiteral("Known exploited vulnerabilities, extract for the sample fleet")},
        {QStringLiteral("catalogVersion"), QStringLiteral("2026.08.21")},
        {QStringLiteral("dateReleased"), QStringLiteral("2026-08-21T12:00:00.0000Z")},
        {QStringLiteral("count"), entries.size()},
        {QStringLiteral("vulnerabilities"), entries}};
    return QJsonDocument(catalogue).toJson(QJsonDocument::Compact);
}

QByteArray demoEpssCsv(const DemoTables& tables)
{
    std::string out = "#model_version:v2026.06.15,score_date:2026-06-21T00:00:00+0000\ncve,epss,percentile\n";
    for (const DemoCve& cve : tables.cves) {
        if (!cve.epss.empty())
            out += cve.cve + ',' + cve.epss + ',' + cve.percentile + '\n';
    }
    return QByteArray::fromStdString(out);
}

QByteArray demoCveJson(const DemoTables& tables)
{
    QJsonArray records;
    for (const DemoCve& cve : tables.cves) {
        if (cve.published || cve.cvss || !cve.exploitation.empty())
            records.append(cveRecord(cve));
    }
    return QJsonDocument(records).toJson(QJsonDocument::Compact);
}

QByteArray demoOsvJson(const DemoTables& tables)
{
    std::map<std::string, Record> records;
    for (const DemoAdvisory& advisory : tables.advisories) {
        if (!advisory.id.empty()) {
            const auto [it, isNew] = records.try_emplace(advisory.id, Record{advisory.day, {}, {}});
            addAffected(tables, advisory, it->second);
            for (const std::string& cve : advisory.cves) {
                if (isNew)
                    it->second.cves.append(text(cve));
            }
            continue;
        }
        for (const std::string& cve : advisory.cves) {
            Record& record = records.try_emplace(recordId(advisory, cve), Record{advisory.day, {}, {}}).first->second;
            if (record.cves.isEmpty())
                record.cves.append(text(cve));
            addAffected(tables, advisory, record);
        }
    }
    QJsonArray out;
    for (const auto& [id, record] : records) {
        out.append(QJsonObject{{QStringLiteral("schema_version"), QStringLiteral("1.7.0")},
                               {QStringLiteral("id"), text(id)},
                               {QStringLiteral("published"), midnight(record.published)},
                               {QStringLiteral("modified"), midnight(record.published)},
                               {QStringLiteral("upstream"), record.cves},
                               {QStringLiteral("affected"), record.affected}});
    }
    return QJsonDocument(out).toJson(QJsonDocument::Compact);
}

} // namespace bw
