// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fleet/componentswindow.h"

#include "models/items/texts.h"
#include "views/lists/listpane.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/inspector.h"
#include "views/widgets/tableview.h"

#include <QVBoxLayout>

namespace bw {

ComponentsWindow::ComponentsWindow(std::shared_ptr<const Assessment> assessment, HostId host, const QString& name,
                                   QWidget* parent)
    : QDialog(parent)
    , m_filter(m_model)
{
    setWindowTitle(tr("Components of %1").arg(name));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(860, 620);
    m_model.setHost(std::move(assessment), host);
    auto* list = new ListPane(m_model, m_filter, QStringLiteral("components"), this);
    list->withoutInspector();
    list->bar().setPlaceholder(tr("Words to look for"));
    list->bar().setResultText(tr("%1 components").arg(Texts::number(std::uint64_t(m_model.rowCount()))));
    list->table().setAccessibleName(windowTitle());
    list->setEmpty(Icon::Fleet, tr("No inventory told of this host's software."));
    connect(&m_filter, &ItemFilterModel::filterTextChanged, this, [this, list] {
        list->bar().setResultText(tr("%1 of %2 components").arg(m_filter.rowCount()).arg(m_model.rowCount()));
    });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(list);
}

} // namespace bw
