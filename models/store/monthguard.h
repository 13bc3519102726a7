// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/months.h"

#include <vector>

namespace outlay::store {

/// Holds closed months to what they were when a change of the store's events began: a closed month must not
/// have changed, and of a reopened one it is written down how its cost did.
class MonthGuard
{
public:
    /// Looks at the store as it is before the change, within its transaction.
    static base::Result<MonthGuard> begin(const Connection &connection);

    /// Looks again when all cells are written. `reason`: for restatements ("import 3"). Errors: BadInput,
    /// which names the closed months that would be another; the transaction is then to be rolled back.
    base::Result<void> finish(const Connection &connection, base::Instant now,
                              const std::string &reason) const;

private:
    struct Sums
    {
        std::int64_t requests = 0;
        std::int64_t shownNanos = 0;
        std::int64_t tokens = 0;

        bool operator==(const Sums &) const = default;
    };
    struct Guarded
    {
        ClosedMonth month;
        Sums before;
    };

    static base::Result<Sums> sumsOf(const Connection &connection, base::Month month);

    std::vector<Guarded> m_months;
};

} // namespace outlay::store
