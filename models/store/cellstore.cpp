// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/cellstore.h"

#include "store/statement.h"

#include <array>

namespace outlay::store {

using base::Cell;
using base::Day;
using base::Measures;

namespace {

/// In the order of the table's columns after day and attribution.
constexpr std::array kSums = {
    &Measures::requests,           &Measures::priced,
    &Measures::costNanos,          &Measures::inputTokens,
    &Measures::withInput,          &Measures::cacheReadTokens,
    &Measures::withCacheRead,      &Measures::cacheWrite5mTokens,
    &Measures::cacheWrite1hTokens, &Measures::withCacheWrite,
    &Measures::outputTokens,       &Measures::withOutput,
    &Measures::latencyUs,          &Measures::withLatency,
};

// A sum that passes 64 bits becomes a floating number, which a STRICT table refuses.
constexpr const char *kUpsert = R"sql(
INSERT INTO cells VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (day, attribution) DO UPDATE SET
    requests = requests + excluded.requests,
    priced = priced + excluded.priced,
    cost_nanos = cost_nanos + excluded.cost_nanos,
    input_tokens = input_tokens + excluded.input_tokens,
    with_input = with_input + excluded.with_input,
    cache_read_tokens = cache_read_tokens + excluded.cache_read_tokens,
    with_cache_read = with_cache_read + excluded.with_cache_read,
    cache_write_5m_tokens = cache_write_5m_tokens + excluded.cache_write_5m_tokens,
    cache_write_1h_tokens = cache_write_1h_tokens + excluded.cache_write_1h_tokens,
    with_cache_write = with_cache_write + excluded.with_cache_write,
    output_tokens = output_tokens + excluded.output_tokens,
    with_output = with_output + excluded.with_output,
    latency_us = latency_us + excluded.latency_us,
    with_latency = with_latency + excluded.with_latency
)sql";

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
    Statement rows(connection, "SELECT * FROM cells ORDER BY day, attribution");
    Cell cell;
    while (rows.next()) {
        cell.day = dayOfNumber(rows.number(0));
        cell.attribution = static_cast<std::uint32_t>(rows.number(1));
        for (std::size_t i = 0; i < kSums.size(); ++i)
            cell.sums.*kSums[i] = rows.number(static_cast<int>(i) + 2);
        visit(cell);
    }
    return rows.finish();
}

base::Result<void> addToCells(const Connection &connection, std::span<const Cell> cells)
{
    Statement upsert(connection, kUpsert);
    Statement clean(connection, "DELETE FROM cells WHERE day = ? AND attribution = ? AND requests = 0");
    for (const Cell &cell : cells) {
        if (cell.sums == Measures{})
            continue;
        upsert.bind(1, numberOf(cell.day)).bind(2, std::int64_t{cell.attribution});
        for (std::size_t i = 0; i < kSums.size(); ++i)
            upsert.bind(static_cast<int>(i) + 3, cell.sums.*kSums[i]);
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
