// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/filterexpression.h"
#include "models/items/filtermodels.h"
#include "models/items/verificationmodel.h"

namespace bw {

/// The verdicts with the filter language that all lists share:
///
///   verdict | wave | host | package | patch | reported
///
/// A word without a key is looked for inside host, package, wave and reason.
class VerificationFilterModel final : public ItemFilterModel {
    Q_OBJECT

public:
    explicit VerificationFilterModel(VerificationModel& source, QObject* parent = nullptr);

    static std::span<const FilterKey> keys();
    Result<void> setFilterText(const QString& text) override;
    std::vector<Facet> facets() const override;

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    Facet facet(std::size_t key, const QString& title) const;

    VerificationModel& m_rows;
    FilterExpression m_filter;
};

} // namespace bw
