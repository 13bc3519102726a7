// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/measures.h"

namespace outlay::base {

Measures &Measures::operator+=(const Measures &other)
{
    for (const auto field : kMeasureFields)
        this->*field += other.*field;
    return *this;
}

Measures &Measures::operator-=(const Measures &other)
{
    for (const auto field : kMeasureFields)
        this->*field -= other.*field;
    return *this;
}

std::optional<Money> Measures::averageCost() const
{
    if (priced == 0)
        return std::nullopt;
    return Money::fromNanos(divideHalfEven(costNanos, priced));
}

Measures onBasis(Measures stored, CostBasis basis)
{
    switch (basis) {
    case CostBasis::Shown:
        stored.costNanos += stored.filledNanos;
        stored.priced += stored.filled;
        break;
    case CostBasis::Computed:
        stored.costNanos = stored.computedNanos;
        stored.priced = stored.computed;
        break;
    case CostBasis::Reported:
        break;
    }
    return stored;
}

} // namespace outlay::base
