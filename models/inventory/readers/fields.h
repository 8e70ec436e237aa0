// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <simdjson.h>
#include <string_view>
#include <utility>
#include <vector>

namespace bw {

/// One flat record of a foreign file: names and texts in the order of the file, as views into the reader's buffers.
class Fields {
public:
    void clear() { m_pairs.clear(); }
    void add(std::string_view name, std::string_view text) { m_pairs.emplace_back(name, text); }
    bool has(std::string_view name) const;
    /// The text of the first field of that name, trimmed; empty if it is not there.
    std::string_view operator[](std::string_view name) const;
    /// Of the first name that is told.
    std::string_view first(std::string_view a, std::string_view b) const;

    std::size_t size() const { return m_pairs.size(); }
    auto begin() const { return m_pairs.begin(); }
    auto end() const { return m_pairs.end(); }

private:
    std::vector<std::pair<std::string_view, std::string_view>> m_pairs;
};

/// A scalar as text: strings unescaped, numbers and booleans as they are written, empty for null and for containers.
/// The view lives as long as the value's document. Throws simdjson_error.
std::string_view jsonText(simdjson::ondemand::value value);
/// The scalars of an object; containers inside it are left out. Throws simdjson_error.
void addFields(Fields& fields, simdjson::ondemand::object object);

} // namespace bw
