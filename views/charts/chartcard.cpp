// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/chartcard.h"

#include "views/charts/barsview.h"
#include "views/charts/chartexport.h"
#include "views/charts/plotview.h"
#include "views/theme/fonts.h"
#include "views/theme/theme.h"
#include "views/widgets/elidedlabel.h"
#include "views/widgets/tableview.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace bw {

ChartCard::ChartCard(Kind kind, QWidget* parent)
    : QFrame(parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 10, 14, 12);
    layout->setSpacing(0);
    setupHead();
    setupBody(kind);
}

ChartCard::~ChartCard() = default;

void ChartCard::setupHead()
{
    m_head = new QHBoxLayout;
    m_head->setSpacing(4);
    m_title = new QLabel(this);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setFont(strongFont(font()));
    m_head->addWidget(m_title, 1);
    m_twin = new QToolButton(this);
    m_twin->setText(tr("Table"));
    m_twin->setCheckable(true);
    m_save = new QToolButton(this);
    m_save->setText(tr("Save"));
    for (QToolButton* button : {m_twin, m_save}) {
        button->setAutoRaise(true);
        button->setFont(smallFont(font()));
        button->setFocusPolicy(Qt::TabFocus);
        m_head->addWidget(button);
    }
    auto* menu = new QMenu(m_save); // no menu of the button's own: its arrow would not fit behind the word
    connect(m_save, &QToolButton::clicked, menu,
            [this, menu] { menu->popup(m_save->mapToGlobal(QPoint(0, m_save->height()))); });
    menu->addAction(tr("Picture (PNG)…"), this, [this] { save(QStringLiteral("png")); });
    menu->addAction(tr("Drawing (SVG)…"), this, [this] { save(QStringLiteral("svg")); });
    menu->addAction(tr("Table (CSV)…"), this, [this] { save(QStringLiteral("csv")); });
    menu->addSeparator();
    menu->addAction(tr("Copy picture"), this, [this] { copyChartImage(*m_plot, data()); });
    menu->addAction(tr("Copy table"), this, [this] { copyChartTable(m_table); });
    connect(m_twin, &QToolButton::toggled, this, &ChartCard::showPage);
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->addLayout(m_head);
    m_basis = new ElidedLabel({}, Qt::ElideRight, this);
    m_basis->setFont(smallFont(font()));
    m_basis->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(m_basis);
    column->addSpacing(8);
}

void ChartCard::setupBody(Kind kind)
{
    m_stack = new QStackedWidget(this);
    if (kind == Kind::Plot) {
        m_plot = new PlotView(m_stack);
    } else {
        auto* bars = new BarsView(m_stack);
        connect(bars, &BarsView::followed, this, &ChartCard::followed);
        m_plot = bars;
    }
    m_view = new TableView(m_stack);
    m_view->setModel(&m_table);
    m_view->setSortingEnabled(false);
    m_view->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored); // the picture says how high the card is
    m_empty = new QLabel(m_stack);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_stack->addWidget(m_plot->widget());
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    layout()->addWidget(m_stack);
}

void ChartCard::setData(const ChartData& data)
{
    m_table.setData(data);
    m_plot->setData(data);
    m_title->setText(data.title);
    m_basis->setText(data.basis);
    m_empty->setText(data.empty);
    m_view->setAccessibleName(data.title + QStringLiteral(", ") + tr("table"));
    m_twin->setAccessibleName(tr("Show %1 as a table").arg(data.title));
    m_save->setAccessibleName(tr("Save or copy %1").arg(data.title));
    const bool any = !data.rows.empty();
    m_twin->setEnabled(any);
    m_save->setEnabled(any);
    m_view->resizeColumnsToContents();
    showPage();
    updateGeometry();
}

void ChartCard::addToHead(QWidget* widget)
{
    m_head->insertWidget(1, widget);
}

void ChartCard::showTable(bool on)
{
    m_twin->setChecked(on);
}

bool ChartCard::showsTable() const
{
    return m_stack->currentWidget() == m_view;
}

void ChartCard::showPage()
{
    if (m_table.rowCount() == 0)
        m_stack->setCurrentWidget(m_empty);
    else
        m_stack->setCurrentWidget(m_twin->isChecked() ? static_cast<QWidget*>(m_view) : m_plot->widget());
}

void ChartCard::focusChart()
{
    m_stack->currentWidget()->setFocus(Qt::OtherFocusReason);
}

void ChartCard::save(const QString& suffix)
{
    QString name = data().title.toLower();
    for (QChar& c : name) {
        if (!c.isLetterOrNumber())
            c = u'-';
    }
    const QString path = QFileDialog::getSaveFileName(this, tr("Save %1").arg(data().title), name + u'.' + suffix,
                                                      QStringLiteral("*.") + suffix);
    if (path.isEmpty())
        return;
    const bool good = saveChart(path, *m_plot, m_table);
    const QString file = QFileInfo(path).fileName();
    Q_EMIT saved(good ? tr("Saved %1.").arg(file) : tr("%1 could not be written.").arg(file), good);
}

void ChartCard::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    const Tokens& tokens = Theme::tokensOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens.line, 1));
    painter.setBrush(tokens.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace bw
