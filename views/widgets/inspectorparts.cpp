// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/inspectorparts.h"

#include "views/theme/controls.h"
#include "views/theme/theme.h"
#include "views/widgets/chips.h"
#include "views/widgets/elidedlabel.h"
#include "views/widgets/flowlayout.h"
#include "views/widgets/plaintext.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace bw {

namespace {

using Chosen = std::function<void(const QString&)>;

/// Caption over word, in a hairline frame.
class FactTile : public QWidget {
public:
    FactTile(InspectorFact fact, QWidget* parent)
        : QWidget(parent)
        , m_fact(std::move(fact))
    {
        setAccessibleName(m_fact.label + QStringLiteral(": ") + m_fact.value);
        setToolTip(plainToolTip(m_fact.value));
    }
    QSize sizeHint() const override
    {
        const int label = QFontMetrics(captionFont()).horizontalAdvance(m_fact.label);
        const int value = QFontMetrics(strongFont(font())).horizontalAdvance(m_fact.value);
        return {std::max(label, value) + 2 * margin + 2, 48};
    }
    QSize minimumSizeHint() const override { return {60, 48}; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Tokens& t = Theme::tokensOf(this);
        QPainter p(this);
        controls::roundedPanel(p, rect(), t.raised, t.strongLine);
        const int width = this->width() - 2 * margin;
        p.setFont(captionFont());
        p.setPen(t.muted);
        p.drawText(QRect(margin, 6, width, 16), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                   QFontMetrics(p.font()).elidedText(m_fact.label, Qt::ElideRight, width));
        p.setFont(strongFont(font()));
        p.setPen(t.text);
        p.drawText(QRect(margin, 22, width, 20), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                   QFontMetrics(p.font()).elidedText(m_fact.value, Qt::ElideRight, width));
    }

private:
    static constexpr int margin = 9;
    QFont captionFont() const
    {
        QFont small = font();
        small.setPixelSize(std::max(9, small.pixelSize() - 2));
        return small;
    }
    InspectorFact m_fact;
};

QLabel* wrapped(const QString& text, LabelLook look, QWidget* parent)
{
    QLabel* label = plainLabel(text, look, parent);
    label->setWordWrap(true);
    label->setMinimumWidth(1);
    return label;
}

template <typename Parts, typename Make>
void addFlow(QVBoxLayout& column, QWidget* parent, const Parts& parts, Make make)
{
    if (parts.empty()) {
        return;
    }
    auto* box = new QWidget(parent);
    auto* flow = new FlowLayout(box);
    for (const auto& part : parts) {
        flow->addWidget(make(part, box));
    }
    column.addWidget(box);
}

void addFigure(QVBoxLayout& column, const InspectorFigure& figure, QWidget* parent)
{
    auto* line = new QHBoxLayout;
    line->setSpacing(4);
    QLabel* number = plainLabel(figure.number, LabelLook::Plain, parent);
    number->setFont(figureFont(number->font()));
    line->addWidget(number, 0, Qt::AlignBottom);
    QLabel* unit = plainLabel(figure.unit, LabelLook::Plain, parent);
    unit->setContentsMargins(0, 0, 0, 3);
    line->addWidget(unit, 0, Qt::AlignBottom);
    line->addStretch(1);
    line->addWidget(plainLabel(figure.trailing, LabelLook::Muted, parent));
    column.addLayout(line);
}

/// A digest, or a very long name, has no place to wrap: its middle goes, the tool tip has it whole.
QLabel* pairValue(const QString& text, QWidget* parent)
{
    constexpr int fits = 26;
    if (longestWord(text) > fits) {
        return new ElidedLabel(text, Qt::ElideMiddle, parent);
    }
    QLabel* value = wrapped(text, LabelLook::Plain, parent);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return value;
}

void addPairs(QVBoxLayout& column, const std::vector<InspectorPair>& pairs, QWidget* parent)
{
    if (pairs.empty()) {
        return;
    }
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(5);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const InspectorPair& pair : pairs) {
        QLabel* value = pairValue(pair.value, parent);
        grid->addWidget(plainLabel(pair.key, LabelLook::Muted, parent), row, 0, Qt::AlignTop);
        grid->addWidget(value, row++, 1);
    }
    column.addLayout(grid);
}

/// What a row speaks of is never cut while it is a name or an id; a sentence wraps.
QWidget* rowText(const InspectorRow& row, QWidget* parent, const Chosen& chosen)
{
    constexpr int longestName = 200;
    if (!row.id.isEmpty()) {
        auto* link = new LinkButton(row.text, parent);
        QObject::connect(link, &QAbstractButton::clicked, link, [chosen, id = row.id] { chosen(id); });
        return link;
    }
    QLabel* name = plainLabel(row.text, LabelLook::Plain, parent);
    if (name->sizeHint().width() > longestName) {
        name->setWordWrap(true);
        name->setMinimumWidth(1);
    }
    return name;
}

QLabel* giving(const QString& text, Qt::Alignment alignment, QWidget* parent)
{
    auto* label = new ElidedLabel(text, Qt::ElideRight, parent);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setAlignment(alignment | Qt::AlignVCenter);
    return label;
}

void addRow(QVBoxLayout& column, const InspectorRow& row, QWidget* parent, const Chosen& chosen)
{
    auto* line = new QHBoxLayout;
    line->setSpacing(6);
    QWidget* text = rowText(row, parent, chosen);
    const auto* label = qobject_cast<QLabel*>(text);
    const bool wraps = label && label->wordWrap();
    const Qt::Alignment place = wraps ? Qt::AlignTop : Qt::AlignVCenter;
    const bool alone = row.detail.isEmpty() && row.trailing.isEmpty();
    line->addWidget(text, wraps || alone ? 1 : 0, place);
    if (!row.detail.isEmpty()) {
        line->addWidget(giving(row.detail, Qt::AlignLeft, parent), 1, place);
    }
    if (row.chip) {
        line->addWidget(new ChipLabel(row.chip->tone, row.chip->text, parent), 0, place);
    }
    constexpr int fewLetters = 12; // a figure: what gives way is the name before it
    if (!row.trailing.isEmpty() && row.trailing.size() <= fewLetters) {
        QLabel* figure = plainLabel(row.trailing, LabelLook::Muted, parent);
        figure->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        line->addWidget(figure, wraps || !row.detail.isEmpty() ? 0 : 1, place);
    } else if (!row.trailing.isEmpty()) {
        line->addWidget(giving(row.trailing, Qt::AlignRight, parent), wraps || !row.detail.isEmpty() ? 0 : 1, place);
    }
    column.addLayout(line);
}

} // namespace

QWidget* inspectorSection(const InspectorSection& section, QWidget* parent, const Chosen& chosen)
{
    auto* box = new QWidget(parent);
    box->setAccessibleName(section.heading);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 16, 0, 0);
    column->setSpacing(6);
    if (!section.heading.isEmpty()) {
        column->addWidget(wrapped(section.heading, LabelLook::Caption, box));
    }
    addFlow(*column, box, section.facts, [](const InspectorFact& f, QWidget* w) { return new FactTile(f, w); });
    if (section.figure) {
        addFigure(*column, *section.figure, box);
    }
    addFlow(*column, box, section.chips,
            [](const InspectorChip& c, QWidget* w) { return new ChipLabel(c.tone, c.text, w); });
    addPairs(*column, section.pairs, box);
    for (const InspectorRow& row : section.rows) {
        addRow(*column, row, box, chosen);
    }
    if (!section.prose.isEmpty()) {
        column->addWidget(wrapped(section.prose, LabelLook::Plain, box));
    }
    for (const InspectorLink& link : section.links) {
        auto* button = new LinkButton(link.text, box);
        QObject::connect(button, &QAbstractButton::clicked, button, [chosen, id = link.id] { chosen(id); });
        column->addWidget(button);
    }
    for (const InspectorLink& act : section.buttons) {
        auto* button = new QPushButton(plainCaption(act.text), box);
        button->setToolTip(plainToolTip(act.text));
        button->setMinimumWidth(1); // a long name is cut, the inspector is not widened by it
        button->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        QObject::connect(button, &QAbstractButton::clicked, button, [chosen, id = act.id] { chosen(id); });
        column->addWidget(button, 0, Qt::AlignLeft);
    }
    return box;
}

} // namespace bw
