// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/offerrepository.h"

#include "models/store/connection.h"

namespace bw {

Result<void> loadOffers(ReadConnection& db, ComponentPool& pool)
{
    Connection& c = db.connection();
    const auto text = [&](const char* column) { return ", " + c.dialect().bytesOf(column); };
    Statement row = c.query("SELECT id, build_id, installed_id, security" + text("origin") + text("advisory")
                            + text("title") + text("severity") + " FROM offer ORDER BY id");
    while (row.next()) {
        const std::int64_t id = row.integer(0), build = row.integer(1), installed = row.integer(2);
        const auto exists = [&](std::int64_t component) { return component >= 0 && component < pool.size(); };
        const std::string texts[] = {row.bytes(4).toStdString(), row.bytes(5).toStdString(), row.bytes(6).toStdString(),
                                     row.bytes(7).toStdString()};
        const bool sound = id == std::int64_t(pool.offers().size()) && exists(build) && exists(installed)
            && pool.offers().intern({ComponentId(build), ComponentId(installed), texts[0], texts[1], texts[2], texts[3],
                                     row.integer(3) != 0})
                == OfferId(id);
        if (!sound)
            return Error{ErrorKind::Damaged, "offer " + std::to_string(id), {}};
    }
    return row.status();
}

Result<void> addOffers(WriteTransaction& tx, const ComponentPool& pool, OfferId firstNew)
{
    Connection& c = tx.connection();
    const auto end = c.number("SELECT MAX(id) + 1 FROM offer");
    if (!end.ok())
        return end.error();
    if (*end != std::int64_t(firstNew))
        return Error{ErrorKind::Conflict, "offers", {}};
    Statement insert = c.statement("INSERT INTO offer (id, build_id, installed_id, origin, advisory, title, severity, "
                                   "security) VALUES (?, ?, ?, {{text?}}, {{text?}}, {{text?}}, {{text?}}, ?)");
    for (OfferId id = firstNew; id < pool.offers().size(); ++id) {
        const OfferView v = pool.offers().view(id);
        const auto added = insert.run(id, v.build, v.installed, Bytes{v.origin}, Bytes{v.advisory}, Bytes{v.title},
                                      Bytes{v.severity}, v.security);
        if (!added.ok())
            return added;
    }
    return {};
}

} // namespace bw
