// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/validation/appfile.h"

#include "models/domain/hostfilter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <set>

namespace bw {

namespace {

Error wrong(ErrorKind kind, std::string subject, std::string field)
{
    return Error{kind, std::move(subject), {{}, 0, 0, std::move(field)}};
}

std::string textOf(const QJsonObject& object, const char* key)
{
    return object.value(QLatin1String(key)).toString().toStdString();
}

QString qt(const std::string& text)
{
    return QString::fromStdString(text);
}

std::string placeOf(std::size_t app)
{
    return "critical_apps[" + std::to_string(app) + ']';
}

std::string placeOf(std::size_t app, std::size_t check)
{
    return placeOf(app) + ".checks[" + std::to_string(check) + ']';
}

Result<AppCheck> checkFrom(const QJsonObject& object, const std::string& place, const std::vector<std::string>& taken)
{
    AppCheck check;
    check.name = textOf(object, "name");
    check.id = textOf(object, "id");
    if (check.id.empty())
        check.id = idFromName(check.name, taken);
    const std::string kind = textOf(object, "kind");
    const QJsonArray command = object.value(QLatin1String("command")).toArray();
    const auto known =
        kind.empty() ? (command.isEmpty() ? CheckKind::Manual : CheckKind::Command) : checkKindFrom(kind);
    if (!known)
        return wrong(ErrorKind::BadValue, kind, place + ".kind");
    check.kind = *known;
    check.steps = textOf(object, "steps");
    for (const auto& word : command) {
        if (!word.isString())
            return wrong(ErrorKind::BadValue, "a word of a command is no text", place + ".command");
        check.command.push_back(word.toString().toStdString());
    }
    check.expectedExit = object.value(QLatin1String("expected_exit")).toInt(0);
    check.expectedOutput = textOf(object, "expected_output");
    return check;
}

Result<CriticalApp> appFrom(const QJsonObject& object, std::size_t number, const std::vector<std::string>& taken)
{
    CriticalApp app;
    app.name = textOf(object, "name");
    app.id = textOf(object, "id");
    if (app.id.empty())
        app.id = idFromName(app.name, taken);
    app.owner = textOf(object, "owner");
    app.hostFilter = textOf(object, "hosts");
    const QJsonArray checks = object.value(QLatin1String("checks")).toArray();
    if (std::size_t(checks.size()) > MaxChecks)
        return wrong(ErrorKind::TooLarge, app.name, placeOf(number) + ".checks");
    std::vector<std::string> ids;
    for (qsizetype i = 0; i < checks.size(); ++i) {
        auto check = checkFrom(checks[i].toObject(), placeOf(number, std::size_t(i)), ids);
        if (!check)
            return check.error();
        ids.push_back(check->id);
        app.checks.push_back(std::move(*check));
    }
    return app;
}

QJsonObject jsonOf(const AppCheck& check)
{
    QJsonObject object{{QStringLiteral("id"), qt(check.id)},
                       {QStringLiteral("name"), qt(check.name)},
                       {QStringLiteral("kind"), QString::fromLatin1(name(check.kind).data())}};
    if (!check.steps.empty())
        object[QStringLiteral("steps")] = qt(check.steps);
    if (check.command.empty())
        return object;
    QJsonArray command;
    for (const std::string& word : check.command)
        command.append(qt(word));
    object[QStringLiteral("command")] = command;
    object[QStringLiteral("expected_exit")] = check.expectedExit;
    if (!check.expectedOutput.empty())
        object[QStringLiteral("expected_output")] = qt(check.expectedOutput);
    return object;
}

Result<void> checkCheck(const AppCheck& check, const std::string& place)
{
    if (check.name.empty())
        return wrong(ErrorKind::MissingField, "the name of a check", place + ".name");
    if (check.id.empty())
        return wrong(ErrorKind::MissingField, "the id of a check", place + ".id");
    if (check.kind == CheckKind::Command && (check.command.empty() || check.command.front().empty()))
        return wrong(ErrorKind::MissingField, "the program of the check “" + check.name + "”", place + ".command");
    if (check.kind == CheckKind::Manual && check.steps.empty())
        return wrong(ErrorKind::MissingField, "the steps of the check “" + check.name + "”", place + ".steps");
    if (check.command.size() > MaxArguments)
        return wrong(ErrorKind::TooLarge, check.name, place + ".command");
    std::size_t bytes = check.name.size() + check.id.size();
    for (const std::string& word : check.command) {
        bytes += word.size();
        if (word.find('\0') != std::string::npos)
            return wrong(ErrorKind::BadValue, "a zero byte in the command of “" + check.name + "”", place + ".command");
    }
    if (std::max({bytes, check.steps.size(), check.expectedOutput.size()}) > MaxTestText)
        return wrong(ErrorKind::TooLarge, check.name, place);
    return {};
}

Result<void> checkApp(const CriticalApp& app, const std::string& place)
{
    if (app.name.empty())
        return wrong(ErrorKind::MissingField, "the name of a critical application", place + ".name");
    if (app.id.empty())
        return wrong(ErrorKind::MissingField, "the id of a critical application", place + ".id");
    if (app.owner.empty())
        return wrong(ErrorKind::MissingField, "the owner of “" + app.name + "”", place + ".owner");
    if (app.hostFilter.empty())
        return wrong(ErrorKind::MissingField, "the hosts that carry “" + app.name + "”", place + ".hosts");
    if (auto filter = HostFilter::parse(app.hostFilter); !filter) {
        Error error = filter.error();
        error.place.field = place + ".hosts";
        return error;
    }
    if (app.checks.size() > MaxChecks || app.name.size() + app.id.size() + app.owner.size() > MaxTestText)
        return wrong(ErrorKind::TooLarge, app.name, place);
    return {};
}

} // namespace

std::string idFromName(std::string_view name, const std::vector<std::string>& taken)
{
    constexpr std::size_t longest = 40;
    std::string id;
    for (const char c : name) {
        if (id.size() >= longest)
            break;
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            id += c;
        else if (c >= 'A' && c <= 'Z')
            id += char(c - 'A' + 'a');
        else if (!id.empty() && id.back() != '-')
            id += '-';
    }
    while (!id.empty() && id.back() == '-')
        id.pop_back();
    if (id.empty())
        id = "app";
    std::string unique = id;
    for (int n = 2; std::find(taken.begin(), taken.end(), unique) != taken.end(); ++n)
        unique = id + '-' + std::to_string(n);
    return unique;
}

Result<void> checkApps(const std::vector<CriticalApp>& apps)
{
    if (apps.size() > MaxApps)
        return wrong(ErrorKind::TooLarge, "critical applications", "critical_apps");
    std::set<std::string> ids;
    for (std::size_t i = 0; i < apps.size(); ++i) {
        if (auto good = checkApp(apps[i], placeOf(i)); !good)
            return good;
        if (!ids.insert(apps[i].id).second)
            return wrong(ErrorKind::BadValue, "the id “" + apps[i].id + "” twice", placeOf(i) + ".id");
        std::set<std::string> checks;
        for (std::size_t c = 0; c < apps[i].checks.size(); ++c) {
            const AppCheck& check = apps[i].checks[c];
            if (auto good = checkCheck(check, placeOf(i, c)); !good)
                return good;
            if (!checks.insert(check.id).second)
                return wrong(ErrorKind::BadValue, "the id “" + check.id + "” twice", placeOf(i, c) + ".id");
        }
    }
    return {};
}

Result<std::vector<CriticalApp>> criticalAppsFromJson(std::string_view json)
{
    constexpr std::size_t most = 16u << 20;
    if (json.size() > most)
        return wrong(ErrorKind::TooLarge, "critical applications", {});
    QJsonParseError parsed;
    const auto document = QJsonDocument::fromJson(QByteArray(json.data(), qsizetype(json.size())), &parsed);
    if (parsed.error != QJsonParseError::NoError || !document.isObject())
        return wrong(ErrorKind::Malformed, "The document with critical applications", {});
    const QJsonValue list = document.object().value(QLatin1String("critical_apps"));
    if (!list.isArray())
        return wrong(ErrorKind::MissingField, "critical_apps", "critical_apps");
    const QJsonArray array = list.toArray();
    if (std::size_t(array.size()) > MaxApps)
        return wrong(ErrorKind::TooLarge, "critical applications", "critical_apps");
    std::vector<CriticalApp> apps;
    std::vector<std::string> ids;
    for (qsizetype i = 0; i < array.size(); ++i) {
        auto app = appFrom(array[i].toObject(), std::size_t(i), ids);
        if (!app)
            return app.error();
        ids.push_back(app->id);
        apps.push_back(std::move(*app));
    }
    if (auto good = checkApps(apps); !good)
        return good.error();
    return apps;
}

std::string toJson(const std::vector<CriticalApp>& apps)
{
    std::string text = "{\"critical_apps\": [";
    for (std::size_t i = 0; i < apps.size(); ++i) {
        QJsonArray checks;
        for (const AppCheck& check : apps[i].checks)
            checks.append(jsonOf(check));
        const QJsonObject object{{QStringLiteral("id"), qt(apps[i].id)},
                                 {QStringLiteral("name"), qt(apps[i].name)},
                                 {QStringLiteral("owner"), qt(apps[i].owner)},
                                 {QStringLiteral("hosts"), qt(apps[i].hostFilter)},
                                 {QStringLiteral("checks"), checks}};
        text += i == 0 ? "\n" : ",\n";
        text += QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
    }
    return text + "\n]}\n";
}

} // namespace bw
