// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/backfill.h"

#include <algorithm>

namespace outlay::base {

bool canBeJoined(std::string_view dimension)
{
    constexpr std::array facts = {FixedDimension::Provider, FixedDimension::Model,  FixedDimension::Cached,
                                  FixedDimension::Outcome,  FixedDimension::Source, FixedDimension::Tier};
    return !dimension.empty() && !isTimeDimension(dimension) &&
           std::ranges::none_of(facts,
                                [dimension](FixedDimension fact) { return nameOf(fact) == dimension; });
}

} // namespace outlay::base
