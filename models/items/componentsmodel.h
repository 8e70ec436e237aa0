// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/items/tablemodel.h"

#include <memory>
#include <optional>
#include <vector>

namespace bw {

/// What is installed on one host at the moment of the assessment, in natural order of the names.
class ComponentsModel final : public TableModel {
    Q_OBJECT

public:
    enum Column { Name, Version, Finding, Arch, Source, EcosystemColumn, ColumnTotal };

    explicit ComponentsModel(QObject* parent = nullptr);

    /// Host 0 or one that the fleet does not know: no rows.
    void setHost(std::shared_ptr<const Assessment> assessment, HostId host);
    HostId host() const { return m_host; }
    /// False where no inventory of this host told about software: an empty list then says nothing.
    bool told() const { return m_told; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int compare(int column, int a, int b) const override;
    ComponentId component(int row) const { return m_rows[std::size_t(row)].component; }

protected:
    QVariant cell(int row, int column, int role) const override;
    QString sentence(int row) const override;

private:
    struct Row {
        ComponentId component = 0;
        std::uint32_t rank = 0; ///< place by name
        std::uint32_t findings = 0; ///< that count as open
        Decision worst = Decision::Defer;
        std::uint32_t patch = 0; ///< of the worst one

        friend bool operator==(const Row&, const Row&) = default;
    };
    static std::vector<Row> rowsOf(const Assessment& assessment, std::uint32_t host);
    ComponentView view(int row) const;

    std::shared_ptr<const Assessment> m_assessment;
    HostId m_host = 0;
    bool m_told = false;
    std::vector<Row> m_rows;
};

} // namespace bw
