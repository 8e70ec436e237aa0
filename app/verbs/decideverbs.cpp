// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/verbs.h"
#include "app/verbs/verbio.h"
#include "models/domain/ssvc.h"
#include "models/matching/versions.h"
#include "models/priority/ssvc.h"

#include <cstdio>
#include <iostream>
#include <string>

namespace bw::cli {

namespace {

std::vector<std::string_view> splitTabs(std::string_view line)
{
    if (!line.empty() && line.back() == '\r')
        line.remove_suffix(1);
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0;;) {
        const auto tab = line.find('\t', begin);
        parts.push_back(line.substr(begin, tab == std::string_view::npos ? tab : tab - begin));
        if (tab == std::string_view::npos)
            return parts;
        begin = tab + 1;
    }
}

struct DecideInputs {
    std::string_view exploitation, exposure, automatable, safety, mission;
};

/// The outcome, or what is wrong.
Result<Decision> decide(const DecideInputs& in, HumanImpactTable table)
{
    const auto wrong = [](const char* what, std::string_view value) {
        return Error{ErrorKind::BadValue, std::string(what) + " “" + std::string(value) + "”", {}};
    };
    const auto exploitation = exploitationFrom(in.exploitation);
    if (!exploitation)
        return wrong("exploitation", in.exploitation);
    const auto exposure = exposureFrom(in.exposure);
    if (!exposure)
        return wrong("exposure", in.exposure);
    const auto automatable = automatableFrom(in.automatable);
    if (!automatable)
        return wrong("automatable", in.automatable);
    const auto safety = safetyFrom(in.safety);
    if (!safety)
        return wrong("safety", in.safety);
    const auto mission = missionFrom(in.mission);
    if (!mission)
        return wrong("mission", in.mission);
    return deployerDecision(*exploitation, *exposure, *automatable, humanImpact(*safety, *mission, table));
}

int decideLines(HumanImpactTable table)
{
    bool wrong = false;
    std::string line;
    while (std::getline(std::cin, line)) {
        const auto parts = splitTabs(line);
        const auto outcome = parts.size() == 5
            ? decide({parts[0], parts[1], parts[2], parts[3], parts[4]}, table)
            : Result<Decision>(Error{ErrorKind::BadValue, "five tab-separated values are needed", {}});
        if (outcome)
            std::cout << name(*outcome) << '\n';
        else
            std::cout << "! " << outcome.error().subject << '\n';
        wrong = wrong || !outcome;
    }
    std::cout.flush();
    return wrong ? DoneWithIssues : Done;
}

std::string_view sign(Order order)
{
    return order == Order::Less ? "<" : order == Order::Equal ? "=" : ">";
}

int compareLines()
{
    bool wrong = false;
    std::string line;
    while (std::getline(std::cin, line)) {
        const auto parts = splitTabs(line);
        const auto scheme = parts.size() == 3 ? versionSchemeFrom(parts[0]) : std::nullopt;
        if (parts.size() != 3)
            std::cout << "! three tab-separated values are needed\n";
        else if (!scheme)
            std::cout << "! unknown scheme " << parts[0] << '\n';
        const auto order = scheme ? compareVersions(*scheme, parts[1], parts[2]) : Result<Order>(Error{});
        if (scheme && order)
            std::cout << sign(*order) << '\n';
        else if (scheme)
            std::cout << "! " << order.error().subject << '\n';
        wrong = wrong || !order;
    }
    std::cout.flush();
    return wrong ? DoneWithIssues : Done;
}

} // namespace

int runDecide(const QStringList& arguments)
{
    Options options("decide");
    struct Input {
        const char* name;
        const char* values;
    };
    for (const Input& input :
         {Input{"exploitation", "none|poc|active"}, Input{"exposure", "small|controlled|open"},
          Input{"automatable", "no|yes"}, Input{"safety", "negligible|marginal|critical|catastrophic"},
          Input{"mission", "degraded|msc|mef|mission"}})
        options.parser.addOption(
            {QString::fromLatin1(input.name), QString::fromLatin1(input.values), QStringLiteral("VALUE")});
    options.parser.addOption({QStringLiteral("human-impact"),
                              QStringLiteral("definition|published: which table of human impact."),
                              QStringLiteral("TABLE"), QStringLiteral("definition")});
    options.parser.addOption(
        {QStringLiteral("stdin"), QStringLiteral("Read the five values, tab-separated, one outcome a line.")});
    if (!options.parse(arguments))
        return options.exitCode;
    const auto table = humanImpactTableFrom(options.parser.value(QStringLiteral("human-impact")).toStdString());
    if (!table)
        return usage(QStringLiteral("--human-impact knows: definition, published."));
    if (options.parser.isSet(QStringLiteral("stdin")))
        return decideLines(*table);
    const auto value = [&](const char* name) { return options.parser.value(QString::fromLatin1(name)).toStdString(); };
    const std::string in[] = {value("exploitation"), value("exposure"), value("automatable"), value("safety"),
                              value("mission")};
    const auto outcome = decide({in[0], in[1], in[2], in[3], in[4]}, *table);
    if (!outcome)
        return usage(QStringLiteral("Not a possible value: %1.").arg(text(outcome.error().subject)));
    if (options.json()) {
        const auto impact = humanImpact(*safetyFrom(in[3]), *missionFrom(in[4]), *table);
        printLine(compact({{QStringLiteral("exploitation"), text(in[0])},
                           {QStringLiteral("exposure"), text(in[1])},
                           {QStringLiteral("automatable"), text(in[2])},
                           {QStringLiteral("human_impact"), text(name(impact))},
                           {QStringLiteral("outcome"), text(name(*outcome))}}));
    } else {
        printLine(text(name(*outcome)));
    }
    return Done;
}

int runVersionCompare(const QStringList& arguments)
{
    Options options("version-compare");
    options.parser.addOption(
        {QStringLiteral("stdin"), QStringLiteral("Read SCHEME, A and B, tab-separated, one answer a line.")});
    options.parser.addPositionalArgument(QStringLiteral("SCHEME"),
                                         QStringLiteral("deb rpm apk pacman semver windows macos generic"));
    options.parser.addPositionalArgument(QStringLiteral("A"), QStringLiteral("A version."));
    options.parser.addPositionalArgument(QStringLiteral("B"), QStringLiteral("Another one."));
    if (!options.parse(arguments))
        return options.exitCode;
    if (options.parser.isSet(QStringLiteral("stdin")))
        return compareLines();
    const QStringList words = options.positional();
    if (words.size() != 3)
        return usage(QStringLiteral("“version-compare” needs a scheme and two versions."));
    const auto scheme = versionSchemeFrom(words[0].toStdString());
    if (!scheme)
        return usage(QStringLiteral("Unknown scheme “%1”. Schemes: deb rpm apk pacman semver windows macos generic.")
                         .arg(words[0]));
    const auto order = compareVersions(*scheme, words[1].toStdString(), words[2].toStdString());
    if (!order)
        return fail(order.error());
    printLine(text(sign(*order)));
    return Done;
}

} // namespace bw::cli
