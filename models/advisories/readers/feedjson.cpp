// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/readers/feedjson.h"

#include "models/advisories/readers/feedtext.h"

#include <charconv>

namespace bw {

namespace {

constexpr std::size_t HeadSize = 4096;

/// Lets a PeekSource look into a source that somebody else owns.
class Borrowed final : public ByteSource {
public:
    explicit Borrowed(ByteSource& inner)
        : m_inner(inner)
    {
    }
    Result<std::size_t> read(char* buffer, std::size_t size) override { return m_inner.read(buffer, size); }
    const std::string& name() const override { return m_inner.name(); }
    std::optional<std::uint64_t> size() const override { return m_inner.size(); }
    std::uint64_t position() const override { return m_inner.position(); }

private:
    ByteSource& m_inner;
};

} // namespace

std::string_view jsonString(simdjson::ondemand::value value)
{
    if (value.type() != simdjson::ondemand::json_type::string)
        return {};
    return std::string_view(value.get_string());
}

std::optional<double> jsonNumber(simdjson::ondemand::value value)
{
    const simdjson::ondemand::json_type type = value.type();
    if (type == simdjson::ondemand::json_type::number)
        return double(value.get_double());
    if (type != simdjson::ondemand::json_type::string)
        return {};
    const std::string_view text = std::string_view(value.get_string());
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

void eachField(simdjson::ondemand::value value,
               const std::function<void(std::string_view key, simdjson::ondemand::value value)>& each)
{
    if (value.type() != simdjson::ondemand::json_type::object)
        return;
    for (auto field : value.get_object())
        each(std::string_view(field.unescaped_key()), field.value());
}

void eachElement(simdjson::ondemand::value value, const std::function<void(simdjson::ondemand::value value)>& each)
{
    if (value.type() != simdjson::ondemand::json_type::array)
        return;
    for (auto element : value.get_array())
        each(element.value());
}

void moveIssues(std::vector<Issue>& from, FeedSink& to)
{
    for (Issue& issue : from)
        to.addIssue(issue.kind, std::move(issue.reason), issue.place.line, std::move(issue.place.field), issue.raw);
    from.clear();
}

Result<void> walkRecords(ByteSource& bytes, FeedSink& out, ProgressSink& progress, const JsonWalker::Handler& record)
{
    PeekSource source(std::make_unique<Borrowed>(bytes));
    const auto head = source.peek(HeadSize);
    if (!head)
        return head.error();
    JsonWalker walker(out.file);
    walker.on(firstSignificant(*head) == '[' ? "*" : "", record);
    std::vector<Issue> issues;
    const auto outcome = walker.run(source, issues, progress);
    moveIssues(issues, out);
    if (outcome)
        return {};
    const ErrorKind kind = outcome.error().kind;
    if (kind != ErrorKind::Malformed && kind != ErrorKind::Truncated && kind != ErrorKind::TooLarge)
        return outcome.error();
    out.addIssue(kind, "the file ends or breaks here; records before it are kept", outcome.error().place.line);
    return {};
}

} // namespace bw
