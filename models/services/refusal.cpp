// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/refusal.h"

#include <string_view>

namespace bw {

static std::string_view describe(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Truncated:
        return "the file ends early";
    case ErrorKind::Malformed:
        return "the file is malformed";
    case ErrorKind::TooLarge:
        return "the file exceeds a limit";
    case ErrorKind::NotReadable:
        return "the file cannot be read";
    case ErrorKind::Unsupported:
        return "this kind of file is not supported";
    case ErrorKind::Empty:
        return "the file says nothing";
    case ErrorKind::NotRecognised:
        return "no reader knows this format";
    case ErrorKind::MissingField:
        return "the file lacks what it needs";
    default:
        return "the file cannot be used";
    }
}

std::string reasonOf(const Error& error)
{
    std::string reason(describe(error.kind));
    // The file's own name stands beside the reason already.
    if (!error.subject.empty() && error.subject != error.place.file)
        reason += ": " + error.subject;
    else if (error.kind == ErrorKind::MissingField && !error.place.field.empty())
        reason += ": " + error.place.field;
    return reason;
}

} // namespace bw
