// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/realdata.h"
#include "tests/unit/inventory/readerharness.h"

#include <QDirIterator>
#include <QFile>

#include <algorithm>
#include <array>

namespace bw::test {

namespace {

std::string real(const char* path)
{
    return realData(QString::fromLatin1("inventory/") + QString::fromLatin1(path)).toStdString();
}

constexpr std::array JsonReaders = {"osquery", "osquery-log", "ansible", "glpi-json", "cyclonedx-json"};

} // namespace

class AgentRealDataTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void recognises_data();
    void recognises();
    void oneHostGivesOneSet();
    void differentialLogEndsInTheLastState();
    void identities();
    void glpiSamples();
    void survivesBadJson_data();
    void survivesBadJson();
    void survivesTruncation_data();
    void survivesTruncation();
};

void AgentRealDataTest::recognises_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("reader");
    const auto row = [](const char* path, const char* reader) {
        QTest::newRow(path) << QString::fromStdString(real(path)) << QString::fromLatin1(reader);
    };
    row("osquery/live_osqueryi_deb_packages.json", "osquery");
    row("osquery/live_osqueryi_os_version.json", "osquery");
    row("osquery/live_osqueryi_system_info.json", "osquery");
    row("osquery/live_osqueryd_5.23_event_results.log", "osquery-log");
    row("ansible_facts/cmdb_debian.dev.local.json", "ansible");
    row("ansible_facts/cmdb_win.dev.local.json", "ansible");
    row("ansible_facts/live_ansible-setup-tree_core2.14_debian12.json", "ansible");
    row("ansible_facts/live_ansible-package_facts-tree_core2.14_debian12.json", "ansible");
    row("bad_inputs/json/live_ansible_package_facts_EMPTY_success.json", "ansible");
    row("glpi_json/computer_1.json", "glpi-json");
    row("glpi_json/computer_1_partial_softs.json", "glpi-json");
    row("fusion_glpi_xml/invfmt_1.xml", "fusion-xml");
    row("fusion_glpi_xml/rudder_8.0_debian12.ocs", "fusion-xml");
    row("fusion_glpi_xml/live_ocsinventory-agent_2.10_debian12.xml", "fusion-xml");
    row("cyclonedx/bomex_obom_decoupled.json", "cyclonedx-json");
}

void AgentRealDataTest::recognises()
{
    QFETCH(QString, path);
    QFETCH(QString, reader);
    const auto reading = readPath(path.toStdString());
    QCOMPARE(QString::fromStdString(reading->reader), reader);
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->builder.hosts().size(), std::size_t(1));
}

void AgentRealDataTest::oneHostGivesOneSet()
{
    const auto fusion = readPath(real("fusion_glpi_xml/live_fusioninventory-agent_2.6_debian12.xml"));
    const auto ocs = readPath(real("fusion_glpi_xml/live_ocsinventory-agent_2.10_debian12.xml"));
    const auto ansible = readPath(real("ansible_facts/live_ansible-package_facts-tree_core2.14_debian12.json"));
    const auto osquery = readPath(real("osquery/live_osqueryi_deb_packages.json"));
    for (const auto* reading : {&fusion, &ocs, &ansible, &osquery}) {
        QVERIFY((*reading)->result.ok());
        QVERIFY((*reading)->host().toldPackages);
        QCOMPARE((*reading)->builder.issueCount(), std::uint64_t(0));
    }
    QCOMPARE(fusion->nameVersions().size(), std::size_t(1110));
    QVERIFY(fusion->nameVersions() == ocs->nameVersions());
    // Taken minutes apart while packages were being installed: each holds all of the one before.
    const auto first = ansible->nameVersions();
    const auto second = osquery->nameVersions();
    const auto last = fusion->nameVersions();
    QCOMPARE(first.size(), std::size_t(1031));
    QCOMPARE(second.size(), std::size_t(1070));
    QVERIFY(std::includes(second.begin(), second.end(), first.begin(), first.end()));
    QVERIFY(std::includes(last.begin(), last.end(), second.begin(), second.end()));
}

void AgentRealDataTest::differentialLogEndsInTheLastState()
{
    const auto log = readPath(real("osquery/live_osqueryd_5.23_event_results.log"));
    QVERIFY(log->result.ok());
    QCOMPARE(log->builder.hosts().size(), std::size_t(1));
    const auto packages = log->nameVersions();
    QCOMPARE(packages.size(), std::size_t(1110));
    QVERIFY(!packages.contains({"hello", "2.10-3"}));
    QVERIFY(packages.contains({"man-db", "2.11.2-2"}));
    QVERIFY(packages.contains({"base-files", "12.4+deb12u15"}));
    QVERIFY(!log->host().partial);
    QVERIFY(!log->host().truncated);
    QCOMPARE(toIso(*log->host().takenAt), std::string("2026-11-23T07:23:24Z"));
}

void AgentRealDataTest::identities()
{
    const auto setup = readPath(real("ansible_facts/live_ansible-setup-tree_core2.14_debian12.json"));
    QCOMPARE(setup->host().identity.name, std::string("vm"));
    QCOMPARE(setup->host().identity.fqdn, std::string());
    QCOMPARE(setup->host().identity.machineId, std::string("3d1219c7c4c5404aaa1f6d2a48adfda4"));
    QCOMPARE(setup->host().identity.serial, std::string());
    QCOMPARE(streamOf(setup->host().os), std::string("Debian:12"));
    QCOMPARE(setup->host().os.version, std::string("12.11"));
    QCOMPARE(toIso(*setup->host().takenAt), std::string("2026-11-23T07:17:11Z"));
    QVERIFY(setup->host().timeSource == TimeSource::Told);
    QVERIFY(!setup->host().toldPackages);

    const auto fusion = readPath(real("fusion_glpi_xml/live_fusioninventory-agent_2.6_debian12.xml"));
    QCOMPARE(fusion->host().runningKernel, setup->host().runningKernel);
    QCOMPARE(streamOf(fusion->host().os), std::string("Debian:12"));
    QCOMPARE(toIso(*fusion->host().takenAt), std::string("2026-11-23T07:21:56Z"));
    QVERIFY(fusion->host().timeSource == TimeSource::LocalWithZone);

    const auto ocs = readPath(real("fusion_glpi_xml/live_ocsinventory-agent_2.10_debian12.xml"));
    QCOMPARE(ocs->host().identity.name, std::string("vm"));
    QCOMPARE(streamOf(ocs->host().os), std::string("Debian:12"));
    QCOMPARE(toIso(*ocs->host().takenAt), std::string("2026-11-23T07:18:12Z"));
    QVERIFY(ocs->host().timeSource == TimeSource::LocalAssumedZone);

    const auto rudder = readPath(real("fusion_glpi_xml/rudder_8.0_debian12.ocs"));
    QCOMPARE(rudder->host().identity.name, std::string("node3"));
    QCOMPARE(rudder->host().identity.fqdn, std::string("node3.rudder.local"));
    QCOMPARE(rudder->host().identity.uuid, std::string("3d92c483-4407-4d8a-a84e-5283ea93fd4e"));
    QVERIFY(!rudder->host().identity.macs.empty());

    const auto windows = readPath(real("fusion_glpi_xml/invfmt_2.xml"));
    QCOMPARE(windows->host().os.family, std::string("windows"));
    QCOMPARE(windows->host().os.build, std::string("9600"));
    QVERIFY(windows->nameVersions().contains({"KB4019215", ""}));
    QVERIFY(windows->nameVersions().contains({"KB2553140", ""}));
    QVERIFY(windows->nameVersions().contains({"CCleaner", "5.09"}));

    const auto system = readPath(real("osquery/live_osqueryi_system_info.json"));
    QCOMPARE(system->host().identity.name, std::string("vm"));
    QCOMPARE(system->host().identity.uuid, std::string()); // made up by the agent: the firmware tells nothing
    const auto os = readPath(real("osquery/live_osqueryi_os_version.json"));
    QCOMPARE(streamOf(os->host().os), std::string("Debian:12"));
    QVERIFY(!os->host().toldPackages);
}

void AgentRealDataTest::glpiSamples()
{
    const auto full = readPath(real("glpi_json/computer_1.json"));
    QCOMPARE(full->host().components.size(), std::size_t(6));
    QVERIFY(full->component(0).ecosystem == Ecosystem::Rpm);
    QCOMPARE(full->host().identity.name, std::string("glpixps"));
    QCOMPARE(full->host().identity.serial, std::string("640HP72"));
    QCOMPARE(full->host().os.name, std::string("Fedora"));
    QCOMPARE(full->host().os.release, std::string("31"));
    QCOMPARE(toIso(*full->host().takenAt), std::string("2020-06-12T12:19:54Z"));
    QVERIFY(!full->host().partial);

    const auto partial = readPath(real("glpi_json/computer_1_partial_softs.json"));
    QVERIFY(partial->host().partial);
    QVERIFY(partial->host().toldPackages);

    const auto machines = readPath(real("glpi_json/computer_2.json"));
    QVERIFY(!machines->host().toldPackages);
    QCOMPARE(machines->host().identity.uuid, std::string()); // not hexadecimal
}

void AgentRealDataTest::survivesBadJson_data()
{
    QTest::addColumn<QString>("path");
    QDirIterator files(realData(QStringLiteral("inventory/bad_inputs/json")), QDir::Files);
    while (files.hasNext()) {
        const QString path = files.next();
        QTest::newRow(qPrintable(files.fileName())) << path;
    }
}

void AgentRealDataTest::survivesBadJson()
{
    QFETCH(QString, path);
    for (const auto* id : JsonReaders) {
        const auto reading = readPath(path.toStdString(), {}, id);
        QCOMPARE(QString::fromStdString(reading->reader), QString::fromLatin1(id));
        // None of these files describes a machine, so each must say why it gave nothing.
        if (!path.contains(u"live_ansible"))
            QVERIFY(!reading->result.ok() || reading->builder.issueCount() > 0);
    }
}

void AgentRealDataTest::survivesTruncation_data()
{
    recognises_data();
}

void AgentRealDataTest::survivesTruncation()
{
    QFETCH(QString, path);
    QFETCH(QString, reader);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const std::string text = file.readAll().trimmed().toStdString();
    for (const std::size_t percent : {25u, 50u, 75u, 99u}) {
        const std::string cut = text.substr(0, text.size() * percent / 100);
        if (cut.ends_with('\n') || cut.ends_with('}'))
            continue; // a log cut between two lines is whole
        const auto reading = readText(cut, {}, reader.toStdString());
        QVERIFY2(!reading->result.ok(), qPrintable(path));
        QVERIFY2(reading->result.error().kind == ErrorKind::Truncated, qPrintable(path));
        for (const auto& host : reading->builder.hosts())
            QVERIFY(host.truncated);
    }
}

} // namespace bw::test

BREAKWATER_REALDATA_MAIN(bw::test::AgentRealDataTest)
#include "agentrealdatatest.moc"
