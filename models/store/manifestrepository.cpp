// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/manifestrepository.h"

#include "models/store/connection.h"

#include <QCryptographicHash>

namespace bw {

std::string encodeManifest(std::span<const ComponentId> sorted)
{
    std::string bytes;
    bytes.reserve(sorted.size() * 2);
    ComponentId before = 0;
    for (const ComponentId id : sorted) {
        ComponentId step = id - before;
        before = id;
        while (step >= 0x80) {
            bytes.push_back(char(step | 0x80));
            step >>= 7;
        }
        bytes.push_back(char(step));
    }
    return bytes;
}

/// Reads what follows the first byte of a number of several bytes; false for broken ones.
static bool readRest(const unsigned char*& at, const unsigned char* end, std::uint64_t& step)
{
    step &= 0x7f;
    for (unsigned shift = 7; shift <= 28; shift += 7) {
        if (at == end)
            return false;
        const unsigned char byte = *at++;
        step |= std::uint64_t(byte & 0x7f) << shift;
        if (byte < 0x80)
            return true;
    }
    return false;
}

Result<std::vector<ComponentId>> decodeManifest(std::string_view bytes, std::size_t count, ComponentId limit)
{
    const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
    const auto* const end = at + bytes.size();
    if (count > bytes.size()) // each id takes a byte at least; checked before anything is allocated
        return Error{ErrorKind::Damaged, "manifest", {}};
    std::vector<ComponentId> ids(count);
    std::uint64_t id = 0;
    for (std::size_t i = 0; i < count; ++i) {
        std::uint64_t step = at == end ? 0x80 : *at++;
        if (step >= 0x80 && !readRest(at, end, step))
            return Error{ErrorKind::Damaged, "manifest", {}};
        id += step;
        if (id >= limit || (step == 0 && i > 0))
            return Error{ErrorKind::Damaged, "manifest", {}};
        ids[i] = ComponentId(id);
    }
    if (at != end)
        return Error{ErrorKind::Damaged, "manifest", {}};
    return ids;
}

ManifestWriter::ManifestWriter(WriteTransaction& tx)
    : m_tx(tx)
{
}

Result<void> ManifestWriter::start()
{
    const auto next = m_tx.connection().number("SELECT MAX(id) + 1 FROM manifest", 1);
    if (!next.ok())
        return next.error();
    m_next = *next;
    m_anyStored = m_next > 1;
    return {};
}

static bool isSortedSet(std::span<const ComponentId> ids)
{
    for (std::size_t i = 1; i < ids.size(); ++i) {
        if (ids[i - 1] >= ids[i])
            return false;
    }
    return true;
}

Result<ManifestId> ManifestWriter::add(std::span<const ComponentId> components)
{
    if (!isSortedSet(components))
        return Error{ErrorKind::BadValue, "manifest", {}};
    if (m_next == 0) {
        if (const auto started = start(); !started.ok())
            return started.error();
    }
    const std::string bytes = encodeManifest(components);
    const std::string digest = QCryptographicHash::hash(QByteArray::fromRawData(bytes.data(), qsizetype(bytes.size())),
                                                        QCryptographicHash::Blake2b_256)
                                   .toStdString();
    if (const auto known = m_known.find(digest); known != m_known.end())
        return known->second;
    Connection& c = m_tx.connection();
    ManifestId id = 0;
    if (m_anyStored) {
        Statement stored = c.query("SELECT id FROM manifest WHERE digest = ?", Bytes{digest});
        if (stored.next())
            id = stored.integer(0);
        if (!stored.status().ok())
            return stored.status().error();
    }
    if (id == 0) {
        id = m_next++;
        ++m_added;
        const auto added = c.run("INSERT INTO manifest (id, digest, size, components) VALUES (?, ?, ?, ?)", id,
                                 Bytes{digest}, components.size(), Bytes{bytes});
        if (!added.ok())
            return added.error();
    }
    m_known.emplace(digest, id);
    return id;
}

} // namespace bw
