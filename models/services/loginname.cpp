// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/loginname.h"

#include <QString>

namespace bw {

std::string loginName()
{
    for (const char* name : {"USER", "LOGNAME", "USERNAME"}) {
        if (qEnvironmentVariableIsSet(name))
            return qEnvironmentVariable(name).toStdString();
    }
    return "unknown";
}

} // namespace bw
