// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/filter.h"
#include "base/rule.h"
#include "cube/overlay.h"

#include <vector>

namespace outlay::insight {

/// What one rule moved into a slice and out of it.
struct RuleMove
{
    std::int64_t rule = 0; ///< its id
    std::size_t place = 0; ///< 1, 2, …
    std::string title;
    base::Measures in; ///< cost and priced are of the filter's basis
    base::Measures out;
};

struct RuleMoves
{
    base::Measures logged;       ///< what the slice has without rules
    std::vector<RuleMove> moves; ///< by place; logged + in − out is what the slice has
    bool isSplit = false;        ///< of some of its calls the slice has a share only
};

/// Which rules brought calls into what a filter asks for, and took some away. Where several changed a call,
/// it is the first of them that changed what is asked for. Errors: Misuse for an unknown dimension.
base::Result<RuleMoves> ruleMoves(const cube::RuledCells &ledger, const std::vector<base::Rule> &rules,
                                  const base::Filter &filter);

} // namespace outlay::insight
