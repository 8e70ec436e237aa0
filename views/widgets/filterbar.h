// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/chips.h"

#include <QTimer>
#include <QWidget>

#include <vector>

class QHBoxLayout;
class QLabel;

namespace bw {

class FilterEdit;
class FlowLayout;

/// The bar on top of every list: filter text, acts, facets, and how much is shown. It knows no grammar: the page parses
/// and answers with `setInvalid`, `setFacets` and `setResultText`.
class FilterBar : public QWidget {
    Q_OBJECT
public:
    explicit FilterBar(QWidget* parent = nullptr);

    QString filter() const;
    /// Shows `text` without telling anybody.
    void setFilter(const QString& text);
    void setPlaceholder(const QString& text);
    /// An empty message: valid. Else a red border and the message under the field.
    void setInvalid(const QString& message);
    /// Chips are kept by id, so that focus stays where it is.
    void setFacets(const std::vector<FacetView>& facets);
    void setResultText(const QString& text);
    /// A button at the right of the field. The bar takes ownership.
    void addButton(QWidget* button);
    /// For Ctrl+F.
    void focusFilter();

Q_SIGNALS:
    /// 150 ms after the last key, at once on Return and Esc; not again for the same text.
    void filterChanged(const QString& text);
    void facetToggled(const QString& id, bool on);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setupLayout();
    void apply();
    /// One line of chips: chosen ones always, the others as far as they fit.
    void fitChips();
    void showFacetRow();
    FacetChip* chipFor(const QString& id);

    FilterEdit* m_edit;
    QLabel* m_message;
    QLabel* m_result;
    QHBoxLayout* m_buttons = nullptr;
    QHBoxLayout* m_second = nullptr;
    QWidget* m_facetRow;
    FlowLayout* m_facets;
    std::vector<FacetChip*> m_chips;
    QTimer m_delay;
    QString m_applied;
};

} // namespace bw
