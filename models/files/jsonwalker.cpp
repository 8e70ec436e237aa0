// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/jsonwalker.h"

#include "models/files/jsonkey.h"
#include "models/files/jsonscanner.h"
#include "models/files/textsource.h"

#include <algorithm>

namespace bw {

static_assert(JsonScanner::Padding >= simdjson::SIMDJSON_PADDING);

namespace {

ErrorKind kindOf(simdjson::error_code code)
{
    switch (code) {
    case simdjson::NO_SUCH_FIELD:
        return ErrorKind::MissingField;
    case simdjson::INCORRECT_TYPE:
    case simdjson::NUMBER_OUT_OF_RANGE:
    case simdjson::INDEX_OUT_OF_BOUNDS:
    case simdjson::OUT_OF_BOUNDS:
        return ErrorKind::BadValue;
    default:
        return ErrorKind::Malformed;
    }
}

std::string excerpt(std::string_view raw)
{
    std::string text = cleanText(raw.substr(0, 190));
    text.resize(std::min<std::size_t>(text.size(), 200));
    return cleanText(text);
}

} // namespace

/// One run: the scanner steps, this follows the path tree along with it. Frames stand only for brackets on the way to a
/// subscribed path, so there are never more of them than the longest path has steps.
class JsonWalker::Walk {
public:
    Walk(const JsonWalker& walker, ByteSource& bytes, std::vector<Issue>& issues, ProgressSink& progress)
        : m_walker(walker)
        , m_scanner(bytes, progress, walker.m_fileName, {walker.maxValue, walker.maxDepth})
        , m_issues(issues)
    {
    }
    Result<Outcome> run();

private:
    struct Frame {
        bool object = false;
        bool fresh = true; ///< nothing stood in it yet
        std::string key; ///< of the member that is read now
        std::vector<std::size_t> nodes; ///< where on the path tree this value is
    };

    bool document();
    bool step(Frame& frame);
    bool readKey(Frame& frame);
    bool value(const std::vector<std::size_t>& nodes);
    std::vector<std::size_t> below(const Frame& frame) const;
    bool deliver(const std::vector<std::size_t>& nodes);
    void hand(std::string_view text, const Handler& handler, const At& at);
    std::string_view keyAt(std::size_t level) const;

    const JsonWalker& m_walker;
    JsonScanner m_scanner;
    std::vector<Issue>& m_issues;
    std::size_t m_issueCount = 0;
    Outcome m_outcome;
    std::vector<Frame> m_frames;
    std::size_t m_open = 0; ///< frames in use
    std::vector<std::size_t> m_root{0};
    simdjson::ondemand::parser m_parser;
    std::string m_wrapped;
};

Result<JsonWalker::Outcome> JsonWalker::Walk::run()
{
    while (m_scanner.peek() != JsonScanner::End) {
        if (m_walker.m_begin)
            m_walker.m_begin(m_outcome.documents);
        if (!document())
            break;
        if (m_walker.m_end)
            m_walker.m_end(m_outcome.documents);
        ++m_outcome.documents;
    }
    if (m_scanner.error())
        return *m_scanner.error();
    return m_outcome;
}

bool JsonWalker::Walk::document()
{
    m_open = 0;
    if (!value(m_root))
        return false;
    while (m_open > 0) {
        if (!step(m_frames[m_open - 1]))
            return false;
    }
    return true;
}

/// One member of the innermost open bracket, or its end.
bool JsonWalker::Walk::step(Frame& frame)
{
    int next = m_scanner.peek();
    const bool end = next == (frame.object ? '}' : ']');
    if (end) {
        m_scanner.take();
        --m_open;
        return true;
    }
    if (!frame.fresh) {
        if (next != ',')
            return m_scanner.failHere("comma");
        m_scanner.take();
    }
    frame.fresh = false;
    if (frame.object && !readKey(frame))
        return false;
    next = m_scanner.peek();
    if (next == JsonScanner::End)
        return m_scanner.failHere("value");
    return value(below(frame));
}

bool JsonWalker::Walk::readKey(Frame& frame)
{
    std::string_view raw;
    if (m_scanner.peek() != '"')
        return m_scanner.failHere("key");
    if (!m_scanner.takeString(raw))
        return false;
    assignJsonKey(frame.key, raw);
    if (m_scanner.peek() != ':')
        return m_scanner.failHere("colon");
    m_scanner.take();
    return true;
}

std::vector<std::size_t> JsonWalker::Walk::below(const Frame& frame) const
{
    std::vector<std::size_t> nodes;
    for (const std::size_t index : frame.nodes) {
        const Node& node = m_walker.m_nodes[index];
        if (node.star != 0)
            nodes.push_back(node.star);
        if (!frame.object)
            continue;
        for (const auto& [key, child] : node.keys) {
            if (key == frame.key)
                nodes.push_back(child);
        }
    }
    return nodes;
}

/// The value that begins here: handed out, stepped into or skipped.
bool JsonWalker::Walk::value(const std::vector<std::size_t>& nodes)
{
    const int next = m_scanner.peek();
    const auto wanted = [&](std::size_t index) { return !m_walker.m_nodes[index].handlers.empty(); };
    if (std::any_of(nodes.begin(), nodes.end(), wanted))
        return deliver(nodes);
    if (nodes.empty() || (next != '{' && next != '['))
        return m_scanner.skipValue(int(m_open));
    if (int(m_open) >= m_walker.maxDepth)
        return m_scanner.fail(ErrorKind::TooLarge, "nesting");
    m_scanner.take();
    if (m_frames.size() == m_open)
        m_frames.emplace_back();
    Frame& frame = m_frames[m_open++];
    frame.object = next == '{';
    frame.fresh = true;
    frame.key.clear();
    frame.nodes = nodes;
    return true;
}

std::string_view JsonWalker::Walk::keyAt(std::size_t level) const
{
    if (level == 0 || level > m_open)
        return {};
    return m_frames[level - 1].key;
}

bool JsonWalker::Walk::deliver(const std::vector<std::size_t>& nodes)
{
    At at;
    at.document = m_outcome.documents;
    at.offset = m_scanner.offset();
    at.line = m_scanner.line();
    std::string_view text;
    if (!m_scanner.takeValue(int(m_open), text))
        return false;
    if (m_open == 0 && text == "null")
        return true;
    at.raw = text;
    for (const std::size_t index : nodes) {
        const Node& node = m_walker.m_nodes[index];
        at.key = keyAt(node.keyLevel);
        at.parentKey = keyAt(node.parentLevel);
        for (const Handler& handler : node.handlers)
            hand(text, handler, at);
    }
    return true;
}

void JsonWalker::Walk::hand(std::string_view text, const Handler& handler, const At& at)
{
    try {
        const bool scalar = text[0] != '{' && text[0] != '[';
        if (scalar) {
            // On-Demand gives no value for a lone scalar, but does for the first element of an array.
            m_wrapped.assign(1, '[').append(text).append(1, ']').append(JsonScanner::Padding, ' ');
            text = std::string_view(m_wrapped).substr(0, m_wrapped.size() - JsonScanner::Padding);
        }
        if (m_parser.capacity() < text.size()) {
            if (const auto code = m_parser.allocate(std::max(2 * text.size(), std::size_t(4) << 10)))
                throw simdjson::simdjson_error(code);
        }
        auto document = m_parser.iterate(
            simdjson::padded_string_view(text.data(), text.size(), text.size() + JsonScanner::Padding));
        ++m_outcome.values;
        if (scalar)
            handler(document.at(0).value(), at);
        else
            handler(document.get_value().value(), at);
    } catch (const simdjson::simdjson_error& error) {
        if (++m_issueCount <= MaxIssues)
            m_issues.push_back({kindOf(error.error()),
                                {m_walker.m_fileName, at.line, 0, {}},
                                simdjson::error_message(error.error()),
                                excerpt(at.raw)});
    }
}

JsonWalker::JsonWalker(std::string fileName)
    : m_fileName(std::move(fileName))
    , m_nodes(1)
{
}

void JsonWalker::on(std::string path, Handler handler)
{
    std::size_t at = 0;
    std::size_t level = 0;
    std::size_t stars[2] = {0, 0};
    std::string_view rest = path;
    for (bool more = !path.empty(); more;) {
        const std::size_t slash = rest.find('/');
        const std::string_view key = rest.substr(0, slash);
        more = slash != std::string_view::npos;
        rest.remove_prefix(more ? slash + 1 : rest.size());
        ++level;
        std::size_t next = 0;
        if (key == "*") {
            stars[1] = std::exchange(stars[0], level);
            next = m_nodes[at].star;
        } else {
            for (const auto& [known, child] : m_nodes[at].keys) {
                if (known == key)
                    next = child;
            }
        }
        if (next == 0) {
            next = m_nodes.size();
            m_nodes.emplace_back();
            if (key == "*")
                m_nodes[at].star = next;
            else
                m_nodes[at].keys.emplace_back(key, next);
        }
        at = next;
    }
    Node& node = m_nodes[at];
    node.keyLevel = stars[0] != 0 ? stars[0] : level;
    node.parentLevel = stars[1];
    node.handlers.push_back(std::move(handler));
}

void JsonWalker::onDocument(std::function<void(std::uint64_t)> begin, std::function<void(std::uint64_t)> end)
{
    m_begin = std::move(begin);
    m_end = std::move(end);
}

Result<JsonWalker::Outcome> JsonWalker::run(ByteSource& bytes, std::vector<Issue>& issues, ProgressSink& progress)
{
    return Walk(*this, bytes, issues, progress).run();
}

} // namespace bw
