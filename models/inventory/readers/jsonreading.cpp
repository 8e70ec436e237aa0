// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/jsonreading.h"

#include "models/files/textsource.h"
#include "models/inventory/readers/textlines.h"

namespace bw {

std::unique_ptr<ByteSource> decodedSource(ByteSource& bytes)
{
    auto peek = peekAt(bytes);
    const auto head = peek->peek(64 * 1024);
    const auto guess = head ? guessEncoding(*head) : EncodingGuess{};
    return utf8Source(std::move(peek), guess.encoding, guess.bomBytes);
}

JsonReading::JsonReading(SnapshotBuilder& out, std::string file)
    : m_out(out)
    , m_walker(std::move(file))
{
}

void JsonReading::onValue(std::string path, JsonWalker::Handler handler)
{
    m_walker.on(std::move(path), [this, handler = std::move(handler)](simdjson::ondemand::value value, const At& at) {
        try {
            handler(value, at);
        } catch (const simdjson::simdjson_error& error) {
            m_out.issue(ErrorKind::Malformed, error.what(), at.line, std::string(at.key), at.raw);
        }
    });
}

void JsonReading::onObject(std::string path, std::function<void(simdjson::ondemand::object, const At&)> handler)
{
    onValue(std::move(path), [this, handler = std::move(handler)](simdjson::ondemand::value value, const At& at) {
        simdjson::ondemand::object object;
        if (value.get_object().get(object) == simdjson::SUCCESS)
            handler(object, at);
        else
            m_out.issue(ErrorKind::BadValue, "not an object", at.line, std::string(at.key), at.raw);
    });
}

void JsonReading::onFields(std::string path, std::function<void(const Fields&, const At&)> handler)
{
    onObject(std::move(path), [this, handler = std::move(handler)](simdjson::ondemand::object object, const At& at) {
        m_fields.clear();
        addFields(m_fields, object);
        handler(m_fields, at);
    });
}

void JsonReading::onText(std::string path, std::function<void(std::string_view, const At&)> handler)
{
    onValue(std::move(path), [handler = std::move(handler)](simdjson::ondemand::value value, const At& at) {
        handler(jsonText(value), at);
    });
}

void JsonReading::onDocument(std::function<void(std::uint64_t)> begin, std::function<void(std::uint64_t)> end)
{
    m_walker.onDocument(std::move(begin), std::move(end));
}

Result<JsonWalker::Outcome> JsonReading::run(ByteSource& bytes, ProgressSink& progress)
{
    std::vector<Issue> issues;
    const auto decoded = decodedSource(bytes);
    auto outcome = m_walker.run(*decoded, issues, progress);
    for (auto& issue : issues)
        m_out.issue(std::move(issue));
    return outcome;
}

} // namespace bw
