// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/rollout.h"
#include "models/rollout/engine.h"

#include <QWidget>

#include <vector>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLineEdit;
QT_END_NAMESPACE

namespace bw {

/// Which engine, and how it is to work. Remembers what was chosen in the user's settings; no secret is among it.
class EngineForm final : public QWidget {
    Q_OBJECT

public:
    explicit EngineForm(QWidget* parent = nullptr);

    EngineKind engine() const;
    void setEngine(EngineKind engine);
    EngineSettings settings() const;
    void remember() const;
    /// What was chosen last, for going on with a run.
    static EngineSettings settingsFor(EngineKind kind);

Q_SIGNALS:
    void engineChanged();

private:
    void showPage(int index);
    QWidget* makeRehearsal();
    QWidget* makeHandOff();
    QWidget* makeAnsible();
    QLineEdit* pathField(QFormLayout* form, const QString& label, const QString& placeholder, bool folder);

    QComboBox* m_engine;
    std::vector<QWidget*> m_pages; ///< by EngineKind
    QComboBox* m_speed = nullptr;
    QDoubleSpinBox* m_failures = nullptr;
    QLineEdit* m_folder = nullptr;
    QLineEdit* m_user = nullptr;
    QCheckBox* m_become = nullptr;
    QLineEdit* m_key = nullptr;
    QLineEdit* m_knownHosts = nullptr;
    QLineEdit* m_inventory = nullptr;
    QLineEdit* m_addresses = nullptr;
    QComboBox* m_restart = nullptr;
};

} // namespace bw
