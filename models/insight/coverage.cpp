// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/coverage.h"

namespace outlay::insight {

namespace {

double shareOf(std::int64_t part, std::int64_t rest)
{
    return part + rest == 0 ? 1 : static_cast<double>(part) / static_cast<double>(part + rest);
}

} // namespace

double Coverage::byCost() const
{
    return shareOf(attributed.costNanos, unattributed.costNanos);
}

double Coverage::byRequests() const
{
    return shareOf(attributed.requests, unattributed.requests);
}

Coverage coverage(const cube::Table &table)
{
    Coverage result;
    for (const cube::Row &row : table.rows)
        (row.keys.front() == base::kUnattributed ? result.unattributed : result.attributed) += row.sums;
    return result;
}

} // namespace outlay::insight
