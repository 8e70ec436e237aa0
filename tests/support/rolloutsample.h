// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/assessing.h"
#include "models/services/demofleet.h"
#include "models/services/rollouts.h"
#include "models/store/store.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <memory>
#include <string>

namespace bw::test {

/// The sample workspace with a plan's number taken, so that runs may refer to it.
class RolloutSample {
public:
    static constexpr PlanId Plan1 = 9001;

    RolloutSample()
    {
        static const QTemporaryDir once; // a year of history takes its time
        const QString original = once.filePath(QStringLiteral("sample.bw"));
        if (!QFile::exists(original)) {
            const auto made = makeDemoWorkspace(original.toStdString(), ProgressSink::none(), Clock::system());
            if (!made)
                qFatal("no sample: %s", made.error().subject.c_str());
            addPlan(original);
        }
        const QString copy = m_folder.filePath(QStringLiteral("sample.bw"));
        QFile::copy(original, copy);
        path = copy.toStdString();
        auto opened = Store::open(path);
        if (!opened)
            qFatal("no sample: %s", opened.error().subject.c_str());
        store = std::move(*opened);
    }

    Assessed assess() const
    {
        auto assessed = assessWorkspace(*store, {}, Clock::system(), ProgressSink::none());
        if (!assessed)
            qFatal("no assessment");
        return *assessed;
    }

    /// Two waves of the hosts that the first patches of the queue are open on; approved.
    PlanVersion plan(const Assessed& assessed, std::size_t patches = 6) const
    {
        const Assessment& a = *assessed.assessment;
        PlanVersion version;
        version.state = PlanState::Approved;
        version.plan.id = Plan1;
        version.plan.name = "November";
        Wave first;
        first.id = 1;
        first.name = "Test ring";
        first.concurrency = 4;
        first.gate.soakHours = 0;
        std::vector<HostId> hosts;
        for (const Patch& patch : a.patches) {
            if (patch.fixed.empty() || patch.hostsOpen == 0 || first.patches.size() >= patches)
                continue;
            first.patches.push_back(patch.id);
            for (std::uint32_t i = 0; i < patch.findingCount; ++i) {
                const Finding& finding = a.findings[patch.firstFinding + i];
                if (finding.state == FindingState::Open)
                    hosts.push_back(a.fleet->hosts[finding.host].id);
            }
        }
        std::sort(hosts.begin(), hosts.end());
        hosts.erase(std::unique(hosts.begin(), hosts.end()), hosts.end());
        Wave second = first;
        second.id = 2;
        second.name = "Early";
        const auto middle = hosts.begin() + std::ptrdiff_t(hosts.size() / 2);
        first.hosts.assign(hosts.begin(), middle);
        second.hosts.assign(middle, hosts.end());
        version.plan.waves = {first, second};
        return version;
    }

    RolloutWish wish(const PlanVersion& version, WaveId wave = 1) const
    {
        RolloutWish wish;
        wish.version = version;
        wish.wave = wave;
        wish.who = "ann";
        wish.outsideWindow = true; // its waves have none
        return wish;
    }

private:
    QTemporaryDir m_folder; ///< first: outlives the store

public:
    std::string path;
    std::unique_ptr<Store> store;

private:
    static void addPlan(const QString& path)
    {
        {
            auto db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("sample"));
            db.setDatabaseName(path);
            if (!db.open()
                || !QSqlQuery(db).exec(
                    QStringLiteral("INSERT INTO plan (id, created_by, created_at) VALUES (%1, 'ann', 0)").arg(Plan1)))
                qFatal("no plan");
        }
        QSqlDatabase::removeDatabase(QStringLiteral("sample"));
    }
};

} // namespace bw::test
