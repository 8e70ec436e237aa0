// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/priority/ssvc.h"

#include <array>

namespace bw {

namespace {

// Lines: safety; columns: mission. L low, M medium, H high, V very high.
constexpr std::string_view DefinitionRows = "LLMV"
                                            "MMHV"
                                            "HHHV"
                                            "VVVV";
constexpr std::string_view PublishedRows = "LLMV"
                                           "LLMV"
                                           "MHHV"
                                           "VVVV";

// Lines: exploitation and exposure; first four columns: not automatable, last four: automatable; in each four the human
// impact rises. D defer, S scheduled, O out-of-cycle, I immediate.
constexpr std::string_view DeployerRows = "DDSS"
                                          "DSSS" // none, small
                                          "DSSS"
                                          "SSSS" // none, controlled
                                          "DSSS"
                                          "SSSO" // none, open
                                          "DSSS"
                                          "SSSS" // public PoC, small
                                          "DSSS"
                                          "SSSO" // public PoC, controlled
                                          "SSSO"
                                          "SSOO" // public PoC, open
                                          "SSOO"
                                          "SOOO" // active, small
                                          "SSOO"
                                          "OOOO" // active, controlled
                                          "SOOI"
                                          "OOII"; // active, open
static_assert(DefinitionRows.size() == 16 && PublishedRows.size() == 16 && DeployerRows.size() == 72);

constexpr std::array<std::string_view, 2> TableNames = {"definition", "published"};

} // namespace

std::string_view name(HumanImpactTable table)
{
    return TableNames[std::size_t(table)];
}

std::optional<HumanImpactTable> humanImpactTableFrom(std::string_view text)
{
    for (std::size_t i = 0; i < TableNames.size(); ++i) {
        if (TableNames[i] == text)
            return HumanImpactTable(i);
    }
    return {};
}

HumanImpact humanImpact(Safety safety, Mission mission, HumanImpactTable table)
{
    const auto rows = table == HumanImpactTable::Published ? PublishedRows : DefinitionRows;
    switch (rows[std::size_t(safety) * 4 + std::size_t(mission)]) {
    case 'L':
        return HumanImpact::Low;
    case 'M':
        return HumanImpact::Medium;
    case 'H':
        return HumanImpact::High;
    default:
        return HumanImpact::VeryHigh;
    }
}

Decision deployerDecision(Exploitation exploitation, Exposure exposure, Automatable automatable, HumanImpact impact)
{
    const auto row = std::size_t(exploitation) * 3 + std::size_t(exposure);
    switch (DeployerRows[row * 8 + std::size_t(automatable) * 4 + std::size_t(impact)]) {
    case 'D':
        return Decision::Defer;
    case 'S':
        return Decision::Scheduled;
    case 'O':
        return Decision::OutOfCycle;
    default:
        return Decision::Immediate;
    }
}

} // namespace bw
