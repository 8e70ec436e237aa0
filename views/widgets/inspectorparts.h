// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/inspectorcontent.h"

#include <functional>

class QWidget;

namespace bw {

/// The widgets of one section; `chosen` is called with the id of the link or row chosen.
QWidget* inspectorSection(const InspectorSection& section, QWidget* parent,
                          const std::function<void(const QString& id)>& chosen);

} // namespace bw
