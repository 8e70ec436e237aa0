// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/drafting.h"
#include "models/inventory/readers/jsonreading.h"
#include "models/inventory/readers/producertext.h"
#include "models/inventory/readers/purlcomponent.h"
#include "models/inventory/readers/readers.h"

namespace bw {

namespace {

using simdjson::ondemand::json_type;

/// CycloneDX JSON 1.2 to 1.7, one document one host. The host's name is the name of metadata.component where that is a
/// device, an operating system or a container; else it comes from the options.
class CycloneDxReader final : public InventoryReader {
public:
    std::string_view id() const override { return "cyclonedx-json"; }
    std::string_view name() const override { return "CycloneDX SBOM (JSON)"; }
    std::vector<std::string_view> extensions() const override { return {"json", "cdx"}; }
    Match sniff(const Probe& probe) const override
    {
        return !probe.jsonArray && probe.hasKey("bomFormat") ? Match::Certain : Match::No;
    }
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override;
};

constexpr int NestingCap = 16; ///< of components inside components

bool isOperatingSystem(std::string_view name)
{
    return !canonicalOs(name, {}).family.empty();
}

/// Some producers write names as URLs have them: "Debian+GNU/Linux".
std::string plainName(std::string_view name)
{
    std::string plain(name);
    if (plain.find(' ') == std::string::npos) {
        for (auto& c : plain)
            c = c == '+' ? ' ' : c;
    }
    return percentDecoded(plain).value_or(plain);
}

/// What is gathered of one document.
class Bom {
public:
    Bom(SnapshotBuilder& out, const ReadOptions& options)
        : m_out(out)
        , m_options(options)
    {
    }
    void subscribe(JsonReading& json);
    void finish(bool truncated);
    bool said() const { return m_said; }

private:
    void takeComponent(simdjson::ondemand::object object, std::uint64_t line, int depth);
    void takeSubject(const Fields& fields);
    void take(const Fields& fields, std::uint64_t line);
    void takePurl(std::string_view text, const Fields& fields, std::uint64_t line);
    void tellSystem(std::string_view name, std::string_view version);
    void once(bool& said, ErrorKind kind, const char* reason, std::uint64_t line, std::string_view raw);

    SnapshotBuilder& m_out;
    const ReadOptions& m_options;
    HostDraft m_host;
    OsIdentity m_distroOs; ///< as the first "distro" qualifier says
    bool m_saidDistro = false;
    bool m_saidPurl = false;
    bool m_saidKind = false;
    bool m_saidDepth = false;
    bool m_isBom = false;
    bool m_said = false;
};

void Bom::once(bool& said, ErrorKind kind, const char* reason, std::uint64_t line, std::string_view raw)
{
    if (!said)
        m_out.issue(kind, reason, line, {}, raw);
    said = true;
}

void Bom::tellSystem(std::string_view name, std::string_view version)
{
    const std::string arch = m_host.os.arch;
    tellOs(m_host, plainName(name), version, arch);
}

void Bom::takeSubject(const Fields& fields)
{
    const auto type = fields["type"];
    const auto name = fields["name"];
    if (type == "operating-system" && isOperatingSystem(plainName(name)))
        tellSystem(name, fields["version"]);
    else if (type == "device" || type == "operating-system" || type == "container")
        m_host.identity.name = std::string(name);
}

void Bom::takePurl(std::string_view text, const Fields& fields, std::uint64_t line)
{
    const auto purl = parsePurl(text);
    if (!purl) {
        m_out.issue(ErrorKind::BadValue, "not a package URL", line, "purl", text);
        return;
    }
    PurlComponent c = purlComponent(*purl);
    if (c.ecosystem == Ecosystem::Unknown) {
        once(m_saidKind, ErrorKind::Unsupported, "package URLs of a kind that is not installed software", line, text);
        return;
    }
    if (c.version.empty())
        c.version = std::string(fields["version"]);
    if (c.ecosystem == Ecosystem::Rpm && isRpmPseudoPackage(c.name))
        return;
    if (m_distroOs.name.empty())
        m_distroOs = purlOs(*purl);
    if (c.ecosystem == Ecosystem::Deb && purl->qualifier("distro").empty())
        once(m_saidDistro, ErrorKind::Ambiguous, "Debian packages that do not say of which release they are", line,
             text);
    addComponent(m_out, m_host, c.view(), line);
}

void Bom::take(const Fields& fields, std::uint64_t line)
{
    const auto type = fields["type"];
    const auto purl = fields["purl"];
    if (!purl.empty()) {
        takePurl(purl, fields, line);
    } else if (type == "operating-system") {
        tellSystem(fields["name"], fields["version"]);
    } else if (type == "application" && !fields["version"].empty()) {
        ComponentView c;
        c.ecosystem = Ecosystem::Program;
        c.name = fields["name"];
        c.version = fields["version"];
        c.vendor = fields.first("publisher", "group");
        addComponent(m_out, m_host, c, line);
    } else if (type == "library" || type == "framework" || type == "application") {
        once(m_saidPurl, ErrorKind::MissingField, "components without a package URL are left out", line,
             fields["name"]);
    }
}

void Bom::takeComponent(simdjson::ondemand::object object, std::uint64_t line, int depth)
{
    if (depth > NestingCap) {
        once(m_saidDepth, ErrorKind::TooLarge, "components nested too deep", line, {});
        return;
    }
    Fields fields;
    for (auto field : object) {
        const std::string_view key = field.unescaped_key();
        simdjson::ondemand::value value = field.value();
        if (key != "components") {
            fields.add(key, jsonText(value));
            continue;
        }
        if (value.type() != json_type::array)
            continue;
        for (auto nested : value.get_array())
            takeComponent(nested.get_object(), line, depth + 1);
    }
    m_host.toldPackages = true;
    take(fields, line);
}

void Bom::subscribe(JsonReading& json)
{
    json.onText("bomFormat",
                [this](std::string_view text, const JsonWalker::At&) { m_isBom = m_isBom || text == "CycloneDX"; });
    json.onFields("metadata/component", [this](const Fields& fields, const JsonWalker::At& at) {
        m_host.firstLine = at.line;
        takeSubject(fields);
    });
    json.onText("metadata/timestamp", [this](std::string_view text, const JsonWalker::At& at) {
        const auto time = parseIso(text);
        if (!time)
            m_out.issue(ErrorKind::BadValue, "not a date and time", at.line, "timestamp", text);
        tellMoment(m_host, time, hasZone(text) ? TimeSource::Told : TimeSource::LocalAssumedZone);
    });
    json.onObject("components/*", [this](simdjson::ondemand::object object, const JsonWalker::At& at) {
        takeComponent(object, at.line, 1);
    });
    json.onFields("compositions/*", [this](const Fields& fields, const JsonWalker::At&) {
        m_host.partial = m_host.partial || fields["aggregate"].substr(0, 10) == "incomplete";
    });
}

void Bom::finish(bool truncated)
{
    if (m_isBom && (m_host.toldPackages || !m_host.identity.name.empty() || !m_host.os.name.empty())) {
        if (m_host.os.name.empty())
            m_host.os = m_distroOs;
        m_host.truncated = truncated;
        finishDraft(m_out, m_host, m_options);
        m_out.hosts().push_back(std::move(m_host));
        m_said = true;
    }
    m_host = {};
    m_distroOs = {};
    m_saidDistro = m_saidPurl = m_saidKind = m_saidDepth = m_isBom = false;
}

Result<void> CycloneDxReader::read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                                   ProgressSink& progress) const
{
    Bom bom(out, options);
    JsonReading json(out, bytes.name());
    bom.subscribe(json);
    json.onDocument({}, [&](std::uint64_t) { bom.finish(false); });
    const auto outcome = json.run(bytes, progress);
    if (!outcome) {
        bom.finish(true);
        return outcome.error();
    }
    if (!bom.said())
        return fileError(ErrorKind::Empty, "CycloneDX SBOM", bytes.name());
    return {};
}

} // namespace

std::unique_ptr<InventoryReader> makeCycloneDxReader()
{
    return std::make_unique<CycloneDxReader>();
}

} // namespace bw
