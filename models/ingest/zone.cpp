// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest/zone.h"

#include "base/ascii.h"

#include <algorithm>

namespace outlay::ingest {

using base::isDigit;

namespace {

constexpr std::int64_t kMinuteUs = 60'000'000;
constexpr int kMostHours = 18;

/// The number that two digits are; nothing if they are none.
std::optional<int> twoDigitNumber(std::string_view text)
{
    if (text.size() != 2 || !isDigit(text[0]) || !isDigit(text[1]))
        return std::nullopt;
    return (text[0] - '0') * 10 + (text[1] - '0');
}

} // namespace

std::optional<ZoneSpan> fixedZone(std::string_view zone)
{
    ZoneSpan span;
    if (zone == "UTC" || zone == "Z")
        return span;
    if (zone.empty() || (zone[0] != '+' && zone[0] != '-'))
        return std::nullopt;
    const int sign = zone[0] == '-' ? -1 : 1;
    zone.remove_prefix(1);
    const auto hours = twoDigitNumber(zone.substr(0, 2));
    zone.remove_prefix(std::min<std::size_t>(zone.size(), 2));
    if (zone.starts_with(':') && zone.size() == 3)
        zone.remove_prefix(1);
    const auto minutes = zone.empty() ? std::optional(0) : twoDigitNumber(zone);
    if (!hours || !minutes || *hours > kMostHours || *minutes > 59)
        return std::nullopt;
    span.offsetUs = sign * (*hours * 60 + *minutes) * kMinuteUs;
    return span;
}

bool ZoneClock::find(const std::string &zone, std::int64_t localUs)
{
    if (m_hasSpan && zone == m_zone && localUs >= m_span.fromUs && localUs < m_span.untilUs)
        return true;
    auto span = fixedZone(zone);
    if (!span && m_lookup)
        span = m_lookup(zone, localUs);
    if (!span)
        return false;
    m_zone = zone;
    m_span = *span;
    m_hasSpan = true;
    return true;
}

bool ZoneClock::knows(const std::string &zone)
{
    return find(zone, 0);
}

std::int64_t ZoneClock::utcOf(const std::string &zone, std::int64_t localUs)
{
    return find(zone, localUs) ? localUs - m_span.offsetUs : localUs;
}

} // namespace outlay::ingest
