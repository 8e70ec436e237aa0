// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/files/bytesource.h"

#include <QIODevice>

#include <string>

QT_BEGIN_NAMESPACE
class QXmlStreamReader;
QT_END_NAMESPACE

namespace bw {

/// Lets QXmlStreamReader read a ByteSource in blocks. Sequential, read-only; does not own the source. A failure of the
/// source ends the text early: ask failure() before xmlError().
class SourceDevice final : public QIODevice {
public:
    explicit SourceDevice(ByteSource& bytes);
    bool isSequential() const override { return true; }
    const std::optional<Error>& failure() const { return m_failure; }

protected:
    qint64 readData(char* data, qint64 size) override;
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    ByteSource& m_bytes;
    std::optional<Error> m_failure;
};

/// What went wrong in a finished or broken QXmlStreamReader, as an Error with line and column (Truncated for an early
/// end).
Error xmlError(const QXmlStreamReader& xml, const std::string& file);

/// Nesting cap for foreign XML: a reader counts its open elements and stops with TooLarge above this.
inline constexpr int MaxXmlDepth = 200;

} // namespace bw
