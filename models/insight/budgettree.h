// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/budget.h"

#include <vector>

namespace outlay::insight {

/// A budget's place among those that contain one another: total > team > feature.
struct BudgetNode
{
    std::size_t budget = 0; ///< place in the list that was given
    int parent = -1;        ///< place in the tree; -1: no other budget contains it
    int depth = 0;
    /// Whether the parent's amount is for a period of the same kind, so that amounts can be compared.
    bool isOfParentsPeriod = true;
};

/// Whether all spend of `inner` is spend of `outer`, too. Of two budgets of one scope the longer period
/// contains the shorter.
bool contains(const base::Budget &outer, const base::Budget &inner);

/// All budgets, parents right before their children. A budget's parent is the narrowest that contains it, one
/// of the same kind of period before others.
std::vector<BudgetNode> budgetTree(const std::vector<base::Budget> &budgets);

} // namespace outlay::insight
