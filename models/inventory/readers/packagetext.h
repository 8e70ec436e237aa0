// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

// How dpkg and rpm spell names, versions and states in text. All views point into the argument.

std::string_view trimmed(std::string_view text); ///< without blanks, tabs and CR at both ends
std::vector<std::string_view> splitAt(std::string_view text, char separator);

bool isDebName(std::string_view text); ///< Debian policy 5.6.1, with an optional ":arch"
bool isDebVersion(std::string_view text); ///< Debian policy 5.6.12, loosely: a digit first (also after an epoch)
bool isDebArch(std::string_view text);

struct NameAndArch {
    std::string_view name, arch;
};
NameAndArch splitDebName(std::string_view binaryPackage); ///< "libc6:amd64"

struct SourceText {
    std::string_view name, version; ///< version empty: the same as the binary's
};
SourceText splitSource(std::string_view source); ///< "util-linux (2.38.1-5+deb12u3)"

/// "install ok installed": unpacked files that can run count as installed (installed, unpacked, half-configured,
/// half-installed, triggers-awaited, triggers-pending; also on hold), config-files and not-installed do not.
bool isInstalledStatus(std::string_view words);
/// dpkg's two or three letters: "ii ", "hi", "iU", "rc" ... nullopt: no such code.
std::optional<bool> isInstalledCode(std::string_view code);
/// An installed package whose installation was not finished: unpacked, half-configured or half-installed. Its version
/// is that of an attempt, old or new files may run, so it counts as a package of unknown version. Takes both of the
/// above.
bool isUnfinished(std::string_view status);

/// "busybox-1.36.1-r5" split at the version; nullopt: not the name of an Alpine package build.
struct NameAndVersion {
    std::string_view name, version;
};
std::optional<NameAndVersion> splitApk(std::string_view text);
bool isApkVersion(std::string_view text); ///< "1.36.1-r5", "1.2_git20240101-r0"
/// "[epoch:]version-release", the release a number ("1.2-3", "1:4.5.r6.g7-1.1").
bool isPacmanVersion(std::string_view text);

bool isRpmArch(std::string_view text);
struct Nevra {
    std::string_view name, epoch, version, release, arch; ///< epoch and arch may be empty
};
/// Splits "name-[epoch:]version-release[.arch]" (also "epoch:name-version-release.arch") from the right; the arch is
/// only taken where it is a known one.
std::optional<Nevra> splitNevra(std::string_view text);
/// "[epoch:]version-release", epoch 0 and "(none)" left out.
std::string evrOf(std::string_view epoch, std::string_view version, std::string_view release);
/// The same for an EVR that is one text already: "0:1.2-3" and "(none):1.2-3" -> "1.2-3".
std::string_view cleanEvr(std::string_view evr);
bool hasRpmDistTag(std::string_view version); ///< ".el9", ".fc39", ".cm2", ".amzn2023", ".azl3", ".mga9", "lp155"
/// "openssl-1.1.1k-7.cm2.src.rpm" -> "openssl"; empty for "(none)" and other texts.
std::string_view sourceOfRpm(std::string_view sourceRpm);

} // namespace bw
