// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/budgettree.h"

#include <algorithm>

namespace outlay::insight {

using base::Budget;
using base::ValueSet;

namespace {

bool isWithin(const ValueSet &inner, const ValueSet &outer)
{
    const auto isIn = [](const std::set<std::string> &values) {
        return [&values](const std::string &value) { return values.contains(value); };
    };
    if (!outer.exclude)
        return !inner.exclude && std::ranges::all_of(inner.values, isIn(outer.values));
    return inner.exclude ? std::ranges::all_of(outer.values, isIn(inner.values))
                         : std::ranges::none_of(inner.values, isIn(outer.values));
}

bool isScopeWithin(const Budget &inner, const Budget &outer)
{
    return std::ranges::all_of(outer.where, [&inner](const auto &entry) {
        const auto own = inner.where.find(entry.first);
        return own != inner.where.end() && isWithin(own->second, entry.second);
    });
}

/// The narrowest budget around one, or -1.
int parentOf(const std::vector<Budget> &budgets, std::size_t child)
{
    int best = -1;
    for (std::size_t i = 0; i < budgets.size(); ++i) {
        if (i == child || !contains(budgets[i], budgets[child]))
            continue;
        const auto isOfPeriod = [&](std::size_t at) { return budgets[at].period == budgets[child].period; };
        const auto current = static_cast<std::size_t>(best);
        if (best < 0 || (isOfPeriod(i) && !isOfPeriod(current)) ||
            (isOfPeriod(i) == isOfPeriod(current) && contains(budgets[current], budgets[i])))
            best = static_cast<int>(i);
    }
    return best;
}

} // namespace

bool contains(const Budget &outer, const Budget &inner)
{
    if (!isScopeWithin(inner, outer))
        return false;
    return !isScopeWithin(outer, inner) || outer.period > inner.period;
}

std::vector<BudgetNode> budgetTree(const std::vector<Budget> &budgets)
{
    std::vector<int> parents;
    for (std::size_t i = 0; i < budgets.size(); ++i)
        parents.push_back(parentOf(budgets, i));
    std::vector<BudgetNode> tree;
    const auto add = [&](const auto &self, int parent, int place, int depth) -> void {
        for (std::size_t i = 0; i < budgets.size(); ++i) {
            if (parents[i] != parent)
                continue;
            tree.push_back(
                {i, place, depth,
                 parent < 0 || budgets[static_cast<std::size_t>(parent)].period == budgets[i].period});
            self(self, static_cast<int>(i), static_cast<int>(tree.size()) - 1, depth + 1);
        }
    };
    add(add, -1, -1, 0);
    return tree;
}

} // namespace outlay::insight
