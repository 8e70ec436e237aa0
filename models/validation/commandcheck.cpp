// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/validation/commandcheck.h"

#include "models/validation/appfile.h"

namespace bw {

std::string tailOf(const std::string& text, std::size_t bytes)
{
    if (text.size() <= bytes)
        return text;
    std::size_t from = text.size() - bytes;
    while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0u) == 0x80u)
        ++from;
    return text.substr(from);
}

std::optional<TestVerdict> verdictOf(const AppCheck& check, const CommandResult& result)
{
    if (!result.exit)
        return {};
    TestVerdict verdict;
    verdict.check = check.id;
    verdict.host = result.host;
    verdict.evidence = tailOf(result.output, MaxTestText);
    verdict.outcome = TestOutcome::Failed;
    if (*result.exit != check.expectedExit)
        verdict.reason =
            "Exit status " + std::to_string(*result.exit) + ", expected " + std::to_string(check.expectedExit) + '.';
    else if (result.output.find(check.expectedOutput) == std::string::npos)
        verdict.reason = "The output does not hold “" + check.expectedOutput + "”.";
    else
        verdict.outcome = TestOutcome::Passed;
    return verdict;
}

} // namespace bw
