// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/filter.h"
#include "cube/cube.h"
#include "insight/bridge.h"
#include "insight/scenario.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace outlay::insight {

/// A figure that can say how it came about.
enum class Figure
{
    Cost,
    Requests,
    CostPerRequest,
    InputTokens,
    CacheReadTokens,
    CacheWriteTokens,
    OutputTokens,
    Latency, ///< mean
    CostShare,
    RequestShare,
    CostChange,
    RetryCost,
    Coverage,
    CoverageByRequests,
    Unpriced,
    MissingUsage,
    BudgetUsed,
    Gain,
    Margin,
    Roi,
    BreakEven, ///< value a request
    CostBefore,
    CostDifference, ///< to the days before, in dollars
    CostPerUnit,    ///< of what value files count
    Saved,          ///< by a scenario, in the period
    SavedPerMonth,
    CacheSaving, ///< net of what writing to the cache costs
    ReadsPerWritten,
    BreakEvenReads, ///< from how many reads of a written token on a cache saves
    Effect,         ///< a step of the bridge
};
constexpr int kFigures = 30;
/// As written on the command line and in models.
constexpr std::array<std::string_view, kFigures> kFigureNames = {"cost",
                                                                 "requests",
                                                                 "cost_per_request",
                                                                 "input_tokens",
                                                                 "cache_read_tokens",
                                                                 "cache_write_tokens",
                                                                 "output_tokens",
                                                                 "latency",
                                                                 "cost_share",
                                                                 "request_share",
                                                                 "cost_change",
                                                                 "retry_cost",
                                                                 "coverage",
                                                                 "coverage_by_requests",
                                                                 "unpriced",
                                                                 "missing_usage",
                                                                 "budget_used",
                                                                 "gain",
                                                                 "margin",
                                                                 "roi",
                                                                 "break_even",
                                                                 "cost_before",
                                                                 "cost_difference",
                                                                 "cost_per_unit",
                                                                 "saved",
                                                                 "saved_per_month",
                                                                 "cache_saving",
                                                                 "cache_reads_per_written",
                                                                 "cache_break_even",
                                                                 "effect"};

constexpr std::string_view nameOf(Figure figure)
{
    return kFigureNames[static_cast<std::size_t>(figure)];
}

/// Is it of something that a scenario changes?
constexpr bool isOfScenario(Figure figure)
{
    return figure == Figure::Saved || figure == Figure::SavedPerMonth;
}
/// Is it one of the bridge, which holds two periods against each other?
constexpr bool isOfBridge(Figure figure)
{
    return figure == Figure::Effect || figure == Figure::CostBefore || figure == Figure::CostDifference;
}
/// Is it so many times something, and no share of it?
constexpr bool isTimes(Figure figure)
{
    return figure == Figure::ReadsPerWritten || figure == Figure::BreakEvenReads;
}

/// What is added up over calls, or is given.
enum class Summed
{
    Cost, ///< of the filter's basis
    Priced,
    Requests,
    Unpriced,
    InputTokens,
    CacheReadTokens,
    CacheWriteTokens,
    OutputTokens,
    LatencyUs,
    WithLatency,
    MissingUsage,
    Budget,         ///< its amount. This and what follows is given: not added up over calls
    Value,          ///< what they brought in
    Change,         ///< an effect of the bridge
    Continuing,     ///< calls of all features and segments of the filter that have some before and after
    Units,          ///< 10⁻⁹ of what a value file counts
    ScenarioCost,   ///< what the calls would have cost
    ChangedCalls,   ///< by the scenario
    Days,           ///< of the period as far as there is data
    UncachedPrompt, ///< what went in at the full price, of calls whose prompt has a price, as all that
                    ///< follows
    BilledPrompt,
    PricedCalls,
    PricedReads,  ///< tokens
    PricedWrites, ///< tokens
    WritePremium, ///< pico-dollars that written tokens cost above the price of input
    ReadOnce,     ///< pico-dollars that they would save if each was read once
};
constexpr bool isGiven(Summed summed)
{
    return summed >= Summed::Budget;
}
constexpr bool isMoney(Summed summed)
{
    switch (summed) {
    case Summed::Cost:
    case Summed::Budget:
    case Summed::Value:
    case Summed::Change:
    case Summed::ScenarioCost:
    case Summed::UncachedPrompt:
    case Summed::BilledPrompt:
        return true;
    default:
        return false;
    }
}

/// Which part a term has in its formula.
enum class TermRole
{
    Itself,
    Part,
    Whole,
    Before,
    Completed,
    Attributed,
};

/// A whole number that a figure is made of, and the calls that it is added up of.
struct ExplainTerm
{
    Summed summed = Summed::Cost;
    TermRole role = TermRole::Itself;
    base::Filter filter;
    std::int64_t value = 0; ///< costs are nano-dollars, latencies microseconds

    /// Its column in SQL: "cost_nanos", "whole_cost_nanos".
    std::string column() const;
    bool operator==(const ExplainTerm &) const = default;
};

/// Which figure is meant: that of a row, a column, or a mark within what the filter asks for.
struct ExplainQuestion
{
    Figure figure = Figure::Cost;
    base::Filter filter;
    /// Values of dimensions, also of time ("month", "2026-05"), that narrow the filter.
    std::vector<std::pair<base::Dimension, std::string>> slice = {};
    std::optional<base::Period> before = {}; ///< CostChange, Effect: what it is held against
    base::Dimension covered = base::Dimension(base::nameOf(base::FixedDimension::Feature)); ///< Coverage
    Effect effect = Effect::Volume;
    std::int64_t amountNanos = 0;          ///< BudgetUsed: the amount of the budget
    std::string unit = {};                 ///< CostPerUnit; empty: the only one
    std::optional<Scenario> scenario = {}; ///< Saved, SavedPerMonth

    bool operator==(const ExplainQuestion &) const = default;
};

/// The question that a name asks of all calls: a figure's name; an effect of the bridge by its own;
/// "coverage:model" for the coverage of another dimension than feature; "cost_per_unit:tickets". "effect"
/// alone asks nothing.
std::optional<ExplainQuestion> questionNamed(std::string_view name);

/// What a figure is made of besides sums over calls.
struct Given
{
    std::int64_t nanos = 0;                   ///< a budget's amount, a value, an effect
    std::array<std::int64_t, 2> continuing{}; ///< Effect: calls before and after
    /// What else the formula has, in its order.
    std::vector<std::pair<Summed, std::int64_t>> besides = {};
};

struct Explanation
{
    ExplainQuestion question;
    std::vector<ExplainTerm> terms; ///< the first is of the calls behind the figure

    /// The calls behind the figure.
    const base::Filter &calls() const { return terms.front().filter; }
    /// Sums are whole; of costs per request the nano-dollars are rounded half to even. Nothing where the
    /// figure is a share or a change, or is not known.
    std::optional<std::int64_t> whole() const;
    /// Is whole() nano-dollars?
    bool isMoney() const;
    /// Of shares, changes and how many times; nothing where what it is divided by is 0.
    std::optional<double> ratio() const;
};

/// The calls that a question is about: those of its slice, and of them those that its scenario is. Errors:
/// Misuse.
base::Result<base::Filter> callsOf(const ExplainQuestion &question);

/// The terms of a figure, added up. Errors: Misuse for an unknown dimension or bucket of time, for a change
/// without anything to hold it against, and for what is saved without a scenario.
base::Result<Explanation> explain(const cube::Cube &cube, const ExplainQuestion &question,
                                  const Given &given = {});

/// The effect that is asked for, of the features and segments that the slice names, and what it is made of.
/// `bridge` is of the question's filter, narrowed by all else in the slice.
Given givenOf(const Bridge &bridge, const ExplainQuestion &question);
/// What the slice leaves of the filter where a bridge is made: its features and segments are parts of one.
base::Result<base::Filter> bridged(const ExplainQuestion &question);

/// The filter of a slice of what it asks for: days in common, values of the slice. Errors: Misuse.
base::Result<base::Filter> narrowed(base::Filter filter,
                                    const std::vector<std::pair<base::Dimension, std::string>> &slice);

} // namespace outlay::insight
