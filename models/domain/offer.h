// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/stringpool.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace bw {

/// Dense number of an offer inside its pool, from 0.
using OfferId = std::uint32_t;

/// What a package manager or Windows Update would install on a host: evidence of what the vendor offers, never of what
/// is installed. Texts are UTF-8; empty means "not told".
struct OfferView {
    /// ComponentId of the offered build. Without a version it is an update that has none ("KB5044284", a patch of
    /// SUSE).
    std::uint32_t build = 0;
    /// ComponentId of what it would replace; without a version where the list does not tell that.
    std::uint32_t installed = 0;
    std::string_view origin; ///< repository, suite or pocket: "oldstable-security", "baseos", "Windows Update"
    std::string_view advisory; ///< "RHSA-2024:1234", the vendor's name of a patch
    std::string_view title;
    std::string_view severity; ///< the vendor's word
    bool security = false; ///< the vendor says that it fixes something security relevant

    friend bool operator==(const OfferView&, const OfferView&) = default;
};

/// Interned offers: each distinct one is kept once. Only grows. Not thread-safe while growing; share as const.
class OfferPool {
public:
    OfferId intern(const OfferView& offer);
    OfferView view(OfferId id) const;
    OfferId size() const { return OfferId(m_rows.size()); }

private:
    struct Row {
        std::uint32_t build, installed;
        StringPool::Id text[4]; ///< origin advisory title severity
        bool security;
        friend bool operator==(const Row&, const Row&) = default;
    };
    static std::uint64_t hash(const Row& row);
    void grow();

    StringPool m_strings;
    std::vector<Row> m_rows;
    std::vector<OfferId> m_slots;
};

} // namespace bw
