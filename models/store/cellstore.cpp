// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/cellstore.h"

#include "store/statement.h"

#include <sqlite3.h>

#include <algorithm>
#include <memory>
#include <string>

namespace outlay::store {

using base::Cell;
using base::CellColumns;
using base::Day;
using base::kMeasureFields;
using base::Measures;

namespace {

std::int64_t numberOf(Day day)
{
    return day.time_since_epoch().count();
}

Day dayOfNumber(std::int64_t number)
{
    return Day{std::chrono::days{number}};
}

std::span<const unsigned char> bytesOf(const std::string &text)
{
    return {reinterpret_cast<const unsigned char *>(text.data()), text.size()};
}

base::Error damaged(const Connection &connection, Day day)
{
    return {base::ErrorKind::Corrupt, connection.path(),
            "the daily sums of " + base::isoDay(day) +
                " are damaged; restore the store from a copy, or import the logs anew",
            0};
}

/// False if a sum passes 64 bits.
bool addSums(Measures &to, const Measures &sums)
{
    return std::none_of(kMeasureFields.begin(), kMeasureFields.end(), [&](const auto field) {
        return __builtin_add_overflow(to.*field, sums.*field, &(to.*field));
    });
}

/// Both by attribution. False if a sum passes 64 bits.
bool merge(const CellColumns &old, std::span<const Cell> added, std::vector<Cell> &merged)
{
    merged.clear();
    const auto keep = [&merged](const Cell &cell) {
        if (cell.sums.requests != 0)
            merged.push_back(cell);
    };
    std::size_t next = 0;
    for (Cell cell : added) {
        for (; next < old.size() && old.attributions[next] < cell.attribution; ++next)
            keep({cell.day, old.attributions[next], old.sums(next)});
        if (next < old.size() && old.attributions[next] == cell.attribution) {
            if (!addSums(cell.sums, old.sums(next)))
                return false;
            ++next;
        }
        keep(cell);
    }
    for (; next < old.size(); ++next)
        keep({old.runs.front().day, old.attributions[next], old.sums(next)});
    return true;
}

/// Changes the cells of one day after the other.
class DayWriter
{
public:
    explicit DayWriter(const Connection &connection)
        : m_connection(connection)
        , m_read(connection, "SELECT packed FROM cells WHERE day = ?")
        , m_write(connection, "INSERT OR REPLACE INTO cells VALUES (?, ?, ?, ?)")
        , m_remove(connection, "DELETE FROM cells WHERE day = ?")
    {
    }

    base::Result<void> add(std::span<const Cell> added)
    {
        const Day day = added.front().day;
        m_old.clear();
        m_read.bind(1, numberOf(day));
        const bool isThere = m_read.next();
        if (isThere && !decodeCells(m_read.text(0), day, m_old))
            return tl::unexpected(damaged(m_connection, day));
        if (auto read = m_read.finish(); !read)
            return read;
        if (!merge(m_old, added, m_merged))
            return tl::unexpected(cellOverflow(m_connection, day));
        if (m_merged.empty())
            return isThere ? m_remove.bind(1, numberOf(day)).run() : base::Result<void>();
        std::int64_t requests = 0;
        for (const Cell &cell : m_merged)
            requests += cell.sums.requests;
        const std::string packed = encodeCells(m_merged);
        return m_write.bind(1, numberOf(day))
            .bind(2, static_cast<std::int64_t>(m_merged.size()))
            .bind(3, requests)
            .bindBlob(4, bytesOf(packed))
            .run();
    }

private:
    const Connection &m_connection;
    Statement m_read;
    Statement m_write;
    Statement m_remove;
    CellColumns m_old;
    std::vector<Cell> m_merged;
};

using Packing = std::vector<Cell>;

/// What SQLite keeps for one group of the aggregate.
Packing **packingOf(sqlite3_context *context, int bytes)
{
    return static_cast<Packing **>(sqlite3_aggregate_context(context, bytes));
}

void packStep(sqlite3_context *context, int, sqlite3_value **values)
{
    Packing **const packing = packingOf(context, sizeof(Packing *));
    if (packing == nullptr)
        return sqlite3_result_error_nomem(context);
    if (*packing == nullptr)
        *packing = new Packing;
    Cell &cell = (*packing)->emplace_back();
    cell.attribution = static_cast<std::uint32_t>(sqlite3_value_int64(values[0]));
    for (std::size_t m = 0; m < kMeasureFields.size(); ++m)
        cell.sums.*kMeasureFields[m] = sqlite3_value_int64(values[m + 1]);
}

void packEnd(sqlite3_context *context)
{
    Packing **const packing = packingOf(context, 0);
    if (packing == nullptr || *packing == nullptr)
        return;
    const std::unique_ptr<Packing> cells(*packing);
    std::sort(cells->begin(), cells->end(),
              [](const Cell &a, const Cell &b) { return a.attribution < b.attribution; });
    const std::string packed = encodeCells(*cells);
    sqlite3_result_blob64(context, packed.data(), packed.size(), SQLITE_TRANSIENT);
}

} // namespace

base::Result<void> forEachDay(const Connection &connection, const base::Period &period, MeasureSet wanted,
                              const std::function<void(const CellColumns &)> &visit)
{
    Statement rows(connection, "SELECT day, packed FROM cells WHERE day BETWEEN ? AND ? ORDER BY day");
    rows.bind(1, numberOf(period.first)).bind(2, numberOf(period.last));
    CellColumns cells;
    while (rows.next()) {
        const Day day = dayOfNumber(rows.number(0));
        cells.clear();
        if (!decodeCells(rows.text(1), day, cells, wanted))
            return tl::unexpected(damaged(connection, day));
        visit(cells);
    }
    return rows.finish();
}

base::Result<CellColumns> loadCells(const Connection &connection, Day from)
{
    Statement count(connection,
                    "SELECT coalesce(sum(min(size, length(packed))), 0) FROM cells WHERE day >= ?");
    CellColumns cells;
    if (count.bind(1, numberOf(from)).next())
        cells.attributions.reserve(static_cast<std::size_t>(count.number(0)));
    if (auto counted = count.finish(); !counted)
        return failureOf(counted);
    Statement rows(connection, "SELECT day, packed FROM cells WHERE day >= ? ORDER BY day");
    rows.bind(1, numberOf(from));
    while (rows.next()) {
        const Day day = dayOfNumber(rows.number(0));
        if (!decodeCells(rows.text(1), day, cells))
            return tl::unexpected(damaged(connection, day));
    }
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    return cells;
}

base::Result<std::optional<Day>> lastDayOfCells(const Connection &connection)
{
    std::optional<Day> last;
    Statement rows(connection, "SELECT day FROM cells ORDER BY day DESC LIMIT 1");
    if (rows.next())
        last = dayOfNumber(rows.number(0));
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    return last;
}

base::Result<Measures> sumOver(const Connection &connection, const base::Period &period)
{
    Measures sums;
    auto visited = forEachDay(connection, period, kAllMeasures, [&sums](const CellColumns &cells) {
        for (std::size_t m = 0; m < kMeasureFields.size(); ++m) {
            for (const std::int64_t value : cells.measures[m])
                sums.*kMeasureFields[m] += value;
        }
    });
    if (!visited)
        return failureOf(visited);
    return sums;
}

base::Result<std::vector<bool>> attributionsOfCells(const Connection &connection)
{
    std::vector<bool> used;
    auto visited = forEachDay(connection, base::kAllTime, kRequestsAlone, [&used](const CellColumns &cells) {
        if (!cells.empty() && used.size() <= cells.attributions.back())
            used.resize(cells.attributions.back() + std::size_t{1});
        for (const std::uint32_t attribution : cells.attributions)
            used[attribution] = true;
    });
    if (!visited)
        return failureOf(visited);
    return used;
}

base::Result<void> addToCells(const Connection &connection, std::span<const Cell> cells)
{
    DayWriter writer(connection);
    for (std::size_t from = 0; from < cells.size();) {
        std::size_t to = from + 1;
        while (to < cells.size() && cells[to].day == cells[from].day)
            ++to;
        if (auto added = writer.add(cells.subspan(from, to - from)); !added)
            return added;
        from = to;
    }
    return {};
}

base::Result<void> removeCells(const Connection &connection, const base::Period &days)
{
    Statement drop(connection, "DELETE FROM cells WHERE day BETWEEN ? AND ?");
    return drop.bind(1, numberOf(days.first)).bind(2, numberOf(days.last)).run();
}

base::Result<std::map<Day, std::int64_t>> requestsByDay(const Connection &connection)
{
    std::map<Day, std::int64_t> days;
    Statement rows(connection, "SELECT day, requests FROM cells");
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

base::Result<void> registerCellPacking(const Connection &connection)
{
    constexpr int arguments = 1 + static_cast<int>(kMeasureFields.size());
    const int code = sqlite3_create_function_v2(connection.handle(), "outlay_cells", arguments,
                                                SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
                                                nullptr, nullptr, packStep, packEnd, nullptr);
    if (code != SQLITE_OK)
        return tl::unexpected(connection.error(code));
    return {};
}

} // namespace outlay::store
