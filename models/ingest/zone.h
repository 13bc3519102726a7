// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace outlay::ingest {

/// Local times of a zone that are equally far from UTC: from the one, which belongs to it, to the other. Of
/// times that come twice, because clocks went back, the first counts; times that there never were, because
/// they went forward, are moved on by the gap: both belong to the span before.
struct ZoneSpan
{
    std::int64_t fromUs = std::numeric_limits<std::int64_t>::min();
    std::int64_t untilUs = std::numeric_limits<std::int64_t>::max();
    std::int64_t offsetUs = 0; ///< local time minus UTC
};

/// The span of a zone, known by its IANA name ("Europe/Berlin"), that a local time is in. Nothing if there is
/// no such zone.
using ZoneLookup = std::function<std::optional<ZoneSpan>(const std::string &zone, std::int64_t localUs)>;

/// The span of a zone that is the same for ever: "UTC", "Z", "+02:00", "-0530", "+02". Nothing for others.
std::optional<ZoneSpan> fixedZone(std::string_view zone);

/// Turns times of zones into UTC. Asks for a span only when it leaves the one before.
class ZoneClock
{
public:
    explicit ZoneClock(ZoneLookup lookup)
        : m_lookup(std::move(lookup))
    {
    }

    /// True if times of that zone can be turned.
    bool knows(const std::string &zone);
    /// Of a zone that is known.
    std::int64_t utcOf(const std::string &zone, std::int64_t localUs);

private:
    bool find(const std::string &zone, std::int64_t localUs);

    ZoneLookup m_lookup;
    std::string m_zone;
    ZoneSpan m_span;
    bool m_hasSpan = false;
};

} // namespace outlay::ingest
