// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/money.h"

#include <cstdint>
#include <string>

namespace outlay::base {

/// A monthly limit for one feature, or for the total (empty feature).
struct Budget
{
    std::int64_t id = 0; ///< 0: not stored yet
    std::string feature; ///< empty: the total
    Money amount;        ///< per calendar month of the reporting zone
    int softPercent = 80;

    bool operator==(const Budget &) const = default;
};

} // namespace outlay::base
