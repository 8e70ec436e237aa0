// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/feedbatch.h"

#include <rapidcheck.h>
#include <string>
#include <vector>

namespace bw::test {

/// A batch of anything the format can hold.
inline FeedBatch anyBatch()
{
    using namespace std::chrono;
    FeedBatch batch;
    const auto texts = *rc::gen::container<std::vector<std::string>>(
        rc::gen::oneOf(rc::gen::string<std::string>(),
                       rc::gen::map(rc::gen::pair(rc::gen::inRange(1999, 2030), rc::gen::inRange(0, 2'000'000)),
                                    [](std::pair<int, int> id) {
                                        std::string number = std::to_string(id.second);
                                        while (number.size() < 4)
                                            number.insert(0, 1, '0');
                                        return "CVE-" + std::to_string(id.first) + '-' + number;
                                    })));
    for (const std::string& text : texts)
        batch.strings.intern(text);
    const auto id = [&] { return StringId(*rc::gen::inRange<std::int64_t>(-1, std::int64_t(batch.strings.size()))); };
    const auto flag = [] { return *rc::gen::arbitrary<bool>(); };
    const auto ids = [&] {
        std::vector<StringId> out(*rc::gen::inRange<std::size_t>(0, 4));
        for (StringId& value : out)
            value = id();
        return out;
    };
    const auto instant = [&]() -> std::optional<Instant> {
        return flag() ? std::optional(Instant(seconds(*rc::gen::inRange<std::int64_t>(-5'000'000'000, 5'000'000'000))))
                      : std::nullopt;
    };
    const auto day = [&]() -> std::optional<Day> {
        return flag() ? std::optional(Day(days(*rc::gen::inRange(-30'000, 60'000)))) : std::nullopt;
    };
    const auto count = [] { return *rc::gen::inRange<std::size_t>(0, 5); };
    batch.feed = *rc::gen::element<std::string>("kev", "osv", "debsecan");
    batch.scope = *rc::gen::string<std::string>();
    batch.version = *rc::gen::string<std::string>();
    batch.cumulative = flag();
    batch.asOf = instant();
    batch.records = *rc::gen::arbitrary<std::uint64_t>();
    for (std::size_t i = count(); i > 0; --i) {
        AdvisoryRecord r{id(), id(), id(), instant(), instant(), flag(), ids(), ids(), {}, id()};
        if (flag())
            r.cvss = float(*rc::gen::inRange(0, 101)) / 10;
        batch.advisories.push_back(r);
    }
    for (std::size_t i = batch.advisories.empty() ? 0 : count(); i > 0; --i) {
        AffectedRow r;
        r.advisory = *rc::gen::inRange<std::uint32_t>(0, std::uint32_t(batch.advisories.size()));
        for (StringId* text :
             {&r.stream, &r.package, &r.introduced, &r.fixed, &r.lastAffected, &r.module, &r.arch, &r.urgency, &r.note})
            *text = id();
        r.kind = flag() ? PackageKind::Binary : PackageKind::Source;
        r.scheme = VersionScheme(*rc::gen::inRange(0, int(VersionScheme::Generic) + 1));
        r.status = AffectedStatus(*rc::gen::inRange(0, int(AffectedStatus::Undetermined) + 1));
        r.upstreamRange = flag();
        r.needsSubscription = flag();
        r.exactAffected = ids();
        r.exactFixed = ids();
        batch.affected.push_back(r);
    }
    for (std::size_t i = count(); i > 0; --i)
        batch.kev.push_back({id(), id(), id(), id(), id(), day(), day(), flag()});
    for (std::size_t i = count(); i > 0; --i)
        batch.epss.push_back({id(), float(*rc::gen::inRange(0, 100'001)) / 100'000,
                              flag() ? -1.0f : 1.0f / float(*rc::gen::inRange(1, 1'000))});
    for (std::size_t i = count(); i > 0; --i) {
        CveRecord r;
        r.cve = id();
        r.title = id();
        r.rejected = flag();
        r.published = instant();
        r.modified = instant();
        r.cvssVector = id();
        if (flag()) {
            r.cvss = 7.5f;
            r.exploitation = Exploitation(*rc::gen::inRange(0, 3));
            r.technicalImpactTotal = flag();
        }
        if (flag())
            r.automatable = Automatable::Yes;
        r.ssvcAt = instant();
        r.kevAdded = day();
        batch.cves.push_back(r);
    }
    return batch;
}

inline bool sameBatch(const FeedBatch& a, const FeedBatch& b)
{
    if (a.strings.size() != b.strings.size())
        return false;
    for (StringId id = 0; id < a.strings.size(); ++id) {
        if (a.strings.text(id) != b.strings.text(id))
            return false;
    }
    return a.feed == b.feed && a.scope == b.scope && a.cumulative == b.cumulative && a.asOf == b.asOf
        && a.version == b.version && a.records == b.records && a.advisories == b.advisories && a.affected == b.affected
        && a.kev == b.kev && a.epss == b.epss && a.cves == b.cves;
}

} // namespace bw::test
