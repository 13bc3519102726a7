// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/filter.h"

namespace outlay::base {

namespace {

std::string describePeriod(const Period &period)
{
    if (period == kAllTime)
        return "all time";
    const Month month = monthOf(period.first);
    if (period == periodOf(month))
        return isoMonth(month);
    if (period.first == period.last)
        return isoDay(period.first);
    return isoDay(period.first) + ".." + isoDay(period.last);
}

} // namespace

std::string describeWhere(const std::map<Dimension, ValueSet> &where)
{
    std::string text;
    for (const auto &[dimension, set] : where) {
        text += (text.empty() ? "" : " · ") + dimension + (set.exclude ? " ≠ " : " = ");
        if (set.values.empty())
            text += "nothing";
        bool first = true;
        for (const std::string &value : set.values) {
            text += first ? "" : ", ";
            text += value.empty() ? std::string(unattributedLabel(dimension)) : value;
            first = false;
        }
    }
    return text;
}

std::string describe(const Filter &filter)
{
    std::string text = describePeriod(filter.period);
    if (!filter.where.empty())
        text += " · " + describeWhere(filter.where);
    if (filter.basis != CostBasis::Shown)
        text += " · " + std::string(nameOf(filter.basis)) + " cost";
    if (filter.counting == Counting::CompletedOnly)
        text += " · completed calls only";
    return text;
}

std::string_view nameOf(CostBasis basis)
{
    switch (basis) {
    case CostBasis::Reported:
        return "reported";
    case CostBasis::Computed:
        return "computed";
    case CostBasis::Shown:
        break;
    }
    return "shown";
}

std::string_view nameOf(Counting counting)
{
    return counting == Counting::CompletedOnly ? "completed" : "billed";
}

} // namespace outlay::base
