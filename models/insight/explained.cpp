// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/explained.h"

namespace outlay::insight {

using base::Int128;

Int128 CostOrigin::roundingPicos() const
{
    constexpr Int128 picosPerNano = 1000;
    Int128 exact = 0;
    for (const PriceUse &use : prices)
        exact += use.picos;
    return picosPerNano * bookNanos - exact;
}

} // namespace outlay::insight
