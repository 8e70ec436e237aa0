// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/rollouts.h"

#include <QDialog>

#include <memory>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace bw {

class EngineForm;

/// Repeats what a start would do: hosts, patches, restarts, window, limits, what is left out and what forbids it. The
/// verb is on the button; above a hundred hosts their number has to be typed.
class StartDialog final : public QDialog {
    Q_OBJECT

public:
    explicit StartDialog(const QString& wave, QWidget* parent = nullptr);

    static constexpr std::uint32_t TypedAbove = 100; ///< hosts

    /// What the answer to the newest `wishChanged` is.
    void setPrepared(std::shared_ptr<const PreparedRun> prepared, const QString& windowText);
    /// Why the chosen engine cannot work here, with what to do; empty: it can.
    void setEngineProblem(const QString& sentence);
    EngineKind engine() const;
    EngineSettings settings() const;
    /// Only hosts that can be done in the wave's window are started.
    bool keepsWindow() const;
    const std::shared_ptr<const PreparedRun>& prepared() const { return m_prepared; }

public Q_SLOTS:
    void accept() override;

Q_SIGNALS:
    /// Prepare again, please: another engine, or with or without the window.
    void wishChanged();

private:
    void setupLayout();
    void showFacts(const QString& windowText);
    void showSentences();
    void updateStart();
    QLabel* fact(const QString& caption);

    QString m_wave;
    std::shared_ptr<const PreparedRun> m_prepared;
    QString m_problem;
    EngineForm* m_engine;
    QCheckBox* m_window;
    QFormLayout* m_facts = nullptr;
    QLabel* m_hosts = nullptr;
    QLabel* m_patches = nullptr;
    QLabel* m_reboots = nullptr;
    QLabel* m_when = nullptr;
    QLabel* m_limits = nullptr;
    QLabel* m_before = nullptr;
    QLabel* m_leftOut = nullptr;
    QWidget* m_sentences;
    QVBoxLayout* m_sentenceColumn = nullptr;
    QLabel* m_typedLabel;
    QLineEdit* m_typed;
    QPushButton* m_start = nullptr;
};

} // namespace bw
