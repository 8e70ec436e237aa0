// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/offer.h"
#include "models/foundation/stringpool.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace bw {

/// Where a component comes from, which decides its version order and which advisories speak of it.
enum class Ecosystem : std::uint8_t {
    Unknown,
    Deb,
    Rpm,
    Apk,
    Pacman,
    Program, ///< Windows uninstall entry or a row of a generic software list
    Hotfix, ///< Windows update by KB number ("KB5044284")
    MacApp,
    Snap,
    Flatpak,
    Language, ///< npm, pypi, maven ...; `vendor` holds the purl type
};

std::string_view name(Ecosystem ecosystem); ///< "deb", "rpm", "apk", "pacman", "program", "hotfix", ...
Ecosystem ecosystemFrom(std::string_view name); ///< Unknown for other texts

/// A component (package build) as a reader says it. Texts are UTF-8; empty means "not told".
/// `version` is the complete native version: deb with epoch and revision, rpm as [epoch:]version-release (epoch 0 and
/// "(none)" left out).
struct ComponentView {
    Ecosystem ecosystem = Ecosystem::Unknown;
    std::string_view name; ///< without ":arch"
    std::string_view version;
    std::string_view arch;
    std::string_view source; ///< source package (deb, apk: origin; rpm: name of the source rpm); empty: not told
    std::string_view sourceVersion; ///< empty: not told, or the same as version
    std::string_view module; ///< rpm modularity label "name:stream..."; empty: none or not told
    std::string_view vendor; ///< publisher, or purl type for Language

    friend bool operator==(const ComponentView&, const ComponentView&) = default;
};

/// Dense number of a component inside its pool, from 0.
using ComponentId = std::uint32_t;

/// Interned components, columnar: each distinct one is kept once. Only grows. Not thread-safe while growing; share as
/// const.
class ComponentPool {
public:
    ComponentPool() = default;
    ComponentPool(ComponentPool&&) noexcept = default;
    ComponentPool& operator=(ComponentPool&&) noexcept = default;

    ComponentId intern(const ComponentView& component);
    ComponentView view(ComponentId id) const;
    Ecosystem ecosystem(ComponentId id) const { return m_rows[id].ecosystem; }
    StringPool::Id nameId(ComponentId id) const { return m_rows[id].text[0]; }
    /// Name of the source package where told, else of the binary package.
    StringPool::Id sourceId(ComponentId id) const;
    ComponentId size() const { return ComponentId(m_rows.size()); }
    const StringPool& strings() const { return m_strings; }
    /// What vendors offer: builds of this pool that are not installed for that.
    OfferPool& offers() { return m_offers; }
    const OfferPool& offers() const { return m_offers; }

private:
    struct Row {
        Ecosystem ecosystem;
        StringPool::Id text[7]; ///< name version arch source sourceVersion module vendor
        friend bool operator==(const Row&, const Row&) = default;
    };
    static std::uint64_t hash(const Row& row);
    void grow();

    StringPool m_strings;
    std::vector<Row> m_rows;
    std::vector<ComponentId> m_slots;
    OfferPool m_offers;
};

} // namespace bw
