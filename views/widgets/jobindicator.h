// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <optional>
#include <vector>

class QLabel;
class QProgressBar;
class QToolButton;

namespace bw {

/// A job as the status bar shows it.
struct JobView {
    quint64 id = 0;
    QString name; ///< "Importing fleet.csv"
    QString detail = {}; ///< "41,000 rows, 12,300 rows/s"
    std::optional<double> share = {}; ///< 0..1; nothing: how much is not known
    bool operator==(const JobView&) const = default;
};

/// What is running, in the status bar: the first job with its progress, how many more, cancel; a click lists them all.
class JobIndicator : public QWidget {
    Q_OBJECT
public:
    explicit JobIndicator(QWidget* parent = nullptr);

    void setJobs(const std::vector<JobView>& jobs);
    const std::vector<JobView>& jobs() const { return m_jobs; }

public Q_SLOTS:
    void showList();

Q_SIGNALS:
    void cancelRequested(quint64 id);

private:
    void setupLayout();
    void fillList();

    std::vector<JobView> m_jobs;
    QToolButton* m_name;
    QProgressBar* m_progress;
    QToolButton* m_cancel;
    QWidget* m_list = nullptr; // while it is open
};

/// Sets `bar` to `share`, or to the look of an unknown end.
void showShare(QProgressBar& bar, std::optional<double> share);

} // namespace bw
