// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/filter.h"
#include "cube/cube.h"

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
};
constexpr int kFigures = 17;
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
                                                                 "budget_used"};

constexpr std::string_view nameOf(Figure figure)
{
    return kFigureNames[static_cast<std::size_t>(figure)];
}
std::optional<Figure> figureNamed(std::string_view name);

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
    Amount, ///< of a budget: no calls
};

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
    std::optional<base::Period> before = {}; ///< CostChange: what it is held against
    std::int64_t amountNanos = 0;            ///< BudgetUsed

    bool operator==(const ExplainQuestion &) const = default;
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
    /// Of shares and changes; nothing where what it is divided by is 0.
    std::optional<double> ratio() const;
};

/// The terms of a figure, added up. Errors: Misuse for an unknown dimension or bucket of time, and for a
/// change without anything to hold it against.
base::Result<Explanation> explain(const cube::Cube &cube, const ExplainQuestion &question);

/// The filter of a slice of what it asks for: days in common, values of the slice. Errors: Misuse.
base::Result<base::Filter> narrowed(base::Filter filter,
                                    const std::vector<std::pair<base::Dimension, std::string>> &slice);

} // namespace outlay::insight
