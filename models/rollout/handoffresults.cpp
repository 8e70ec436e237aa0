// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rollout/handoffresults.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <charconv>
#include <map>

namespace bw {

namespace {

constexpr std::size_t Most = 64u << 20;

/// A row as the file tells it.
struct Row {
    std::string host, name, state, text, at;
    std::uint64_t line = 0;
};

std::string lower(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c != ' ' && c != '\t' && c != '\r')
            out += c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c;
    }
    return out;
}

std::optional<RolloutEventKind> kindOf(std::string_view state)
{
    if (state == "done" || state == "ok" || state == "success" || state == "succeeded")
        return RolloutEventKind::HostDone;
    if (state == "failed" || state == "error" || state == "failure")
        return RolloutEventKind::HostFailed;
    if (state == "unreachable" || state == "offline")
        return RolloutEventKind::HostUnreachable;
    if (state == "skipped")
        return RolloutEventKind::HostSkipped;
    return std::nullopt;
}

class Taking {
public:
    Taking(const RolloutRun& run, HandOffResults& out)
        : m_out(out)
    {
        for (const TargetOrder& target : run.targets) {
            m_ids.emplace(std::to_string(target.host), target.host);
            const auto [it, added] = m_names.emplace(lower(target.name), target.host);
            if (!added)
                it->second = 0; // two hosts of one name: only the number tells them apart
        }
    }

    void take(const Row& row)
    {
        const std::string state = lower(row.state);
        if (state.empty())
            return;
        const auto kind = kindOf(state);
        if (!kind)
            return issue(row, "state", "is not done, failed, unreachable or skipped", row.state);
        const auto& known = row.host.empty() ? m_names : m_ids;
        const auto it = known.find(row.host.empty() ? lower(row.name) : lower(row.host));
        if (it == known.end() || it->second == 0)
            return issue(row, row.host.empty() ? "name" : "host", "is no host of the roll-out",
                         row.host.empty() ? row.name : row.host);
        HandOffResult result{it->second, *kind, row.text, {}};
        if (!row.at.empty()) {
            result.at = parseIso(row.at);
            if (!result.at)
                issue(row, "at", "is not a time; taken as now", row.at);
        }
        m_out.results.push_back(std::move(result));
    }

private:
    void issue(const Row& row, std::string field, std::string reason, std::string_view raw)
    {
        m_out.issues.push_back(
            {ErrorKind::BadValue,
             {{}, row.line, 0, std::move(field)},
             std::move(reason),
             QString::fromUtf8(raw.data(), qsizetype(std::min<std::size_t>(raw.size(), 200))).toStdString()});
    }

    HandOffResults& m_out;
    std::map<std::string, HostId> m_ids;
    std::map<std::string, HostId> m_names;
};

/// Splits CSV by RFC 4180, one record at a time.
class CsvLines {
public:
    explicit CsvLines(std::string_view text)
        : m_text(text)
    {
        if (m_text.starts_with("\xEF\xBB\xBF"))
            m_text.remove_prefix(3);
        m_separator = m_text.substr(0, m_text.find('\n')).find(';') != std::string_view::npos ? ';' : ',';
    }

    bool next(std::vector<std::string>& cells)
    {
        cells.clear();
        if (m_text.empty())
            return false;
        m_line += m_breaks + 1;
        m_breaks = 0;
        std::string cell;
        bool quoted = false;
        std::size_t i = 0;
        for (; i < m_text.size(); ++i) {
            const char c = m_text[i];
            if (quoted) {
                if (c == '"' && i + 1 < m_text.size() && m_text[i + 1] == '"')
                    cell += m_text[++i];
                else if (c == '"')
                    quoted = false;
                else
                    cell += c;
                m_breaks += c == '\n';
            } else if (c == '"') {
                quoted = true;
            } else if (c == m_separator) {
                cells.push_back(std::exchange(cell, {}));
            } else if (c == '\n') {
                break;
            } else if (c != '\r') {
                cell += c;
            }
        }
        cells.push_back(std::move(cell));
        m_text.remove_prefix(std::min(i + 1, m_text.size()));
        return true;
    }
    std::uint64_t line() const { return m_line; }

private:
    std::string_view m_text;
    char m_separator;
    std::uint64_t m_line = 0;
    std::uint64_t m_breaks = 0;
};

Result<HandOffResults> readCsv(std::string_view bytes, const RolloutRun& run)
{
    CsvLines lines(bytes);
    std::vector<std::string> cells;
    if (!lines.next(cells))
        return Error{ErrorKind::Empty, {}, {}};
    std::map<std::string, std::size_t> columns;
    for (std::size_t i = 0; i < cells.size(); ++i)
        columns.emplace(lower(cells[i]), i);
    if (!columns.contains("state") || (!columns.contains("host") && !columns.contains("name")))
        return Error{ErrorKind::MissingField, "the columns host (or name) and state", {{}, 1, 0, {}}};
    HandOffResults out;
    Taking taking(run, out);
    const auto cell = [&](const char* column) {
        const auto it = columns.find(column);
        return it == columns.end() || it->second >= cells.size() ? std::string() : cells[it->second];
    };
    while (lines.next(cells))
        taking.take({cell("host"), cell("name"), cell("state"), cell("text"), cell("at"), lines.line()});
    return out;
}

Result<HandOffResults> readJson(std::string_view bytes, const RolloutRun& run)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(QByteArray(bytes.data(), qsizetype(bytes.size())), &error);
    if (!document.isObject())
        return Error{ErrorKind::Malformed, error.errorString().toStdString(), {}};
    HandOffResults out;
    if (const QJsonValue id = document.object().value(QStringLiteral("run")); id.isDouble())
        out.run = id.toInteger();
    const QJsonValue results = document.object().value(QStringLiteral("results"));
    if (!results.isArray())
        return Error{ErrorKind::MissingField, "results", {}};
    Taking taking(run, out);
    std::uint64_t number = 0;
    for (const QJsonValue& value : results.toArray()) {
        const QJsonObject object = value.toObject();
        const auto field = [&](const char* key) { return object.value(QLatin1String(key)).toString().toStdString(); };
        const QJsonValue host = object.value(QStringLiteral("host"));
        taking.take({host.isDouble() ? std::to_string(host.toInteger()) : field("host"), field("name"), field("state"),
                     field("text"), field("at"), ++number});
    }
    return out;
}

} // namespace

Result<HandOffResults> readHandOffResults(std::string_view bytes, const RolloutRun& run)
{
    if (bytes.size() > Most)
        return Error{ErrorKind::TooLarge, "results", {}};
    const auto first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (first == std::string_view::npos)
        return Error{ErrorKind::Empty, "results", {}};
    return bytes[first] == '{' ? readJson(bytes, run) : readCsv(bytes, run);
}

} // namespace bw
