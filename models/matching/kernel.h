// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/component.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace bw {

/// Kernel packages of several releases stand side by side on a host. Only two of them are instances that count: the
/// newest installed image, which is what the next boot takes, and the running one. An older image that is merely left
/// on the disk is not an instance (the trace says so); headers and modules go with their image.
enum class KernelPart : std::uint8_t {
    None, ///< not a package of one kernel release
    Image, ///< linux-image-6.1.0-53-amd64, kernel-core
    Companion, ///< linux-headers-6.1.0-53-common, kernel-modules
    Meta, ///< linux-image-amd64: pulls in the newest image, carries no code
};

KernelPart kernelPart(const ComponentView& component);

/// The kernel release a package belongs to, as `uname -r` would begin: "6.1.0-53", "5.14.0-503.11.1.el9_5". Debian's is
/// in the package's name, rpm's is its version and release.
std::string kernelRelease(const ComponentView& component);

/// Does this image carry the running kernel (`uname -r`)?
bool isRunningKernel(const ComponentView& image, std::string_view runningKernel);

enum class KernelRole : std::uint8_t {
    Newest, ///< also when it runs
    Running, ///< runs, and a newer one is installed
    Left, ///< neither
};

/// What is known of the kernels of one host.
struct KernelPicture {
    std::optional<ComponentId> newest; ///< newest installed image; empty: no image is installed
    std::optional<ComponentId> running; ///< installed image that runs; empty: not told, or none of the installed ones
    bool runningTold = false;
    std::string newestRelease, runningRelease; ///< what companions of these images carry

    KernelRole role(const ComponentView& part, ComponentId id) const;
};

/// `parts`: the kernel images and companions of a host, any order.
KernelPicture kernelPicture(const ComponentPool& pool, std::span<const ComponentId> parts,
                            std::string_view runningKernel);

} // namespace bw
