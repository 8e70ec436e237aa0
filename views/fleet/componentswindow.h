// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/componentsmodel.h"
#include "models/items/filtermodels.h"

#include <QDialog>

namespace bw {

/// What is installed on one host, searchable. A value: it shows the moment at which it was opened.
class ComponentsWindow final : public QDialog {
    Q_OBJECT

public:
    ComponentsWindow(std::shared_ptr<const Assessment> assessment, HostId host, const QString& name,
                     QWidget* parent = nullptr);

private:
    ComponentsModel m_model;
    WordFilterModel m_filter;
};

} // namespace bw
