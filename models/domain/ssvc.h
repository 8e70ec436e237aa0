// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace bw {

// Decision points of the SSVC deployer model (CERT/CC SSVC, decision table DT_DP 1.0.0), lowest value first. The names
// are those of the command line; the From functions ignore case and also read the spellings of feeds ("public poc",
// "PoC").

enum class Exploitation : std::uint8_t { None, Poc, Active };
enum class Exposure : std::uint8_t { Small, Controlled, Open };
enum class Automatable : std::uint8_t { No, Yes };
enum class Safety : std::uint8_t { Negligible, Marginal, Critical, Catastrophic };
/// Mission impact: degraded, support crippled (MSC), one essential function fails (MEF), the mission fails.
enum class Mission : std::uint8_t { Degraded, Msc, Mef, Mission };
enum class HumanImpact : std::uint8_t { Low, Medium, High, VeryHigh };
enum class Decision : std::uint8_t { Defer, Scheduled, OutOfCycle, Immediate };

std::string_view name(Exploitation value); ///< none | poc | active
std::string_view name(Exposure value); ///< small | controlled | open
std::string_view name(Automatable value); ///< no | yes
std::string_view name(Safety value); ///< negligible | marginal | critical | catastrophic
std::string_view name(Mission value); ///< degraded | msc | mef | mission
std::string_view name(HumanImpact value); ///< low | medium | high | very-high
std::string_view name(Decision value); ///< defer | scheduled | out-of-cycle | immediate

std::optional<Exploitation> exploitationFrom(std::string_view text);
std::optional<Exposure> exposureFrom(std::string_view text);
std::optional<Automatable> automatableFrom(std::string_view text);
std::optional<Safety> safetyFrom(std::string_view text);
/// Also reads low | medium | high | critical, the words for business importance.
std::optional<Mission> missionFrom(std::string_view text);
std::optional<Decision> decisionFrom(std::string_view text);

} // namespace bw
