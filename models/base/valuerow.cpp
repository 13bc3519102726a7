// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/valuerow.h"

#include <algorithm>
#include <limits>

namespace outlay::base {

std::optional<Money> worthOf(const ValueRow &row)
{
    if (row.isMoney())
        return Money::fromNanos(row.amountNanos);
    if (!row.rate)
        return std::nullopt;
    const Int128 product = Int128{row.amountNanos} * row.rate->nanos();
    constexpr Int128 most = Int128{std::numeric_limits<std::int64_t>::max()} * kNanosPerDollar;
    if (product > most || product < -most)
        return std::nullopt;
    return Money::fromNanos(divideHalfEven(product, kNanosPerDollar));
}

std::int64_t partOn(std::int64_t amount, const Period &of, const Period &days)
{
    const Day first = std::max(of.first, days.first);
    const Day last = std::min(of.last, days.last);
    if (last < first)
        return 0;
    const Int128 all = of.days();
    const auto upTo = [&](std::int64_t count) {
        const Int128 product = Int128{amount} * count;
        return static_cast<std::int64_t>(product / all - (product % all < 0 ? 1 : 0));
    };
    return upTo((last - of.first).count() + 1) - upTo((first - of.first).count());
}

} // namespace outlay::base
