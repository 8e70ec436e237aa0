// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/plan.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

QT_BEGIN_NAMESPACE
class QMimeData;
QT_END_NAMESPACE

namespace bw {

/// What a drag, a cut or a menu act carries on the board: ids and the revision of the plan they were taken from, never
/// rows. `from` 0: taken from what is in no wave.
struct BoardDrag {
    PlanId plan = 0;
    int revision = 0;
    WaveId from = 0;
    std::vector<std::string> patches;
    std::vector<HostId> hosts; ///< sorted, unique

    bool empty() const { return patches.empty() && hosts.empty(); }
    friend bool operator==(const BoardDrag&, const BoardDrag&) = default;
};

/// A line of what a drag says to other programs (mail, spreadsheet).
struct DragLine {
    QString name;
    std::uint32_t hosts = 0;
    double minutes = 0;
    bool reboot = false;
};

inline constexpr char BoardDragType[] = "application/x-breakwater-board";
/// A whole wave, dragged by its header.
inline constexpr char WaveDragType[] = "application/x-breakwater-wave";

/// The drag as mime data, beside it as text/plain (a name a line) and text/csv. Owned by the caller.
std::unique_ptr<QMimeData> toMimeData(const BoardDrag& drag, const std::vector<DragLine>& lines);
/// Empty where the data is of another kind or not well-formed: it may come from another program.
std::optional<BoardDrag> boardDragFrom(const QMimeData* data);

struct WaveDrag {
    PlanId plan = 0;
    WaveId wave = 0;
    friend bool operator==(const WaveDrag&, const WaveDrag&) = default;
};
std::unique_ptr<QMimeData> toMimeData(const WaveDrag& drag, const QString& name);
std::optional<WaveDrag> waveDragFrom(const QMimeData* data);

} // namespace bw
