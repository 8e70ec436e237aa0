// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace bw {

class CardsModel;

/// The cards of one wave. Starts real drags with a small badge of its own and never removes a row: what was dragged
/// goes when the plan says so. Takes no drops itself; the board does, for all of its lists.
class CardList : public QListView {
    Q_OBJECT
public:
    explicit CardList(CardsModel& model, QWidget* parent = nullptr);

    CardsModel& cards() const { return m_model; }
    QModelIndexList chosen() const; ///< selected rows in their order
    void choose(const QStringList& ids, bool scroll = true);
    /// Row before which a drop at `y` of the viewport would land; rowCount(): at the end.
    int rowBefore(int y) const;
    /// Shows a line before `row`; -1: none.
    void showDropLine(int row);
    /// All cards at once or none: their height on screen.
    int contentHeight() const;

Q_SIGNALS:
    void dragStarted();
    void dragEnded();
    /// The plain left and right keys at the end of a list.
    void neighbourWanted(int step);
    /// Text for the badge of what is selected is asked for here.
    void focused();

protected:
    void startDrag(Qt::DropActions actions) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    CardsModel& m_model;
    int m_dropLine = -1;
};

/// "2 patches, 12 min", "1,240 hosts, 3 groups".
QString dragText(const QModelIndexList& cards);

} // namespace bw
