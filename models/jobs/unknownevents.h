// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "insight/unattributed.h"
#include "store/store.h"

#include <array>
#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace outlay::jobs {

/// The value that most calls of those users, or of those chains, have.
struct UnknownLink
{
    std::string value;      ///< empty: there is none
    std::int64_t calls = 0; ///< without a value, of users or chains for which this is so
};

/// What single calls tell of a part of the unknown, beyond its sums.
struct UnknownEvents
{
    std::int64_t calls = 0;
    std::array<std::int64_t, 24> hours{};      ///< by the hour since midnight of the reporting zone
    std::array<std::int64_t, 64> inputSizes{}; ///< by the power of 2 above the tokens that went in
    UnknownLink byUser;
    UnknownLink byChain; ///< requests and chains of calls

    struct Span
    {
        int from = 0;
        int to = 0; ///< behind it; past midnight, below `from`
    };
    /// The fewest hours in a row in which four fifths of the calls are; those of a whole day say nothing.
    Span busyHours() const;
    /// Powers of 2 between which the tokens are that went in, without a tenth at either end; 0, 0: none says.
    std::pair<std::int64_t, std::int64_t> inputBand() const;
};

/// Goes over all events of the filter's period, twice, and tells of each cluster what they say; of those
/// without a likely value the rule gets that of their chains or users, if it is so of half of their calls.
/// Errors: as Store::walkEvents, Cancelled too.
base::Result<std::vector<UnknownEvents>> lookAtEvents(const store::Store &store, const base::Filter &filter,
                                                      insight::Unattributed &found,
                                                      const std::stop_token &stop = {});

} // namespace outlay::jobs
