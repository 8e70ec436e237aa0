// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rollout/rehearsalengine.h"

#include "models/rollout/rehearsalinventory.h"

#include <algorithm>
#include <thread>

namespace bw {

namespace {

/// One step of SplitMix64 (Steele, Lea, Flood 2014): the same on every machine, unlike the distributions of <random>.
std::uint64_t mix(std::uint64_t x)
{
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

/// Even numbers in [0, 1), a new one at each call.
class Dice {
public:
    Dice(std::uint32_t seed, HostId host, int attempt)
        : m_state(mix(seed) ^ mix(std::uint64_t(host) * 31 + std::uint64_t(attempt)))
    {
    }
    double roll()
    {
        m_state = mix(m_state);
        return double(m_state >> 11) * 0x1.0p-53;
    }
    double between(double low, double high) { return low + (high - low) * roll(); }

private:
    std::uint64_t m_state;
};

std::string lineText(const OrderLine& line)
{
    return line.package + ' ' + line.fixed;
}

} // namespace

RehearsalFate rehearsalFate(const EngineSettings& settings, std::uint32_t seed, const TargetOrder& target, int attempt)
{
    using Kind = RehearsalFate::Kind;
    Dice dice(seed, target.host, attempt);
    RehearsalFate fate;
    const double host = dice.roll();
    if (host < settings.rehearsalUnreachable)
        fate.kind = Kind::Unreachable;
    else if (host < settings.rehearsalUnreachable + settings.rehearsalLiars)
        fate.kind = Kind::Lies;
    else if (host < settings.rehearsalUnreachable + settings.rehearsalLiars + settings.rehearsalSilent)
        fate.kind = Kind::Silent;
    bool reboot = false;
    for (std::size_t i = 0; i < target.lines.size(); ++i) {
        fate.lineSeconds.push_back(dice.between(40, 320));
        if (dice.roll() < settings.rehearsalFailures && fate.kind == Kind::Works) {
            fate.kind = Kind::Fails;
            fate.failingLine = i;
        }
        reboot = reboot || target.lines[i].reboot;
    }
    const double rebootSeconds = dice.between(120, 600);
    fate.bootsOld = dice.roll() < settings.rehearsalLiars / 2;
    if (reboot)
        fate.rebootSeconds = rebootSeconds;
    return fate;
}

RehearsalEngine::RehearsalEngine(EngineSettings settings, std::shared_ptr<const Fleet> fleet)
    : m_settings(std::move(settings))
    , m_fleet(std::move(fleet))
{
}

void RehearsalEngine::play(const TargetOrder& target, const RehearsalFate& fate)
{
    using K = RolloutEventKind;
    using Kind = RehearsalFate::Kind;
    double at = 2 + double(target.host % 7);
    const auto say = [&](K kind, std::string step, std::string text, std::optional<double> seconds = {}) {
        m_script.push_back({at, {kind, target.host, std::move(step), std::move(text), seconds}});
    };
    if (fate.kind == Kind::Unreachable) {
        at += 10;
        return say(K::HostUnreachable, "connect", "Rehearsal: no answer from " + target.address + " within 10 s.");
    }
    say(K::HostStarted, "check", {});
    at += 4;
    say(K::Task, "check", "Enough space, package database in order.", 4.0);
    if (fate.kind == Kind::Silent)
        return;
    for (std::size_t i = 0; i < target.lines.size(); ++i) {
        at += fate.lineSeconds[i];
        if (fate.kind == Kind::Fails && i == fate.failingLine)
            return say(K::HostFailed, "install",
                       "Rehearsal: the installation of " + lineText(target.lines[i])
                           + " ended with code 100: the package's own script failed.",
                       fate.lineSeconds[i]);
        say(K::Task, "install", lineText(target.lines[i]) + " installed.", fate.lineSeconds[i]);
    }
    if (fate.rebootSeconds > 0) {
        at += 1;
        say(K::Rebooting, "reboot", {});
        at += fate.rebootSeconds;
        say(K::Task, "reboot", "Is back.", fate.rebootSeconds);
    }
    at += 2;
    say(K::HostDone, "done", "Rehearsal: done.", at);
}

Result<void> RehearsalEngine::start(const EngineBatch& batch)
{
    m_script.clear();
    m_next = 0;
    for (std::size_t i = 0; i < batch.targets.size(); ++i)
        play(*batch.targets[i], rehearsalFate(m_settings, batch.run->seed, *batch.targets[i], batch.attempts[i]));
    std::stable_sort(m_script.begin(), m_script.end(), [](const Line& a, const Line& b) { return a.at < b.at; });
    m_began = std::chrono::steady_clock::now();
    return {};
}

double RehearsalEngine::playedSeconds() const
{
    const std::chrono::duration<double> real = std::chrono::steady_clock::now() - m_began;
    return real.count() * m_settings.rehearsalSpeed;
}

std::vector<EngineReport> RehearsalEngine::take(std::chrono::milliseconds patience)
{
    std::vector<EngineReport> reports;
    if (!busy())
        return reports;
    double now = m_script.back().at;
    if (m_settings.rehearsalSpeed > 0) {
        const std::chrono::duration<double> left((m_script[m_next].at - playedSeconds()) / m_settings.rehearsalSpeed);
        if (left.count() > 0)
            std::this_thread::sleep_for(std::min<std::chrono::duration<double>>(left, patience));
        now = playedSeconds();
    }
    for (; busy() && m_script[m_next].at <= now; ++m_next)
        reports.push_back(m_script[m_next].report);
    return reports;
}

Result<std::vector<CollectedInventory>> RehearsalEngine::collect(const RolloutRun& run,
                                                                 std::span<const TargetOrder* const> targets,
                                                                 const std::string& folder, ProgressSink& progress)
{
    if (!m_fleet || !m_collectAt)
        return Error{ErrorKind::Refused, "A rehearsal needs the fleet to make up inventories of it.", {}};
    std::vector<CollectedInventory> collected;
    for (const TargetOrder* target : targets) {
        progress.report(collected.size(), targets.size(), target->name);
        if (progress.cancelled())
            return Error{ErrorKind::Cancelled, {}, {}};
        const auto attempt = std::find_if(m_attempts.begin(), m_attempts.end(),
                                          [&](const Attempt& a) { return a.host == target->host; });
        RehearsedHost rehearsed;
        rehearsed.order = target;
        rehearsed.fate =
            rehearsalFate(m_settings, run.seed, *target, attempt == m_attempts.end() ? 1 : attempt->attempt);
        rehearsed.claimed = attempt == m_attempts.end() || attempt->claimed;
        const auto inventory = rehearsedInventory(*m_fleet, rehearsed, *m_collectAt);
        if (!inventory || rehearsed.fate.kind == RehearsalFate::Kind::Unreachable) {
            collected.push_back({target->host, {}, "Rehearsal: the host does not answer."});
            continue;
        }
        auto path = writeFactsFile(*inventory, folder, "h" + std::to_string(target->host));
        if (!path)
            return path.error();
        collected.push_back({target->host, *path, {}});
    }
    return collected;
}

} // namespace bw
