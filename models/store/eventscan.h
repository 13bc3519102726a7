// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/event.h"
#include "store/connection.h"
#include "store/statement.h"

#include <cstdint>
#include <limits>
#include <string_view>

namespace outlay::store {

/// An event as it lies in the store; `attribution` is the store's id and `extra` stays -1.
struct StoredEvent
{
    std::int64_t id = 0;
    base::EventRow row;
    std::string_view fields; ///< until the next event is read
};

/// Reads whole events of a range of ids in order: start(), next() until false, finish().
class EventScan
{
public:
    enum class Details
    {
        IfThereAre, ///< looks at once whether the store has any: for one scan over many events
        Always,     ///< for scans that go on while events are written
    };

    explicit EventScan(const Connection &connection, Details details = Details::IfThereAre);

    void start(std::int64_t firstId, std::int64_t lastId,
               std::int64_t fromUs = std::numeric_limits<std::int64_t>::min() / 2,
               std::int64_t endUs = std::numeric_limits<std::int64_t>::max() / 2);
    bool next(StoredEvent &event);
    [[nodiscard]] base::Result<void> finish();

private:
    bool m_withDetails; ///< most stores have no details, and a look for each event would cost
    Statement m_rows;
};

} // namespace outlay::store
