// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/tokens.h"

#include <QString>

#include <optional>
#include <vector>

namespace bw {

/// A small framed fact: caption above, word below.
struct InspectorFact {
    QString label;
    QString value;
    bool operator==(const InspectorFact&) const = default;
};

struct InspectorPair {
    QString key;
    QString value;
    bool operator==(const InspectorPair&) const = default;
};

struct InspectorChip {
    Tone tone = Tone::Neutral;
    QString text;
    bool operator==(const InspectorChip&) const = default;
};

/// One line of a list: text, muted detail behind it, and at the right muted text or a chip. With an id it can be
/// chosen.
struct InspectorRow {
    QString text;
    QString detail = {};
    QString trailing = {};
    std::optional<InspectorChip> chip = {};
    QString id = {};
    bool operator==(const InspectorRow&) const = default;
};

/// The number a person looks for.
struct InspectorFigure {
    QString number;
    QString unit;
    QString trailing = {};
    bool operator==(const InspectorFigure&) const = default;
};

struct InspectorLink {
    QString id;
    QString text;
    bool operator==(const InspectorLink&) const = default;
};

/// Parts are shown in the order of their members; empty ones are left out.
struct InspectorSection {
    QString heading;
    std::vector<InspectorFact> facts = {};
    std::optional<InspectorFigure> figure = {};
    std::vector<InspectorChip> chips = {};
    std::vector<InspectorPair> pairs = {};
    std::vector<InspectorRow> rows = {};
    QString prose = {};
    std::vector<InspectorLink> links = {};
    std::vector<InspectorLink> buttons = {}; ///< acts, not ways to elsewhere
    bool operator==(const InspectorSection&) const = default;
};

struct InspectorContent {
    QString title;
    QString subtitle;
    std::vector<InspectorSection> sections;
    bool operator==(const InspectorContent&) const = default;
};

} // namespace bw
