// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/commands.h"
#include "base/budget.h"
#include "cube/cube.h"
#include "insight/clock.h"

#include <optional>
#include <string>
#include <vector>

namespace outlay::cli {

/// The scope and the amount that "[SCOPE] AMOUNT --feature F --where … --amount A" mean.
struct AskedBudget
{
    base::Budget scope;       ///< canonical but for its amount
    bool isKindGiven = false; ///< of period
    std::string word;         ///< the scope as it was written, if it was
    std::optional<base::Money> amount;
};

/// `wantsAmount`: the last word is the amount, unless --amount gives it. Errors: Misuse.
base::Result<AskedBudget> askedBudget(const BudgetArguments &arguments, bool wantsAmount);

/// The budget that is meant, of those that are set. Errors: NotFound, Misuse where more than one is.
base::Result<base::Budget> findBudget(const std::vector<base::Budget> &budgets, const AskedBudget &asked);

/// That the store knows the dimensions of a scope; before any data it knows none. Errors: Misuse, which lists
/// those that there are.
base::Result<void> checkDimensions(const base::Budget &budget, const cube::Cube &cube);

/// A dimension, and a value as it is shown.
struct UnknownValue
{
    base::Dimension dimension;
    std::string value;
};

/// The values that no call in the store has: a scope that is misspelt is never spent.
std::vector<UnknownValue> unknownValues(const std::map<base::Dimension, base::ValueSet> &where,
                                        const cube::Cube &cube);

/// Warns on stderr of unknownValues().
void warnOfUnknownValues(const std::map<base::Dimension, base::ValueSet> &where, const cube::Cube &cube);

} // namespace outlay::cli
