// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/matching/kernel.h"

#include "models/matching/versions.h"

#include <algorithm>
#include <array>

namespace bw {

namespace {

bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/// Where the kernel release begins in "linux-image-6.1.0-53-amd64": the last "-<number>.<number>".
std::size_t releaseStart(std::string_view name)
{
    for (auto dash = name.rfind('-'); dash != std::string_view::npos && dash > 0; dash = name.rfind('-', dash - 1)) {
        auto at = dash + 1;
        while (at < name.size() && digit(name[at]))
            ++at;
        if (at > dash + 1 && at + 1 < name.size() && name[at] == '.' && digit(name[at + 1]))
            return dash + 1;
    }
    return std::string_view::npos;
}

/// "6.1.0-53-amd64" -> "6.1.0-53", "6.12.43+deb13-amd64" -> "6.12.43+deb13": cut where a part begins with a letter.
std::string_view withoutFlavour(std::string_view release)
{
    for (auto dash = release.find('-'); dash != std::string_view::npos; dash = release.find('-', dash + 1)) {
        if (dash + 1 >= release.size() || !digit(release[dash + 1]))
            return release.substr(0, dash);
    }
    return release;
}

KernelPart debPart(std::string_view name)
{
    const bool image = name.starts_with("linux-image-");
    if (!image && !name.starts_with("linux-headers-") && !name.starts_with("linux-modules-"))
        return KernelPart::None;
    if (releaseStart(name) == std::string_view::npos)
        return KernelPart::Meta;
    const bool debug = name.ends_with("-dbg") || name.ends_with("-dbgsym");
    return image && !debug ? KernelPart::Image : KernelPart::Companion;
}

KernelPart rpmPart(std::string_view name)
{
    static constexpr std::array<std::string_view, 13> Images = {
        "kernel",         "kernel-core",     "kernel-rt-core", "kernel-64k-core",     "kernel-debug-core",
        "kernel-uek",     "kernel-uek-core", "kernel-default", "kernel-default-base", "kernel-azure",
        "kernel-lt-core", "kernel-ml-core",  "kernel-rt"};
    static constexpr std::array<std::string_view, 3> Companions = {"-modules", "-devel", "-modules-"};
    if (!name.starts_with("kernel"))
        return KernelPart::None;
    if (std::find(Images.begin(), Images.end(), name) != Images.end())
        return KernelPart::Image;
    const bool companion = std::any_of(Companions.begin(), Companions.end(), [&](std::string_view part) {
        return part.ends_with('-') ? name.find(part) != std::string_view::npos : name.ends_with(part);
    });
    return companion ? KernelPart::Companion : KernelPart::None;
}

std::string_view rpmRelease(std::string_view version)
{
    const auto colon = version.find(':');
    return colon == std::string_view::npos ? version : version.substr(colon + 1);
}

int compareImages(const ComponentView& a, const ComponentView& b)
{
    const auto scheme = a.ecosystem == Ecosystem::Deb ? VersionScheme::Deb : VersionScheme::Rpm;
    const auto order = compareVersions(scheme, a.version, b.version);
    return order.ok() ? int(order.value()) : 0;
}

} // namespace

KernelPart kernelPart(const ComponentView& component)
{
    if (component.ecosystem == Ecosystem::Deb)
        return debPart(component.name);
    return component.ecosystem == Ecosystem::Rpm ? rpmPart(component.name) : KernelPart::None;
}

std::string kernelRelease(const ComponentView& component)
{
    if (component.ecosystem == Ecosystem::Rpm)
        return std::string(rpmRelease(component.version));
    const auto start = releaseStart(component.name);
    return start == std::string_view::npos ? std::string() : std::string(withoutFlavour(component.name.substr(start)));
}

bool isRunningKernel(const ComponentView& image, std::string_view runningKernel)
{
    if (runningKernel.empty())
        return false;
    if (image.ecosystem == Ecosystem::Deb) {
        const auto start = releaseStart(image.name);
        return start != std::string_view::npos && image.name.substr(start) == runningKernel;
    }
    const auto release = rpmRelease(image.version);
    if (runningKernel.starts_with(release))
        return runningKernel.size() == release.size() || runningKernel[release.size()] == '.'
            || runningKernel[release.size()] == '+';
    // SUSE: `uname -r` says 5.14.21-150500.55-default, the package 5.14.21-150500.55.7.1.
    const auto dash = runningKernel.rfind('-');
    if (dash == std::string_view::npos || !image.name.ends_with(runningKernel.substr(dash)))
        return false;
    const auto stem = runningKernel.substr(0, dash);
    return release.starts_with(stem) && (release.size() == stem.size() || release[stem.size()] == '.');
}

KernelRole KernelPicture::role(const ComponentView& part, ComponentId id) const
{
    if (kernelPart(part) == KernelPart::Image && part.ecosystem == Ecosystem::Deb) {
        if (newest == id)
            return KernelRole::Newest;
        return running == id ? KernelRole::Running : KernelRole::Left;
    }
    const auto release = kernelRelease(part);
    if (newest && release == newestRelease)
        return KernelRole::Newest;
    return running && release == runningRelease ? KernelRole::Running : KernelRole::Left;
}

KernelPicture kernelPicture(const ComponentPool& pool, std::span<const ComponentId> parts,
                            std::string_view runningKernel)
{
    KernelPicture picture;
    picture.runningTold = !runningKernel.empty();
    for (const ComponentId id : parts) {
        const auto view = pool.view(id);
        if (kernelPart(view) != KernelPart::Image)
            continue;
        if (isRunningKernel(view, runningKernel))
            picture.running = id;
        const int order = picture.newest ? compareImages(pool.view(*picture.newest), view) : -1;
        // Of two flavours of one release the running one is the one that is booted.
        if (order < 0 || (order == 0 && picture.running == id))
            picture.newest = id;
    }
    if (picture.newest)
        picture.newestRelease = kernelRelease(pool.view(*picture.newest));
    if (picture.running)
        picture.runningRelease = kernelRelease(pool.view(*picture.running));
    return picture;
}

} // namespace bw
