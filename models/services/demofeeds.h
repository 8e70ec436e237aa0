// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/demotables.h"

#include <QByteArray>

namespace bw {

// The facts of the sample as feeds in the formats in which feeds come. Dates are those of the world, whenever the
// sample is made. Pure.

QByteArray demoKevJson(const DemoTables& tables);
QByteArray demoEpssCsv(const DemoTables& tables);
QByteArray demoCveJson(const DemoTables& tables); ///< CVE records, JSON 5
QByteArray demoOsvJson(const DemoTables& tables); ///< advisories of all distributions

} // namespace bw
