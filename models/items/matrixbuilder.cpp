// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/matrixmodel.h"

#include "base/dimension.h"
#include "base/measures.h"
#include "cube/table.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace outlay::items {

namespace {

using base::Day;
using base::Measures;
using std::chrono::days;
using std::chrono::months;

/// One side of the matrix: its headers, and which of them a key belongs to.
struct Axis
{
    QList<MatrixHeader> headers;
    std::map<std::string, qsizetype, std::less<>> indexOf;
};

using Sums = std::map<std::string, Measures, std::less<>>;

/// The first day of a time bucket; the keys come from the cube, so they are well formed.
Day firstDayOf(std::string_view dimension, const std::string &key)
{
    if (dimension == base::kMonth)
        return Day{*base::parseMonth(key) / 1};
    if (dimension == base::kDay)
        return *base::parseDay(key);
    // ISO 8601: week 1 is the one with 4 January in it.
    const std::chrono::year year{std::stoi(key.substr(0, 4))};
    return base::mondayOf(Day{year / 1 / 4}) + days{7 * (std::stoi(key.substr(6)) - 1)};
}

Day lastDayOf(std::string_view dimension, Day day)
{
    if (dimension == base::kMonth)
        return base::periodOf(base::monthOf(day)).last;
    return dimension == base::kDay ? day : base::mondayOf(day) + days{6};
}

std::string keyOf(std::string_view dimension, Day day)
{
    if (dimension == base::kMonth)
        return base::isoMonth(base::monthOf(day));
    return dimension == base::kDay ? base::isoDay(day) : base::isoWeek(day);
}

Axis timeAxis(std::string_view dimension, const Sums &sums, const MatrixOptions &options)
{
    std::optional<base::Period> span = options.period;
    for (const auto &[key, measures] : sums) {
        const Day first = firstDayOf(dimension, key);
        if (!span)
            span = base::Period{first, first};
        span->first = std::min(span->first, first);
        span->last = std::max(span->last, first);
    }
    Axis axis;
    if (!span)
        return axis;
    for (Day day = span->first; day <= span->last; day = lastDayOf(dimension, day) + days{1}) {
        MatrixHeader header;
        const std::string key = keyOf(dimension, day);
        header.key = QString::fromStdString(key);
        header.label = header.key;
        header.partial = options.lastDay && lastDayOf(dimension, day) > *options.lastDay;
        axis.indexOf.emplace(key, axis.headers.size());
        axis.headers.append(header);
    }
    return axis;
}

/// Keys with a value, by cost descending, then by name.
std::vector<std::string> ranked(const Sums &sums)
{
    std::vector<std::string> keys;
    for (const auto &[key, measures] : sums)
        if (key != base::kUnattributed)
            keys.push_back(key);
    std::stable_sort(keys.begin(), keys.end(), [&](const std::string &a, const std::string &b) {
        return sums.find(a)->second.costNanos > sums.find(b)->second.costNanos;
    });
    return keys;
}

MatrixHeader unattributedHeader(const std::string &dimension)
{
    MatrixHeader header;
    header.key = QLatin1String("");
    header.label = QString::fromUtf8(base::unattributedLabel(dimension).data());
    header.slot = kSlotUnattributed;
    header.hatched = true;
    return header;
}

Axis rankedAxis(const std::string &dimension, const Sums &sums, int top)
{
    Axis axis;
    const std::vector<std::string> keys = ranked(sums);
    // An Other of one would hide a name and save nothing.
    const bool all = top <= 0 || keys.size() <= static_cast<std::size_t>(top) + 1;
    const std::size_t shown = all ? keys.size() : static_cast<std::size_t>(top);
    for (std::size_t i = 0; i < shown; ++i) {
        MatrixHeader header;
        header.key = QString::fromStdString(keys[i]);
        header.label = header.key;
        axis.indexOf.emplace(keys[i], axis.headers.size());
        axis.headers.append(header);
    }
    if (sums.find(base::kUnattributed) != sums.end()) {
        axis.indexOf.emplace(base::kUnattributed, axis.headers.size());
        axis.headers.append(unattributedHeader(dimension));
    }
    if (shown < keys.size()) {
        for (std::size_t i = shown; i < keys.size(); ++i)
            axis.indexOf.emplace(keys[i], axis.headers.size());
        MatrixHeader other;
        other.label = QCoreApplication::translate("MatrixModel", "Other (%1)").arg(keys.size() - shown);
        other.filters = false;
        axis.headers.append(other);
    }
    return axis;
}

Axis axisOf(const std::string &dimension, const Sums &sums, int top, const MatrixOptions &options)
{
    return base::isTimeDimension(dimension) ? timeAxis(dimension, sums, options)
                                            : rankedAxis(dimension, sums, top);
}

/// Wanted slots first, by rank; a slot that is taken or unknown is made up for with a free one.
void giveSlots(QList<MatrixHeader> &columns, const MatrixOptions &options)
{
    constexpr int kSlots = 6;
    std::array<bool, kSlots> taken{};
    std::vector<MatrixHeader *> waiting;
    int rank = 0;
    for (MatrixHeader &column : columns) {
        if (!column.filters || column.hatched)
            continue;
        const int wanted = options.slotOf ? options.slotOf(column.key) : rank++;
        if (wanted < 0 || wanted >= kSlots || taken[static_cast<std::size_t>(wanted)]) {
            waiting.push_back(&column);
            continue;
        }
        taken[static_cast<std::size_t>(wanted)] = true;
        column.slot = wanted;
    }
    for (MatrixHeader *column : waiting) {
        const auto free = std::find(taken.begin(), taken.end(), false);
        if (free == taken.end())
            return;
        *free = true;
        column->slot = static_cast<int>(free - taken.begin());
    }
}

QVariant measured(const Measures &sums, MatrixMeasure measure, std::int64_t wholeNanos)
{
    switch (measure) {
    case MatrixMeasure::Cost:
        return QVariant::fromValue<qint64>(sums.costNanos);
    case MatrixMeasure::Requests:
        return QVariant::fromValue<qint64>(sums.requests);
    case MatrixMeasure::UnitCost:
        if (const auto average = sums.averageCost())
            return QVariant::fromValue<qint64>(average->nanos());
        return {};
    case MatrixMeasure::ShareOfColumn:
        if (wholeNanos != 0)
            return static_cast<double>(sums.costNanos) / static_cast<double>(wholeNanos);
        return {};
    }
    return {};
}

Kind kindOf(MatrixMeasure measure)
{
    switch (measure) {
    case MatrixMeasure::Requests:
        return Kind::Count;
    case MatrixMeasure::UnitCost:
        return Kind::UnitMoney;
    case MatrixMeasure::ShareOfColumn:
        return Kind::Share;
    case MatrixMeasure::Cost:
        break;
    }
    return Kind::Money;
}

/// Sums per cell, per row and per column, in the places that the axes give them.
struct Grid
{
    std::vector<Measures> cells, rows, columns;
};

Grid gather(const cube::Table &table, const Axis &down, const Axis &across)
{
    const auto width = static_cast<std::size_t>(across.headers.size());
    Grid grid{std::vector<Measures>(static_cast<std::size_t>(down.headers.size()) * width),
              std::vector<Measures>(static_cast<std::size_t>(down.headers.size())),
              std::vector<Measures>(width)};
    for (const cube::Row &row : table.rows) {
        const auto r = static_cast<std::size_t>(down.indexOf.find(row.keys[0])->second);
        const auto c = static_cast<std::size_t>(across.indexOf.find(row.keys[1])->second);
        grid.cells[r * width + c] += row.sums;
        grid.rows[r] += row.sums;
        grid.columns[c] += row.sums;
    }
    return grid;
}

} // namespace

MatrixData MatrixModel::fromTable(const cube::Table &table, const MatrixOptions &options)
{
    Q_ASSERT(table.by.size() == 2);
    Sums rowSums;
    Sums columnSums;
    for (const cube::Row &row : table.rows) {
        rowSums[row.keys[0]] += row.sums;
        columnSums[row.keys[1]] += row.sums;
    }
    Axis down = axisOf(table.by[0], rowSums, options.topRows, options);
    Axis across = axisOf(table.by[1], columnSums, options.topColumns, options);
    if (!base::isTimeDimension(table.by[1]))
        giveSlots(across.headers, options);

    const Grid grid = gather(table, down, across);
    const bool zeroFilled = base::isTimeDimension(table.by[0]) || base::isTimeDimension(table.by[1]);
    MatrixData data;
    data.kind = kindOf(options.measure);
    data.rowDimension = QString::fromStdString(table.by[0]);
    data.columnDimension = QString::fromStdString(table.by[1]);
    const std::int64_t whole = table.total.costNanos;
    for (std::size_t r = 0, cell = 0; r < grid.rows.size(); ++r) {
        for (std::size_t c = 0; c < grid.columns.size(); ++c, ++cell) {
            const Measures &sums = grid.cells[cell];
            const bool known = zeroFilled || sums.requests != 0;
            data.values.append(known ? measured(sums, options.measure, grid.columns[c].costNanos)
                                     : QVariant());
        }
        down.headers[static_cast<qsizetype>(r)].total = measured(grid.rows[r], options.measure, whole);
    }
    for (std::size_t c = 0; c < grid.columns.size(); ++c)
        across.headers[static_cast<qsizetype>(c)].total =
            measured(grid.columns[c], options.measure, grid.columns[c].costNanos);
    data.total = measured(table.total, options.measure, whole);
    data.rows = std::move(down.headers);
    data.columns = std::move(across.headers);
    return data;
}

} // namespace outlay::items
