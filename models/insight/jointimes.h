// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/backfill.h"

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace outlay::insight {

/// A call that may be found by its time.
struct TimedCall
{
    std::int64_t atUs = 0;
    std::uint32_t model = 0;                   ///< place in the log's models; not 0
    std::uint32_t lacks = 0;                   ///< a bit for each of the log's dimensions: those that matter
    std::int64_t inputTokens = base::kAbsent;  ///< not from a cache
    std::int64_t promptTokens = base::kAbsent; ///< all input
    std::int64_t outputTokens = base::kAbsent;
};

/// What became of one.
struct TimeMatch
{
    enum class Verdict : std::uint8_t
    {
        None,      ///< there is no row near it, or others have them
        Ambiguous, ///< rows near it say different things
        Matched,
    };

    Verdict verdict = Verdict::None;
    std::uint32_t row = 0;
    std::int64_t distanceUs = 0;
};

/// The rows of a log with a time and a model, by these.
class JoinTimes
{
public:
    /// `log` outlives it.
    explicit JoinTimes(const base::JoinLog &log);

    /// Whether any row is within the window of that time.
    bool isNear(std::uint32_t model, std::int64_t atUs, std::int64_t windowUs) const;

    /// Of each call the row that is nearest in time, with the same model and no other tokens; each row for
    /// one call, the nearest pairs first. `taken`: rows that are others'; empty: none. Calls whose rows say
    /// different things in what they lack have none. Nothing if it was stopped.
    std::optional<std::vector<TimeMatch>> match(std::span<const TimedCall> calls,
                                                const std::vector<bool> &taken, std::int64_t windowUs,
                                                const std::stop_token &stop) const;

private:
    using Rows = std::span<const std::uint32_t>;
    struct Pair
    {
        std::int64_t distanceUs = 0;
        std::uint32_t call = 0;
        std::uint32_t row = 0;

        auto operator<=>(const Pair &) const = default;
    };

    Rows rowsAround(std::uint32_t model, std::int64_t atUs, std::int64_t windowUs) const;
    TimeMatch::Verdict offer(const TimedCall &call, std::uint32_t number, Rows rows,
                             const std::vector<bool> &taken, std::vector<Pair> &pairs) const;
    bool saysOther(std::uint32_t a, std::uint32_t b, std::uint32_t dimensions) const;
    bool saysAny(std::uint32_t values, std::uint32_t dimensions) const;

    const base::JoinLog &m_log;
    std::vector<std::vector<std::uint32_t>> m_byModel; ///< rows by time
};

} // namespace outlay::insight
