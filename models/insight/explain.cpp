// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insight/explain.h"

#include <algorithm>

namespace outlay::insight {

using base::Filter;

namespace {

std::int64_t sumOf(Summed summed, const base::Measures &sums)
{
    switch (summed) {
    case Summed::Cost:
        return sums.costNanos;
    case Summed::Priced:
        return sums.priced;
    case Summed::Requests:
        return sums.requests;
    case Summed::Unpriced:
        return sums.unpriced();
    case Summed::InputTokens:
        return sums.inputTokens;
    case Summed::CacheReadTokens:
        return sums.cacheReadTokens;
    case Summed::CacheWriteTokens:
        return sums.cacheWriteTokens();
    case Summed::OutputTokens:
        return sums.outputTokens;
    case Summed::LatencyUs:
        return sums.latencyUs;
    case Summed::WithLatency:
        return sums.withLatency;
    case Summed::MissingUsage:
        return sums.missingUsage;
    case Summed::Amount:
        break;
    }
    return 0;
}

std::optional<base::Period> bucketOf(const base::Dimension &dimension, const std::string &key)
{
    if (dimension == base::kWeek) {
        // "2026-W19": its Monday is so many weeks after that of January 4, which is always in week 1.
        const auto first = key.size() == 8 ? base::parseDay(key.substr(0, 4) + "-01-04") : std::nullopt;
        const int week = first && key[6] >= '0' && key[6] <= '5' && key[7] >= '0' && key[7] <= '9'
                             ? (key[6] - '0') * 10 + (key[7] - '0')
                             : 0;
        if (week == 0)
            return std::nullopt;
        const base::Day monday = base::mondayOf(*first) + std::chrono::days{7 * (week - 1)};
        return base::isoWeek(monday) == key
                   ? std::optional(base::Period{monday, monday + std::chrono::days{6}})
                   : std::nullopt;
    }
    const auto period = base::parsePeriod(key);
    return period ? std::optional(*period) : std::nullopt;
}

/// Only calls that have a feature, of those that the filter lets through.
Filter attributedOf(Filter filter)
{
    base::ValueSet &features = filter.where
                                   .try_emplace(base::Dimension(base::nameOf(base::FixedDimension::Feature)),
                                                base::ValueSet{{}, true})
                                   .first->second;
    if (features.exclude)
        features.values.insert(std::string(base::kUnattributed));
    else
        features.values.erase(std::string(base::kUnattributed));
    return filter;
}

Filter counting(Filter filter, base::Counting counting)
{
    filter.counting = counting;
    return filter;
}

Filter during(Filter filter, const base::Period &period)
{
    filter.period = period;
    return filter;
}

using Terms = std::vector<ExplainTerm>;

Terms sumTerms(Figure figure, const Filter &calls)
{
    const auto one = [&calls](Summed summed) { return Terms{{summed, TermRole::Itself, calls, 0}}; };
    switch (figure) {
    case Figure::Requests:
        return one(Summed::Requests);
    case Figure::InputTokens:
        return one(Summed::InputTokens);
    case Figure::CacheReadTokens:
        return one(Summed::CacheReadTokens);
    case Figure::CacheWriteTokens:
        return one(Summed::CacheWriteTokens);
    case Figure::OutputTokens:
        return one(Summed::OutputTokens);
    case Figure::Unpriced:
        return one(Summed::Unpriced);
    case Figure::MissingUsage:
        return one(Summed::MissingUsage);
    default:
        return one(Summed::Cost);
    }
}

/// Without values.
Terms termsOf(const ExplainQuestion &question, const Filter &calls)
{
    using enum TermRole;
    switch (question.figure) {
    case Figure::CostPerRequest:
        return {{Summed::Cost, Itself, calls, 0}, {Summed::Priced, Itself, calls, 0}};
    case Figure::Latency:
        return {{Summed::LatencyUs, Itself, calls, 0}, {Summed::WithLatency, Itself, calls, 0}};
    case Figure::CostShare:
        return {{Summed::Cost, Part, calls, 0}, {Summed::Cost, Whole, question.filter, 0}};
    case Figure::RequestShare:
        return {{Summed::Requests, Part, calls, 0}, {Summed::Requests, Whole, question.filter, 0}};
    case Figure::CostChange:
        return {{Summed::Cost, Itself, calls, 0}, {Summed::Cost, Before, during(calls, *question.before), 0}};
    case Figure::RetryCost:
        return {{Summed::Cost, Whole, counting(calls, base::Counting::Billed), 0},
                {Summed::Cost, Completed, counting(calls, base::Counting::CompletedOnly), 0}};
    case Figure::Coverage:
        return {{Summed::Cost, Attributed, attributedOf(calls), 0}, {Summed::Cost, Whole, calls, 0}};
    case Figure::CoverageByRequests:
        return {{Summed::Requests, Attributed, attributedOf(calls), 0}, {Summed::Requests, Whole, calls, 0}};
    case Figure::BudgetUsed:
        return {{Summed::Cost, Part, calls, 0}, {Summed::Amount, Whole, calls, question.amountNanos}};
    default:
        return sumTerms(question.figure, calls);
    }
}

std::string_view columnOf(Summed summed)
{
    constexpr std::array<std::string_view, 12> names = {"cost_nanos",
                                                        "priced_requests",
                                                        "requests",
                                                        "unpriced_requests",
                                                        "input_tokens",
                                                        "cache_read_tokens",
                                                        "cache_write_tokens",
                                                        "output_tokens",
                                                        "latency_us",
                                                        "requests_with_latency",
                                                        "requests_without_tokens",
                                                        "budget_nanos"};
    return names[static_cast<std::size_t>(summed)];
}

} // namespace

std::optional<Figure> figureNamed(std::string_view name)
{
    const auto found = std::ranges::find(kFigureNames, name);
    return found == kFigureNames.end() ? std::nullopt
                                       : std::optional(static_cast<Figure>(found - kFigureNames.begin()));
}

std::string ExplainTerm::column() const
{
    constexpr std::array<std::string_view, 6> roles = {"",        "part_",      "whole_",
                                                       "before_", "completed_", "attributed_"};
    return std::string(summed == Summed::Amount ? "" : roles[static_cast<std::size_t>(role)]) +
           std::string(columnOf(summed));
}

std::optional<std::int64_t> Explanation::whole() const
{
    switch (question.figure) {
    case Figure::CostPerRequest:
    case Figure::Latency:
        return terms[1].value == 0 ? std::nullopt
                                   : std::optional(base::divideHalfEven(terms[0].value, terms[1].value));
    case Figure::RetryCost:
        return terms[0].value - terms[1].value;
    default:
        return terms.size() == 1 ? std::optional(terms.front().value) : std::nullopt;
    }
}

std::optional<double> Explanation::ratio() const
{
    switch (question.figure) {
    case Figure::CostShare:
    case Figure::RequestShare:
    case Figure::Coverage:
    case Figure::CoverageByRequests:
    case Figure::BudgetUsed:
    case Figure::CostChange:
        break;
    default:
        return std::nullopt;
    }
    const auto first = static_cast<double>(terms[0].value);
    const auto second = static_cast<double>(terms[1].value);
    if (terms[1].value == 0)
        return std::nullopt;
    return question.figure == Figure::CostChange ? (first - second) / second : first / second;
}

base::Result<Filter> narrowed(Filter filter,
                              const std::vector<std::pair<base::Dimension, std::string>> &slice)
{
    for (const auto &[dimension, value] : slice) {
        if (!base::isTimeDimension(dimension)) {
            filter.where[dimension] = {{value}, false};
            continue;
        }
        const auto bucket = bucketOf(dimension, value);
        if (!bucket)
            return base::fail(base::ErrorKind::Misuse, dimension + "=" + value, "is no " + dimension);
        filter.period.first = std::max(filter.period.first, bucket->first);
        filter.period.last = std::min(filter.period.last, bucket->last);
    }
    return filter;
}

base::Result<Explanation> explain(const cube::Cube &cube, const ExplainQuestion &question)
{
    if (question.figure == Figure::CostChange && !question.before)
        return base::fail(base::ErrorKind::Misuse, std::string(nameOf(question.figure)),
                          "needs an earlier period to be held against");
    const auto calls = narrowed(question.filter, question.slice);
    if (!calls)
        return tl::unexpected(calls.error());
    Explanation explanation{question, termsOf(question, *calls)};
    for (ExplainTerm &term : explanation.terms) {
        if (term.summed == Summed::Amount)
            continue;
        const auto table = cube.query(term.filter, {});
        if (!table)
            return tl::unexpected(table.error());
        term.value = sumOf(term.summed, table->total);
    }
    return explanation;
}

} // namespace outlay::insight
