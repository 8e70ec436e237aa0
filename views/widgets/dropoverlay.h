// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QMimeData;

namespace bw {

/// Covers `target` while files are dragged over it and says what a drop will do. Drags that a child takes for itself
/// never come here.
class DropOverlay : public QWidget {
    Q_OBJECT
public:
    explicit DropOverlay(QWidget* target);
    void setSentence(const QString& sentence);

    /// The local files of a drag; folders are files too.
    static QStringList localFiles(const QMimeData& data);

Q_SIGNALS:
    void filesDropped(const QStringList& paths);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_sentence;
};

} // namespace bw
