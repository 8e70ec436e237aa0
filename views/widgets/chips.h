// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/tokens.h"

#include <QAbstractButton>
#include <QWidget>

#include <optional>

namespace bw {

/// A state as a widget: shape + word + border.
class ChipLabel : public QWidget {
    Q_OBJECT
public:
    explicit ChipLabel(Tone tone, const QString& text, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Tone m_tone;
    QString m_text;
};

/// One choice of a filter bar.
struct FacetView {
    QString id;
    QString label;
    Tone tone = Tone::Neutral;
    std::optional<qint64> count; ///< of the present result without this facet
    bool checked = false;

    bool operator==(const FacetView&) const = default;
};

/// A facet as a round check button.
class FacetChip : public QAbstractButton {
    Q_OBJECT
public:
    explicit FacetChip(const FacetView& facet, QWidget* parent = nullptr);
    const FacetView& facet() const { return m_facet; }
    void setFacet(const FacetView& facet);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString caption() const;

    FacetView m_facet;
};

/// A sentence that does something when chosen.
class LinkButton : public QAbstractButton {
    Q_OBJECT
public:
    explicit LinkButton(const QString& text, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
};

} // namespace bw
