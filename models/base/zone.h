// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace outlay::base {

/// How far a zone's clocks are from UTC, from a moment on until the next of these.
struct ZoneOffset
{
    std::int64_t fromUs = std::numeric_limits<std::int64_t>::min(); ///< as EventRow::atUs
    std::int64_t offsetUs = 0;                                      ///< local time less UTC

    bool operator==(const ZoneOffset &) const = default;
};

/// The zone whose days a ledger is kept by: which day a moment is in, and when a day begins. A day has 23 or
/// 25 hours where clocks change, and none where a zone left it out. Days never go back: where clocks go back
/// over midnight, the time that comes again belongs to the day that had begun.
class Zone
{
public:
    /// UTC.
    Zone();
    /// `offsets` ascend; the first holds for what was before it, too.
    Zone(std::string name, const std::vector<ZoneOffset> &offsets);

    const std::string &name() const { return m_name; } ///< IANA: "Europe/Berlin"; "UTC"
    /// As it was made of, without changes that change nothing. The first is from ever.
    std::vector<ZoneOffset> offsets() const;

    Day dayOf(std::int64_t atUs) const;
    /// First moment of the day; of one that was left out, that of the next.
    std::int64_t beginOf(Day day) const;
    /// First moment that is after the day.
    std::int64_t endOf(Day day) const { return beginOf(day + std::chrono::days{1}); }

    bool operator==(const Zone &) const = default;

private:
    friend class DayClock;
    struct Span
    {
        std::int64_t fromUs = std::numeric_limits<std::int64_t>::min();
        std::int64_t offsetUs = 0;
        std::int64_t leastDay = std::numeric_limits<std::int64_t>::min(); ///< since 1970, that had begun

        Day dayOf(std::int64_t atUs) const;
        bool operator==(const Span &) const = default;
    };

    std::size_t spanAt(std::int64_t atUs) const;
    std::int64_t untilUs(std::size_t span) const;

    std::string m_name;
    std::vector<Span> m_spans;
};

/// The days of many moments, of which most are between the same two changes of clocks.
class DayClock
{
public:
    explicit DayClock(Zone zone)
        : m_zone(std::move(zone))
    {
        turnTo(0);
    }

    Day dayOf(std::int64_t atUs)
    {
        if (atUs < m_span.fromUs || atUs >= m_untilUs)
            turnTo(atUs);
        return m_span.dayOf(atUs);
    }
    const Zone &zone() const { return m_zone; }

private:
    void turnTo(std::int64_t atUs);

    Zone m_zone;
    Zone::Span m_span;
    std::int64_t m_untilUs = 0;
};

inline Day Zone::Span::dayOf(std::int64_t atUs) const
{
    const std::int64_t local = atUs + offsetUs;
    const std::int64_t day = local / kDayUs - (local % kDayUs < 0 ? 1 : 0);
    return Day{std::chrono::days{day < leastDay ? leastDay : day}};
}

} // namespace outlay::base
