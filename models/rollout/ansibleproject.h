// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rollout/engine.h"

#include <QByteArray>
#include <QString>

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

/// The name by which Ansible knows a host: made here, "h00042". Real names never leave the data.
std::string ansibleAlias(HostId host);
/// The host of such a name; 0: it is none.
HostId hostOfAlias(std::string_view alias);

/// True where a task of ours installs what this ecosystem has.
bool ansibleInstalls(Ecosystem ecosystem);

/// A command for a host: program and arguments, no shell.
struct HostCommand {
    std::vector<std::string> words;
    int timeoutSeconds = 120;
};
using HostCommands = std::map<HostId, HostCommand>;

/// The inventory of a batch: a JSON file in which every text that comes from elsewhere is marked as unsafe, so that
/// Ansible takes it as it is and looks for no template in it. `addresses` win over the orders' own.
QByteArray ansibleInventory(std::span<const TargetOrder* const> targets, const EngineSettings& settings,
                            const std::map<std::string, std::string>& addresses, const HostCommands& commands = {});

/// Makes the folder that ansible-runner works in: inventory, playbooks, the operator's own inventory file.
Result<void> writeAnsibleProject(const QString& folder, std::span<const TargetOrder* const> targets,
                                 const EngineSettings& settings, const std::map<std::string, std::string>& addresses,
                                 const HostCommands& commands = {});

} // namespace bw
