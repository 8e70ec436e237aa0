// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inventory/inventoryreader.h"

#include <functional>

namespace bw {

/// What one line of a printed list turned out to be.
enum class Printed : std::uint8_t {
    Record, ///< tells something
    Other, ///< belongs to the format and tells nothing: headings, blank lines, warnings
    Unknown ///< nothing of this format
};

/// What an offer says beside its build.
struct OfferNote {
    std::string_view origin, advisory, title, severity;
    bool security = false;
};

/// A list that a package manager printed about one host which it does not name: reads line by line, gathers the host,
/// counts what could not be read. Lines of no known shape are issues once a record was seen (before: messages of the
/// tool); where they outnumber the records the text is of another kind.
class PrintedList {
public:
    PrintedList(SnapshotBuilder& out, const ReadOptions& options);

    HostDraft& host() { return m_host; }
    std::uint64_t line() const { return m_line; }
    /// This is the last line and has no end, so that its own end may be lost.
    bool cutHere() const { return m_cut; }

    /// An installed component.
    bool add(const ComponentView& component);
    /// The same where the version ends the line: of a cut last line it is not taken, and an issue says so.
    bool addAtEnd(const ComponentView& component);
    /// `installed`: the version that it would replace; empty: not told.
    void offer(const ComponentView& build, std::string_view installed, const OfferNote& note);
    /// Nothing may be concluded from what is missing.
    void truncate(std::string_view raw);
    /// For rows of which any part may be lost: truncates where this line has no end.
    bool dropped(std::string_view line);

    using Take = std::function<Printed(std::string_view line)>;
    /// Reads all of it; `take` gets each line without its trailing blanks. Then finish().
    Result<void> read(ByteSource& bytes, ProgressSink& progress, const Take& take);
    /// The same without finish(), for formats whose last record no line ends.
    Result<void> readLines(ByteSource& bytes, ProgressSink& progress, const Take& take);
    void count(Printed printed);
    /// Errors: Empty (nothing was told), Malformed (most lines are of another kind). Adds the host to the builder.
    Result<void> finish();

private:
    SnapshotBuilder& m_out;
    const ReadOptions& m_options;
    HostDraft m_host;
    std::uint64_t m_line = 0, m_records = 0, m_unknown = 0;
    bool m_cut = false;
};

/// Of the first lines of a text (8 KiB of it, without blank ones and without the last, which may be cut): how many
/// there are, and how many of them the test takes for its own.
struct LineShare {
    std::size_t lines = 0, own = 0;
    bool most() const { return own > 0 && own * 10 >= lines * 8; }
};
LineShare shareOfLines(std::string_view text, const std::function<bool(std::string_view)>& isOwn);

/// A service that still runs files which were replaced. Of the first hundreds only: more are a matter of a reboot.
void tellStaleService(HostDraft& host, std::string_view service);

/// Words between blanks.
std::vector<std::string_view> blankWords(std::string_view line);

} // namespace bw
