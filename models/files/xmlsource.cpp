// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/xmlsource.h"

#include <QXmlStreamReader>

namespace bw {

SourceDevice::SourceDevice(ByteSource& bytes)
    : m_bytes(bytes)
{
    open(QIODevice::ReadOnly);
}

qint64 SourceDevice::readData(char* data, qint64 size)
{
    // QXmlStreamReader takes a first block of less than four bytes for the whole text, so short blocks are joined.
    qint64 have = 0;
    while (have < size && !m_failure) {
        const auto count = m_bytes.read(data + have, std::size_t(size - have));
        if (!count)
            m_failure = count.error();
        else if (*count == 0)
            break;
        else
            have += qint64(*count);
    }
    return have == 0 && m_failure ? -1 : have;
}

Error xmlError(const QXmlStreamReader& xml, const std::string& file)
{
    const bool cut = xml.error() == QXmlStreamReader::PrematureEndOfDocumentError;
    return {cut ? ErrorKind::Truncated : ErrorKind::Malformed,
            xml.errorString().toStdString(),
            {file,
             std::uint64_t(std::max<qint64>(xml.lineNumber(), 0)),
             std::uint64_t(std::max<qint64>(xml.columnNumber(), 0)) + 1,
             {}}};
}

} // namespace bw
