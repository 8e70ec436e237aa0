// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/jsonreading.h"
#include "models/inventory/readers/powershellforms.h"
#include "models/inventory/readers/producertext.h"
#include "models/inventory/readers/textlines.h"

#include <deque>

namespace bw {

namespace {

constexpr int NestingCap = 8; ///< of lists inside records; ConvertTo-Json itself stops at 2 unless told otherwise

/// What CIM objects drag along about themselves.
bool isReflection(std::string_view key)
{
    return key == "CimClass" || key == "CimInstanceProperties" || key == "CimSystemProperties" || key == "Properties"
        || key == "SystemProperties" || key == "Qualifiers";
}

class JsonObjects {
public:
    JsonObjects(WindowsImport& import, SnapshotBuilder& out)
        : m_import(import)
        , m_out(out)
    {
    }

    void take(std::string_view raw, std::uint64_t line)
    {
        simdjson::dom::element element;
        if (const auto error = m_parser.parse(raw).get(element)) {
            m_out.issue(ErrorKind::Malformed, simdjson::error_message(error), line, {}, raw.substr(0, 200));
            return;
        }
        m_line = line;
        if (!walk(element, {}, 0) && m_unknown++ == 0)
            m_out.issue(ErrorKind::Unsupported, "record that tells no installed software", line, {},
                        raw.substr(0, 200));
    }

private:
    /// True if anything of it was of use.
    bool walk(const simdjson::dom::element& element, std::string_view ofHost, int depth)
    {
        if (depth > NestingCap)
            return false;
        simdjson::dom::array array;
        if (element.get(array) == simdjson::SUCCESS) {
            bool known = false;
            for (const auto item : array)
                known |= walk(item, ofHost, depth + 1);
            return known;
        }
        simdjson::dom::object object;
        if (element.get(object) != simdjson::SUCCESS)
            return false;
        Fields fields;
        std::deque<std::string> numbers;
        for (const auto field : object)
            addScalar(fields, field.key, field.value, numbers);
        bool known = m_import.record(fields, m_line, ofHost);
        const auto own = hostIn(fields);
        for (const auto field : object) {
            if (!isReflection(field.key) && (field.value.is_array() || field.value.is_object()))
                known |= walk(field.value, own.empty() ? ofHost : own, depth + 1);
        }
        return known;
    }

    static void addScalar(Fields& fields, std::string_view key, const simdjson::dom::element& value,
                          std::deque<std::string>& numbers)
    {
        std::string_view text;
        simdjson::dom::object object;
        if (value.get(text) == simdjson::SUCCESS || value.is_null()) {
            fields.add(key, text);
        } else if (value.get(object) == simdjson::SUCCESS) {
            // A date as PowerShell 5 writes it: {"value": "/Date(...)/", "DateTime": "..."}
            std::string_view date;
            if (object["DateTime"].error() == simdjson::SUCCESS && object["value"].get(date) == simdjson::SUCCESS)
                fields.add(key, date);
            else
                fields.add(key, {});
        } else if (value.is_array()) {
            fields.add(key, {});
        } else {
            fields.add(key, numbers.emplace_back(simdjson::to_string(value)));
        }
    }

    WindowsImport& m_import;
    SnapshotBuilder& m_out;
    simdjson::dom::parser m_parser;
    std::uint64_t m_line = 0;
    std::uint64_t m_unknown = 0;
};

} // namespace

Result<void> readPowerShellJson(ByteSource& bytes, WindowsImport& import, SnapshotBuilder& out, ProgressSink& progress)
{
    PeekSource text(decodedSource(bytes));
    const auto head = text.peek(4096);
    if (!head)
        return head.error();
    const auto first = head->find_first_not_of(" \t\r\n");
    const bool array = first != std::string_view::npos && (*head)[first] == '[';
    JsonObjects objects(import, out);
    JsonReading json(out, bytes.name());
    json.onValue(array ? "*" : "",
                 [&](simdjson::ondemand::value, const JsonWalker::At& at) { objects.take(at.raw, at.line); });
    const auto outcome = json.run(text, progress);
    if (outcome)
        return {};
    if (outcome.error().kind != ErrorKind::Truncated)
        return outcome.error();
    import.cut();
    return {};
}

} // namespace bw
