// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/scale.h"

#include "views/format.h"

#include <algorithm>
#include <cmath>

namespace outlay::views {

QList<double> Scale::ticks() const
{
    QList<double> result;
    const int count = static_cast<int>(std::lround((most - least) / step));
    for (int i = 0; i <= count; ++i)
        result.append(least + i * step);
    return result;
}

Scale niceScale(items::Kind kind, double least, double most, int intervals)
{
    const bool money = kind == items::Kind::Money || kind == items::Kind::UnitMoney;
    // Round numbers are to be round in the currency that is shown.
    const double perDollar =
        money ? double(format::shownIn().picosPerDollar) / double(base::kPicosPerUnit) : 1;
    least *= perDollar;
    most *= perDollar;
    least = std::min(least, 0.0);
    most = std::max(most, 0.0);
    if (most - least <= 0)
        return {0, money ? 1e9 / perDollar : 1, money ? 1e9 / perDollar : 1};
    const double rough = (most - least) / std::max(intervals, 1);
    const double decade = std::pow(10.0, std::floor(std::log10(rough)));
    double step = 10 * decade;
    for (const double factor : {5.0, 2.5, 2.0, 1.0})
        if (factor * decade >= rough * 0.999)
            step = factor * decade;
    if (kind == items::Kind::Count)
        step = std::max(step, 1.0);
    return {std::floor(least / step + 1e-9) * step / perDollar,
            std::ceil(most / step - 1e-9) * step / perDollar, step / perDollar};
}

QString tickText(items::Kind kind, double value)
{
    switch (kind) {
    case items::Kind::Count:
        return format::axisCount(std::llround(value));
    case items::Kind::UnitMoney:
        return format::axisMoney(std::llround(value * 1000));
    case items::Kind::Share:
        return format::percent(value, 0);
    default:
        return format::axisMoney(std::llround(value));
    }
}

} // namespace outlay::views
