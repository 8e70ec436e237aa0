// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/ansiblefacts.h"

#include "models/inventory/identity.h"
#include "models/inventory/readers/drafting.h"
#include "models/inventory/readers/packagetext.h"
#include "models/inventory/readers/producertext.h"

#include <array>

namespace bw {

namespace {

using simdjson::ondemand::json_type;

constexpr std::array ScalarFacts = {
    std::string_view("hostname"),
    std::string_view("nodename"),
    std::string_view("fqdn"),
    std::string_view("product_serial"),
    std::string_view("product_uuid"),
    std::string_view("machine_id"),
    std::string_view("distribution"),
    std::string_view("distribution_version"),
    std::string_view("distribution_release"),
    std::string_view("os_family"),
    std::string_view("kernel"),
    std::string_view("architecture"),
    std::string_view("reboot_pending"),
    std::string_view("unreachable"),
    std::string_view("failed"),
    std::string_view("msg"),
};

Ecosystem ecosystemOf(std::string_view manager)
{
    if (manager == "apt")
        return Ecosystem::Deb;
    if (manager == "rpm")
        return Ecosystem::Rpm;
    if (manager == "pacman")
        return Ecosystem::Pacman;
    if (manager == "apk")
        return Ecosystem::Apk;
    return ecosystemFrom(manager); // as our own collection writes it: "program", "hotfix"
}

/// "10.0.17763.0" -> "17763": the fourth part is not the update revision, modules write 0 there.
std::string windowsBuild(std::string_view kernel)
{
    const auto first = kernel.find('.');
    const auto second = first == std::string_view::npos ? first : kernel.find('.', first + 1);
    if (second == std::string_view::npos)
        return {};
    std::string build(kernel.substr(second + 1));
    if (build.size() > 2 && build.compare(build.size() - 2, 2, ".0") == 0)
        build.resize(build.size() - 2);
    return build;
}

} // namespace

void AnsibleFacts::subscribe(JsonReading& json, const std::string& prefix)
{
    for (const auto name : ScalarFacts) {
        json.onText(prefix + std::string(name), [this, name](std::string_view text, const JsonWalker::At&) {
            m_facts.insert_or_assign(std::string(name), std::string(trimAscii(text)));
        });
    }
    for (const std::string_view group : {"date_time", "default_ipv4"}) {
        json.onFields(prefix + std::string(group), [this, group](const Fields& fields, const JsonWalker::At&) {
            for (const auto& [name, text] : fields)
                m_facts.insert_or_assign(std::string(group) + '.' + std::string(name), std::string(trimAscii(text)));
        });
    }
    // Windows lists its interfaces as objects; elsewhere they are mere names.
    json.onValue(prefix + "interfaces/*", [this](simdjson::ondemand::value value, const JsonWalker::At&) {
        simdjson::ondemand::object object;
        if (value.get_object().get(object) != simdjson::SUCCESS)
            return;
        Fields fields;
        addFields(fields, object);
        if (!fields["default_gateway"].empty() && m_host.identity.macs.size() < 256)
            m_host.identity.macs.emplace_back(fields["macaddress"]);
    });
}

void AnsibleFacts::takePackages(simdjson::ondemand::object packages, std::uint64_t line)
{
    for (auto entry : packages) {
        simdjson::ondemand::value builds = entry.value();
        if (builds.type() != json_type::array) {
            m_out.issue(ErrorKind::BadValue, "not a list of package builds", line, "packages", entry.unescaped_key());
            continue;
        }
        for (auto build : builds.get_array()) {
            Fields fields;
            addFields(fields, build.get_object());
            takePackage(fields, line);
        }
    }
    if (m_host.components.empty())
        m_out.issue(ErrorKind::Empty, "package_facts succeeded with no package at all; taken as not reported", line,
                    "packages");
    m_host.toldPackages = !m_host.components.empty();
}

void AnsibleFacts::takePackage(const Fields& fields, std::uint64_t line)
{
    ComponentView c;
    c.ecosystem = ecosystemOf(fields["source"]);
    c.name = fields["name"];
    c.version = fields["version"];
    c.arch = fields["arch"];
    // package_facts does not tell these; our own collection does.
    c.source = fields["source_package"];
    c.sourceVersion = fields["source_version"];
    c.module = fields["module"];
    c.vendor = fields["vendor"];
    std::string evr;
    if (c.ecosystem == Ecosystem::Rpm) {
        if (isRpmPseudoPackage(c.name))
            return;
        evr = c.version.empty() ? std::string() : evrOf(fields["epoch"], c.version, fields["release"]);
        c.version = evr;
    } else if (c.ecosystem == Ecosystem::Deb) {
        c.name = splitDebName(c.name).name;
    }
    // What an installation that was broken off left: there, in no version that counts.
    if (c.version.empty() && !c.name.empty() && fields["unfinished"] == "true")
        m_host.components.push_back(m_out.intern(c));
    else
        addComponent(m_out, m_host, c, line);
}

std::string_view AnsibleFacts::fact(const std::string& name) const
{
    const auto it = m_facts.find(name);
    if (it == m_facts.end() || it->second == "NA" || it->second == "N/A")
        return {};
    return it->second;
}

bool AnsibleFacts::isWindows() const
{
    return fact("os_family") == "Windows";
}

void AnsibleFacts::finishIdentity(std::string_view alias)
{
    auto& identity = m_host.identity;
    const auto node = fact("nodename");
    identity.name = std::string(fact("hostname").empty() ? node : fact("hostname"));
    // A resolver that answers "localhost" is common; the node's own name is then the better one.
    const auto fqdn = fact("fqdn");
    const bool usable = !isJunkHostName(fqdn) && fqdn.find('.') != std::string_view::npos;
    identity.fqdn = std::string(usable || node.find('.') == std::string_view::npos ? fqdn : node);
    identity.serial = std::string(fact("product_serial"));
    identity.uuid = std::string(fact("product_uuid"));
    identity.machineId = std::string(fact("machine_id"));
    if (const auto mac = fact("default_ipv4.macaddress"); !mac.empty())
        identity.macs.emplace_back(mac);
    identity.agentId = isJunkHostName(alias) ? std::string() : std::string(alias);
    if (identity.name.empty() && identity.fqdn.empty() && !isJunkHostName(alias))
        identity.name = std::string(alias);
}

void AnsibleFacts::finishOs()
{
    const auto distribution = fact("distribution");
    const auto kernel = fact("kernel");
    if (isWindows())
        tellOs(m_host, distribution.empty() ? "Windows" : distribution, fact("distribution_version"),
               fact("architecture"), windowsBuild(kernel.empty() ? fact("distribution_version") : kernel));
    else if (!distribution.empty())
        tellOs(m_host, distribution, fact("distribution_version"), fact("architecture"), {},
               fact("distribution_release"));
    if (!isWindows())
        m_host.runningKernel = std::string(kernel);
    if (const auto pending = fact("reboot_pending"); !pending.empty())
        m_host.rebootPending = equalsIgnoringCase(pending, "true");
}

void AnsibleFacts::finishTime()
{
    const auto iso = fact("date_time.iso8601");
    if (hasZone(iso)) {
        tellMoment(m_host, parseIso(iso), TimeSource::Told);
    } else if (!isWindows()) {
        tellMoment(m_host, epochTime(fact("date_time.epoch")), TimeSource::Told);
    } else {
        // Windows PowerShell counts its epoch in local time, so only the written time helps.
        const auto local = localTime(iso, fact("date_time.tz_offset"), m_options.assumedUtcOffsetMinutes);
        tellMoment(m_host, local.at, local.assumed ? TimeSource::LocalAssumedZone : TimeSource::LocalWithZone);
    }
}

void AnsibleFacts::finish(std::string_view alias, bool truncated)
{
    const bool failed = equalsIgnoringCase(fact("unreachable"), "true") || equalsIgnoringCase(fact("failed"), "true");
    if (failed) {
        const std::string who(alias.empty() ? std::string_view(m_options.hostHint) : alias);
        const bool unreachable = equalsIgnoringCase(fact("unreachable"), "true");
        m_out.issue(ErrorKind::NotReadable, (unreachable ? "host unreachable: " : "module failed: ") + who, m_firstLine,
                    "msg", fact("msg"));
        m_said = true;
    } else if (!fact("hostname").empty() || !fact("distribution").empty() || m_host.toldPackages || m_host.firstLine) {
        m_host.firstLine = m_firstLine;
        m_host.truncated = truncated;
        finishIdentity(alias);
        finishOs();
        finishTime();
        finishDraft(m_out, m_host, m_options);
        m_out.hosts().push_back(std::move(m_host));
        m_said = true;
    }
    m_host = {};
    m_facts.clear();
}

Result<void> AnsibleFacts::read(ByteSource& source, std::string_view alias, std::uint64_t firstLine,
                                ProgressSink& progress)
{
    m_firstLine = firstLine;
    JsonReading json(m_out, source.name());
    for (const std::string wrapper : {"ansible_facts/", ""}) {
        subscribe(json, wrapper);
        subscribe(json, wrapper + "ansible_");
        for (const std::string_view prefix : {"", "ansible_"}) {
            json.onObject(wrapper + std::string(prefix) + "packages",
                          [this](simdjson::ondemand::object object, const JsonWalker::At& at) {
                              m_host.firstLine = m_firstLine + at.line - 1;
                              takePackages(object, m_host.firstLine);
                          });
        }
    }
    json.onDocument({}, [&](std::uint64_t) { finish(alias, false); });
    const auto outcome = json.run(source, progress);
    if (!outcome) {
        finish(alias, true);
        return outcome.error();
    }
    return {};
}

} // namespace bw
