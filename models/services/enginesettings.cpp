// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/enginesettings.h"

#include <QSettings>

namespace bw {

namespace {

/// The texts of the settings, by key.
constexpr std::pair<const char*, std::string EngineSettings::*> Texts[] = {
    {"engine/user", &EngineSettings::user},
    {"engine/key-file", &EngineSettings::keyFile},
    {"engine/known-hosts", &EngineSettings::knownHosts},
    {"engine/address-file", &EngineSettings::addressFile},
    {"engine/extra-inventory", &EngineSettings::extraInventory},
    {"engine/work-folder", &EngineSettings::workFolder},
};

} // namespace

EngineSettings loadEngineSettings()
{
    const QSettings stored;
    EngineSettings settings;
    for (const auto& [key, field] : Texts)
        settings.*field = stored.value(QLatin1String(key)).toString().toStdString();
    settings.become = stored.value(QStringLiteral("engine/become"), settings.become).toBool();
    settings.postCheck = stored.value(QStringLiteral("engine/post-check"), settings.postCheck).toBool();
    settings.rehearsalSpeed =
        stored.value(QStringLiteral("engine/rehearsal-speed"), settings.rehearsalSpeed).toDouble();
    for (const RestartRule rule : {RestartRule::Never, RestartRule::Ordered, RestartRule::Needed}) {
        if (stored.value(QStringLiteral("engine/restart")).toString().toStdString() == name(rule))
            settings.restart = rule;
    }
    return settings;
}

void saveEngineSettings(const EngineSettings& settings)
{
    QSettings stored;
    for (const auto& [key, field] : Texts)
        stored.setValue(QLatin1String(key), QString::fromStdString(settings.*field));
    stored.setValue(QStringLiteral("engine/become"), settings.become);
    stored.setValue(QStringLiteral("engine/post-check"), settings.postCheck);
    stored.setValue(QStringLiteral("engine/rehearsal-speed"), settings.rehearsalSpeed);
    const std::string_view rule = name(settings.restart);
    stored.setValue(QStringLiteral("engine/restart"), QString::fromUtf8(rule.data(), qsizetype(rule.size())));
}

} // namespace bw
