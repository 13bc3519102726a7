// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/zone.h"

#include <algorithm>

namespace outlay::base {

namespace {

/// No zone is further from UTC.
constexpr std::int64_t kFurthestUs = 2 * kDayUs;

std::int64_t numberOf(Day day)
{
    return day.time_since_epoch().count();
}

} // namespace

Zone::Zone()
    : Zone("UTC", {})
{
}

Zone::Zone(std::string name, const std::vector<ZoneOffset> &offsets)
    : m_name(std::move(name))
    , m_spans(1)
{
    if (!offsets.empty())
        m_spans.front().offsetUs = offsets.front().offsetUs;
    for (const ZoneOffset &offset : offsets) {
        const Span &before = m_spans.back();
        if (offset.offsetUs == before.offsetUs)
            continue;
        const std::int64_t begun = numberOf(before.dayOf(offset.fromUs - 1));
        m_spans.push_back({offset.fromUs, offset.offsetUs, begun});
    }
}

std::vector<ZoneOffset> Zone::offsets() const
{
    std::vector<ZoneOffset> offsets;
    for (const Span &span : m_spans)
        offsets.push_back({span.fromUs, span.offsetUs});
    return offsets;
}

std::size_t Zone::spanAt(std::int64_t atUs) const
{
    const auto after = std::upper_bound(m_spans.begin() + 1, m_spans.end(), atUs,
                                        [](std::int64_t at, const Span &span) { return at < span.fromUs; });
    return static_cast<std::size_t>(after - m_spans.begin()) - 1;
}

std::int64_t Zone::untilUs(std::size_t span) const
{
    return span + 1 < m_spans.size() ? m_spans[span + 1].fromUs : std::numeric_limits<std::int64_t>::max();
}

Day Zone::dayOf(std::int64_t atUs) const
{
    return m_spans[spanAt(atUs)].dayOf(atUs);
}

std::int64_t Zone::beginOf(Day day) const
{
    const std::int64_t midnight = numberOf(day) * kDayUs; // if it were UTC
    for (std::size_t i = spanAt(midnight - kFurthestUs);; ++i) {
        const Span &span = m_spans[i];
        const std::int64_t begin =
            span.leastDay >= numberOf(day) ? span.fromUs : std::max(span.fromUs, midnight - span.offsetUs);
        if (begin < untilUs(i))
            return begin;
    }
}

void DayClock::turnTo(std::int64_t atUs)
{
    const std::size_t span = m_zone.spanAt(atUs);
    m_span = m_zone.m_spans[span];
    m_untilUs = m_zone.untilUs(span);
}

} // namespace outlay::base
