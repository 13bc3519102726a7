// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/measures.h"
#include "base/money.h"

#include <cstdint>
#include <span>
#include <vector>

namespace outlay::cube {

/// Shares cells out over several parts, to the unit: the parts of each measure add up to it.
///
/// The parts are halved again and again, and each half gets floor((amount × its weight + phase) ÷ weight of
/// both). That grows with the amount, so what is a part of something (priced calls of calls) is so in each
/// share, which largest remainders do not give: of 10 calls they can give a part more than of 11. The phase
/// is what the halvings before have left over of the calls, so that from cell to cell each part comes to its
/// share of all calls, too, however small the cells are.
class Apportioner
{
public:
    explicit Apportioner(std::size_t parts);

    /// `weights`: one a part, none below 0, at least one above; their sum fits into 64 bits.
    void share(const base::Measures &cell, std::span<const std::int64_t> weights,
               std::vector<base::Measures> &parts);

private:
    struct Phase
    {
        std::int64_t left = -1; ///< weights for which it holds
        std::int64_t both = -1;
        std::int64_t carried = 0; ///< 0 … both - 1
    };

    void halve(const base::Measures &sums, std::span<const std::int64_t> weights, std::size_t first,
               std::vector<base::Measures> &parts);

    std::vector<Phase> m_phases; ///< by the first part of the right half
};

} // namespace outlay::cube
