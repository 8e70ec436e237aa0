// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/findingtable.h"
#include "models/services/proof.h"

#include <memory>

namespace bw {

/// Findings with what is proved of them, held through the proof. A proof of another assessment says nothing of these.
FindingSource findingSource(std::shared_ptr<const Assessment> assessment, const std::shared_ptr<const Proof>& proof);

} // namespace bw
