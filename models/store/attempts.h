// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/calendar.h"
#include "base/dimension.h"
#include "base/result.h"
#include "store/closing.h"
#include "store/connection.h"
#include "store/encoding.h"

#include <cstdint>
#include <limits>

namespace outlay::store {

class AttemptKeys;
class Dictionary;

/// A stretch of time whose events have come, gone or changed.
struct TimeRange
{
    std::int64_t fromUs = std::numeric_limits<std::int64_t>::max();
    std::int64_t toUs = std::numeric_limits<std::int64_t>::min(); ///< that moment included

    bool isEmpty() const { return toUs < fromUs; }
    void include(std::int64_t atUs);
    void include(const TimeRange &other);
};

/// All events, in a way that leaves room for margins.
constexpr TimeRange kAllTimes{microsOf(base::Day{std::chrono::days{-20'000}}),
                              microsOf(base::Day{std::chrono::days{80'000}})};

/// Finds out anew which events around `range` are superseded attempts of a logical call, and moves those
/// whose state changes to the attribution that says so; cells follow. Attempts of one logical call are
/// - calls of one feature that bear the same request id, if they have as many input tokens or none are
/// logged,
/// - calls of one feature and model that bear the same chain id and have as many input tokens; of both, those
///   that follow each other within an hour;
/// - calls without a chain id of one feature, user and model with as many input tokens that follow each other
///   within `windowSeconds` (0: none).
/// The last that did not fail is the one that counts; the others that did not fail are superseded. Cells and
/// blocks of the events must have been written, and `keys` know all attributions. Returns how many events
/// have changed. Errors: Cancelled; what was written until then is for the caller's transaction to take back.
base::Result<std::int64_t> linkAttempts(const Connection &connection, Dictionary &dictionary,
                                        AttemptKeys &keys, const TimeRange &range,
                                        const LinkWatch &watch = {});
/// The same for a caller that knows nothing of attributions yet.
base::Result<std::int64_t> linkAttempts(const Connection &connection, const TimeRange &range,
                                        std::int64_t windowSeconds, const LinkWatch &watch = {});

/// The store's own number of seconds. Errors: BadInput if the setting is none.
base::Result<std::int64_t> retryWindow(const Connection &connection);
/// Sets it and links all events anew. Returns how many have changed.
base::Result<std::int64_t> setRetryWindow(const Connection &connection, std::int64_t seconds,
                                          const LinkWatch &watch = {});
/// Links the events of a store that was written before attempts were.
base::Result<void> linkOlderEvents(const Connection &connection);

} // namespace outlay::store
