// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/domain/host.h"
#include "models/foundation/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

/// What a filter is asked about: a host, its system and the state of its evidence at a moment.
struct HostFacts {
    const Host& host;
    const OsIdentity* os = nullptr; ///< nullptr: not told
    HostState state = HostState::Current;
};

/// A filter over hosts as people type it: `name:web* tag:pci -state:stale (owner:ann OR owner:none) "north wing"`.
///
///   filter := and { "OR" and }      and  := term { term }
///   term   := [ "-" ] ( "(" filter ")" | key ":" value { "," value } | word | "phrase" )
///   key    := name | tag | os | release | exposure | importance | safety | owner | site | role | state
///
/// Case does not count. In values, * and ? stand for any text and any character, and `none` for "not told"; several
/// values of one term are alternatives. A word without a key is looked for inside name, FQDN, OS, owner, site, role and
/// tags. The empty filter lets every host pass. Immutable and thread-safe once parsed.
class HostFilter {
public:
    /// Errors: Usage; the place's column is the position (from 1), its field the key, the subject names what was found
    /// and the expected words.
    static Result<HostFilter> parse(std::string_view text);

    HostFilter() = default;
    bool matches(const HostFacts& facts) const;
    bool empty() const { return m_nodes.empty(); }

    enum class Key : std::uint8_t {
        Word,
        Name,
        Tag,
        Os,
        Release,
        Exposure,
        Importance,
        Safety,
        Owner,
        Site,
        Role,
        State
    };

private:
    friend class HostFilterParser;
    enum class Kind : std::uint8_t { All, Any, Not, Test };
    struct Node {
        Kind kind = Kind::All;
        Key key = Key::Word;
        std::vector<std::string> values; ///< lower case
        std::vector<std::uint32_t> parts; ///< of All, Any and Not
    };
    bool holds(std::uint32_t node, const HostFacts& facts) const;

    std::vector<Node> m_nodes; ///< the last one is the whole filter
};

} // namespace bw
