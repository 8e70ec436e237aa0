// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/packagetext.h"
#include "models/inventory/readers/printedlist.h"
#include "models/inventory/readers/producertext.h"
#include "models/inventory/readers/readers.h"

#include <algorithm>

namespace bw {

namespace {

constexpr std::string_view Mark = "NEEDRESTART-";

/// needrestart -b: KCUR is the running kernel, KEXP the one that a reboot would start, KSTA 0 not known, 1 the same, 2
/// another build of the same ABI, 3 another version; SVC a service that still runs old files.
class NeedRestart {
public:
    explicit NeedRestart(PrintedList& list)
        : m_list(list)
    {
    }
    Printed take(std::string_view line)
    {
        if (line.empty())
            return Printed::Other;
        if (line.substr(0, Mark.size()) != Mark)
            return Printed::Unknown;
        const auto colon = line.find(':');
        if (colon == std::string_view::npos)
            return Printed::Unknown;
        const auto key = line.substr(Mark.size(), colon - Mark.size());
        const auto value = trimmed(line.substr(colon + 1));
        HostDraft& host = m_list.host();
        if (key == "KCUR")
            host.runningKernel = std::string(value.substr(0, 256));
        else if (key == "KSTA" && (value == "1" || value == "2" || value == "3"))
            host.rebootPending = value != "1";
        else if (key == "SVC" && !value.empty())
            tellStaleService(host, value);
        return Printed::Record;
    }

private:
    PrintedList& m_list;
};

/// needs-restarting -r: two sentences in English, the packages between them.
std::optional<bool> rebootSentence(std::string_view line)
{
    if (line.substr(0, 18) == "Reboot is required" || line.substr(0, 18) == "Reboot is probably")
        return true;
    if (line.substr(0, 27) == "Reboot should not be necess" || line.substr(0, 22) == "Reboot is not required")
        return false;
    return std::nullopt;
}

bool isService(std::string_view line)
{
    constexpr std::string_view end = ".service";
    return line.size() > end.size() && line.substr(line.size() - end.size()) == end
        && line.find_first_of(" \t/") == std::string_view::npos;
}

class NeedsRestarting {
public:
    explicit NeedsRestarting(PrintedList& list)
        : m_list(list)
    {
    }
    Printed take(std::string_view line)
    {
        if (isService(line)) {
            tellStaleService(m_list.host(), line);
            return Printed::Record;
        }
        const auto reboot = rebootSentence(line);
        if (!reboot)
            return Printed::Other;
        m_list.host().rebootPending = reboot;
        return Printed::Record;
    }

private:
    PrintedList& m_list;
};

class NeedRestartReader final : public InventoryReader {
public:
    std::string_view id() const override { return "needrestart"; }
    std::string_view name() const override { return "needrestart -b"; }
    Match sniff(const Probe& probe) const override
    {
        return probe.text.substr(0, Mark.size()) == Mark || probe.text.find("\nNEEDRESTART-VER:") < 4096
            ? Match::Certain
            : Match::No;
    }
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override
    {
        PrintedList list(out, options);
        NeedRestart lines(list);
        return list.read(bytes, progress, [&](std::string_view line) { return lines.take(line); });
    }
};

class NeedsRestartingReader final : public InventoryReader {
public:
    std::string_view id() const override { return "needs-restarting"; }
    std::string_view name() const override { return "needs-restarting -r and -s (dnf, yum)"; }
    Match sniff(const Probe& probe) const override;
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override;
};

Match NeedsRestartingReader::sniff(const Probe& probe) const
{
    std::size_t sentences = 0;
    const auto share = shareOfLines(probe.text, [&](std::string_view line) {
        sentences += rebootSentence(line).has_value();
        return isService(line);
    });
    if (sentences == 1 && share.lines < 60)
        return Match::Certain;
    return share.own > 0 && share.own == share.lines ? Match::Likely : Match::No;
}

Result<void> NeedsRestartingReader::read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                                         ProgressSink& progress) const
{
    PrintedList list(out, options);
    NeedsRestarting lines(list);
    return list.read(bytes, progress, [&](std::string_view line) { return lines.take(line); });
}

} // namespace

std::unique_ptr<InventoryReader> makeNeedRestartReader()
{
    return std::make_unique<NeedRestartReader>();
}

std::unique_ptr<InventoryReader> makeNeedsRestartingReader()
{
    return std::make_unique<NeedsRestartingReader>();
}

} // namespace bw
