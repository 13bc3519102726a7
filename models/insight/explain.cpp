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
    default: // given
        return 0;
    }
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

/// What passes both.
base::ValueSet overlapOf(const base::ValueSet &a, const base::ValueSet &b)
{
    const base::ValueSet &other = a.exclude ? a : b;
    base::ValueSet common = a.exclude ? b : a;
    if (common.exclude)
        common.values.insert(other.values.begin(), other.values.end());
    else
        std::erase_if(common.values, [&other](const std::string &value) {
            return other.values.contains(value) == other.exclude;
        });
    return common;
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
    case Figure::CostPerUnit:
        return {{Summed::Cost, Itself, calls, 0}, {Summed::Priced, Itself, calls, 0}};
    case Figure::Latency:
        return {{Summed::LatencyUs, Itself, calls, 0}, {Summed::WithLatency, Itself, calls, 0}};
    case Figure::CostShare:
        return {{Summed::Cost, Part, calls, 0}, {Summed::Cost, Whole, question.filter, 0}};
    case Figure::RequestShare:
        return {{Summed::Requests, Part, calls, 0}, {Summed::Requests, Whole, question.filter, 0}};
    case Figure::CostChange:
    case Figure::CostDifference:
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
    case Figure::CostBefore:
        return {{Summed::Cost, Before, during(calls, *question.before), 0}};
    case Figure::CacheSaving:
    case Figure::ReadsPerWritten:
    case Figure::BreakEvenReads:
        return {{Summed::Requests, Itself, calls, 0}};
    case Figure::Effect:
        return effectTerms(calls, during(calls, *question.before), given);
    default:
        return sumTerms(question.figure, calls);
    }
}

} // namespace

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

base::Result<Filter> callsOf(const ExplainQuestion &question)
{
    auto calls = narrowed(question.filter, question.slice);
    if (!calls || !isOfScenario(question.figure))
        return calls;
    if (!question.scenario)
        return base::fail(base::ErrorKind::Misuse, std::string(nameOf(question.figure)),
                          "needs a scenario: save what outlay savings --scenario 1 prints, and name the file "
                          "with --scenario");
    // Of several changes the calls are no one filter's; all the others cost what they did.
    if (question.scenario->changes.size() == 1)
        for (const auto &[dimension, values] : question.scenario->changes.front().where) {
            base::ValueSet &had = calls->where.try_emplace(dimension, base::ValueSet{{}, true}).first->second;
            had = overlapOf(had, values);
        }
    return calls;
}

base::Result<Filter> bridged(const ExplainQuestion &question)
{
    auto rest = question.slice;
    std::erase_if(rest, [](const auto &value) { return isOfParts(value.first); });
    return narrowed(question.filter, rest);
}

Given givenOf(const Bridge &bridge, const ExplainQuestion &question)
{
    Given given{0, {bridge.continuingBefore, bridge.continuingAfter}, {}};
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
    if ((question.figure == Figure::CostChange || isOfBridge(question.figure)) && !question.before)
        return base::fail(base::ErrorKind::Misuse, std::string(nameOf(question.figure)),
                          "needs an earlier period to be held against");
    const auto calls = callsOf(question);
    if (!calls)
        return tl::unexpected(calls.error());
    Explanation explanation{question, termsOf(question, *calls, given)};
    for (const auto &[summed, value] : given.besides)
        explanation.terms.push_back({summed, TermRole::Itself, *calls, value});
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
