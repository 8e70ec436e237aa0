// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/window.h"
#include "models/foundation/instant.h"

#include <memory>
#include <string>

namespace bw {

/// Builds a VCALENDAR with the VTIMEZONEs that its events name.
class IcalWriter {
public:
    explicit IcalWriter(Instant stamp);
    ~IcalWriter();
    IcalWriter(const IcalWriter&) = delete;
    IcalWriter& operator=(const IcalWriter&) = delete;

    void add(const Window& window);
    void add(const Freeze& freeze);
    void add(const std::string& uid, const std::string& summary, const std::string& description, Instant start,
             Instant end);
    std::string text() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace bw
