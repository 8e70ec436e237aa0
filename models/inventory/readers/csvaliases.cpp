// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/csvaliases.h"

#include <algorithm>
#include <unordered_map>

namespace bw {

namespace {

using F = CsvField;
using K = HeadingKind;

struct Alias {
    std::string_view heading; ///< normalised
    HeadingMeaning meaning;
};

constexpr HeadingMeaning strong(F field)
{
    return {K::Field, field, true};
}

constexpr HeadingMeaning weak(F field)
{
    return {K::Field, field, false};
}

// Headings that producers write, in normalised spelling. Weak ones are common words that prove nothing alone.
constexpr Alias Aliases[] = {
    {"host", strong(F::HostName)},
    {"hostname", strong(F::HostName)},
    {"hostnames", strong(F::HostName)},
    {"computername", strong(F::HostName)},
    {"computer", strong(F::HostName)},
    {"devicename", strong(F::HostName)},
    {"machinename", strong(F::HostName)},
    {"machine", strong(F::HostName)},
    {"servername", strong(F::HostName)},
    {"server", strong(F::HostName)},
    {"systemname", strong(F::HostName)},
    {"endpoint", strong(F::HostName)},
    {"endpointname", strong(F::HostName)},
    {"nodename", strong(F::HostName)},
    {"node", strong(F::HostName)},
    {"pscomputername", strong(F::HostName)},
    {"csname", strong(F::HostName)},
    {"server", strong(F::HostName)},
    {"assetname", strong(F::HostName)},
    {"itemname", weak(F::HostName)},
    {"netbiosname", strong(F::HostName)},
    {"netbiosname0", strong(F::HostName)},
    {"netbios", strong(F::HostName)},
    {"name0", strong(F::HostName)},
    {"agentname", strong(F::HostName)},
    {"hostidentifier", strong(F::HostName)},
    {"assethostname", strong(F::HostName)},
    {"assetinfoassetname", strong(F::HostName)},
    {"fqdn", strong(F::Fqdn)},
    {"dnsname", strong(F::Fqdn)},
    {"dns", weak(F::Fqdn)},
    {"dnshostname", strong(F::Fqdn)},
    {"computerdnsname", strong(F::Fqdn)},
    {"fullyqualifieddomainname", strong(F::Fqdn)},
    {"assetdisplayfqdn", strong(F::Fqdn)},
    {"serial", weak(F::Serial)},
    {"serialnumber", strong(F::Serial)},
    {"serialno", strong(F::Serial)},
    {"hardwareserial", strong(F::Serial)},
    {"biosserialnumber", strong(F::Serial)},
    {"biosseralnumber", strong(F::Serial)},
    {"servicetag", strong(F::Serial)},
    {"uuid", weak(F::Uuid)},
    {"biosuuid", strong(F::Uuid)},
    {"smbiosuuid", strong(F::Uuid)},
    {"systemuuid", strong(F::Uuid)},
    {"hardwareuuid", strong(F::Uuid)},
    {"hostuuid", strong(F::Uuid)},
    {"machineid", strong(F::MachineId)},
    {"mac", weak(F::Mac)},
    {"macaddress", strong(F::Mac)},
    {"macaddresses", strong(F::Mac)},
    {"primarymac", strong(F::Mac)},
    {"ethernetmac", strong(F::Mac)},
    {"assettag", strong(F::AgentId)},
    {"deviceid", strong(F::AgentId)},
    {"azureaddeviceid", strong(F::AgentId)},
    {"assetuuid", strong(F::AgentId)},
    {"agentid", strong(F::AgentId)},
    {"hostid", strong(F::AgentId)},
    {"assetid", strong(F::AgentId)},
    {"assetinfoassetid", strong(F::AgentId)},
    {"resourceid", strong(F::AgentId)},
    {"computerid", strong(F::AgentId)},
    {"id", weak(F::AgentId)},
    {"os", weak(F::Os)},
    {"osname", strong(F::Os)},
    {"operatingsystem", strong(F::Os)},
    {"operatingsystemcaption", strong(F::Os)},
    {"osdescription", strong(F::Os)},
    {"osplatform", strong(F::Os)},
    {"distribution", weak(F::Os)},
    {"distro", weak(F::Os)},
    {"platform", weak(F::Os)},
    {"assetoperatingsystem", strong(F::Os)},
    {"osversion", strong(F::OsVersion)},
    {"osrelease", strong(F::OsVersion)},
    {"operatingsystemversion", strong(F::OsVersion)},
    {"osbuild", strong(F::OsBuild)},
    {"osbuildnumber", strong(F::OsBuild)},
    {"buildnumber", weak(F::OsBuild)},
    {"osarch", strong(F::OsArch)},
    {"osarchitecture", strong(F::OsArch)},
    {"kernel", weak(F::Kernel)},
    {"kernelversion", strong(F::Kernel)},
    {"runningkernel", strong(F::Kernel)},
    {"lastreporttime", strong(F::LastSeen)},
    {"lastseen", strong(F::LastSeen)},
    {"lastcontact", strong(F::LastSeen)},
    {"lastcheckin", strong(F::LastSeen)},
    {"lastsync", strong(F::LastSeen)},
    {"lastsyncdatetime", strong(F::LastSeen)},
    {"lastinventory", strong(F::LastSeen)},
    {"lastinventorydate", strong(F::LastSeen)},
    {"lastscan", strong(F::LastSeen)},
    {"lastobserved", strong(F::LastSeen)},
    {"lastfound", strong(F::LastSeen)},
    {"lastdetected", strong(F::LastSeen)},
    {"seentime", strong(F::LastSeen)},
    {"collected", weak(F::LastSeen)},
    {"collectedat", weak(F::LastSeen)},
    {"inventorydate", strong(F::LastSeen)},
    {"scandate", strong(F::LastSeen)},
    {"scantime", strong(F::LastSeen)},
    {"timestamp", weak(F::LastSeen)},
    {"name", {K::Name, F::Ignore, false}},
    {"displayname", weak(F::SoftwareName)},
    {"displayname0", strong(F::SoftwareName)},
    {"programname", strong(F::SoftwareName)},
    {"program", strong(F::SoftwareName)},
    {"application", strong(F::SoftwareName)},
    {"applicationname", strong(F::SoftwareName)},
    {"appname", strong(F::SoftwareName)},
    {"software", strong(F::SoftwareName)},
    {"softwarename", strong(F::SoftwareName)},
    {"softwareproductname", strong(F::SoftwareName)},
    {"product", weak(F::SoftwareName)},
    {"productname", strong(F::SoftwareName)},
    {"productname0", strong(F::SoftwareName)},
    {"productinfoproduct", strong(F::SoftwareName)},
    {"package", strong(F::SoftwareName)},
    {"packagename", strong(F::SoftwareName)},
    {"component", weak(F::SoftwareName)},
    {"componentname", weak(F::SoftwareName)},
    {"version", weak(F::Version)},
    {"version0", strong(F::Version)},
    {"displayversion", strong(F::Version)},
    {"applicationversion", strong(F::Version)},
    {"appversion", strong(F::Version)},
    {"softwareversion", strong(F::Version)},
    {"productversion", strong(F::Version)},
    {"productinfoversion", strong(F::Version)},
    {"packageversion", strong(F::Version)},
    {"installedversion", strong(F::Version)},
    {"evr", strong(F::Version)},
    {"release", weak(F::Release)},
    {"epoch", weak(F::Epoch)},
    {"vendor", weak(F::Vendor)},
    {"productinfovendor", strong(F::Vendor)},
    {"publisher", strong(F::Vendor)},
    {"publisher0", strong(F::Vendor)},
    {"applicationpublisher", strong(F::Vendor)},
    {"softwarepublisher", strong(F::Vendor)},
    {"softwarevendor", strong(F::Vendor)},
    {"arch", weak(F::Arch)},
    {"architecture", weak(F::Arch)},
    {"packagearch", strong(F::Arch)},
    {"source", {K::SourceOrHost, F::Source, false}},
    {"sourcepackage", strong(F::Source)},
    {"sourcename", strong(F::Source)},
    {"sourcerpm", strong(F::Source)},
    {"sourceversion", strong(F::SourceVersion)},
    {"ecosystem", strong(F::Ecosystem)},
    {"format", weak(F::Ecosystem)},
    {"packageformat", strong(F::Ecosystem)},
    {"packagetype", strong(F::Ecosystem)},
    {"packagemanager", strong(F::Ecosystem)},
    {"hotfixid", strong(F::HotfixId)},
    {"hotfix", strong(F::HotfixId)},
    {"kb", strong(F::HotfixId)},
    {"kbid", strong(F::HotfixId)},
    {"kbnumber", strong(F::HotfixId)},
    {"kbarticle", strong(F::HotfixId)},
    {"exposure", strong(F::Exposure)},
    {"systemexposure", strong(F::Exposure)},
    {"importance", strong(F::Importance)},
    {"criticality", strong(F::Importance)},
    {"assetcriticality", strong(F::Importance)},
    {"businesscriticality", strong(F::Importance)},
    {"businessimportance", strong(F::Importance)},
    {"mission", weak(F::Importance)},
    {"safety", weak(F::Safety)},
    {"owner", weak(F::Owner)},
    {"assetowner", strong(F::Owner)},
    {"businessowner", strong(F::Owner)},
    {"responsible", weak(F::Owner)},
    {"site", weak(F::Site)},
    {"location", weak(F::Site)},
    {"datacenter", weak(F::Site)},
    {"role", weak(F::Role)},
    {"hostrole", strong(F::Role)},
    {"tags", weak(F::Tags)},
    {"labels", weak(F::Tags)},
    {"groups", weak(F::Tags)},
    {"devicecount", {K::Count, F::Ignore, true}},
    {"computercount", {K::Count, F::Ignore, true}},
    {"computers", {K::Count, F::Ignore, true}},
    {"devices", {K::Count, F::Ignore, true}},
    {"hostcount", {K::Count, F::Ignore, true}},
    {"machinecount", {K::Count, F::Ignore, true}},
    {"installcount", {K::Count, F::Ignore, true}},
    {"installations", {K::Count, F::Ignore, true}},
    {"installedcount", {K::Count, F::Ignore, true}},
    {"numberofinstallations", {K::Count, F::Ignore, true}},
    {"numberofdevices", {K::Count, F::Ignore, true}},
    {"pluginid", {K::Finding, F::Ignore, true}},
    {"plugin", {K::Finding, F::Ignore, true}},
    {"qid", {K::Finding, F::Ignore, true}},
    {"nvtname", {K::Finding, F::Ignore, true}},
    {"nvtoid", {K::Finding, F::Ignore, true}},
    {"definitioncve", {K::Finding, F::Ignore, true}},
    {"vulnerabilityid", {K::Finding, F::Ignore, true}},
    {"cvss", {K::Finding, F::Ignore, true}},
};

} // namespace

std::string normalisedHeading(std::string_view heading)
{
    if (heading.substr(0, 3) == "\xEF\xBB\xBF")
        heading.remove_prefix(3);
    while (!heading.empty() && (heading.front() == ' ' || heading.front() == '#'))
        heading.remove_prefix(1);
    if (!heading.empty() && heading.front() == '[') {
        const auto close = heading.find(']');
        if (close != std::string_view::npos && close + 1 < heading.size())
            heading.remove_prefix(close + 1);
    }
    std::string out;
    for (const char c : heading) {
        if (c >= 'A' && c <= 'Z')
            out += char(c + ('a' - 'A'));
        else if (std::string_view(" _.-:\t\r\n").find(c) == std::string_view::npos)
            out += c;
    }
    return out;
}

HeadingMeaning meaningOf(std::string_view normalised)
{
    static const auto table = [] {
        std::unordered_map<std::string_view, HeadingMeaning> map;
        for (const Alias& alias : Aliases)
            map.emplace(alias.heading, alias.meaning);
        return map;
    }();
    const auto it = table.find(normalised);
    return it == table.end() ? HeadingMeaning{} : it->second;
}

} // namespace bw
