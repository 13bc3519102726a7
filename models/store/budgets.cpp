// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/budgets.h"

#include "store/statement.h"

#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include <algorithm>
#include <tuple>

namespace outlay::store {

using base::Budget;
using nlohmann::json;

namespace {

std::string textOf(const json &value)
{
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string scopeText(const Budget &budget)
{
    json scope = json::object();
    for (const auto &[dimension, set] : budget.where)
        scope[dimension] = {{set.exclude ? "out" : "in", set.values}};
    return textOf(scope);
}

std::string thresholdsText(const Budget &budget)
{
    json list = json::array();
    for (const base::Threshold &threshold : budget.thresholds)
        list.push_back({{"percent", threshold.percent},
                        {"actual", threshold.onActual},
                        {"forecast", threshold.onForecast}});
    return textOf(list);
}

/// False for what this program does not write.
bool takeScope(Budget &budget, std::string_view text)
{
    const json scope = json::parse(text, nullptr, false);
    if (!scope.is_object())
        return false;
    for (const auto &[dimension, set] : scope.items()) {
        const bool exclude = set.is_object() && set.contains("out");
        if (!exclude && !(set.is_object() && set.contains("in")))
            return false;
        base::ValueSet &values = budget.where[dimension];
        values.exclude = exclude;
        for (const json &value : set.at(exclude ? "out" : "in")) {
            if (!value.is_string())
                return false;
            values.values.insert(value.get<std::string>());
        }
    }
    return true;
}

bool takeThresholds(Budget &budget, std::string_view text)
{
    const json list = json::parse(text, nullptr, false);
    if (!list.is_array())
        return false;
    budget.thresholds.clear();
    for (const json &entry : list) {
        const auto has = [&entry](const char *name, bool (json::*is)() const noexcept) {
            return entry.is_object() && entry.contains(name) && (entry.at(name).*is)();
        };
        if (!has("percent", &json::is_number_integer) || !has("actual", &json::is_boolean) ||
            !has("forecast", &json::is_boolean))
            return false;
        budget.thresholds.push_back({entry.at("percent").get<int>(), entry.at("actual").get<bool>(),
                                     entry.at("forecast").get<bool>()});
    }
    return true;
}

base::Result<Budget> budgetOf(const Connection &connection, const Statement &row)
{
    Budget budget;
    budget.id = row.number(0);
    budget.name = row.text(1);
    const auto period = base::budgetPeriodOf(row.text(3));
    if (!period || !takeScope(budget, row.text(2)) || !takeThresholds(budget, row.text(8)))
        return base::fail(base::ErrorKind::Corrupt, connection.path(),
                          "budget " + std::to_string(budget.id) + " cannot be understood");
    budget.period = *period;
    budget.fiscalStart = static_cast<int>(row.number(4));
    budget.amount = base::Money::fromNanos(row.number(5));
    budget.growthBasisPoints = static_cast<int>(row.number(6));
    if (!row.isNull(7))
        budget.since = base::Day{std::chrono::days{row.number(7)}};
    budget.webhook = row.text(9);
    return budget;
}

base::Result<std::vector<Budget>> readBudgets(const Connection &connection, bool areRemoved)
{
    std::vector<Budget> budgets;
    Statement rows(connection, "SELECT id, name, scope, period, fiscal_start, amount_nanos, growth, since,"
                               " thresholds, webhook FROM budgets WHERE removed = ?");
    rows.bind(1, std::int64_t{areRemoved});
    while (rows.next()) {
        auto budget = budgetOf(connection, rows);
        if (!budget)
            return failureOf(budget);
        budgets.push_back(*std::move(budget));
    }
    if (auto finished = rows.finish(); !finished)
        return failureOf(finished);
    std::ranges::sort(budgets, {}, [](const Budget &budget) {
        return std::tuple(budget.where.size(), base::describeScope(budget), budget.period);
    });
    return budgets;
}

} // namespace

base::Result<std::vector<Budget>> readBudgets(const Connection &connection)
{
    return readBudgets(connection, false);
}

base::Result<std::vector<Budget>> readRemovedBudgets(const Connection &connection)
{
    return readBudgets(connection, true);
}

base::Result<std::int64_t> writeBudget(const Connection &connection, const Budget &given)
{
    auto budget = base::canonical(given);
    if (!budget)
        return failureOf(budget);
    if (!budget->webhook.empty())
        if (auto kept = connection.keepPrivate(); !kept)
            return failureOf(kept);
    const std::string scope = scopeText(*budget);
    const std::string thresholds = thresholdsText(*budget);
    Statement upsert(connection,
                     "INSERT INTO budgets (name, scope, period, fiscal_start, amount_nanos, growth, since,"
                     " thresholds, webhook) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                     " ON CONFLICT (scope, period) DO UPDATE SET name = excluded.name,"
                     " fiscal_start = excluded.fiscal_start, amount_nanos = excluded.amount_nanos,"
                     " growth = excluded.growth, since = excluded.since, thresholds = excluded.thresholds,"
                     " webhook = excluded.webhook, removed = 0 RETURNING id");
    upsert.bind(1, std::string_view(budget->name)).bind(2, std::string_view(scope));
    upsert.bind(3, base::nameOf(budget->period)).bind(4, std::int64_t{budget->fiscalStart});
    upsert.bind(5, budget->amount.nanos()).bind(6, std::int64_t{budget->growthBasisPoints});
    if (budget->since)
        upsert.bind(7, std::int64_t{budget->since->time_since_epoch().count()});
    else
        upsert.bindNull(7);
    upsert.bind(8, std::string_view(thresholds)).bind(9, std::string_view(budget->webhook));
    std::int64_t id = 0;
    while (upsert.next())
        id = upsert.number(0);
    if (auto written = upsert.finish(); !written)
        return failureOf(written);
    return id;
}

base::Result<void> deleteBudget(const Connection &connection, std::int64_t id)
{
    // Its number and its alerts stay for when it is set again.
    Statement remove(connection, "UPDATE budgets SET removed = 1, webhook = '' WHERE id = ? AND removed = 0");
    auto removed = remove.bind(1, id).run();
    if (removed && sqlite3_changes(connection.handle()) == 0)
        return base::fail(base::ErrorKind::NotFound, connection.path(),
                          "there is no budget " + std::to_string(id));
    return removed;
}

} // namespace outlay::store
