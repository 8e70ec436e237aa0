// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rollout/ansibleengine.h"

#include "models/rollout/ansibleproject.h"
#include "models/rollout/datacheck.h"
#include "models/rollout/printedinventory.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

#include <algorithm>
#include <thread>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace bw {

namespace {

constexpr qint64 EventCap = 64 << 20; ///< of one event's file
constexpr int StopMs = 10'000; ///< from the wish to stop until it is made to

QString runner()
{
    return QStandardPaths::findExecutable(QStringLiteral("ansible-runner"));
}

/// What the child needs to find its programs, the user's keys and his agent. Everything else stays here.
QProcessEnvironment environmentFor(const QString& folder, int forks, bool separate)
{
    const QProcessEnvironment own = QProcessEnvironment::systemEnvironment();
    QProcessEnvironment environment;
    for (const char* name :
         {"PATH", "HOME", "USER", "LOGNAME", "SSH_AUTH_SOCK", "KRB5CCNAME", "TZ", "XDG_RUNTIME_DIR"}) {
        const QString key = QLatin1String(name);
        if (own.contains(key))
            environment.insert(key, own.value(key));
    }
    const auto set = [&](const char* name, const QString& value) { environment.insert(QLatin1String(name), value); };
    set("LANG", QStringLiteral("C.UTF-8"));
    set("LC_ALL", QStringLiteral("C.UTF-8"));
    set("TMPDIR", folder + QStringLiteral("/tmp"));
    set("ANSIBLE_LOCAL_TEMP", folder + QStringLiteral("/tmp"));
    set("ANSIBLE_FORKS", QString::number(std::clamp(forks, 1, 200)));
    set("ANSIBLE_INVENTORY_ENABLED", QStringLiteral("yaml,ini"));
    set("ANSIBLE_RETRY_FILES_ENABLED", QStringLiteral("False"));
    set("ANSIBLE_HOST_KEY_CHECKING", QStringLiteral("True")); // ansible-runner would turn it off
    set("ANSIBLE_PIPELINING", QStringLiteral("True"));
    set("ANSIBLE_TIMEOUT", QStringLiteral("20"));
    set("ANSIBLE_DEPRECATION_WARNINGS", QStringLiteral("False"));
    set("ANSIBLE_NOCOWS", QStringLiteral("1"));
    set("PYTHONUNBUFFERED", QStringLiteral("1"));
    if (separate) // not through a connection that the roll-out left open
        set("ANSIBLE_SSH_ARGS", QStringLiteral("-C -o ControlMaster=no -o ControlPath=none"));
    return environment;
}

QString eventFolder(const QString& folder)
{
    return folder + QStringLiteral("/artifacts/batch/job_events");
}

/// "17-<uuid>.json" -> 17; -1: is still being written.
qint64 numberOf(const QString& name)
{
    bool ok = false;
    const qint64 number = name.left(name.indexOf(u'-')).toLongLong(&ok);
    return ok && name.endsWith(QLatin1String(".json")) && !name.contains(QLatin1String("partial")) ? number : -1;
}

} // namespace

AnsibleEngine::AnsibleEngine(EngineSettings settings)
    : m_settings(std::move(settings))
{
}

AnsibleEngine::~AnsibleEngine()
{
    if (m_job)
        cancel();
    if (m_job)
        m_job->process->waitForFinished(StopMs);
}

Result<void> AnsibleEngine::readAddresses() const
{
    if (m_addressesRead || m_settings.addressFile.empty())
        return {};
    QFile file(QString::fromStdString(m_settings.addressFile));
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorKind::NotReadable, m_settings.addressFile, {}};
    const auto document = QJsonDocument::fromJson(file.readAll());
    if (!document.isObject())
        return Error{ErrorKind::Malformed, m_settings.addressFile, {}};
    const QJsonObject object = document.object();
    for (auto it = object.begin(); it != object.end(); ++it)
        m_addresses[it.key().toStdString()] = it.value().toString().toStdString();
    m_addressesRead = true;
    return {};
}

Result<void> AnsibleEngine::check() const
{
    if (runner().isEmpty() || QStandardPaths::findExecutable(QStringLiteral("ansible-playbook")).isEmpty())
        return Error{ErrorKind::Refused,
                     "Ansible is not installed here. Install it with: apt install ansible-core python3-ansible-runner",
                     {}};
    for (const std::string* path : {&m_settings.keyFile, &m_settings.knownHosts, &m_settings.extraInventory}) {
        if (!path->empty() && !QFile::exists(QString::fromStdString(*path)))
            return Error{ErrorKind::NotFound, *path, {}};
    }
    return readAddresses();
}

std::string AnsibleEngine::addressOf(const TargetOrder& target) const
{
    const auto own = m_addresses.find(target.name);
    return own == m_addresses.end() ? target.address : own->second;
}

std::string AnsibleEngine::refusal(const TargetOrder& target) const
{
    if (auto read = readAddresses(); !read)
        return "The file of addresses cannot be read: " + m_settings.addressFile;
    bool windows = false;
    bool others = false;
    for (const OrderLine& line : target.lines) {
        if (!ansibleInstalls(line.ecosystem))
            return "Not handed over: Ansible has no task here for " + std::string(name(line.ecosystem)) + " packages.";
        const bool isWindows = line.ecosystem == Ecosystem::Program || line.ecosystem == Ecosystem::Hotfix;
        (isWindows ? windows : others) = true;
    }
    if (windows && others)
        return "Not handed over: its order mixes Windows and Linux packages.";
    return refusalOf(target, addressOf(target));
}

Result<std::unique_ptr<AnsibleEngine::Job>> AnsibleEngine::launch(std::span<const TargetOrder* const> targets,
                                                                  const QString& playbook, int forks, bool separate,
                                                                  const HostCommands& commands) const
{
    auto job = std::make_unique<Job>();
    const QString base =
        m_settings.workFolder.empty() ? QDir::tempPath() : QString::fromStdString(m_settings.workFolder);
    QDir().mkpath(base);
    job->folder = std::make_unique<QTemporaryDir>(base + QStringLiteral("/breakwater-XXXXXX"));
    if (!job->folder->isValid())
        return Error{ErrorKind::NotWritable, base.toStdString(), {}};
    const QString folder = job->folder->path();
    if (auto written = writeAnsibleProject(folder, targets, m_settings, m_addresses, commands); !written)
        return written.error();
    for (const TargetOrder* target : targets)
        job->hosts.push_back(target->host);
    job->process = std::make_unique<QProcess>();
    QProcess& process = *job->process;
    process.setProcessEnvironment(environmentFor(folder, forks, separate));
    process.setWorkingDirectory(folder + QStringLiteral("/project"));
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(folder + QStringLiteral("/out.txt"));
    process.setStandardErrorFile(folder + QStringLiteral("/err.txt"));
#ifdef Q_OS_UNIX
    process.setChildProcessModifier([] { ::setsid(); });
#endif
    process.start(runner(),
                  {QStringLiteral("run"), folder, QStringLiteral("-p"), playbook, QStringLiteral("-i"),
                   QStringLiteral("batch"), QStringLiteral("-q"), QStringLiteral("--omit-env-files")});
    if (!process.waitForStarted())
        return Error{
            ErrorKind::Refused, "ansible-runner cannot be started: " + process.errorString().toStdString(), {}};
    return job;
}

Result<void> AnsibleEngine::start(const EngineBatch& batch)
{
    if (auto ready = check(); !ready)
        return ready;
    auto job = launch(batch.targets, QStringLiteral("deploy.yml"), batch.run->concurrency, false);
    if (!job)
        return job.error();
    m_job = std::move(*job);
    return {};
}

/// Takes every event that is complete, in order, and removes its file. False: there was none.
bool AnsibleEngine::readEvents(Job& job, const std::function<void(const QJsonObject&)>& take)
{
    const QDir folder(eventFolder(job.folder->path()));
    std::vector<std::pair<qint64, QString>> files;
    for (const QString& name : folder.entryList(QDir::Files)) {
        if (const qint64 number = numberOf(name); number >= 0 && !job.seen.contains(name))
            files.emplace_back(number, name);
    }
    std::sort(files.begin(), files.end());
    for (const auto& [number, name] : files) {
        QFile file(folder.filePath(name));
        if (file.size() <= EventCap && file.open(QIODevice::ReadOnly))
            take(QJsonDocument::fromJson(file.readAll()).object());
        file.close();
        if (!file.remove())
            job.seen.insert(name);
    }
    return !files.empty();
}

std::string AnsibleEngine::lastWords(const Job& job)
{
    QString words;
    for (const char* name : {"/err.txt", "/artifacts/batch/stderr", "/artifacts/batch/stdout", "/out.txt"}) {
        QFile file(job.folder->path() + QLatin1String(name));
        if (words.isEmpty() && file.open(QIODevice::ReadOnly)) {
            file.seek(std::max<qint64>(0, file.size() - 1500));
            words = QString::fromUtf8(file.readAll()).trimmed();
        }
    }
    return words.toStdString();
}

/// The child is gone. Hosts that no play was begun for were not touched; of others the runner finds out.
void AnsibleEngine::end(std::vector<EngineReport>& reports)
{
    const std::unique_ptr<Job> job = std::move(m_job);
    const bool good = job->process->exitStatus() == QProcess::NormalExit;
    const int code = job->process->exitCode();
    if (!job->events.playBegan()) {
        const std::string text =
            "ansible-runner ended with code " + std::to_string(code) + " before it did anything. " + lastWords(*job);
        for (const HostId host : job->hosts)
            reports.push_back({RolloutEventKind::HostFailed, host, "engine", text, {}});
    } else if (!good || job->events.ended().size() < job->hosts.size()) {
        reports.push_back({RolloutEventKind::Task,
                           0,
                           "engine",
                           "ansible-runner ended with code " + std::to_string(code) + ". " + lastWords(*job),
                           {}});
    }
}

std::vector<EngineReport> AnsibleEngine::take(std::chrono::milliseconds patience)
{
    std::vector<EngineReport> reports;
    if (!m_job)
        return reports;
    const auto taking = [&](const QJsonObject& event) {
        auto more = m_job->events.take(event);
        reports.insert(reports.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    };
    const auto until = std::chrono::steady_clock::now() + patience;
    for (;;) {
        const bool over = m_job->process->waitForFinished(50) || m_job->process->state() == QProcess::NotRunning;
        readEvents(*m_job, taking); // after the look at the process, so that none is missed
        if (over) {
            end(reports);
            return reports;
        }
        if (!reports.empty() || std::chrono::steady_clock::now() >= until)
            return reports;
    }
}

void AnsibleEngine::cancel()
{
    if (!m_job)
        return;
    m_job->process->terminate(); // ansible-runner stops its playbook in order
    if (!m_job->process->waitForFinished(StopMs)) {
        m_job->process->kill();
        m_job->process->waitForFinished(StopMs);
    }
}

void AnsibleEngine::leave()
{
    if (!m_job)
        return;
    // Half an installation is worse than one that nobody hears of: the child goes on, and keeps its folder.
    m_job->folder->setAutoRemove(false);
    [[maybe_unused]] QProcess* goesOn = m_job->process.release();
    m_job.reset();
}

/// Until the child has ended, or the sink asks to stop.
Result<void> AnsibleEngine::waitFor(Job& job, ProgressSink& progress,
                                    const std::function<void(const QJsonObject&)>& take)
{
    for (bool over = false; !over;) {
        over = job.process->waitForFinished(100) || job.process->state() == QProcess::NotRunning;
        readEvents(job, take);
        if (!over && progress.cancelled()) {
            job.process->terminate();
            job.process->waitForFinished(StopMs);
            return Error{ErrorKind::Cancelled, {}, {}};
        }
    }
    return {};
}

Result<std::map<HostId, CommandAnswer>> AnsibleEngine::runCommands(std::span<const TargetOrder* const> targets,
                                                                   const HostCommands& commands, ProgressSink& progress)
{
    if (auto ready = check(); !ready)
        return ready.error();
    std::map<HostId, CommandAnswer> answers;
    std::vector<const TargetOrder*> asked;
    for (const TargetOrder* target : targets) {
        if (isAddress(addressOf(*target)) && commands.contains(target->host))
            asked.push_back(target);
        else
            answers[target->host].trouble =
                "Not asked: its address is not what a host's address looks like: " + shown(addressOf(*target));
    }
    if (asked.empty())
        return answers;
    auto job = launch(asked, QStringLiteral("command.yml"), 20, true, commands);
    if (!job)
        return job.error();
    const auto waited = waitFor(**job, progress, [&](const QJsonObject& event) { takeAnswer(event, answers); });
    if (!waited)
        return waited.error();
    for (const TargetOrder* target : asked) {
        if (!answers.contains(target->host))
            answers[target->host].trouble = "No answer. " + lastWords(**job);
    }
    return answers;
}

Result<std::vector<CollectedInventory>> AnsibleEngine::collect(const RolloutRun&,
                                                               std::span<const TargetOrder* const> targets,
                                                               const std::string& folder, ProgressSink& progress)
{
    if (auto ready = check(); !ready)
        return ready.error();
    std::vector<CollectedInventory> collected;
    std::vector<const TargetOrder*> asked;
    for (const TargetOrder* target : targets) {
        if (std::string refused = refusal(*target); refused.empty())
            asked.push_back(target);
        else
            collected.push_back({target->host, {}, std::move(refused)});
    }
    if (asked.empty())
        return collected;
    // Claims are dated by this console's clock, so what is to prove them is, too: hosts' clocks go as they like.
    const auto began = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    auto job = launch(asked, QStringLiteral("collect.yml"), 20, true);
    if (!job)
        return job.error();
    AnsiblePrinted printed;
    const auto waited = waitFor(**job, progress, [&](const QJsonObject& event) { takePrinted(event, printed); });
    if (!waited)
        return waited.error();
    for (const TargetOrder* target : asked) {
        CollectedInventory one{target->host, {}, {}};
        const auto out = printed.out.find(target->host);
        if (out == printed.out.end()) {
            const auto why = printed.failed.find(target->host);
            one.text = why != printed.failed.end() ? why->second : "No answer. " + lastWords(**job);
            collected.push_back(std::move(one));
            continue;
        }
        auto inventory = readPrintedInventory(out->second, began);
        if (!inventory) {
            one.text = "What it answered is no inventory.";
        } else {
            inventory->takenAt = began;
            auto path = writeFactsFile(*inventory, folder, ansibleAlias(target->host));
            if (!path)
                return path.error();
            one.path = std::move(*path);
        }
        collected.push_back(std::move(one));
    }
    return collected;
}

} // namespace bw
