// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rollout/ansibleevents.h"

#include "models/rollout/ansibleproject.h"

#include <QJsonArray>

namespace bw {

namespace {

constexpr qsizetype TextCap = 1'500; ///< of each part

QString field(const QJsonObject& object, const char* key)
{
    return object.value(QLatin1String(key)).toString();
}

/// The step is what stands before the colon of a task's name.
std::string stepOf(const QJsonObject& data)
{
    const QString task = field(data, "task");
    const qsizetype colon = task.indexOf(u':');
    return (colon < 0 ? task : task.left(colon)).toStdString();
}

/// The end of a text: that is where programs say what went wrong.
QString tail(const QString& text)
{
    const QString trimmed = text.trimmed();
    return trimmed.size() <= TextCap ? trimmed : QStringLiteral("…") + trimmed.right(TextCap);
}

QString resultText(const QJsonObject& result)
{
    QStringList parts;
    if (const QJsonValue code = result.value(QStringLiteral("rc")); code.isDouble() && code.toInt() != 0)
        parts << QStringLiteral("Ended with code %1.").arg(code.toInt());
    for (const char* key : {"msg", "stderr", "stdout"}) {
        const QString text = tail(field(result, key));
        if (!text.isEmpty() && text != QLatin1String("non-zero return code"))
            parts << text;
    }
    for (const QJsonValue& item : result.value(QStringLiteral("results")).toArray()) { // of a loop
        const QJsonObject one = item.toObject();
        if (one.value(QStringLiteral("failed")).toBool())
            parts << resultText(one);
    }
    return parts.join(u' ');
}

/// A line that tells how it went, from the last words of a program.
QString lastLine(const QJsonObject& result)
{
    const QString out = field(result, "stdout").trimmed();
    return out.mid(out.lastIndexOf(u'\n') + 1).left(300);
}

} // namespace

std::vector<EngineReport> AnsibleEvents::take(const QJsonObject& event)
{
    using K = RolloutEventKind;
    std::vector<EngineReport> reports;
    const QString kind = field(event, "event");
    const QJsonObject data = event.value(QStringLiteral("event_data")).toObject();
    m_began = m_began || kind == QLatin1String("playbook_on_play_start");
    const HostId host = hostOfAlias(field(data, "host").toStdString());
    if (host == 0 || m_ended.contains(host))
        return reports;
    const std::string step = stepOf(data);
    const QJsonObject result = data.value(QStringLiteral("res")).toObject();
    std::optional<double> seconds;
    if (const QJsonValue duration = data.value(QStringLiteral("duration")); duration.isDouble())
        seconds = duration.toDouble();
    const auto say = [&](K what, const QString& text) {
        reports.push_back({what, host, step, text.toStdString(), seconds});
    };
    if (kind == QLatin1String("runner_on_start")) {
        if (m_started.insert(host).second)
            say(K::HostStarted, {});
        if (step == "reboot")
            say(K::Rebooting, {});
    } else if (kind == QLatin1String("runner_on_ok")) {
        if (step == "breakwater-done") {
            m_ended.insert(host);
            say(K::HostDone, QStringLiteral("Installed, says the engine."));
        } else if (step != "include") {
            say(K::Task, lastLine(result));
        }
    } else if (kind == QLatin1String("runner_on_failed")) {
        if (!data.value(QStringLiteral("ignore_errors")).toBool()) {
            m_ended.insert(host);
            say(K::HostFailed, resultText(result));
        }
    } else if (kind == QLatin1String("runner_on_unreachable")) {
        m_ended.insert(host);
        say(K::HostUnreachable, resultText(result));
    }
    return reports;
}

void takeAnswer(const QJsonObject& event, std::map<HostId, CommandAnswer>& answers)
{
    const QString kind = field(event, "event");
    const QJsonObject data = event.value(QStringLiteral("event_data")).toObject();
    const HostId host = hostOfAlias(field(data, "host").toStdString());
    const bool ended = kind == QLatin1String("runner_on_ok") || kind == QLatin1String("runner_on_failed")
        || kind == QLatin1String("runner_on_unreachable");
    if (host == 0 || !ended)
        return;
    const QJsonObject result = data.value(QStringLiteral("res")).toObject();
    CommandAnswer& answer = answers[host];
    answer = {};
    answer.seconds = data.value(QStringLiteral("duration")).toDouble();
    const QJsonValue code = result.value(QStringLiteral("rc"));
    if (kind == QLatin1String("runner_on_ok") && code.isDouble() && result.contains(QStringLiteral("stdout"))) {
        answer.exit = code.toInt();
        answer.output = (field(result, "stdout") + u'\n' + field(result, "stderr")).trimmed().toStdString();
    } else {
        answer.trouble = resultText(result).toStdString();
    }
}

void takePrinted(const QJsonObject& event, AnsiblePrinted& printed)
{
    const QString kind = field(event, "event");
    const QJsonObject data = event.value(QStringLiteral("event_data")).toObject();
    const HostId host = hostOfAlias(field(data, "host").toStdString());
    if (host == 0)
        return;
    const QJsonObject result = data.value(QStringLiteral("res")).toObject();
    if (kind == QLatin1String("runner_on_ok") && field(data, "task") == QLatin1String("breakwater-collect"))
        printed.out[host] = field(result, "stdout").toStdString();
    else if (kind == QLatin1String("runner_on_failed") || kind == QLatin1String("runner_on_unreachable"))
        printed.failed[host] = resultText(result).toStdString();
}

} // namespace bw
