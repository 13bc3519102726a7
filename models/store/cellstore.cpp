// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/cellstore.h"

#include "store/statement.h"

#include <array>
#include <string>

namespace outlay::store {

using base::Cell;
using base::Day;
using base::Measures;

namespace {

struct StoredSum
{
    const char *column;
    std::int64_t Measures::*field;
};

/// Each sum with the column that holds it. Later versions of the store add theirs at the end.
constexpr std::array kSums = {
    StoredSum{"requests", &Measures::requests},
    StoredSum{"priced", &Measures::priced},
    StoredSum{"cost_nanos", &Measures::costNanos},
    StoredSum{"input_tokens", &Measures::inputTokens},
    StoredSum{"with_input", &Measures::withInput},
    StoredSum{"cache_read_tokens", &Measures::cacheReadTokens},
    StoredSum{"with_cache_read", &Measures::withCacheRead},
    StoredSum{"cache_write_5m_tokens", &Measures::cacheWrite5mTokens},
    StoredSum{"cache_write_1h_tokens", &Measures::cacheWrite1hTokens},
    StoredSum{"with_cache_write", &Measures::withCacheWrite},
    StoredSum{"output_tokens", &Measures::outputTokens},
    StoredSum{"with_output", &Measures::withOutput},
    StoredSum{"latency_us", &Measures::latencyUs},
    StoredSum{"with_latency", &Measures::withLatency},
    StoredSum{"computed_nanos", &Measures::computedNanos},
    StoredSum{"computed", &Measures::computed},
    StoredSum{"filled_nanos", &Measures::filledNanos},
    StoredSum{"filled", &Measures::filled},
    StoredSum{"missing_usage", &Measures::missingUsage},
};
static_assert(kSums.size() == base::kMeasureFields.size(), "every sum has its column");

std::string columns()
{
    std::string list = "day, attribution";
    for (const StoredSum &sum : kSums)
        list += std::string(", ") + sum.column;
    return list;
}

// A sum that passes 64 bits becomes a floating number, which a STRICT table refuses.
std::string upsertStatement()
{
    std::string places = "?, ?";
    std::string additions;
    for (const StoredSum &sum : kSums) {
        const std::string column = sum.column;
        places += ", ?";
        additions += (additions.empty() ? "" : ", ") + column + " = " + column + " + excluded." + column;
    }
    return "INSERT INTO cells (" + columns() + ") VALUES (" + places +
           ") ON CONFLICT (day, attribution) DO UPDATE SET " + additions;
}

std::int64_t numberOf(Day day)
{
    return day.time_since_epoch().count();
}

Day dayOfNumber(std::int64_t number)
{
    return Day{std::chrono::days{number}};
}

} // namespace

base::Result<void> forEachCell(const Connection &connection, const std::function<void(const Cell &)> &visit)
{
    Statement rows(connection, ("SELECT " + columns() + " FROM cells ORDER BY day, attribution").c_str());
    Cell cell;
    while (rows.next()) {
        cell.day = dayOfNumber(rows.number(0));
        cell.attribution = static_cast<std::uint32_t>(rows.number(1));
        for (std::size_t i = 0; i < kSums.size(); ++i)
            cell.sums.*kSums[i].field = rows.number(static_cast<int>(i) + 2);
        visit(cell);
    }
    return rows.finish();
}

base::Result<void> addToCells(const Connection &connection, std::span<const Cell> cells)
{
    Statement upsert(connection, upsertStatement().c_str());
    Statement clean(connection, "DELETE FROM cells WHERE day = ? AND attribution = ? AND requests = 0");
    for (const Cell &cell : cells) {
        if (cell.sums == Measures{})
            continue;
        upsert.bind(1, numberOf(cell.day)).bind(2, std::int64_t{cell.attribution});
        for (std::size_t i = 0; i < kSums.size(); ++i)
            upsert.bind(static_cast<int>(i) + 3, cell.sums.*kSums[i].field);
        if (auto ran = upsert.run(); !ran)
            return ran.error().kind == base::ErrorKind::BadInput
                       ? tl::unexpected(cellOverflow(connection, cell.day))
                       : failureOf(ran);
        if (cell.sums.requests > 0)
            continue;
        clean.bind(1, numberOf(cell.day)).bind(2, std::int64_t{cell.attribution});
        if (auto ran = clean.run(); !ran)
            return ran;
    }
    return {};
}

base::Result<std::map<Day, std::int64_t>> requestsByDay(const Connection &connection)
{
    std::map<Day, std::int64_t> days;
    Statement rows(connection, "SELECT day, sum(requests) FROM cells GROUP BY day");
    while (rows.next())
        days[dayOfNumber(rows.number(0))] = rows.number(1);
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    return days;
}

base::Error cellOverflow(const Connection &connection, Day day)
{
    return {base::ErrorKind::BadInput, connection.path(),
            "the events of " + base::isoDay(day) +
                " add up to more than the store can hold (2^63); look for impossible numbers in the log",
            0};
}

} // namespace outlay::store
