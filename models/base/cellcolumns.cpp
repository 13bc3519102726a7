// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/cellcolumns.h"

namespace outlay::base {

CellColumns::CellColumns(std::initializer_list<Cell> cells)
{
    for (const Cell &cell : cells)
        add(cell);
}

CellColumns::CellColumns(const std::vector<Cell> &cells)
{
    for (const Cell &cell : cells)
        add(cell);
}

void CellColumns::add(const Cell &cell)
{
    const std::size_t before = size();
    attributions.push_back(cell.attribution);
    for (std::size_t m = 0; m < measures.size(); ++m) {
        const std::int64_t value = cell.sums.*kMeasureFields[m];
        if (measures[m].empty() && value == 0)
            continue;
        measures[m].resize(before, 0);
        measures[m].push_back(value);
    }
    if (runs.empty() || runs.back().day != cell.day)
        runs.push_back({cell.day, 0});
    runs.back().end = size();
}

Measures CellColumns::sums(std::size_t index) const
{
    Measures sums;
    for (std::size_t m = 0; m < measures.size(); ++m) {
        if (!measures[m].empty())
            sums.*kMeasureFields[m] = measures[m][index];
    }
    return sums;
}

std::vector<Cell> CellColumns::cells() const
{
    std::vector<Cell> cells;
    for (const Run &run : runs) {
        for (std::size_t i = cells.size(); i < run.end; ++i)
            cells.push_back({run.day, attributions[i], sums(i)});
    }
    return cells;
}

void CellColumns::clear()
{
    runs.clear();
    attributions.clear();
    for (auto &column : measures)
        column.clear();
}

} // namespace outlay::base
