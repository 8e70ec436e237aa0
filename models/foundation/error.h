// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace bw {

/// What kind of thing went wrong. The words for it are found in one place (foundation/words.h), in the user's language.
enum class ErrorKind : std::uint8_t {
    Cancelled,
    NotFound,
    NotReadable,
    NotWritable,
    NotRecognised, ///< no reader knows this format
    Malformed, ///< the text breaks its own format's rules
    Truncated, ///< the text ends before it should
    TooLarge, ///< a cap of ours was reached (line, nesting, ratio, members, total)
    Unsupported, ///< known, but deliberately not read (encrypted workbook, other database ...)
    Empty, ///< well-formed, but says nothing
    BadValue, ///< a field holds something impossible
    MissingField,
    Ambiguous, ///< several hosts or meanings fit; a person decides
    Conflict,
    Locked, ///< the workspace is in use by another program
    NotOurs, ///< a database that is not a Breakwater workspace
    TooNew, ///< written by a newer Breakwater
    Damaged, ///< the database failed its integrity check
    Database, ///< any other database failure; subject holds the driver's text
    Usage, ///< the words of a command line or filter are wrong
    Internal,
    Refused, ///< a rule of ours forbids it, or something it needs is missing; the subject is the whole sentence
};

/// Where in a foreign file something is; 0 and empty mean "not known". Lines and columns count from 1.
struct Place {
    std::string file;
    std::uint64_t line = 0;
    std::uint64_t column = 0;
    std::string field;

    friend bool operator==(const Place&, const Place&) = default;
};

/// A failure in no language: kind + subject (the thing it is about, as data) + place.
struct Error {
    ErrorKind kind = ErrorKind::Internal;
    std::string subject;
    Place place;

    friend bool operator==(const Error&, const Error&) = default;
};

/// A record that could not be (fully) read. The import goes on; the issue is counted and shown.
struct Issue {
    ErrorKind kind = ErrorKind::BadValue;
    Place place;
    std::string reason; ///< short English clause for logs and --json, e.g. "version is empty"
    std::string raw; ///< the offending text, cut to 200 bytes, valid UTF-8

    friend bool operator==(const Issue&, const Issue&) = default;
};

} // namespace bw
