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
    case Summed::Budget:
    case Summed::Value:
    case Summed::Change:
    case Summed::Continuing:
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

/// Only calls that have a value of the dimension, of those that the filter lets through.
Filter attributedOf(Filter filter, const base::Dimension &dimension)
{
    base::ValueSet &values = filter.where.try_emplace(dimension, base::ValueSet{{}, true}).first->second;
    if (values.exclude)
        values.values.insert(std::string(base::kUnattributed));
    else
        values.values.erase(std::string(base::kUnattributed));
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

/// What a bridge has parts by.
bool isOfParts(const base::Dimension &dimension)
{
    return dimension == base::nameOf(base::FixedDimension::Feature) ||
           dimension == base::nameOf(base::FixedDimension::Segment);
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

Terms effectTerms(const Filter &calls, const Filter &before, const Given &given)
{
    Terms terms;
    for (const Summed summed :
         {Summed::Cost, Summed::Requests, Summed::Priced, Summed::InputTokens, Summed::CacheReadTokens,
          Summed::CacheWriteTokens, Summed::OutputTokens, Summed::MissingUsage}) {
        terms.push_back({summed, TermRole::Before, before, 0});
        terms.push_back({summed, TermRole::Itself, calls, 0});
    }
    std::swap(terms[0], terms[1]); // the first is of the calls behind the figure
    terms.push_back({Summed::Continuing, TermRole::Before, before, given.continuing[0]});
    terms.push_back({Summed::Continuing, TermRole::Itself, calls, given.continuing[1]});
    terms.push_back({Summed::Change, TermRole::Itself, calls, given.nanos});
    return terms;
}

/// Without the values that are added up.
Terms termsOf(const ExplainQuestion &question, const Filter &calls, const Given &given)
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
        return {{Summed::Cost, Attributed, attributedOf(calls, question.covered), 0},
                {Summed::Cost, Whole, calls, 0}};
    case Figure::CoverageByRequests:
        return {{Summed::Requests, Attributed, attributedOf(calls, question.covered), 0},
                {Summed::Requests, Whole, calls, 0}};
    case Figure::BudgetUsed:
        return {{Summed::Cost, Part, calls, 0}, {Summed::Budget, Itself, calls, given.nanos}};
    case Figure::Gain:
    case Figure::Margin:
    case Figure::Roi:
        return {{Summed::Cost, Itself, calls, 0}, {Summed::Value, Itself, calls, given.nanos}};
    case Figure::BreakEven:
        return {{Summed::Requests, Itself, calls, 0}, {Summed::Value, Itself, calls, given.nanos}};
    case Figure::Effect:
        return effectTerms(calls, during(calls, *question.before), given);
    default:
        return sumTerms(question.figure, calls);
    }
}

std::string_view columnOf(Summed summed)
{
    constexpr std::array<std::string_view, 15> names = {"cost_nanos",
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
                                                        "budget_nanos",
                                                        "value_nanos",
                                                        "effect_nanos",
                                                        "continuing_requests"};
    return names[static_cast<std::size_t>(summed)];
}

} // namespace

std::optional<ExplainQuestion> questionNamed(std::string_view name)
{
    ExplainQuestion question;
    const auto effect = std::ranges::find(kEffectNames, name);
    if (effect != kEffectNames.end()) {
        question.figure = Figure::Effect;
        question.effect = static_cast<Effect>(effect - kEffectNames.begin());
        return question;
    }
    const std::size_t colon = name.find(':');
    const auto found = std::ranges::find(kFigureNames, name.substr(0, colon));
    if (found == kFigureNames.end() || *found == nameOf(Figure::Effect))
        return std::nullopt;
    question.figure = static_cast<Figure>(found - kFigureNames.begin());
    if (colon == std::string_view::npos)
        return question;
    question.covered = base::Dimension(name.substr(colon + 1));
    const bool hasDimension =
        question.figure == Figure::Coverage || question.figure == Figure::CoverageByRequests;
    return hasDimension && !question.covered.empty() && !base::isTimeDimension(question.covered)
               ? std::optional(question)
               : std::nullopt;
}

std::string ExplainTerm::column() const
{
    constexpr std::array<std::string_view, 6> roles = {"",        "part_",      "whole_",
                                                       "before_", "completed_", "attributed_"};
    return std::string(roles[static_cast<std::size_t>(role)]) + std::string(columnOf(summed));
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
    case Figure::Gain:
        return terms[1].value - terms[0].value;
    case Figure::BreakEven:
        return terms[0].value == 0 ? std::nullopt
                                   : std::optional(base::divideHalfEven(terms[1].value, terms[0].value));
    case Figure::Effect:
        return terms.back().value;
    default:
        return terms.size() == 1 ? std::optional(terms.front().value) : std::nullopt;
    }
}

std::optional<double> Explanation::ratio() const
{
    const auto divided = [](double over, double under) {
        return under == 0 ? std::nullopt : std::optional(over / under);
    };
    if (terms.size() < 2)
        return std::nullopt;
    const auto first = static_cast<double>(terms[0].value);
    const auto second = static_cast<double>(terms[1].value);
    switch (question.figure) {
    case Figure::CostShare:
    case Figure::RequestShare:
    case Figure::Coverage:
    case Figure::CoverageByRequests:
    case Figure::BudgetUsed:
        return divided(first, second);
    case Figure::CostChange:
        return divided(first - second, second);
    case Figure::Margin:
        return second > 0 ? divided(second - first, second) : std::nullopt;
    case Figure::Roi:
        return first > 0 ? divided(second - first, first) : std::nullopt;
    default:
        return std::nullopt;
    }
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

base::Result<Filter> bridged(const ExplainQuestion &question)
{
    auto rest = question.slice;
    std::erase_if(rest, [](const auto &value) { return isOfParts(value.first); });
    return narrowed(question.filter, rest);
}

Given givenOf(const Bridge &bridge, const ExplainQuestion &question)
{
    Given given{0, {bridge.continuingBefore, bridge.continuingAfter}};
    for (const BridgePart &part : bridge.parts) {
        const bool isAsked = std::ranges::all_of(question.slice, [&part](const auto &value) {
            const bool isFeature = value.first == base::nameOf(base::FixedDimension::Feature);
            return !isOfParts(value.first) || value.second == (isFeature ? part.feature : part.segment);
        });
        if (isAsked)
            given.nanos += part.of(question.effect).nanos();
    }
    return given;
}

base::Result<Explanation> explain(const cube::Cube &cube, const ExplainQuestion &question, const Given &given)
{
    if ((question.figure == Figure::CostChange || question.figure == Figure::Effect) && !question.before)
        return base::fail(base::ErrorKind::Misuse, std::string(nameOf(question.figure)),
                          "needs an earlier period to be held against");
    const auto calls = narrowed(question.filter, question.slice);
    if (!calls)
        return tl::unexpected(calls.error());
    Explanation explanation{question, termsOf(question, *calls, given)};
    for (ExplainTerm &term : explanation.terms) {
        if (isGiven(term.summed))
            continue;
        const auto table = cube.query(term.filter, {});
        if (!table)
            return tl::unexpected(table.error());
        term.value = sumOf(term.summed, table->total);
    }
    return explanation;
}

} // namespace outlay::insight
