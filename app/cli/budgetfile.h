// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/jsontext.h"
#include "base/budget.h"

#include <string>
#include <vector>

namespace outlay::cli {

/// {"feature": {"in": ["chat"]}, "model": {"out": ["gpt-4o"]}}; empty: all spend.
Json scopeJson(const base::Budget &budget);

/// All that budgets say but their webhooks, which are secrets.
std::string budgetsCsv(const std::vector<base::Budget> &budgets);
std::string budgetsJson(const std::vector<base::Budget> &budgets);

/// What the store says where a file is silent.
struct BudgetsKnown
{
    std::vector<base::Budget> set; ///< what the file does not say of one of them stays as it is
    int fiscalStart = 1;           ///< from which month quarters are counted
};

/// Reads what these wrote, or a person in their form; which of the two is told by the content. All or
/// nothing. Errors: BadInput with the file and the line.
base::Result<std::vector<base::Budget>> budgetsFrom(const std::string &text, const std::string &path,
                                                    const BudgetsKnown &known);

} // namespace outlay::cli
