// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/ssvc.h"

#include <array>
#include <cctype>
#include <utility>

namespace bw {

namespace {

template <typename Enum>
struct Word {
    std::string_view text;
    Enum value;
};

bool sameWord(std::string_view a, std::string_view b)
{
    if (a.size() != b.size())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (std::tolower(static_cast<unsigned char>(a[i])) != std::tolower(static_cast<unsigned char>(b[i])))
            return false;
    }
    return true;
}

template <typename Enum, std::size_t N>
std::optional<Enum> find(const std::array<Word<Enum>, N>& words, std::string_view text)
{
    for (const auto& word : words) {
        if (sameWord(word.text, text))
            return word.value;
    }
    return {};
}

// The first word of a value is its name; the others are spellings of feeds.
template <typename Enum, std::size_t N>
std::string_view nameIn(const std::array<Word<Enum>, N>& words, Enum value)
{
    for (const auto& word : words) {
        if (word.value == value)
            return word.text;
    }
    return {};
}

constexpr std::array<Word<Exploitation>, 6> Exploitations{{{"none", Exploitation::None},
                                                           {"poc", Exploitation::Poc},
                                                           {"active", Exploitation::Active},
                                                           {"public poc", Exploitation::Poc},
                                                           {"public_poc", Exploitation::Poc},
                                                           {"public-poc", Exploitation::Poc}}};
constexpr std::array<Word<Exposure>, 3> Exposures{
    {{"small", Exposure::Small}, {"controlled", Exposure::Controlled}, {"open", Exposure::Open}}};
constexpr std::array<Word<Automatable>, 2> Automatables{{{"no", Automatable::No}, {"yes", Automatable::Yes}}};
constexpr std::array<Word<Safety>, 4> Safeties{{{"negligible", Safety::Negligible},
                                                {"marginal", Safety::Marginal},
                                                {"critical", Safety::Critical},
                                                {"catastrophic", Safety::Catastrophic}}};
constexpr std::array<Word<Mission>, 8> Missions{{{"degraded", Mission::Degraded},
                                                 {"msc", Mission::Msc},
                                                 {"mef", Mission::Mef},
                                                 {"mission", Mission::Mission},
                                                 {"low", Mission::Degraded},
                                                 {"medium", Mission::Msc},
                                                 {"high", Mission::Mef},
                                                 {"critical", Mission::Mission}}};
constexpr std::array<Word<HumanImpact>, 4> Impacts{{{"low", HumanImpact::Low},
                                                    {"medium", HumanImpact::Medium},
                                                    {"high", HumanImpact::High},
                                                    {"very-high", HumanImpact::VeryHigh}}};
constexpr std::array<Word<Decision>, 6> Decisions{{{"defer", Decision::Defer},
                                                   {"scheduled", Decision::Scheduled},
                                                   {"out-of-cycle", Decision::OutOfCycle},
                                                   {"immediate", Decision::Immediate},
                                                   {"out of cycle", Decision::OutOfCycle},
                                                   {"out_of_cycle", Decision::OutOfCycle}}};

} // namespace

std::string_view name(Exploitation value)
{
    return nameIn(Exploitations, value);
}
std::string_view name(Exposure value)
{
    return nameIn(Exposures, value);
}
std::string_view name(Automatable value)
{
    return nameIn(Automatables, value);
}
std::string_view name(Safety value)
{
    return nameIn(Safeties, value);
}
std::string_view name(Mission value)
{
    return nameIn(Missions, value);
}
std::string_view name(HumanImpact value)
{
    return nameIn(Impacts, value);
}
std::string_view name(Decision value)
{
    return nameIn(Decisions, value);
}

std::optional<Exploitation> exploitationFrom(std::string_view text)
{
    return find(Exploitations, text);
}
std::optional<Exposure> exposureFrom(std::string_view text)
{
    return find(Exposures, text);
}
std::optional<Automatable> automatableFrom(std::string_view text)
{
    return find(Automatables, text);
}
std::optional<Safety> safetyFrom(std::string_view text)
{
    return find(Safeties, text);
}
std::optional<Mission> missionFrom(std::string_view text)
{
    return find(Missions, text);
}
std::optional<Decision> decisionFrom(std::string_view text)
{
    return find(Decisions, text);
}

} // namespace bw
