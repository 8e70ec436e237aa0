// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace bw {

/// The slim place behind the last wave: adds a wave, and takes what is to go into every wave.
class EndStrip : public QAbstractButton {
    Q_OBJECT
public:
    explicit EndStrip(QWidget* parent = nullptr);

    /// Something hovers that would go into every wave.
    void setTarget(bool target);
    QSize sizeHint() const override { return {wide, 200}; }
    QSize minimumSizeHint() const override { return {wide, 60}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    static constexpr int wide = 30;
    bool m_target = false;
};

} // namespace bw
