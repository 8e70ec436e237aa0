// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <string>
#include <string_view>

namespace bw::cli {

/// What is UTF-8 in the models, as Qt has it.
QString text(std::string_view s);

/// Indented JSON on standard output.
void printJson(const QJsonObject& object);
void printJson(const QJsonArray& array);

/// A whole file of at most 64 MB; “-” is standard input.
Result<std::string> readWhole(const QString& argument);
/// All of it or nothing; `program` makes it executable.
Result<void> writeWhole(const QString& argument, const std::string& content, bool program = false);

} // namespace bw::cli
