// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QLatin1String>
#include <QPixmap>

#include <cstdint>

class QPainter;

namespace bw {

enum class Icon : std::uint8_t {
    Exposure,
    Fleet,
    Queue,
    Plan,
    Test,
    Deploy,
    Verify,
    Audit,
    Import,
    Feeds,
    Settings, // places
    Search,
    Filter,
    Close,
    More,
    Copy,
    Edit,
    Folder,
    Add,
    Remove,
    Refresh,
    Save,
    Export,
    Columns,
    Undo,
    Redo, // acts
    Lock,
    Calendar,
    Play,
    Stop,
    Pause,
    Shield,
    Clock,
    ChevronDown,
    ChevronRight,
    Warning,
    Info,
    Error,
    Moon,
    Sun
};
inline constexpr int iconCount = static_cast<int>(Icon::Sun) + 1;

/// The name of its file under resources/icons.
QLatin1String iconName(Icon icon);

/// A line icon in the ink of the application's palette at the moment it is painted (muted, accent where selected or on,
/// faint where disabled), so that it follows a change of theme by itself.
QIcon themeIcon(Icon icon);

/// The same line icon in one given ink.
QPixmap tintedPixmap(Icon icon, const QSize& size, double devicePixelRatio, const QColor& ink);
void paintIcon(QPainter& painter, Icon icon, const QRect& box, const QColor& ink);

/// The application's own icon, in its own colours.
QIcon applicationIcon();

} // namespace bw
