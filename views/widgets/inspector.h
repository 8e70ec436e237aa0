// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/inspectorcontent.h"

#include <QScrollArea>

class QLabel;
class QVBoxLayout;

namespace bw {

/// The panel at the right that tells about the current row, "why" first. Shows a value; sections that did not change
/// keep their widgets, and the scroll place stays while the title does. All text is shown as it is.
class Inspector : public QScrollArea {
    Q_OBJECT
public:
    explicit Inspector(QWidget* parent = nullptr);

    const InspectorContent& content() const { return m_content; }
    void setContent(const InspectorContent& content);
    /// Nothing chosen: one muted sentence.
    void setEmpty(const QString& sentence);
    QSize sizeHint() const override { return {340, 480}; }

Q_SIGNALS:
    void linkActivated(const QString& id);

private:
    void setupLayout();
    void showSections(const std::vector<InspectorSection>& sections);

    InspectorContent m_content;
    QWidget* m_body;
    QVBoxLayout* m_layout = nullptr;
    QLabel* m_title;
    QLabel* m_subtitle;
    std::vector<QWidget*> m_sections;
};

} // namespace bw
